package inspect

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// repeats tells of the columns of people and of orders in which values come again.
func (s *survey) repeats(columns []Profile) (out []result.Warning) {
	for i, c := range columns {
		var roles []string
		for _, role := range []layout.Role{layout.Respondent, layout.Customer, layout.Order} {
			if c.plays(role) {
				roles = append(roles, string(role))
			}
		}
		filled := s.columns[i].filled()
		if len(roles) == 0 || c.More || int64(c.Distinct) >= filled {
			continue
		}
		out = append(out, result.Warn("repeated_"+roles[0], "%d rows have %d different values in column %s, which may be the %s",
			filled, c.Distinct, answer.Quote(c.Name, 60), result.Reason(strings.Join(roles, " or "))).At(s.set.Tables[0].Name, 0))
	}
	return out
}

// snapshots tells of a column of days on each of which the same customers are seen again, in the first rows: then a
// row is a state and no event.
func (s *survey) snapshots(columns []Profile) []result.Warning {
	first := s.set.Tables[0]
	who := slices.IndexFunc(columns, func(c Profile) bool { return c.plays(layout.Customer) })
	if who < 0 {
		return nil
	}
	customers := first.Sample(who)
	for i, c := range columns {
		if i == who || c.Type != Date || c.Blank > 0 {
			continue
		}
		if seenAgain(first.Sample(i), customers) {
			return []result.Warning{result.Warn("snapshots", "column %s has the same customers on one date after the other: a row may be the state of a customer on a date",
				answer.Quote(c.Name, 60)).At(first.Name, 0)}
		}
	}
	return nil
}

// seenAgain tells whether each date has several rows, a customer at most one of them, and most of
// the customers of one are among those of the next. The last one may have been cut off.
func seenAgain(dates, customers []string) bool {
	on := make(map[string]map[string]bool)
	var order []string
	for i, date := range dates {
		if i >= len(customers) {
			break
		}
		if on[date] == nil {
			on[date] = make(map[string]bool)
			order = append(order, date)
		}
		if on[date][customers[i]] {
			return false
		}
		on[date][customers[i]] = true
	}
	stayed, could := 0, 0
	for i, date := range order[:max(len(order)-1, 0)] {
		next := on[order[i+1]]
		if len(on[date]) < 2 {
			return false
		}
		could += min(len(on[date]), len(next))
		for c := range on[date] {
			if next[c] {
				stayed++
			}
		}
	}
	return could > 0 && 2*stayed > could
}

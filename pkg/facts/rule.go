package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A rule says how rows become facts.
type gathering struct {
	*session
	columns []Position // those of the traits that some source has a column for, each part by itself
	dates   dates.Writing
	// unsettled are, of each source, the roles whose numbers have points that may stand between thousands.
	unsettled []map[dataset.Role]bool
	time      int // the place of the column that tells when facts happened, among those of the traits; -1 for none
}

func (s *session) newRule() *gathering {
	r := &gathering{session: s, time: slices.IndexFunc(s.traits.Columns, func(c Position) bool { return c.Times && c.Role == s.when() })}
	for _, c := range s.traits.Columns {
		for n := 0; s.has(Part(c.Role, n)); n++ {
			part := c
			part.Role = Part(c.Role, n)
			r.columns = append(r.columns, part)
		}
	}
	for i := range s.set.Tables {
		r.unsettled = append(r.unsettled, r.unsettledMarks(i))
	}
	r.dates = s.Writing(s.set.DateOrder(s.Writing(dates.DayFirst), r.timesOf))
	return r
}

// timesOf are the columns of a table that tell times.
func (r *gathering) timesOf(table int) (at []int) {
	for _, c := range r.columns {
		if i := r.session.columns[table].At(c.Role); c.Times && i != dataset.None {
			at = append(at, i)
		}
	}
	return at
}

// has tells whether a role has a column in some source.
func (s *session) has(role dataset.Role) bool {
	for _, cs := range s.columns {
		if cs.Has(role) {
			return true
		}
	}
	return false
}

// Same tells whether another rule gathers the same: never, since what is gathered belongs to a question.
func (r *gathering) Same(o pass.Rule) bool { return r == o }

// TimeCut says how much of a time matters.
func (r *gathering) TimeCut(role dataset.Role) *scan.Rounding {
	if _, ok := r.plan.(Timeless); !ok || role != r.when() || slices.ContainsFunc(r.By, isClock) {
		return nil
	}
	return pass.CutOf(r.Cut, r.Zone, r.From, r.To)
}

// Counter returns an empty counter of rows whose dates are read in an order.
func (r *gathering) Counter(order dates.DayOrder, _ func(pass.Reject)) (pass.Counter, error) {
	c := &counter{rule: r, groups: make(map[string]int32), odd: make(map[wrong]*odd), gathered: r.plan.Gatherer(), last: -1,
		open: order == dates.Unknown && r.dates.Layout == ""}
	writing := r.dates
	if writing.Order = order; c.open {
		writing.Order = dates.DayFirst
	}
	var err error
	c.row.asides = newAsides()
	c.row.reader, err = dates.NewReader(writing)
	return c, err
}

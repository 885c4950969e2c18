package inspect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A roleWords is a role and what its words differ by.
type roleWords struct {
	role   layout.Role
	answer bool // by metric of answers
	ledger bool // by shape of ledger
	holds  []string
}

var (
	days    = []string{Date, Integer, Mixed, Blank}
	amounts = []string{Number, Integer, Mixed, Blank}
	words   = []string{Text, Integer, ID, Mixed, Boolean, Blank}
	persons = []string{ID, Integer, EMail, Text, Mixed}
	marks   = []string{Integer, Number, Text, Boolean, Mixed, Blank}
)

// wordings lists the roles that columns are looked at for, in the order in which they are told.
func wordings() []roleWords {
	return []roleWords{
		{layout.Score, true, false, marks},
		{layout.Customer, false, true, persons},
		{layout.Respondent, true, false, persons},
		{layout.Time, true, true, days},
		{layout.Amount, false, true, amounts},
		{layout.Start, false, true, days}, {layout.End, false, true, days}, {layout.Request, false, true, days}, {layout.TrialEnd, false, true, days},
		{layout.Status, false, true, words}, {layout.Active, false, true, words}, {layout.Type, false, true, words},
		{layout.Currency, false, true, words}, {layout.Interval, false, true, words}, {layout.Quantity, false, true, amounts},
		{layout.Order, false, true, persons}, {layout.Product, false, true, persons}, {layout.Reason, false, true, words},
		{layout.Weight, true, false, amounts}, {layout.Count, true, false, amounts}, {layout.Segment, true, false, words},
		{layout.Comment, true, false, []string{Text, Mixed}},
	}
}

// suit returns the columns that suit a role best, for a metric or a shape of ledger. It is the only place where
// columns are looked for.
func suit(t *dataset.Table, role layout.Role, kind string) []int {
	return t.Find(dataset.Search{Role: role, Kind: kind}).Columns
}

// giveRoles tells of every column which roles it may play, and why. Beside amounts no column is the answers by its values.
func giveRoles(t *dataset.Table, columns []Profile, o LookTerms) {
	for _, w := range wordings() {
		var kinds []string
		if w.answer {
			kinds = append(kinds, o.Metrics...)
		}
		if w.ledger {
			kinds = append(kinds, o.Shapes...)
		}
		suited := make(map[int][]string) // kinds by column
		for _, kind := range kinds {
			for _, i := range suit(t, w.role, kind) {
				suited[i] = append(suited[i], kind)
			}
		}
		for i := range columns {
			if why := reason(t, w, i, suited[i], kinds, columns[i].Type); why != "" {
				columns[i].Roles = append(columns[i].Roles, RolePart{string(w.role), why, suited[i]})
			}
		}
	}
	priced := someOf(columns, layout.Amount) && someOf(columns, layout.Customer) && !isSurvey(t)
	for i := range columns {
		if c := &columns[i]; !priced && len(c.Roles) == 0 && (c.looksLikeLabels() || c.looksLikeScores() && (layout.AsksPeople(c.Name) || layout.PolledBeside(t.Headers, i))) && !isQuantity(c.Name) && !layout.IsNoAnswer(c.Name) && !layout.IsGauged(c.Name) && !isNumbering(t.Sample(i)) {
			why := byValues
			if c.Type == Text {
				why = byLabels
			}
			c.Roles = append(c.Roles, RolePart{string(layout.Score), why, nil})
		}
	}
}

// isSurvey tells whether the layout of a source is none of a ledger: it names no customer.
func isSurvey(t *dataset.Table) bool {
	calls := func(header string) bool { return t.Layout.Calls("--customer", header) }
	return t.Layout != nil && !slices.ContainsFunc(t.Headers, calls)
}

// byValues is the reason of columns whose headers tell nothing.
const byValues = "its values: whole numbers on a short scale"

// byLabels is that of columns of words.
const byLabels = "its values: labels of a scale"

// reason says why a column may play a role, "" where it may not.
func reason(t *dataset.Table, w roleWords, column int, suited, kinds []string, holds string) string {
	flag := "--" + strings.ReplaceAll(string(w.role), "_", "-")
	switch {
	case t.Layout != nil && t.Layout.Calls(flag, t.Headers[column]):
		return "the layout " + t.Layout.Name
	case len(suited) == 0 || !slices.Contains(w.holds, holds):
		return ""
	case len(suited) == len(kinds), len(suited) > 3:
		return "its header"
	}
	return "its header, for " + strings.Join(suited, ", ")
}

// looksLikeScores tells whether the values of a column look like answers on a scale, and its header names no id.
func (c *Profile) looksLikeScores() bool {
	if c.Type != Integer || len(c.Range) != 2 || c.Distinct < 3 || layout.NamesID(c.Name) {
		return false
	}
	low, _ := c.Range[0].(int64)
	high, _ := c.Range[1].(int64)
	return low >= 0 && high <= 10
}

// looksLikeLabels tells whether the values of a column look like labels of a scale.
func (c *Profile) looksLikeLabels() bool {
	return c.Type == Text && len(c.First) > 1 && !slices.ContainsFunc(c.First, func(text string) bool { return !layout.Labels()[answer.Normalise(text)] })
}

// isQuantity tells whether a header speaks of how much was ordered or came.
func isQuantity(header string) bool {
	return slices.ContainsFunc([]layout.Role{"ordered_qty", "delivered_qty"}, func(role layout.Role) bool {
		_, ok := layout.RatingOf(role, "delivery", header)
		return ok
	})
}

// isNumbering tells whether values number the rows, 1, 2, 3 and so on, as no answers do.
func isNumbering(texts []string) bool {
	for i, text := range texts {
		if answer.Trim(text) != strconv.Itoa(i+1) {
			return false
		}
	}
	return len(texts) > 2
}

// plays tells whether a column may play a role.
func (c *Profile) plays(role layout.Role) bool {
	return slices.ContainsFunc(c.Roles, func(p RolePart) bool { return p.Role == string(role) })
}

// settleTypes tells ids and days by the roles of their columns, where the values alone do not.
func settleTypes(columns []Profile, held []*holding) {
	for i := range columns {
		c := &columns[i]
		switch {
		case c.Type != Integer && c.Type != Text:
		case c.plays(layout.Customer) || c.plays(layout.Respondent) || c.plays(layout.Order):
			if c.Type == Integer || held[i].of[text] == 0 {
				c.Type, c.Range = ID, nil
			}
		case c.Type == Integer && c.timed():
			if days := held[i].dated(); days != nil {
				c.Type, c.Range = Date, days
			}
		}
	}
}

func (c *Profile) timed() bool {
	return slices.ContainsFunc([]layout.Role{layout.Time, layout.Start, layout.End, layout.Request, layout.TrialEnd}, c.plays)
}

package texts

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Tallies are what a run has counted: everything that the figures and the account of rows need.
type Tallies struct {
	Groups []Combination
	// Void holds the answers that another cell of their row makes useless; Bad says which cells.
	Void *tally.Scores
	// Left holds the answers of rows that a condition or their time leaves out, as far as their texts are not
	// too many. Sources holds all answers of each source, by text, where there are several.
	Left    *tally.Scores
	Sources []map[string]int64
	// Years counts the rows that --since and --until keep by their year, where there are no periods.
	Years map[int64]*Dated
	Bad   map[dataset.Role]*BadCell

	// Weighed tells which respondents of a file of weights stand in a row.
	Weighed Attendance

	Read, Filtered, Excluded, Duplicate int64

	// Faults are records that could not be read, Remarks those that were read with something to tell, and Repairs
	// those that were made to fit. Damaged are rows of groups whose names are not UTF-8.
	Faults, Remarks, Repairs, Damaged pass.Faults
	Repeats                           Looked
	// Order is the order that the dates were read in; Unknown where no date asked for one.
	Order dates.DayOrder
}

// A Combination is the tally of one combination of --by values and period.
type Combination struct {
	Key    pass.GroupKey
	Scores *tally.Scores
}

// Tallies takes what a pass has counted, in one of the ways that it has read the dates.
func (p *Judging) Tallies(r *pass.Read, w pass.Way) (*Tallies, error) {
	c := w.Counter.(*tallier)
	t := &Tallies{Repeats: c.rule.Repeats.result(), Order: r.Order, Read: r.Rows, Faults: r.Faults, Remarks: r.Remarks, Repairs: r.Repairs, Damaged: r.Damaged}
	t.Repeats.Between = c.between()
	t.Sources = c.sourceTexts()
	if err := c.part.settle(); err != nil {
		return nil, err
	}
	t.Void, t.Left, t.Bad, t.Years = c.part.void, c.part.left, c.part.bad, c.part.years
	t.Filtered, t.Excluded, t.Duplicate = r.Filtered+c.part.filtered, r.Excluded, c.part.duplicate
	if w := c.rule.Weights; w != nil {
		t.Weighed = Attendance{met: c.part.met, of: len(w.weights)}
	}
	t.Groups = c.groups()
	return t, nil
}

// groups takes the groups, in no particular order of the values but the same in every run. Nothing remains to find
// them by, which would be a third of them. Questions that share a count take the same.
func (c *tallier) groups() []Combination {
	if c.taken != nil {
		return c.taken
	}
	out := make([]Combination, 0, len(c.part.groups))
	for key, g := range c.part.groups {
		out = append(out, Combination{pass.GroupKey(key), g})
	}
	c.part.groups = nil
	slices.SortFunc(out, func(a, b Combination) int { return c.compare(a.Key, b.Key) })
	c.taken = out
	return out
}

// compare orders groups by their values, then by period.
func (c *tallier) compare(a, b pass.GroupKey) int {
	for i := range c.rule.Values {
		if order := cmp.Compare(a.Value(i), b.Value(i)); order != 0 {
			return order
		}
	}
	if c.rule.Period == "" {
		return 0
	}
	return cmp.Compare(a.Period(), b.Period())
}

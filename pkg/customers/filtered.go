package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// sidesLeft counts rows of customers who left, and of others.
type sidesLeft struct{ left, there int }

func (n *sidesLeft) add(left bool) {
	if left {
		n.left++
	} else {
		n.there++
	}
}

// filterSides takes note of conditions on the column that says who left, where they leave out all of those, or all others: a rate
// needs both.
func (s *audit) filterSides(t *dataset.Table, cs columns) {
	if s.shape != ledger.Subscription && s.shape != ledger.Status && s.shape != ledger.Movement {
		return
	}
	for _, cond := range s.Conditions {
		at, err := layout.Resolve(cond.Column(), t.Headers)
		if err != nil {
			continue
		}
		kept, dropped := s.sidesBy(t, cs, cond, at)
		switch {
		case dropped.left > 0 && kept.left == 0:
			s.oneSide = result.Say("the condition on column %s leaves out all rows that say that a customer left", t.Header(at))
		case dropped.there > 0 && kept.there == 0 && kept.left > 0 && s.shape != ledger.Movement:
			s.oneSide = result.Say("the condition on column %s leaves out all customers who are still there, and keeps those who left: a rate needs both", t.Header(at))
		}
	}
}

// filteredSides tells of it, and takes the verdict away.
func (c *closed) filteredSides(d *result.Document) []result.Warning {
	if c.oneSide.String() == "" {
		return nil
	}
	if kind.NoVerdict(d) {
		return []result.Warning{result.Warn("condition_on_side", "%s, so there is no verdict", c.oneSide)}
	}
	return []result.Warning{result.Warn("condition_on_side", "%s", c.oneSide)}
}

// filteredPast tells of a condition that leaves out the rows of what customers brought before.
func (c *closed) filteredPast() []result.Warning {
	cs := c.columns[0]
	at, column := cs.at(ledger.Time), cs.header(ledger.Time)
	if c.shape != ledger.Transaction && c.shape != ledger.Balance || at == none {
		return nil
	}
	for i, cond := range c.Conditions {
		switch {
		case i >= len(cs.Where) || cs.Where[i] != at || !cond.Since() || c.figures.rows.Filtered+c.figures.rows.Excluded == 0:
		case c.Metric.Orders != nil:
			return []result.Warning{result.Warn("condition_on_past", "a condition on column %s leaves out earlier rows: what a customer ordered before does not make it one who ordered again", column)}
		default:
			return []result.Warning{result.Warn("condition_on_past", "a condition on column %s leaves out what customers brought before, so who was there before counts as new; --since DATE bounds what is shown, and knows them", column)}
		}
	}
	return nil
}

// sidesBy counts the sampled rows that a condition keeps, and those that it leaves out, by what they say of the customer.
func (s *audit) sidesBy(t *dataset.Table, cs columns, cond *where.Cond, at int) (kept, dropped sidesLeft) {
	with := cond.With(where.Cells{Decimal: t.Decimal, Zone: s.Zone})
	f, past := &finder{audit: s, table: t}, s.pastEnds()
	for _, row := range t.Rows {
		text := cellOf(row, at)
		left, known := s.sideOf(f, text, at, cs)
		switch {
		case !known:
		case !with.Match([]byte(text)):
			dropped.add(left)
		case s.shape == ledger.Subscription && cs.has(ledger.End):
			kept.add(past(cellOf(row, cs.at(ledger.End))))
		default:
			kept.add(left)
		}
	}
	return kept, dropped
}

// sideOf tells whether a text in a column says that a customer left, or that it is still there. Flags say so in the column of
// statuses alone.
func (s *audit) sideOf(f *finder, text string, at int, cs columns) (left, known bool) {
	own := at == cs.at(ledger.StatusOf)
	switch {
	case s.shape == ledger.Movement:
		return f.motionOf(text) == ledger.Leave, at == cs.at(ledger.Type)
	case own && len(s.Lost) > 0:
		return slices.ContainsFunc(s.Lost, func(word string) bool { return strings.EqualFold(word, text) }), true
	case isYesOrNo(text):
		left, known = ledger.IsLost(text, s.yesIsKept)
		return left, known && own
	}
	return ledger.IsOver(text), ledger.IsOver(text) || ledger.Runs(text)
}

// pastEnds tells whether the ends of sampled subscriptions are past. One that cannot be read yet, since the order of its day and
// month is not known, may be.
func (s *audit) pastEnds() func(text string) bool {
	reader, err := dates.NewReader(s.Writing(dates.DayFirst))
	return func(text string) bool {
		if err != nil || isBlank(text) {
			return false
		}
		at, _, ok := reader.Parse([]byte(text))
		return !ok || s.Now == nil || at <= *s.Now
	}
}

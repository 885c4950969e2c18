package texts

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A quick counter does the usual work in a tight loop: whole numbers from 0 to 10 and blanks, in groups that
// the marks tell apart. Any other row takes the way that knows everything.
type quick struct {
	c      *tallier
	marks  *pass.Marks
	rows   [pass.MarkValues]*slotCells // by the slot of the value
	cells  []*cell                     // all that have been handed out, for flush
	scores [pass.MarkRows]int16        // places among the dense texts; -1 where it is none
}

// slotCells holds the cells of a value, by the place of the period.
type slotCells [pass.MarkPeriods]*cell

// noCells stands for the row of a value that was not met.
var noCells slotCells

// A cell counts the dense texts of one group. The counts go to the group's tally in flush: they
// are small enough to stay in the nearest cache, which tallies are not.
type cell struct {
	counts [16]uint32 // tally.Dense of them are in use
	scores *tally.Scores
}

// newQuick returns the quick counter for one source, or nil where the rule asks for more.
func newQuick(c *tallier) *quick {
	p := c.rule
	if p.Dedup != DedupNone || p.Since != nil || p.Until != nil || c.weighs() || c.count != dataset.None || c.source.Marks == nil {
		return nil
	}
	q := &quick{c: c, marks: c.source.Marks}
	for i := range q.rows {
		q.rows[i] = &noCells
	}
	return q
}

// one counts a row whose group was not met before, or that is not of the usual kind.
func (q *quick) one(b *scan.Batch, at int, other func(row int) error) error {
	if i := tally.Index(b.Cell(at, q.c.score)); i >= 0 {
		if c := q.cell(b, at); c != nil {
			if c.counts[i] > 0 || !q.first(c, i, b, at) {
				c.counts[i]++
			}
			return nil
		}
	}
	return other(at)
}

// first counts a text that its group has not met before, and notes the place.
func (q *quick) first(c *cell, i int, b *scan.Batch, at int) bool {
	count := c.scores.At(i)
	if count.Rows > 0 {
		return false
	}
	r := pass.Record{Batch: b, At: at, Source: q.c.source.Number}
	count.First = r.Place()
	count.Rows, count.N = 1, 1
	return true
}

// flush brings what was counted into the tallies.
func (q *quick) flush() {
	for _, c := range q.cells {
		for i, n := range c.counts[:tally.Dense] {
			if n == 0 {
				continue // what was not met takes no memory
			}
			count := c.scores.At(i)
			count.Rows += int64(n)
			count.N += int64(n)
		}
		c.counts = [16]uint32{}
	}
}

// cell returns the cell of a row's group, or nil when the row is not of the usual kind.
func (q *quick) cell(b *scan.Batch, at int) *cell {
	slot, place, ok := q.marks.One(b, at)
	if !ok {
		return nil
	}
	if c := q.rows[slot][place]; c != nil {
		return c
	}
	if q.rows[slot] == &noCells {
		q.rows[slot] = new(slotCells)
	}
	key := q.marks.AppendKey(q.c.key[:0], b, at, place)
	q.c.key = key
	g, err := q.c.part.group(key)
	if err != nil {
		return nil // the row takes the other way, and meets the same limit there
	}
	c := &cell{scores: g}
	q.cells = append(q.cells, c)
	q.rows[slot][place] = c
	return c
}

// grouped counts n rows from one on, in the groups that the marks have found.
func (q *quick) grouped(b *scan.Batch, from, n int, other func(row int) error) error {
	q.findScores(b, from, n)
	values, periods := &q.marks.Values, &q.marks.Periods
	for i := range n {
		score, value, period := q.scores[i], values[i], periods[i]
		if score|value|period >= 0 {
			c := q.rows[value&(pass.MarkValues-1)][period&(pass.MarkPeriods-1)]
			if c != nil && c.counts[score&15] > 0 {
				c.counts[score&15]++
				continue
			}
		}
		if err := q.one(b, from+i, other); err != nil {
			return err
		}
	}
	return nil
}

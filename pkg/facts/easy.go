package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// Easy rows have times that read in one way, and a group that the marks of the front know. They are taken without the
// front; all others are handed to it.
type easy struct {
	marks  *pass.Marks
	able   bool
	record pass.Record
	clocks []timedSeat
	groups [pass.MarkValues]int32 // by slot of the marks, -1 for those that are not known
}

// A timedSeat is a column of times.
type timedSeat struct {
	seat int
	at   *stamp
}

// begin readies for a source.
func (u *easy) begin(c *counter, s pass.Feed) {
	u.marks, u.record = s.Marks, pass.Record{Source: s.Number}
	u.able = !c.rule.cuts() && len(c.row.missing) == 0 && !slices.ContainsFunc(c.row.clocks, func(o clockSeat) bool { return o.seat != dataset.None }) && (len(c.rule.By) == 0 || s.Marks != nil)
	u.clocks = u.clocks[:0]
	for i, moments := range c.row.moments {
		for n := range moments {
			if seat := c.row.seats[i][n]; seat != dataset.None {
				u.clocks = append(u.clocks, timedSeat{seat, &moments[n]})
			}
		}
	}
	for i := range u.groups {
		u.groups[i] = -1
	}
}

// read reads the times of a row; false where one of them asks for more than a look.
func (u *easy) read(b *scan.Batch, row int, reader *dates.Reader) bool {
	for _, c := range u.clocks {
		cell := b.Cell(row, c.seat)
		if len(cell) == 0 {
			*c.at = stamp{}
			continue
		}
		at, reading, ok := reader.Parse(cell)
		if !ok || reading != dates.Plain || at < noDays {
			return false
		}
		*c.at = stamp{at, Good}
	}
	return true
}

// Usual takes rows as they come, and hands to the front those that are not usual.
func (c *counter) Usual(b *scan.Batch, from, n int, other func(row int) error) error {
	u := &c.easy
	u.record.Batch = b
	for row := from; row < from+n; row++ {
		group := int32(-1)
		if u.able {
			group = c.groupOf(b, row, row-from)
		}
		if group < 0 || !u.read(b, row, c.row.reader) {
			if err := other(row); err != nil {
				return err
			}
			continue
		}
		u.record.At = row
		c.row.record, c.row.Group = &u.record, group
		if out := c.gathered.Take(&c.row); out.Account == pass.Counted {
			c.accounts[group].Counted++
		} else {
			c.note(&c.accounts[group], out)
		}
	}
	return nil
}

// groupOf is the group of a row, -1 for one that the front has to tell.
func (c *counter) groupOf(b *scan.Batch, row, i int) int32 {
	u, slot := &c.easy, 0
	if u.marks != nil && u.marks.Apart() {
		if slot = int(u.marks.Values[i]); slot < 0 {
			var ok bool
			if slot, _, ok = u.marks.One(b, row); !ok {
				return -1
			}
		}
	}
	if u.groups[slot] < 0 {
		var key []byte
		if u.marks != nil {
			key = u.marks.AppendKey(nil, b, row, 0)
		}
		group, err := c.numbered(key)
		if err != nil {
			return -1
		}
		u.groups[slot] = group
	}
	return u.groups[slot]
}

package engine

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A quick counter does the usual work in a tight loop: whole numbers from 0 to 10 and blanks, in
// one group, or by one column of short values, by period, or by both. Any other row takes the
// way that knows everything.
type quick struct {
	w      *worker
	by     int // wanted column of the group, None without
	time   int // wanted column of the time, None without periods
	period *dates.PeriodReader

	values *[valueSlots]value // a cache of --by values, by a hash of the text
	crowd  *crowd
	cells  []*cell // all that have been handed out, for flush
	base   int64   // the period in the middle of the rows of cells
}

// A value is a text of up to 16 bytes, held in two words, and the cells of its periods.
type value struct {
	low, high uint64
	length    uint32 // unknownLength while the slot is empty
	row       *[periodSpan]*cell
}

// A cell counts the dense texts of one group. The counts go to the group's tally in flush: they
// are small enough to stay in the nearest cache, which tallies are not.
type cell struct {
	counts [16]uint32 // tally.Dense of them are in use
	scores *tally.Scores
}

// unknownLength is no length of a value.
const unknownLength = ^uint32(0)

const (
	valueSlots = 256 // so many values are remembered at most
	valueWays  = 4   // and each of them in one of so many places
	periodSpan = 512 // and so many periods, about the first that is met
)

// newQuick returns the quick counter of a worker for one source, or nil where the plan asks for more.
func newQuick(w *worker) *quick {
	p, r := w.plan, w.roles
	if len(p.Where) > 0 || p.Reject != nil || p.Dedup != DedupNone || p.Since != nil || p.Until != nil ||
		r.Weight != None || r.Count != None || len(r.By) > 1 || p.Period != "" && r.Time == None {
		return nil
	}
	q := &quick{w: w, by: None, time: None, values: new([valueSlots]value)}
	for i := range q.values {
		q.values[i].length = unknownLength
	}
	if len(r.By) == 1 {
		q.by = r.By[0]
	}
	if p.Period != "" {
		reader := w.readers[plain]
		if w.both {
			reader = w.readers[dayFirst]
		}
		q.time, q.period = r.Time, reader.Periods(p.Period)
	}
	return q
}

// batch counts the rows of a batch.
func (q *quick) batch(b *scan.Batch) error {
	if q.by == None && q.time == None {
		return q.ungrouped(b)
	}
	if q.crowd == nil {
		q.crowd = new(crowd)
	}
	for row := 0; row < b.Rows(); row += crowdRows {
		if err := q.grouped(b, row, min(crowdRows, b.Rows()-row)); err != nil {
			return err
		}
	}
	return nil
}

// row counts a row whose group was not met before, or that is not of the usual kind.
func (q *quick) row(r record) error {
	if i := tally.Index(r.cell(q.w.roles.Score)); i >= 0 {
		if c := q.cell(r.batch, r.row); c != nil {
			if c.counts[i] > 0 || !q.first(c, i, r) {
				c.counts[i]++
			}
			return nil
		}
	}
	return q.w.row(r)
}

// first counts a text that its group has not met before, and notes the place.
func (q *quick) first(c *cell, i int, r record) bool {
	count := c.scores.At(i)
	if count.Rows > 0 {
		return false
	}
	count.First = q.w.place(r)
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
func (q *quick) cell(b *scan.Batch, row int) *cell {
	v, ok := value{}, true
	if q.by != None {
		v, ok = valueOf(b.Data, b.Spans[row*b.Width+q.by])
	}
	period := q.base
	if q.time != None && ok {
		var reading dates.Reading
		period, reading, ok = q.period.Parse(b.Cell(row, q.time))
		ok = ok && reading == dates.Plain
	}
	if !ok {
		return nil
	}
	known := q.place(&v)
	if known == nil {
		return nil
	}
	if known.length == v.length {
		if at := period - q.base + periodSpan/2; uint64(at) < periodSpan {
			if c := known.row[at]; c != nil {
				return c
			}
		}
	}
	return q.search(known, v, b, row, period)
}

// valueOf returns the value of a cell. It is not ok when the cell is too long, or may have blanks
// around it.
func valueOf(data []byte, s scan.Span) (v value, ok bool) {
	if s.Len > 16 || int(s.Off)+16 > len(data) {
		return v, false
	}
	text := data[s.Off : s.Off+16]
	if s.Len > 0 && (outside(text[0]) || outside(text[(s.Len-1)&15])) {
		return v, false
	}
	v.low = binary.LittleEndian.Uint64(text) & masks[s.Len]
	v.high = binary.LittleEndian.Uint64(text[8:]) & masks[17+s.Len]
	v.length = s.Len
	return v, true
}

// place returns where a value is remembered, or can be; nil when others have taken its places.
func (q *quick) place(v *value) *value {
	for i := range uint64(valueWays) {
		known := &q.values[v.slot()^i]
		if known.length == unknownLength || known.low == v.low && known.high == v.high && known.length == v.length {
			return known
		}
	}
	return nil
}

// slot returns the first place of a value.
func (v *value) slot() uint64 { return slotOf(v.low, v.high, v.length) }

func slotOf(low, high uint64, length uint32) uint64 {
	return (low*0x9E3779B97F4A7C15 ^ high*0xC2B2AE3D27D4EB4F ^ uint64(length)) >> 56
}

// outside tells whether a byte at the end of a text may be a blank around it.
func outside(c byte) bool { return c-'!' > '~'-'!' }

// masks keep the first bytes of a text: of its first eight, and behind them of its second.
var masks = func() (m [34]uint64) {
	for n := range 17 {
		m[n] = 1<<(8*min(n, 8)) - 1
		m[17+n] = 1<<(8*max(n-8, 0)) - 1
	}
	m[8], m[33] = ^uint64(0), ^uint64(0)
	for n := 9; n < 17; n++ {
		m[n] = ^uint64(0)
	}
	return m
}()

// search finds the cell of a group that is not remembered, and remembers it in the value's place.
func (q *quick) search(v *value, wanted value, b *scan.Batch, row int, period int64) *cell {
	if len(q.cells) == 0 {
		q.base = period
	}
	at := period - q.base + periodSpan/2
	if uint64(at) >= periodSpan {
		return nil
	}
	if v.length == unknownLength {
		*v = wanted
		v.row = new([periodSpan]*cell)
	}
	w := q.w
	w.key = w.key[:0]
	if q.by != None {
		w.key = appendCell(w.key, b.Cell(row, q.by))
	}
	if q.time != None {
		w.key = appendPeriod(w.key, period)
	}
	g, err := w.parts[plain].group(w.key)
	if err != nil {
		return nil // the row takes the other way, and meets the same limit there
	}
	c := &cell{scores: g}
	q.cells = append(q.cells, c)
	v.row[at] = c
	return c
}

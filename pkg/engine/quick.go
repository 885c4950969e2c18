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

	values []value // a cache of --by values, by a hash of the text
	cells  []*cell // all that have been handed out, for flush
	base   int64   // the period in the middle of the rows of cells
	rows   int     // rows of cells that have been made
}

// A value is a text of up to 16 bytes, held in two words, and the cells of its periods.
type value struct {
	low, high uint64
	length    int
	row       []*cell
}

// A cell counts the dense texts of one group. The counts go to the group's tally in flush: they
// are small enough to stay in the nearest cache, which tallies are not.
type cell struct {
	counts [tally.Dense]uint32
	scores *tally.Scores
}

const (
	valueSlots = 256 // so many values are remembered at a time
	periodSpan = 512 // and so many periods, about the first that is met
	mostValues = 512 // after so many values, no further ones are remembered
)

// newQuick returns the quick counter of a worker for one source, or nil where the plan asks for more.
func newQuick(w *worker) *quick {
	p, r := w.plan, w.roles
	if len(p.Where) > 0 || p.Reject != nil || p.Dedup != DedupNone || p.Since != nil || p.Until != nil ||
		r.Weight != None || r.Count != None || len(r.By) > 1 || p.Period != "" && r.Time == None {
		return nil
	}
	q := &quick{w: w, by: None, time: None, values: make([]value, valueSlots)}
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
	at := q.w.roles.Score
	for row := range b.Rows() {
		i := index(b.Data, b.Spans[at])
		at += b.Width
		var c *cell
		if i >= 0 {
			c = q.cell(b, row)
		}
		if c == nil {
			if err := q.w.row(record{b, row}); err != nil {
				return err
			}
			continue
		}
		if c.counts[i] > 0 || !q.first(c, i, record{b, row}) {
			c.counts[i]++
		}
	}
	return nil
}

// ungrouped counts the rows of a batch into one group. Here nothing but the text of the answer is
// looked at, so the way of index is written out.
func (q *quick) ungrouped(b *scan.Batch) error {
	if b.Rows() == 0 {
		return nil
	}
	one := q.cell(b, 0)
	if one == nil {
		return q.w.each(b)
	}
	var counts denseCounts
	scores := scoreCells{b.Data, b.Spans[q.w.roles.Score:], b.Width}
	for row := counts.add(scores, 0); row < b.Rows(); row = counts.add(scores, row+1) {
		if i := tally.Index(b.Cell(row, q.w.roles.Score)); i >= 0 { // at the end of the data, or absent
			counts[denseSlot(i)]++
		} else if err := q.w.row(record{b, row}); err != nil {
			return err
		}
	}
	for slot, n := range counts {
		if n > 0 {
			q.addDense(b, one, slot, n)
		}
	}
	return nil
}

// scoreCells are the cells of the score: every width-th of the spans, from the first on.
type scoreCells struct {
	data  []byte
	spans []scan.Span
	width int
}

// denseCounts counts dense texts by their place in denseTexts.
type denseCounts [len(denseTexts)]uint32

// denseMasks keep the first bytes of two.
var denseMasks = [4]uint32{0, 0xff, 0xffff, 0xffff}

// add counts the scores from a row on, up to the first one that needs a closer look. It returns
// that row, or one behind the last.
func (c *denseCounts) add(scores scoreCells, row int) int {
	data, spans := scores.data, scores.spans
	for at := row * scores.width; at < len(spans); at += scores.width {
		s := spans[at]
		if s.Len > 2 || int(s.Off)+2 > len(data) {
			return row
		}
		bytes := uint32(binary.LittleEndian.Uint16(data[s.Off:]))&denseMasks[s.Len&3] | s.Len<<16
		slot := (bytes + bytes>>8) & (uint32(len(denseTexts)) - 1)
		if denseTexts[slot].text != bytes {
			return row
		}
		c[slot]++
		row++
	}
	return row
}

// addDense adds what one batch has of a dense text, and looks for its first place if it is new.
func (q *quick) addDense(b *scan.Batch, one *cell, slot int, n uint32) {
	i := int(denseTexts[slot].index)
	if one.scores.At(i).Rows == 0 {
		for row := range b.Rows() {
			if index(b.Data, b.Spans[row*b.Width+q.w.roles.Score]) == i {
				q.first(one, i, record{b, row})
				n--
				break
			}
		}
	}
	one.counts[i] += n
}

// index returns the place of a text among the dense ones, or -1, as tally.Index does. Which of them
// a text is cannot be foreseen, so the way does not branch on it: the first two bytes, without
// those behind the text, lead to the only dense text that can have them.
func index(data []byte, s scan.Span) int {
	n := s.Len
	if n > 2 || int(s.Off)+2 > len(data) {
		if s == scan.Absent || n == 0 {
			return tally.Index(nil)
		}
		return tally.Index(data[s.Off : s.Off+n])
	}
	bytes := uint32(data[s.Off]) | uint32(data[s.Off+1])<<8
	bytes = bytes&^(^uint32(0)<<(8*n)) | n<<16
	d := &denseTexts[(bytes+bytes>>8)&63]
	if d.text != bytes {
		return -1
	}
	return int(d.index)
}

// denseSlot returns where a dense text stands in denseTexts.
func denseSlot(index int) int {
	for slot, d := range denseTexts {
		if d.text != ^uint32(0) && int(d.index) == index {
			return slot
		}
	}
	return 0 // never: every dense text has its place
}

// denseTexts holds each dense text, its bytes and its length, where the sum of them leads.
var denseTexts = func() (table [64]struct{ text, index uint32 }) {
	for i := range table {
		table[i].text = ^uint32(0)
	}
	put := func(text string) {
		bytes := uint32(len(text)) << 16
		for i := range text {
			bytes |= uint32(text[i]) << (8 * i)
		}
		table[(bytes+bytes>>8)&63] = struct{ text, index uint32 }{bytes, uint32(tally.Index([]byte(text)))}
	}
	for _, text := range []string{"", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
		put(text)
	}
	return table
}()

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
		for i, n := range c.counts {
			count := c.scores.At(i)
			count.Rows += int64(n)
			count.N += int64(n)
		}
		c.counts = [tally.Dense]uint32{}
	}
}

// cell returns the cell of a row's group, or nil when the row is not of the usual kind.
func (q *quick) cell(b *scan.Batch, row int) *cell {
	var low, high uint64
	length := 0
	if q.by != None {
		s := b.Spans[row*b.Width+q.by]
		if s.Len > 16 || int(s.Off)+16 > len(b.Data) {
			return nil
		}
		length = int(s.Len)
		text := b.Data[s.Off : s.Off+16]
		if length > 0 && (outside(text[0]) || outside(text[length-1])) {
			return nil
		}
		low = binary.LittleEndian.Uint64(text) & masks[length]
		high = binary.LittleEndian.Uint64(text[8:]) & masks[17+length]
	}
	period := q.base
	if q.time != None {
		index, reading, ok := q.period.Parse(b.Cell(row, q.time))
		if !ok || reading != dates.Plain {
			return nil
		}
		period = index
	}
	v := &q.values[(low*0x9E3779B97F4A7C15^high*0xC2B2AE3D27D4EB4F^uint64(length))>>56]
	if v.low == low && v.high == high && v.length == length && v.row != nil {
		if at := period - q.base + periodSpan/2; uint64(at) < periodSpan {
			if c := v.row[at]; c != nil {
				return c
			}
		}
	}
	return q.search(v, value{low: low, high: high, length: length}, b, row, period)
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

// search finds the cell of a group that is not remembered, and remembers it.
func (q *quick) search(v *value, wanted value, b *scan.Batch, row int, period int64) *cell {
	if len(q.cells) == 0 {
		q.base = period
	}
	at := period - q.base + periodSpan/2
	if uint64(at) >= periodSpan {
		return nil
	}
	if v.low != wanted.low || v.high != wanted.high || v.length != wanted.length || v.row == nil {
		if q.rows++; q.rows > mostValues {
			return nil
		}
		*v = wanted
		v.row = make([]*cell, periodSpan)
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
	c := &cell{scores: g.scores}
	q.cells = append(q.cells, c)
	v.row[at] = c
	return c
}

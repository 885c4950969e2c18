package pass

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// Marks find the groups and periods of neighbouring rows, one column after the other: short loops fit the
// registers. They serve all counters with the same key, and know groups by one column of short values, by
// period, or by both; any other row takes the way that knows everything.
type Marks struct {
	// Values holds the slot of each row's value, Periods its place among periods; what is below 0 was not found.
	Values, Periods [MarkRows]int16

	parts   []KeyPart
	damage  func(row int) // told of rows whose value is not UTF-8
	by      int           // column of the group, dataset.None without
	time    int           // column of the time, dataset.None without periods
	period  *dates.PeriodReader
	known   [MarkValues]value
	begun   bool
	base    int64 // the period in the middle of the places
	starts  [MarkRows]int32
	indexes [MarkRows]int64
}

const (
	MarkRows    = 256 // so many rows are looked at together
	MarkValues  = 256 // so many values are remembered at most
	MarkPeriods = 512 // and so many periods, about the first that is met
	valueWays   = 4   // each value has so many places
)

// A value is a text of up to 16 bytes, held in two words.
type value struct {
	low, high uint64
	length    uint32 // unknownLength while the slot is empty
}

// unknownLength is no length of a value.
const unknownLength = ^uint32(0)

// newMarks returns marks for a source; nil where its groups are more than they can tell apart.
func newMarks(c Seats, reader *dates.Reader, period dates.Period, damage func(row int)) *Marks {
	if period != "" && len(c.Times) == 0 {
		return nil
	}
	m := &Marks{parts: c.By, damage: damage, by: dataset.None, time: dataset.None}
	for _, part := range c.By {
		switch {
		case part.Label != nil, part.Column != dataset.None && m.by != dataset.None:
			return nil
		case part.Column != dataset.None:
			m.by = part.Column
		}
	}
	for i := range m.known {
		m.known[i].length = unknownLength
	}
	if period != "" {
		m.time, m.period = c.At(c.Times[0]), reader.Periods(period)
	}
	return m
}

// Apart tells whether rows are told apart at all.
func (m *Marks) Apart() bool { return m.by != dataset.None || m.time != dataset.None }

// Timed tells whether rows are told apart by time.
func (m *Marks) Timed() bool { return m.time != dataset.None }

// Find looks at n rows from one on.
func (m *Marks) Find(b *scan.Batch, from, n int) {
	m.findValues(b, from, n)
	m.findPeriods(b, from, n)
}

// One returns the slot of a row's value and the place of its period, which it remembers. It is not ok where the
// row is not of the usual kind, or others have taken all places.
func (m *Marks) One(b *scan.Batch, row int) (slot, place int, ok bool) {
	v, ok := value{}, true
	if m.by != dataset.None {
		v, ok = valueOf(b.Data, b.Spans[row*b.Width+m.by])
	}
	period := m.base
	if m.time != dataset.None && ok {
		var reading dates.Reading
		period, reading, ok = m.period.Parse(b.Cell(row, m.time))
		ok = ok && reading == dates.Plain
	}
	if !ok {
		return 0, 0, false
	}
	if !m.begun {
		m.begun, m.base = true, period
	}
	if place = int(period - m.base + MarkPeriods/2); uint(place) >= MarkPeriods {
		return 0, 0, false
	}
	for i := range valueWays {
		slot = int(slotOf(v.low, v.high, v.length)) ^ i
		if known := &m.known[slot]; known.length == unknownLength {
			*known = v
			return slot, place, true
		} else if *known == v {
			return slot, place, true
		}
	}
	return 0, 0, false
}

// AppendKey adds the key of a row to one, with the period of its place.
func (m *Marks) AppendKey(key []byte, b *scan.Batch, row, place int) []byte {
	r := Record{Batch: b, At: row}
	if key = appendKey(key, m.parts, &r); r.damaged {
		m.damage(row)
	}
	if m.time != dataset.None {
		key = AppendPeriod(key, m.base+int64(place)-MarkPeriods/2)
	}
	return key
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

// slotOf returns the first place of a value.
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

// spansOf returns the spans of a batch from the cell of a column in a row on.
func spansOf(b *scan.Batch, column, row int) []scan.Span { return b.Spans[row*b.Width+column:] }

// findValues finds the values of n rows among those that are remembered.
func (m *Marks) findValues(b *scan.Batch, from, n int) {
	out := m.Values[:n]
	if m.by == dataset.None {
		slot := int16(slotOf(0, 0, 0))
		if m.known[slot].length == unknownLength {
			slot = -1
		}
		for i := range out {
			out[i] = slot
		}
		return
	}
	data, spans, width, values := b.Data, spansOf(b, m.by, from), b.Width, &m.known
	for i, at := 0, 0; i < len(out) && at < len(spans); i, at = i+1, at+width {
		s := spans[at]
		out[i] = -1
		if s.Len > 16 || int(s.Off)+16 > len(data) {
			continue
		}
		text := data[s.Off:][:16]
		low := binary.LittleEndian.Uint64(text) & masks[s.Len]
		high := binary.LittleEndian.Uint64(text[8:]) & masks[17+s.Len]
		slot := slotOf(low, high, s.Len)
		v := &values[slot]
		for way := uint64(1); (v.low^low)|(v.high^high)|uint64(v.length^s.Len) != 0; way++ {
			if way == valueWays {
				slot = 1<<16 - 1 // -1
				break
			}
			slot = slot ^ (way - 1) ^ way
			v = &values[slot&(MarkValues-1)]
		}
		out[i] = int16(slot)
	}
}

// findPeriods finds the periods of n rows.
func (m *Marks) findPeriods(b *scan.Batch, from, n int) {
	out := m.Periods[:n]
	if m.time == dataset.None {
		for i := range out {
			out[i] = MarkPeriods / 2
		}
		return
	}
	data, spans, width := b.Data, spansOf(b, m.time, from), b.Width
	starts, indexes := m.starts[:n], m.indexes[:n]
	for i, at := 0, 0; i < len(starts) && at < len(spans); i, at = i+1, at+width {
		starts[i] = -1
		if s := spans[at]; s.Len == dates.StampLength {
			starts[i] = int32(s.Off)
		}
	}
	m.period.Stamps(data, starts, indexes)
	for i, start := range starts {
		out[i] = -1
		if index := indexes[i] - m.base + MarkPeriods/2; start >= 0 && uint64(index) < MarkPeriods {
			out[i] = int16(index)
		}
	}
}

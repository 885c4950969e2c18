package engine

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// crowdRows is how many rows are looked at together.
const crowdRows = 256

// A crowd is what was found about neighbouring rows, one column after the other: short loops fit
// the registers. What is below 0 was not found.
type crowd struct {
	scores  [crowdRows]int16 // place among the dense texts
	values  [crowdRows]int16 // place among the values
	periods [crowdRows]int16 // place among the cells of a value
	starts  [crowdRows]int32 // where the time begins
	indexes [crowdRows]int64 // number of the period
}

// grouped counts n rows from one on.
func (q *quick) grouped(b *scan.Batch, from, n int) error {
	k := q.crowd
	k.findScores(column{b, q.w.roles.Score, from}, n)
	q.findValues(b, from, n)
	q.findPeriods(b, from, n)
	for i := range n {
		score, value, period := k.scores[i], k.values[i], k.periods[i]
		if score|value|period >= 0 {
			c := q.values[value&(valueSlots-1)].row[period&(periodSpan-1)]
			if c != nil && c.counts[score&15] > 0 {
				c.counts[score&15]++
				continue
			}
		}
		if err := q.row(record{b, from + i}); err != nil {
			return err
		}
	}
	return nil
}

// A column is a wanted column of a batch, from a row on.
type column struct {
	batch    *scan.Batch
	at, from int
}

// spans returns the spans of the batch from the first cell of the column on.
func (c column) spans() []scan.Span { return c.batch.Spans[c.from*c.batch.Width+c.at:] }

// findScores finds the dense texts of n rows.
func (k *crowd) findScores(c column, n int) {
	data, spans, width := c.batch.Data, c.spans(), c.batch.Width
	out := k.scores[:n]
	for i, at := 0, 0; i < len(out) && at < len(spans); i, at = i+1, at+width {
		s := spans[at]
		out[i] = -1
		if s.Len > 2 || int(s.Off)+2 > len(data) {
			continue
		}
		bytes := uint32(binary.LittleEndian.Uint16(data[s.Off:]))&denseMasks[s.Len&3] | s.Len<<16
		if d := &denseTexts[(bytes+bytes>>8)&63]; d.text == bytes {
			out[i] = int16(d.index)
		}
	}
}

// findValues finds the values of n rows among those that are remembered.
func (q *quick) findValues(b *scan.Batch, from, n int) {
	out := q.crowd.values[:n]
	if q.by == None {
		none := value{}
		slot := int16(none.slot())
		if q.values[slot].row == nil {
			slot = -1
		}
		for i := range out {
			out[i] = slot
		}
		return
	}
	data, spans, width, values := b.Data, column{b, q.by, from}.spans(), b.Width, q.values
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
			v = &values[slot&(valueSlots-1)]
		}
		out[i] = int16(slot)
	}
}

// findPeriods finds the periods of n rows.
func (q *quick) findPeriods(b *scan.Batch, from, n int) {
	k := q.crowd
	out := k.periods[:n]
	if q.time == None {
		for i := range out {
			out[i] = periodSpan / 2
		}
		return
	}
	data, spans, width := b.Data, column{b, q.time, from}.spans(), b.Width
	starts, indexes := k.starts[:n], k.indexes[:n]
	for i, at := 0, 0; i < len(starts) && at < len(spans); i, at = i+1, at+width {
		starts[i] = -1
		if s := spans[at]; s.Len == dates.StampLength {
			starts[i] = int32(s.Off)
		}
	}
	q.period.Stamps(data, starts, indexes)
	for i, start := range starts {
		out[i] = -1
		if index := indexes[i] - q.base + periodSpan/2; start >= 0 && uint64(index) < periodSpan {
			out[i] = int16(index)
		}
	}
}

package texts

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// ungrouped counts the rows of a batch into one group. Here nothing but the text of the answer is
// looked at, so the way of index is written out.
func (q *quick) ungrouped(b *scan.Batch, other func(row int) error) error {
	one := q.cell(b, 0)
	if one == nil {
		return each(0, b.Rows(), other)
	}
	var counts denseCounts
	scores := scoreCells{b.Data, b.Spans[q.c.score:], b.Width}
	for row := counts.add(scores, 0); row < b.Rows(); row = counts.add(scores, row+1) {
		if i := tally.Index(b.Cell(row, q.c.score)); i >= 0 { // at the end of the data, or absent
			counts[denseSlot(i)]++
		} else if err := other(row); err != nil {
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

// findScores finds the dense texts of n rows.
func (q *quick) findScores(b *scan.Batch, from, n int) {
	data, spans, width := b.Data, b.Spans[from*b.Width+q.c.score:], b.Width
	out := q.scores[:n]
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
			if index(b.Data, b.Spans[row*b.Width+q.c.score]) == i {
				q.first(one, i, b, row)
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

package scan

import "bytes"

// A Peeked is a record at the beginning of a text.
type Peeked struct {
	// Line is the line on which it begins, from 1. From and To are where it begins and where the next line does.
	Line     int64
	From, To int
	// Apart says that an empty line stands above it.
	Apart bool
	Cells []string
}

// Peek reads the beginning of a text for people: up to n records with all their cells, whatever
// their number. Records that cannot be read are left out, and so is the last record of a sample
// that is not the whole text, as it may be cut.
func Peek(sample []byte, whole bool, n int, o CSVOptions) []Peeked {
	if o.check() != nil {
		return nil
	}
	g := o.grammar()
	g.lineEnd, _ = g.findLineEnd(sample, true)
	var records []Peeked
	var rec parsed
	lines := lineCounter{text: sample, lineEnd: g.lineEnd, line: 1}
	apart := false
	for pos := 0; pos < len(sample) && len(records) < n; {
		switch g.parse(&rec, sample, pos, whole) {
		case fine:
			if !rec.blank {
				records = append(records, Peeked{Line: lines.at(pos), From: pos, To: rec.next, Apart: apart, Cells: g.texts(&rec, sample)})
			}
			pos, apart = rec.next, rec.blank
		case cut:
			return records
		default:
			end := bytes.IndexByte(sample[rec.opened:], g.lineEnd)
			if end < 0 {
				return records
			}
			pos, apart = rec.opened+end+1, false
		}
	}
	return records
}

// A lineCounter tells the lines of places that never go back.
type lineCounter struct {
	text    []byte
	lineEnd byte
	line    int64
	counted int
}

func (c *lineCounter) at(pos int) int64 {
	c.line += int64(bytes.Count(c.text[c.counted:pos], []byte{c.lineEnd}))
	c.counted = pos
	return c.line
}

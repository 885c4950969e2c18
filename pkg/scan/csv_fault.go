package scan

import (
	"bytes"
	"fmt"
)

// spansLines tells whether the cell in trouble holds a line break. Then its opening quote is the
// likely culprit, and not the quote that happened to be the next one in the text.
func (r *csvReader) spansLines() bool {
	return bytes.IndexByte(r.text[r.rec.opened:r.rec.at], r.lineEnd) >= 0
}

// troubleAt returns the place that a fault names.
func (r *csvReader) troubleAt(t trouble) int {
	if t == recordLimit {
		return r.rec.start
	}
	if t == textAfter && r.spansLines() {
		return r.rec.opened
	}
	return r.rec.at
}

// lose begins the search for the next record that fits, on the line after the cell in which a quote was not closed as
// it should, or the limit of a record was passed.
func (r *csvReader) lose(t trouble) {
	f := r.fault(r.troubleAt(t), r.reason(t))
	r.lost, r.skip = &f, true
	r.pos = r.rec.opened
}

// found ends the search and reports what was lost.
func (r *csvReader) found(p *csvPiece, where string) {
	r.lost.Reason += "; " + where
	p.batch.Faults = append(p.batch.Faults, *r.lost)
	r.lost = nil
}

// reason puts trouble into words.
func (r *csvReader) reason(t trouble) string {
	switch at := r.rec.at; {
	case t == bareQuote && isBlank(r.text[r.rec.opened:at]):
		return "a blank before an opening quote; a quoted cell begins with its quote"
	case t == bareQuote:
		return "a quote inside an unquoted cell; a cell with quotes is quoted as a whole and doubles them"
	case t == textAfter && r.spansLines():
		return "a quote that is not closed: the next one is followed by text"
	case t == textAfter:
		return fmt.Sprintf("%q after a closing quote; %q or the end of the line was expected",
			r.text[at], r.delimiter)
	case t == unclosed:
		return "a quote that never closes"
	case t == overrun:
		return fmt.Sprintf("a quote that does not close within the limits of %d bytes for a cell and %d for a record",
			r.maxCell, r.maxRecord)
	case t == cellLimit:
		return fmt.Sprintf("a cell of more than %d bytes", r.maxCell)
	}
	return fmt.Sprintf("a record of more than %d bytes", r.maxRecord)
}

func (r *csvReader) widthReason(cells int) string {
	return fmt.Sprintf("%s where %s %d", counted(cells), r.like, r.width)
}

func counted(cells int) string {
	if cells == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", cells)
}

func isBlank(b []byte) bool { return len(b) > 0 && len(bytes.Trim(b, " \t")) == 0 }

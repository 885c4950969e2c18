package scan

import (
	"fmt"
	"strings"
)

// plainReader is the slow, obvious reader that the real one is held against. It has the whole
// text in memory, looks at one byte at a time and keeps nothing between records.
type plainReader struct {
	text    string
	o       CSVOptions
	lineEnd byte
}

// plainRecord is one attempt to read a record.
type plainRecord struct {
	cells   []string
	next    int
	trouble string // "", "quote", "after", "unclosed", "overrun", "cell" or "record"
	at      int    // the offending byte
	opened  int    // where its cell begins
}

// breakAt returns the length of the line break at i, 0 for none.
func (p plainReader) breakAt(i int) int {
	rest := p.text[i:]
	switch {
	case rest == "":
		return 0
	case rest[0] == p.lineEnd:
		return 1
	case strings.HasPrefix(rest, "\r\n"):
		return 2
	case rest == "\r":
		return 1
	}
	return 0
}

// read takes the record at start, one byte after the other.
func (p plainReader) read(start int) plainRecord {
	const (
		beginning = iota
		unquoted
		quoted
		afterQuote
	)
	r := plainRecord{opened: start}
	state := beginning
	var text []byte
	var i int
	fail := func(trouble string, at int) plainRecord {
		r.trouble, r.at = trouble, at
		return r
	}
	for i = start; i < len(p.text); i++ {
		b := p.text[i]
		isQuote := p.o.Quote != 0 && b == p.o.Quote
		content := r.opened
		if state == quoted || state == afterQuote {
			content++
		}
		tooLong := i-content >= p.o.MaxCell
		tooMuch := i-start >= p.o.MaxRecord
		n := p.breakAt(i)
		switch {
		case state == beginning && isQuote && tooMuch:
			return fail("overrun", r.opened)
		case state == beginning && isQuote:
			state = quoted
		case state == quoted && isQuote:
			state = afterQuote
		case state == afterQuote && isQuote && (tooLong || tooMuch):
			return fail("overrun", r.opened)
		case state == afterQuote && isQuote:
			text = append(text, b)
			state = quoted
		case state == quoted && (tooLong || tooMuch):
			return fail("overrun", r.opened)
		case state == quoted:
			text = append(text, b)
		case b == p.o.Delimiter && i-start >= p.o.MaxRecord:
			return fail("record", start)
		case b == p.o.Delimiter:
			r.cells = append(r.cells, string(text))
			text, state, r.opened = nil, beginning, i+1
		case n > 0:
			r.cells = append(r.cells, string(text))
			r.next = i + n
			return r
		case state == afterQuote:
			return fail("after", i)
		case isQuote:
			return fail("quote", i)
		case tooLong:
			return fail("cell", r.opened)
		case tooMuch:
			return fail("record", start)
		default:
			text = append(text, b)
			state = unquoted
		}
	}
	if state == quoted {
		return fail("unclosed", r.opened)
	}
	r.cells = append(r.cells, string(text))
	r.next = len(p.text)
	return r
}

func (p plainReader) line(at int) int64 {
	return int64(strings.Count(p.text[:at], string(p.lineEnd))) + 1
}

func (p plainReader) fault(at int, reason string) Fault {
	return Fault{p.line(at), int64(at - strings.LastIndexByte(p.text[:at], p.lineEnd)), reason}
}

// nextLine returns where the line after the one at a place begins.
func (p plainReader) nextLine(at int) int {
	if n := strings.IndexByte(p.text[at:], p.lineEnd); n >= 0 {
		return at + n + 1
	}
	return len(p.text)
}

// plainRead reads a text to its end or to the first error, and tells the width of its records.
func plainRead(text string, headerRows int, o CSVOptions) (out outcome, width int) {
	g := o.grammar()
	p := plainReader{text: text, o: o}
	p.o.MaxCell, p.o.MaxRecord = g.maxCell, g.maxRecord
	p.lineEnd, _ = g.findLineEnd([]byte(text), true)
	for i := 0; i < len(text); {
		if n := p.breakAt(i); n > 0 {
			if width == 1 && len(out.Header) == headerRows {
				out.Rows = append(out.Rows, fmt.Sprintf("%d [\"\"]", p.line(i)))
			}
			i += n
			continue
		}
		r := p.read(i)
		spans := r.trouble == "after" && strings.IndexByte(text[r.opened:r.at], p.lineEnd) >= 0
		switch {
		case headerRows > len(out.Header) && r.trouble == "":
			out.Header = append(out.Header, r.cells)
			width = len(out.Header[0])
			i = r.next
		case headerRows > len(out.Header):
			return outcome{Err: "header"}, 0
		case r.trouble == "":
			if width == 0 {
				width = len(r.cells)
			}
			cells, repaired := p.repair(r.cells, width)
			if repaired {
				out.Repairs = append(out.Repairs, p.line(i))
			}
			if len(cells) == width {
				out.Rows = append(out.Rows, fmt.Sprintf("%d %q", p.line(i), cells))
			} else {
				out.Faults = append(out.Faults, p.fault(i, "width"))
			}
			i = r.next
		case r.trouble == "quote" || r.trouble == "cell" || r.trouble == "after" && !spans:
			out.Faults = append(out.Faults, p.fault(r.at, r.trouble))
			i = p.nextLine(r.at)
		default:
			if spans {
				r.at = r.opened
			}
			out.Faults = append(out.Faults, p.fault(r.at, r.trouble))
			i = p.resume(r.opened, width)
		}
	}
	return out, width
}

// repair makes a record fit where that is safe.
func (p plainReader) repair(cells []string, width int) (out []string, repaired bool) {
	if !p.o.Lenient || len(cells) == width {
		return cells, false
	}
	if len(cells) == width-1 {
		return append(cells, ""), true
	}
	for i := width; i < len(cells); i++ {
		if cells[i] != "" {
			return cells, false
		}
	}
	if len(cells) > width {
		return cells[:width], true
	}
	return cells, false
}

// resume finds the next record that fits, on a line after the one at a place.
func (p plainReader) resume(at, width int) int {
	for at = p.nextLine(at); at < len(p.text); at = p.nextLine(at) {
		if p.breakAt(at) > 0 {
			continue
		}
		if r := p.read(at); r.trouble == "" && (width == 0 || width == len(r.cells)) {
			return at
		}
	}
	return len(p.text)
}

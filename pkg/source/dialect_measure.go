package source

import "bytes"

// A shape is how text comes apart under a dialect.
type shape struct {
	widths  map[int]int // records by number of cells
	records int
	cells   int
	typed   int // cells that look like whole values
	quoted  int // cells in quotes
	faults  int // quotes where the format has no place for them
	ragged  int // cells that begin or end with a blank, or are empty
	numeric int // cells with digits only and what goes with them
	heading int // cells of the first record that are words
}

// measure takes the complete records of the text apart.
func measure(text []byte, whole bool, delimiter, quote byte) shape {
	s := shape{widths: make(map[int]int)}
	cells := splitter{text: text, delimiter: delimiter, quote: quote}
	width, pending := 0, shape{}
	for cells.next() {
		c := cells.cell
		width++
		pending.add(c)
		if !c.last {
			continue
		}
		if c.unfinished && !whole && s.records > 0 {
			break // the end of the sample cuts this record
		}
		if width > 1 || len(c.text) > 0 || c.quoted {
			s.keep(pending, width)
		}
		width, pending = 0, shape{}
	}
	return s
}

func (s *shape) add(c measured) {
	s.cells++
	if c.quoted {
		s.quoted++
	}
	if c.fault {
		s.faults++
	}
	trimmed := bytes.TrimSpace(c.text)
	if len(trimmed) == 0 || len(trimmed) < len(c.text) {
		s.ragged++
	}
	switch {
	case isNumeric(trimmed):
		s.numeric++
		s.typed++
	case c.quoted && !c.fault || looksWhole(trimmed):
		s.typed++
		s.heading++
	}
}

func (s *shape) keep(record shape, width int) {
	if s.records > 0 {
		record.heading = 0
	}
	s.widths[width]++
	s.records++
	s.cells += record.cells
	s.typed += record.typed
	s.quoted += record.quoted
	s.faults += record.faults
	s.ragged += record.ragged
	s.numeric += record.numeric
	s.heading += record.heading
}

// usual returns the most frequent width, and the sum of squares of the shares of all widths: 1
// when all records are alike, near 0 when all differ.
func (s shape) usual() (width int, alike float64) {
	most := 0
	for w, n := range s.widths {
		if n > most || n == most && w > width {
			width, most = w, n
		}
		share := float64(n) / float64(s.records)
		alike += share * share
	}
	return width, alike
}

// score is 0 when the text does not come apart, and 1 at best. That the records are alike counts
// most.
func (s shape) score() float64 {
	width, alike := s.usual()
	if width < 2 {
		return 0
	}
	typed := float64(s.typed) / float64(s.cells)
	sound := 1 - float64(s.faults)/float64(s.cells)
	return alike * alike * alike * (1 - 1/float64(width)) * typed * sound * sound
}

// certain says whether a rare delimiter can be believed.
func (s shape) certain(delimiter byte) bool {
	width, _ := s.usual()
	if s.records < 2 || len(s.widths) > 1 || width < 2 || s.faults > 0 {
		return false
	}
	switch delimiter {
	case ' ': // names and sentences have blanks too
		return s.records > 2 && s.ragged == 0 && 2*s.numeric >= s.cells
	case ':': // so have clock times
		return s.ragged == 0 && s.heading == width
	}
	return true
}

// looksWhole says whether text looks like one value rather than like several that should have been
// taken apart: no delimiter in it that would split it without a blank behind.
func looksWhole(text []byte) bool {
	for i, c := range text {
		switch c {
		case ';', '|', '\t':
			return false
		case ',':
			if i+1 == len(text) || text[i+1] != ' ' {
				return false
			}
		}
	}
	return true
}

// isNumeric says whether text is made of digits and of what stands in numbers, dates, clock times,
// amounts and percentages.
func isNumeric(text []byte) bool {
	digits, commas := 0, 0
	for _, c := range text {
		switch c {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			digits++
		case ',':
			commas++
		case '+', '-', '.', '/', ':', '%', '$', ' ', 'T', 'Z', 'e', 'E', '(', ')':
		default:
			return false
		}
	}
	return digits > 0 && commas <= 1
}

// A measured is one cell of delimited text.
type measured struct {
	text       []byte // as it stands, without the quotes around it
	quoted     bool
	fault      bool // a quote stands where it should not
	last       bool // the record ends behind it
	unfinished bool // the text ends with it, without a line end
}

// A splitter takes delimited text apart as RFC 4180 says, and goes on where it is broken.
type splitter struct {
	text      []byte
	delimiter byte
	quote     byte
	cell      measured
}

func (s *splitter) next() bool {
	if len(s.text) == 0 && (s.cell.last || s.cell.text == nil) {
		return false
	}
	s.cell = measured{text: s.text[:0]}
	if s.quote != 0 && len(s.text) > 0 && s.text[0] == s.quote {
		s.quotedCell()
		return true
	}
	end := s.plainEnd(s.text)
	s.cell.text = s.text[:end]
	s.cell.fault = s.quote == '"' && bytes.IndexByte(s.cell.text, s.quote) >= 0
	s.finish(end)
	return true
}

func (s *splitter) quotedCell() {
	s.cell.quoted = true
	i := 1
	for {
		n := bytes.IndexByte(s.text[i:], s.quote)
		if n < 0 { // never closed
			s.cell.fault = true
			s.cell.text = s.text[1:]
			s.finish(len(s.text))
			return
		}
		i += n + 1
		if i == len(s.text) || s.text[i] != s.quote {
			break
		}
		i++
	}
	s.cell.text = s.text[1 : i-1]
	behind := s.plainEnd(s.text[i:])
	s.cell.fault = behind > 0
	s.finish(i + behind)
}

// plainEnd returns where the unquoted rest of a cell ends.
func (s *splitter) plainEnd(text []byte) int {
	for i, c := range text {
		if c == s.delimiter || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(text)
}

// finish steps over the separator that follows the cell at end.
func (s *splitter) finish(end int) {
	rest := s.text[end:]
	switch {
	case len(rest) == 0:
		s.cell.last, s.cell.unfinished = true, true
	case rest[0] == s.delimiter:
		rest = rest[1:]
	default:
		s.cell.last = true
		if rest[0] == '\r' && len(rest) > 1 && rest[1] == '\n' {
			rest = rest[1:]
		}
		rest = rest[1:]
	}
	s.text = rest
}

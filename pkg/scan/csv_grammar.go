package scan

import "bytes"

// grammar is how one delimited text is written. Its parse is the definition that every faster
// way through the text is held against.
type grammar struct {
	delimiter, quote   byte
	quoting            bool // whether quote means anything
	lineEnd            byte // '\n', where a '\r' before it belongs to the line end, or '\r'
	maxCell, maxRecord int
}

// trouble is what became of an attempt to read a record.
type trouble int

const (
	fine        trouble = iota // a record, or an empty line
	cut                        // the text ends before the record does, and more may follow
	bareQuote                  // a quote inside an unquoted cell
	textAfter                  // something between a closing quote and the end of the cell
	unclosed                   // the source ends inside quotes
	overrun                    // a limit passed inside quotes
	cellLimit                  // an unquoted cell beyond its limit
	recordLimit                // a record beyond its limit
)

// content is the content of a cell, without the quotes around it.
type content struct {
	start, end int
	doubled    bool // holds doubled quotes
}

// parsed is the result of one parse.
type parsed struct {
	start  int // where it begins
	next   int // where the next one begins
	blank  bool
	cells  []content
	at     int // with trouble: the offending byte
	opened int // with trouble: where its cell begins
}

// parse reads the record of the text that begins at pos. last says that no text follows.
// The outcome depends on the text alone and not on where it was cut, once it is not cut.
func (g *grammar) parse(r *parsed, text []byte, pos int, last bool) trouble {
	r.start, r.cells, r.blank = pos, r.cells[:0], false
	if end, t := g.lineBreak(text, pos, last); t == cut || end > pos {
		r.blank, r.next = true, end
		return t
	}
	for {
		c, after, t := g.cell(r, text, pos, last)
		if t != fine {
			return t
		}
		r.cells = append(r.cells, c)
		end, t := g.lineBreak(text, after, last)
		if t != fine {
			return t
		}
		if end > after || after == len(text) {
			r.next = end
			return fine
		}
		pos = after + 1 // cells end at a line break or a delimiter
		if pos-r.start > g.maxRecord {
			return recordLimit
		}
	}
}

// lineBreak returns where a line break that begins at pos ends, or pos when there is none.
func (g *grammar) lineBreak(text []byte, pos int, last bool) (end int, t trouble) {
	switch {
	case pos == len(text) && !last:
		return pos, cut
	case pos == len(text):
		return pos, fine
	case text[pos] == g.lineEnd:
		return pos + 1, fine
	case text[pos] != '\r':
		return pos, fine
	case pos+1 == len(text) && !last:
		return pos, cut
	case pos+1 == len(text):
		return pos + 1, fine // the second half of a last CRLF is often lost
	case text[pos+1] == '\n':
		return pos + 2, fine
	}
	return pos, fine
}

// cell reads one cell and returns where the line break or delimiter after it stands.
func (g *grammar) cell(r *parsed, text []byte, pos int, last bool) (c content, after int, t trouble) {
	r.opened = pos
	if g.quoting && pos < len(text) && text[pos] == g.quote {
		return g.quotedCell(r, text, pos, last)
	}
	limit := min(len(text), pos+g.maxCell+1, r.start+g.maxRecord+1)
	for i := pos; i < limit; i++ {
		switch b := text[i]; {
		case b == g.delimiter:
			return content{start: pos, end: i}, i, fine
		case b == g.lineEnd || b == '\r':
			end, t := g.lineBreak(text, i, last)
			if t == cut || end > i {
				return content{start: pos, end: i}, i, t
			}
		case g.quoting && b == g.quote:
			r.at = i
			return c, 0, bareQuote
		}
	}
	switch r.at = pos; {
	case limit-pos > g.maxCell:
		return c, 0, cellLimit
	case limit-r.start > g.maxRecord:
		return c, 0, recordLimit
	case !last:
		return c, 0, cut
	}
	return content{start: pos, end: limit}, limit, fine
}

// quotedCell reads a cell whose opening quote stands at pos.
func (g *grammar) quotedCell(r *parsed, text []byte, pos int, last bool) (c content, after int, t trouble) {
	c.start = pos + 1
	limit := min(len(text), c.start+g.maxCell+1, r.start+g.maxRecord+1)
	for i := c.start; ; {
		q := -1
		if i < limit {
			q = bytes.IndexByte(text[i:limit], g.quote)
		}
		switch r.at = pos; {
		case q >= 0:
		case limit-c.start > g.maxCell || limit-r.start > g.maxRecord:
			return c, 0, overrun
		case last:
			return c, 0, unclosed
		default:
			return c, 0, cut
		}
		c.end = i + q
		if after = c.end + 1; after == len(text) || text[after] != g.quote {
			return c, after, g.closed(r, text, after, last)
		}
		c.doubled = true
		i = after + 1
	}
}

// closed tells whether a cell may end where its quote has closed.
func (g *grammar) closed(r *parsed, text []byte, after int, last bool) trouble {
	end, t := g.lineBreak(text, after, last)
	if t != fine || end > after || after == len(text) || text[after] == g.delimiter {
		return t
	}
	r.at = after
	return textAfter
}

// appendContent appends the content of a cell with its doubled quotes undone.
func appendContent(dst, raw []byte, quote byte) []byte {
	for {
		i := bytes.IndexByte(raw, quote)
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i+1]...)
		raw = raw[i+2:]
	}
}

// texts returns all cells of a record, most of them parts of one string.
func (g *grammar) texts(r *parsed, text []byte) []string {
	if len(r.cells) == 0 {
		return []string{}
	}
	first, last := r.cells[0].start, r.cells[len(r.cells)-1].end
	whole := string(text[first:last])
	cells := make([]string, len(r.cells))
	for i, c := range r.cells {
		cells[i] = whole[c.start-first : c.end-first]
		if c.doubled {
			cells[i] = string(appendContent(nil, text[c.start:c.end], g.quote))
		}
	}
	return cells
}

// findLineEnd decides what ends the lines of a text from its beginning. LF wins over CR, and
// what stands outside quotes over what stands inside. ok is false when nothing was found and
// whole is false, so that more of the text is needed.
func (g *grammar) findLineEnd(text []byte, whole bool) (lineEnd byte, ok bool) {
	if n := len(text); !whole && n > 0 && text[n-1] == '\r' {
		text = text[:n-1] // perhaps half of a CRLF
	}
	var outside, inside [256]bool
	quoted := false
	for _, b := range text {
		switch {
		case g.quoting && b == g.quote:
			quoted = !quoted
		case quoted:
			inside[b] = true
		case b == '\n':
			return '\n', true
		default:
			outside[b] = true
		}
	}
	switch {
	case outside['\r']:
		return '\r', true
	case !whole:
		return '\n', false
	case inside['\r'] && !inside['\n']:
		return '\r', true
	}
	return '\n', true
}

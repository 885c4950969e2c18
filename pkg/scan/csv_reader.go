package scan

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// csvReader is the state that the reading of one record hands on to the next. It takes records
// exactly, one by one, and knows what to do with every kind of trouble. Where the text is sound,
// stretch takes many records at once.
type csvReader struct {
	grammar
	width  int    // cells of every record, 0 as long as none was read
	like   string // what has so many, for messages
	wants  csvWants
	fewer  csvWants    // without the last column
	while  func() bool // the last column is wanted; nil if it is to the end
	kernel kernel
	walker recordWalker
	exact  bool // read record by record only

	lenient bool // repair what is safe

	text []byte // the piece at hand; padding follows behind its end
	pos  int    // next byte of text to look at
	base int64  // offset of text[0] in the source
	last bool   // the source ends with text
	line int64  // line of text[lined]
	// lined is the place up to which lines were counted, at most pos.
	lined int

	carry   []byte // what the piece before has left: the beginning of a record
	short   []byte // the memory of the carry as long as it is short
	long    chan []byte
	attempt int // how long the text must be before a long record is tried again
	seq     int64
	rec     parsed

	// After trouble with quotes, lost holds the fault and reading looks for the next record that
	// fits. skip says that the rest of the line at pos is lost.
	lost *Fault
	skip bool
}

// wanted is a wanted column, and its place among the wanted columns.
type wanted struct{ column, slot int }

// csvWants are the wanted columns, the leftmost first.
type csvWants struct {
	list []wanted
	next []nextWant // the same, for the walker
}

func newWants(columns []Column) (wants csvWants) {
	wants.list = make([]wanted, len(columns))
	for i, column := range columns {
		wants.list[i] = wanted{column: column.Index, slot: i}
	}
	slices.SortStableFunc(wants.list, func(a, b wanted) int { return cmp.Compare(a.column, b.column) })
	wants.next = make([]nextWant, len(columns))
	before := 0
	for i, w := range wants.list {
		wants.next[i] = nextWant{skip: w.column - before, slot: w.slot, column: w.column}
		before = w.column
	}
	return wants
}

// setWanted makes ready for a scan.
func (r *csvReader) setWanted(columns []Column) {
	r.long = make(chan []byte, 4)
	r.wants = newWants(columns)
	if n := len(columns); n > 0 && columns[n-1].While != nil {
		r.while, r.fewer = columns[n-1].While, newWants(columns[:n-1])
	}
}

// wanted returns the columns that are wanted now.
func (r *csvReader) wanted() csvWants {
	if r.while != nil && !r.while() {
		return r.fewer
	}
	return r.wants
}

// ended tells that everything was looked at.
func (r *csvReader) ended() bool { return r.last && r.pos == len(r.text) }

// lineAt returns the line of a place in text that is not before the place of the last call.
func (r *csvReader) lineAt(at int) int64 {
	r.line += int64(bytes.Count(r.text[r.lined:at], []byte{r.lineEnd}))
	r.lined = at
	return r.line
}

// fault makes a Fault at a place inside the current record, not before the last counted place.
func (r *csvReader) fault(at int, reason string) Fault {
	start := r.rec.start + bytes.LastIndexByte(r.text[r.rec.start:at], r.lineEnd) + 1
	return Fault{Line: r.lineAt(at), Column: int64(at-start) + 1, Reason: reason}
}

// checkWanted tells whether records of the known width have the wanted cells.
func (r *csvReader) checkWanted() error {
	for _, w := range r.wants.list {
		if w.column < 0 || r.width > 0 && w.column >= r.width {
			return fmt.Errorf("column %d is wanted, but the records have %s", w.column+1, counted(r.width))
		}
	}
	return nil
}

// records takes the records of the text into the piece, up to the last one that it holds whole.
func (r *csvReader) records(p *csvPiece) error {
	if !r.last && len(r.text) < r.attempt {
		return nil
	}
	r.attempt = 0
	for r.pos < len(r.text) {
		if r.skip && !r.skipLine() {
			return nil
		}
		if r.pos == len(r.text) || r.calm() && r.stretch(p) {
			break
		}
		t := r.parse(&r.rec, r.text, r.pos, r.last)
		if t == cut {
			r.tryAt(len(r.text) - r.pos)
			return nil
		}
		if err := r.take(p, t); err != nil {
			return err
		}
	}
	if r.ended() && r.lost != nil {
		r.found(p, "no readable record follows")
	}
	return nil
}

// calm tells that many records may be taken at once.
func (r *csvReader) calm() bool { return r.width > 0 && r.lost == nil && !r.exact }

// skipLine goes to the next line. It returns false when text ends before that.
func (r *csvReader) skipLine() bool {
	end := bytes.IndexByte(r.text[r.pos:], r.lineEnd)
	if end < 0 {
		r.pos = len(r.text)
		return r.last
	}
	r.pos += end + 1
	r.skip = false
	return true
}

// take deals with the outcome of a parse.
func (r *csvReader) take(p *csvPiece, t trouble) error {
	fits := t == fine && (r.width == 0 || r.width == len(r.rec.cells))
	switch {
	case t == fine && r.rec.blank:
		r.pos = r.rec.next
		if r.width == 1 && r.lost == nil {
			r.fill(p, []content{{start: r.rec.start, end: r.rec.start}})
		}
	case r.lost != nil && !fits:
		r.skip = true
	case t == fine:
		if r.lost != nil {
			r.found(p, fmt.Sprintf("reading goes on at line %d", r.lineAt(r.pos)))
		}
		r.pos = r.rec.next
		return r.row(p)
	case t == bareQuote || t == cellLimit || t == textAfter && !r.spansLines():
		p.batch.Faults = append(p.batch.Faults, r.fault(r.rec.at, r.reason(t)))
		r.pos, r.skip = r.rec.at, true
	default:
		r.lose(t)
	}
	return nil
}

// row adds a record to the piece, or a fault when its width is wrong.
func (r *csvReader) row(p *csvPiece) error {
	cells := r.rec.cells
	if r.width == 0 {
		r.width = len(cells)
		if err := r.checkWanted(); err != nil {
			return err
		}
	}
	if len(cells) == r.width {
		r.fill(p, cells)
		return nil
	}
	surplus := 0
	for surplus < len(cells) && cells[len(cells)-1-surplus].start == cells[len(cells)-1-surplus].end {
		surplus++
	}
	how := r.repair(len(cells), surplus)
	if how == "" {
		p.batch.Faults = append(p.batch.Faults, r.fault(r.rec.start, p.widthReason(r, len(cells))))
		return nil
	}
	p.batch.Repairs = append(p.batch.Repairs, r.fault(r.rec.start, how))
	if end := cells[len(cells)-1].end; len(cells) < r.width {
		cells = append(cells, content{start: end, end: end})
	}
	r.fill(p, cells)
	return nil
}

// repair says how a record is made to fit, of which the last cells are empty, or "".
func (r *csvReader) repair(cells, empty int) string {
	switch {
	case !r.lenient || cells == r.width:
	case cells == r.width-1:
		return "the last cell is missing and counts as empty"
	case cells > r.width && empty >= cells-r.width:
		return counted(cells) + ", of which those too many are empty and left out"
	}
	return ""
}

// fill adds a row of cells to the piece.
func (r *csvReader) fill(p *csvPiece, cells []content) {
	row := p.addRow(r.rec.start, len(p.wants.list))
	for _, w := range p.wants.list {
		c := cells[w.column]
		row[w.slot] = Span{uint32(c.start), uint32(c.end - c.start)}
		if c.doubled {
			p.doubled = append(p.doubled, len(p.batch.Spans)-len(row)+w.slot)
		}
	}
}

package scan

import "slices"

// csvSizes says how much text a worker takes at once.
type csvSizes struct {
	chunk    int // what is read at once
	headroom int // the space before it for what the chunk before has left
}

// usualSizes lets a chunk stay in the cache of one processor until the sink has seen its cells.
var usualSizes = csvSizes{chunk: 512 << 10, headroom: 32 << 10}

// chunksAtOnce is how much text all workers together take at once.
const chunksAtOnce = 1 << 20

// fit makes chunks smaller where many workers share the memory for them, and where there is less
// text to read. rest is the text that is left, or below 0 when nobody knows.
func (s csvSizes) fit(workers int, rest int64) csvSizes {
	s.chunk = min(s.chunk, max(chunksAtOnce/max(workers, 1), usualSizes.chunk/8))
	if rest >= 0 {
		s.chunk = int(min(int64(s.chunk), max(rest, 1)))
	}
	return s
}

// padding is the space behind a text that the kernel may read and write.
const padding = 128

// csvPiece is what one worker has in hands: a chunk of text, and the records that begin in it.
type csvPiece struct {
	csvSizes
	batch   Batch
	wants   csvWants // the columns that the batch has
	room    []byte   // headroom, a chunk, padding
	front   int      // where the chunk begins in room, in whole blocks
	text    []byte   // in room, or in place of it when a long record was carried
	long    []byte   // the memory of text, when it is not in room
	doubled []int    // the spans of cells whose doubled quotes have to be undone

	// The reason that was made last: faults of one kind come in crowds.
	reason      string
	reasonCells int

	ahead            csvAhead
	sepRoom, endRoom []byte // the masks of room

	// The masks of a stretch that begins at from, and the line there; from is below 0 where the
	// first block begins before the text. The stretch has at most that many rows, and waits to be
	// walked when put is set.
	seps, ends []byte
	from       int
	line       int64
	most       int
	quoted     bool // there are quotes in it
	doubles    bool // there are doubled quotes in it
	returns    bool // there may be carriage returns in it
	put        bool

	way        stopWay // whether the stretch has stops instead of the mask of separators
	stops      []stop  // those of the stretch
	stopsFrom  int     // what their places count from, in the stretch
	carryStops []stop  // memory for those of what the chunk before has left

	marks, ranks []uint32 // memory for the walker
}

func newPiece(s csvSizes) *csvPiece {
	p := &csvPiece{csvSizes: s, front: (s.headroom + 63) / 64 * 64, marks: make([]uint32, marksAtOnce)}
	p.room = make([]byte, p.front+s.chunk+padding)
	p.makeMasks((len(p.room) + 63) / 64)
	return p
}

// space is where the next chunk of text is to be read to.
func (p *csvPiece) space() []byte { return p.room[p.front : p.front+p.chunk] }

// empty makes ready for the next chunk.
func (p *csvPiece) empty(wants csvWants) {
	p.batch.Reset()
	p.wants = wants
	p.batch.Width = len(wants.list)
	p.doubled = p.doubled[:0]
}

// join makes a text of what the piece before has left and the n bytes of the chunk. A carry that has grown long stays where it is, and the chunk goes behind it.
func (p *csvPiece) join(r *csvReader, n int) {
	if len(r.carry) <= p.headroom {
		start := p.front - len(r.carry)
		copy(p.room[start:], r.carry)
		p.text = p.room[start : p.front+n]
	} else {
		r.makeRoom(n + padding)
		r.carry = append(r.carry, p.room[p.front:p.front+n]...)
		p.text = r.carry
	}
	r.pad(p.text[len(p.text) : len(p.text)+padding])
}

// pad fills what stands behind a text.
func (g *grammar) pad(padding []byte) {
	for i := range padding {
		padding[i] = g.lineEnd
	}
}

// leave hands what follows the records of the piece on to the next one.
func (p *csvPiece) leave(r *csvReader) {
	tail := p.text[r.pos:]
	carried := len(r.carry) > p.headroom
	if carried && r.pos > 0 {
		p.long = r.carry
	}
	switch {
	case carried && r.pos == 0: // the text is the carry already
	case len(tail) <= p.headroom:
		r.short = append(r.short[:0], tail...)
		r.carry = r.short
	default:
		r.carry = append(r.longText(len(tail)), tail...)
	}
	r.base += int64(r.pos)
	p.text = p.text[:r.pos]
	r.text, r.pos, r.lined = nil, 0, 0
}

// addRow adds a row that begins at a place of the text and returns its spans.
func (p *csvPiece) addRow(start, width int) []Span {
	b := &p.batch
	b.Starts = append(b.Starts, uint32(start))
	n := len(b.Spans)
	b.Spans = slices.Grow(b.Spans, width)[:n+width]
	return b.Spans[n:]
}

// finish completes the batch: its data, and the cells with doubled quotes.
func (p *csvPiece) finish(quote byte) *Batch {
	b := &p.batch
	b.Data = p.text
	for _, i := range p.doubled {
		s := b.Spans[i]
		start := len(b.Data)
		b.Data = appendContent(b.Data, b.Data[s.Off:s.Off+s.Len], quote)
		b.Spans[i] = Span{uint32(start), uint32(len(b.Data) - start)}
	}
	return b
}

// widthReason puts a wrong number of cells into words.
func (p *csvPiece) widthReason(r *csvReader, cells int) string {
	if p.reason == "" || p.reasonCells != cells {
		p.reason, p.reasonCells = r.widthReason(cells), cells
	}
	return p.reason
}

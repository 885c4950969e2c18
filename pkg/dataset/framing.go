package dataset

// A Framing says how a source is written, beside what its Info says.
type Framing struct {
	// Quote is the byte around cells of delimited text, 0 for none.
	Quote byte
	// HeaderRows stand above the data, 0 in JSON, and LinesAbove above these.
	HeaderRows, LinesAbove int
}

// Framing says how the source is written.
func (t *Table) Framing() Framing {
	src := t.open
	if src == nil {
		src = t.closed
	}
	if t.isJSON() || src == nil {
		return Framing{}
	}
	return Framing{Quote: src.Dialect.Quote, HeaderRows: t.Frame.HeaderRows, LinesAbove: int(max(src.FirstLine-1, 0))}
}

// Complete tells whether Rows are all there are.
func (t *Table) Complete() bool { return t.Whole && len(t.Rows) < sampleRows }

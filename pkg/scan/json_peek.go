package scan

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
)

// A JSONPeek is what the beginning of a JSON text shows. A path is the keys from the outside in.
type JSONPeek struct {
	// Paths lists the places of all scalar values in the records, in order of first appearance.
	// Keys of objects inside objects are joined; arrays are not descended into. Behind them come the places of arrays of
	// scalars, which are cells as they are written.
	Paths [][]string
	// Rows holds the cells of the first records, one for every path: a string as it reads, another scalar as
	// it is written, and nothing for null and for what is not there.
	Rows [][]string
	// Arrays lists the places of arrays of objects, when the text is one object: each could be what
	// Records names.
	Arrays [][]string
	// Sole says that the text is a whole object that holds one array, and beside it and the objects around it
	// nothing but scalars: its records can sit nowhere else.
	Sole bool
}

// maxPeekDepth is how many objects inside each other PeekJSON enters.
const maxPeekDepth = 64

// PeekJSON looks at a sample from the beginning of a text, which may be the whole text, and shows
// at most n rows. It returns a *PlaceError where a document breaks inside the sample and a
// *RecordsError when the records are not where the options say; with either comes what was
// seen before.
func PeekJSON(sample []byte, whole bool, n int, o JSONOptions) (JSONPeek, error) {
	p := peeker{rows: n, places: map[string]int{}}
	in := Origin{Reader: bytes.NewReader(sample)}
	err := NewJSON(in, o).Scan(context.Background(), nil, 1, func(int) Sink { return &p })
	var broken *PlaceError
	if !whole && errors.As(err, &broken) && broken.short {
		err = nil
	}
	if !o.Lines && len(o.Records) == 0 {
		p.arrays(sample)
	}
	if len(p.cells) == 0 && err == nil && !whole && !o.Lines {
		p.record(bytes.TrimLeft(sample, "[ \t\r\n"))
	}
	p.lists()
	for i := range p.cells {
		p.cells[i] = append(p.cells[i], make([]string, len(p.out.Paths)-len(p.cells[i]))...)
	}
	p.out.Rows = p.cells
	return p.out, err
}

// A peeker gathers what the records of a sample hold.
type peeker struct {
	rows   int
	places map[string]int // index in Paths
	out    JSONPeek
	cells  [][]string
	row    []string
	listed map[string][]string // by the place of an array of scalars: how it is written in each record
	order  [][]string          // the places of these arrays
}

// Batch looks at the records of a batch.
func (p *peeker) Batch(b *Batch) error {
	for _, start := range b.Starts {
		p.record(b.Data[start:])
	}
	return nil
}

// record looks at the record with which b begins.
func (p *peeker) record(b []byte) {
	p.row = nil
	w := peekWalk{text: jsonText{b: b, final: true}, scalar: p.scalar, list: p.list}
	w.value(w.text.space(0), nil)
	if len(p.cells) < p.rows {
		p.cells = append(p.cells, p.row)
	}
}

// scalar notes a scalar value.
func (p *peeker) scalar(path []string, raw []byte) {
	key := strings.Join(path, "\x00")
	at, known := p.places[key]
	if !known {
		at = len(p.out.Paths)
		p.places[key] = at
		p.out.Paths = append(p.out.Paths, slices.Clone(path))
	}
	if len(p.cells) >= p.rows {
		return
	}
	for len(p.row) <= at {
		p.row = append(p.row, "")
	}
	p.row[at] = cellText(raw)
}

// list notes an array of scalars.
func (p *peeker) list(path []string, raw []byte) {
	key := strings.Join(path, "\x00")
	if _, known := p.listed[key]; !known {
		if p.listed == nil {
			p.listed = make(map[string][]string)
		}
		p.order = append(p.order, slices.Clone(path))
	}
	cells := p.listed[key]
	for len(cells) < len(p.cells) {
		cells = append(cells, "")
	}
	p.listed[key] = append(cells, string(raw))
}

// lists adds the arrays of scalars behind the scalars. A place that also holds scalars is theirs.
func (p *peeker) lists() {
	for _, path := range p.order {
		key := strings.Join(path, "\x00")
		if _, scalar := p.places[key]; scalar {
			continue
		}
		at := len(p.out.Paths)
		p.out.Paths = append(p.out.Paths, path)
		for i, cell := range p.listed[key][:min(len(p.listed[key]), len(p.cells))] {
			if cell != "" {
				p.cells[i] = append(p.cells[i], make([]string, at-len(p.cells[i]))...)
				p.cells[i] = append(p.cells[i], cell)
			}
		}
	}
}

// cellText returns the cell of a scalar.
func cellText(raw []byte) string {
	switch raw[0] {
	case 'n':
		return ""
	case '"':
		return string(appendJSONString(nil, raw[1:len(raw)-1]))
	}
	return string(plainNumber(raw))
}

// arrays looks for arrays of objects in a document that is an object.
func (p *peeker) arrays(sample []byte) {
	w := peekWalk{text: jsonText{b: sample, final: true}}
	var members [][]string // the objects that have scalars
	all := 0
	w.scalar = func(path []string, _ []byte) { members = append(members, slices.Clone(path[:len(path)-1])) }
	w.array = func(path []string, inside []byte) {
		all++
		if i := (&jsonText{b: inside}).space(0); i < len(inside) && inside[i] == '{' {
			p.out.Arrays = append(p.out.Arrays, slices.Clone(path))
		}
	}
	_, whole := w.value(w.text.space(0), nil)
	p.out.Sole = whole && all == 1 && len(p.out.Arrays) == 1 && !slices.ContainsFunc(members, func(of []string) bool {
		return !slices.Equal(of, p.out.Arrays[0][:min(len(of), len(p.out.Arrays[0]))])
	})
}

// A peekWalk walks through a value and the objects inside it as far as the text goes.
type peekWalk struct {
	text   jsonText
	nest   jsonNest
	scalar func(path []string, raw []byte)    // may be nil
	array  func(path []string, inside []byte) // told at the beginning of an array; may be nil
	list   func(path []string, raw []byte)    // told of an array that begins with a scalar; may be nil
}

// value walks through the value at i. It is not ok when the text ends or breaks before the value.
func (w *peekWalk) value(i int, path []string) (next int, ok bool) {
	b := w.text.b
	if i < len(b) && b[i] == '{' && len(path) < maxPeekDepth {
		return w.object(i, path)
	}
	if i < len(b) && b[i] == '[' && len(path) > 0 && w.array != nil {
		w.array(path, b[i+1:])
	}
	w.nest.limit = maxJSONDepth
	next, fail := w.nest.skip(&w.text, i)
	if fail != nil {
		return next, false
	}
	switch {
	case len(path) == 0 || b[i] == '{':
	case b[i] == '[':
		if first := w.text.space(i + 1); w.list != nil && first < next && !strings.ContainsRune("{[]", rune(b[first])) {
			w.list(path, b[i:next])
		}
	case w.scalar != nil:
		w.scalar(path, b[i:next])
	}
	return next, true
}

func (w *peekWalk) object(i int, path []string) (next int, ok bool) {
	t := &w.text
	for i = t.space(i + 1); i < len(t.b) && t.b[i] == '"'; i = t.space(i + 1) {
		end, fail := t.str(i)
		if fail != nil {
			return i, false
		}
		key := string(appendJSONString(nil, t.b[i+1:end-1]))
		if i = t.space(end); i >= len(t.b) || t.b[i] != ':' {
			return i, false
		}
		if i, ok = w.value(t.space(i+1), append(path, key)); !ok {
			return i, false
		}
		if i = t.space(i); i >= len(t.b) || t.b[i] != ',' {
			break
		}
	}
	return i + 1, i < len(t.b) && t.b[i] == '}'
}

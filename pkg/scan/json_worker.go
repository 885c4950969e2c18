package scan

import (
	"context"
	"fmt"
)

// A jsonWorker turns parts into batches.
type jsonWorker struct {
	o     JSONOptions
	sink  Sink
	batch Batch
	part  jsonPart

	fast  jsonFast
	pick  jsonPicker
	cells jsonUnescaped

	told   int       // the place in the part that was last spoken of
	toldAt jsonPlace // and where it is in the text
}

func newJSONWorker(o JSONOptions, root *jsonNode, nodes, width int, sink Sink) *jsonWorker {
	w := &jsonWorker{o: o, sink: sink}
	w.batch.Width = width
	w.pick = jsonPicker{root: root, seen: make([]bool, nodes), row: make([]Span, width), cells: &w.cells}
	w.fast = jsonFast{root: root, width: width, cells: &w.cells, slots: make([][fastSlots]jsonSlot, nodes)}
	return w
}

// run takes parts until there are no more.
func (w *jsonWorker) run(ctx context.Context, feed *jsonFeed) {
	for {
		part, ok := feed.next(w.batch.Data)
		if !ok {
			return
		}
		err := ctx.Err()
		if err == nil {
			err = w.read(part)
		}
		if err != nil {
			feed.fail(part.seq, err)
			return
		}
	}
}

// read turns one part into a batch and hands it over.
func (w *jsonWorker) read(part jsonPart) error {
	width := w.batch.Width
	w.batch.Reset()
	w.batch.Width, w.batch.Seq, w.batch.FirstLine = width, part.seq, part.place.line+1
	part.data = w.fast.load(part)
	w.part, w.told, w.toldAt = part, 0, part.place
	w.cells.data, w.cells.base = w.cells.data[:0], len(part.data)
	w.pick.limit = maxJSONDepth - part.depth
	w.fast.able = len(w.pick.seen) <= 64 && len(w.pick.root.cols) == 0 && w.pick.limit > 2*fastDepth
	broken := w.records()
	w.batch.Spans = w.fast.spans
	w.batch.Data = append(part.data, w.cells.data...)
	if err := w.sink.Batch(&w.batch); err != nil {
		return err
	}
	return broken
}

// records reads the records of the part. It returns an error where the document breaks.
func (w *jsonWorker) records() error {
	switch w.part.body {
	case bodyLines:
		return w.lines()
	case bodyArray:
		return w.array()
	}
	return w.stream()
}

// array reads elements with commas between them.
func (w *jsonWorker) array() error {
	b := w.part.data
	w.pick.text = jsonText{b: b, final: true, end: "the end of the text"}
	t := &w.pick.text
	i := t.space(0)
	if w.part.first && i < len(b) && b[i] == ']' {
		return nil
	}
	for {
		end, err := w.element(t.space(i))
		if err != nil {
			return err
		}
		i = t.space(end)
		switch {
		case i < len(b) && b[i] == ']':
			return nil
		case i >= len(b) || b[i] != ',':
			return w.breaks(t.expected(i, `"," or "]"`))
		case i+1 == len(b) && !w.part.last:
			return nil
		}
		i++
	}
}

// stream reads objects one after another, or a single value of another kind.
func (w *jsonWorker) stream() error {
	b := w.part.data
	w.pick.text = jsonText{b: b, final: true, end: "the end of the text"}
	t := &w.pick.text
	for i, first := t.space(0), w.part.first; i < len(b); first = false {
		if b[i] != '{' && !first {
			return w.breaks(t.expected(i, `"{" of another record or the end of the text`))
		}
		alone := b[i] != '{'
		end, err := w.element(i)
		if err != nil {
			return err
		}
		if i = t.space(end); alone && i < len(b) {
			return w.breaks(t.expected(i, "the end of the text"))
		}
	}
	return nil
}

// element reads the value at i of a document.
func (w *jsonWorker) element(i int) (int, error) {
	end := w.fast.record(i)
	if end-i > w.o.MaxRecord {
		return i, w.tooLong(i)
	}
	if end >= 0 {
		w.batch.Starts = append(w.batch.Starts, uint32(i))
		return end, nil
	}
	end, fail := w.pick.record(i)
	if fail != nil {
		return i, w.breaks(fail)
	}
	if end-i > w.o.MaxRecord {
		return i, w.tooLong(i)
	}
	w.keep(i)
	return end, nil
}

// breaks returns the error that ends the reading of a document.
func (w *jsonWorker) breaks(fail *jsonFail) error {
	return w.part.place.syntaxError(w.part.data, fail)
}

func (w *jsonWorker) tooLong(i int) error {
	at := w.part.place.after(w.part.data[:i])
	return &RecordSizeError{Line: at.line + 1, Limit: w.o.MaxRecord}
}

// keep adds a row for the value at i, which was just picked, or a fault when it is not an object.
func (w *jsonWorker) keep(i int) {
	p := &w.pick
	if p.text.b[i] != '{' {
		w.fault(i, "found "+p.text.kind(i)+", expected an object")
		return
	}
	for _, r := range p.repeated {
		w.batch.Remarks = append(w.batch.Remarks, w.remark(r.at, fmt.Sprintf("key %q stands twice; the last value counts", r.node.name)))
	}
	w.batch.Starts = append(w.batch.Starts, uint32(i))
	w.fast.spans = append(w.fast.spans, p.row...)
}

// fault reports a record that could not be read.
func (w *jsonWorker) fault(i int, reason string) {
	w.batch.Faults = append(w.batch.Faults, w.remark(i, reason))
}

// remark says something about place i. Lines are counted from the place of the last remark.
func (w *jsonWorker) remark(i int, reason string) Fault {
	if i < w.told {
		w.told, w.toldAt = 0, w.part.place
	}
	w.toldAt = w.toldAt.after(w.part.data[w.told:i])
	w.told = i
	return Fault{Line: w.toldAt.line + 1, Column: w.toldAt.column + 1, Reason: reason}
}

package scan

import "bytes"

// lines reads the values of the part's lines.
func (w *jsonWorker) lines() error {
	b := w.part.data
	for i := 0; i < len(b); {
		if end := w.fastLine(i); end >= 0 {
			i = end
			continue
		}
		end := len(b)
		if n := bytes.IndexByte(b[i:], '\n'); n >= 0 {
			end = i + n
		}
		if end-i > w.o.MaxRecord {
			return w.tooLong(i)
		}
		w.pick.text = jsonText{b: b[:end], final: true, end: "the end of the line"}
		w.line(i)
		i = end + 1
	}
	return nil
}

// fastLine reads the line that begins at from, and returns the place behind it or -1.
func (w *jsonWorker) fastLine(from int) int {
	start := w.fast.space(from)
	i := w.fast.record(start)
	if i < 0 {
		return -1
	}
	if w.fast.b[i] != '\n' {
		i = w.fast.space(i)
	}
	if i < len(w.part.data) && w.fast.b[i] != '\n' || i-from > w.o.MaxRecord {
		w.fast.undo()
		return -1
	}
	w.batch.Starts = append(w.batch.Starts, uint32(start))
	return i + 1
}

// line reads the line that begins at i. A blank line is not a record.
func (w *jsonWorker) line(i int) {
	t := &w.pick.text
	i = t.space(i)
	if i == len(t.b) {
		return
	}
	end, fail := w.pick.record(i)
	if fail != nil {
		w.fault(fail.at, fail.reason)
		return
	}
	if end = t.space(end); end < len(t.b) {
		fail = t.expected(end, "the end of the line")
		w.fault(fail.at, fail.reason)
		return
	}
	w.keep(i)
}

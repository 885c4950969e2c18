package scan

import (
	"io"
	"slices"
)

// sampleSize is how much of the beginning decides on the line end.
const sampleSize = 64 << 10

// csvOpening reads the beginning of a text: enough to choose the line end, and the header.
type csvOpening struct {
	csvReader
	src io.Reader
}

// chooseLineEnd reads as much of the beginning as the choice needs.
func (o *csvOpening) chooseLineEnd() error {
	for want := sampleSize; ; want *= 2 {
		if err := o.fill(want); err != nil {
			return err
		}
		ended := o.last || want > o.maxRecord
		if lineEnd, ok := o.findLineEnd(o.text, ended); ok {
			o.lineEnd = lineEnd
			return nil
		}
	}
}

// fill reads until text holds n bytes or the source ends.
func (o *csvOpening) fill(n int) error {
	have := len(o.text)
	if have >= n || o.last {
		return nil
	}
	o.text = slices.Grow(o.text, n-have)
	got, err := io.ReadFull(o.src, o.text[have:n])
	o.text = o.text[:have+got]
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		o.last, err = true, nil
	}
	return err
}

// headerRecord reads the next record as a header. It returns io.EOF when there is none.
func (o *csvOpening) headerRecord() ([]string, error) {
	for !o.ended() {
		switch t := o.parse(&o.rec, o.text, o.pos, o.last); t {
		case cut:
			if err := o.fill(2 * len(o.text)); err != nil {
				return nil, err
			}
		case fine:
			o.pos = o.rec.next
			if o.rec.blank {
				continue
			}
			if o.width == 0 {
				o.width = len(o.rec.cells)
			}
			return o.texts(&o.rec, o.text), nil
		default:
			return nil, &PlaceError{Fault: o.fault(o.troubleAt(t), "header: "+o.reason(t))}
		}
	}
	return nil, io.EOF
}

// rest ends the opening: it returns the reader at the start of the first record after the
// header, and the text that was read beyond it.
func (o *csvOpening) rest() (r *csvReader, ahead []byte) {
	o.lineAt(o.pos)
	ahead = o.text[o.pos:]
	o.base = int64(o.pos)
	o.text, o.pos, o.lined, o.last = nil, 0, 0, false
	r = new(csvReader)
	*r = o.csvReader
	return r, ahead
}

package warehouse

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math/bits"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A wholeAnswer reads the rows of an answer and sees that none is missing: it ends well only where the answer says that it
// is at its end, and what it says of itself is true.
type wholeAnswer struct {
	from   io.ReadCloser
	lines  *bufio.Reader
	shape  answerShape
	row    []byte
	cells  [][]byte
	nulls  bool   // cells of the row are absent
	out    []byte // what was not read of the last row
	made   []byte // a row that is not handed on as it came
	rows   uint64 // the counts of all rows, added
	broken func(cause error, rest []byte) error
	err    error
}

// An answerShape is what the rows of an answer look like.
type answerShape struct {
	cells  int       // in a row, with the count
	checks []*joined // by cell, nil for none at all; where not nil, the next cell is the latest of what is joined, and not handed on
	null   string    // how a cell is written that is absent; "" as any blank
	total  bool      // after a blank line comes a row whose count is that of all rows
}

// check is what a cell and the next one are held to, if anything.
func (s answerShape) check(cell int) *joined {
	if cell >= len(s.checks) {
		return nil
	}
	return s.checks[cell]
}

func newWhole(from io.ReadCloser, s answerShape, broken func(error, []byte) error) *wholeAnswer {
	return &wholeAnswer{from: from, lines: bufio.NewReaderSize(from, 1<<16), shape: s, broken: broken}
}

func (w *wholeAnswer) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(w.out) == 0 {
			if w.err != nil || n > 0 && w.lines.Buffered() == 0 {
				break // what is there is not kept back until more comes
			}
			w.err = w.next()
		}
		copied := copy(p[n:], w.out)
		n, w.out = n+copied, w.out[copied:]
	}
	if n == 0 && len(p) > 0 {
		return 0, w.err
	}
	return n, nil
}

// Close ends the statement on the server, if it has not ended.
func (w *wholeAnswer) Close() error {
	w.out, w.err = nil, io.ErrClosedPipe
	return w.from.Close()
}

// next reads a row into what is handed on.
func (w *wholeAnswer) next() error {
	if err := w.record(); err != nil {
		return w.end(err)
	}
	if w.shape.total && string(w.row) == "\n" {
		return w.trailer()
	}
	count, err := w.split()
	if err != nil {
		return err
	}
	rows, carry := bits.Add64(w.rows, count, 0)
	if carry != 0 {
		return problem.Failure("more rows than can be counted")
	}
	w.rows = rows
	if w.out, err = w.handed(); err != nil {
		return err
	}
	return nil
}

// record reads a row, in which quotes may hold line breaks.
func (w *wholeAnswer) record() error {
	w.row = w.row[:0]
	for quotes := 0; ; {
		part, err := w.lines.ReadSlice('\n')
		w.row = append(w.row, part...)
		quotes += bytes.Count(part, []byte{'"'})
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return err
		case quotes%2 == 0:
			return nil
		}
	}
}

// end says whether the answer may end where it does.
func (w *wholeAnswer) end(err error) error {
	if err == io.EOF && len(w.row) == 0 && !w.shape.total {
		return io.EOF
	}
	return w.broken(err, w.row)
}

// trailer reads what the answer says of all its rows, behind which is nothing.
func (w *wholeAnswer) trailer() error {
	if err := w.record(); err != nil {
		return w.broken(err, w.row)
	}
	count, err := w.split()
	if err != nil {
		return err
	}
	if count != w.rows {
		return w.broken(nil, nil)
	}
	if rest, err := w.lines.ReadByte(); err != io.EOF {
		return w.broken(err, []byte{rest})
	}
	return io.EOF
}

// split finds the cells of a row, and its count.
func (w *wholeAnswer) split() (uint64, error) {
	w.cells = w.cells[:0]
	line := bytes.TrimSuffix(w.row, []byte{'\n'})
	quoted, from := false, 0
	for i, b := range line {
		switch {
		case b == '"':
			quoted = !quoted
		case b == ',' && !quoted:
			w.cells = append(w.cells, line[from:i])
			from = i + 1
		}
	}
	w.cells = append(w.cells, line[from:])
	w.nulls = false
	for i, cell := range w.cells {
		if w.shape.null != "" && string(cell) == w.shape.null {
			w.cells[i], w.nulls = nil, true
		}
	}
	count, err := strconv.ParseUint(string(bytes.Trim(w.cells[len(w.cells)-1], `"`)), 10, 64)
	if err != nil || len(w.cells) != w.shape.cells {
		return 0, w.broken(nil, w.row)
	}
	return count, nil
}

// handed is the row without the cells that only served to check it.
func (w *wholeAnswer) handed() ([]byte, error) {
	if w.shape.checks == nil && !w.nulls {
		return w.row, nil
	}
	out := w.made[:0]
	for i := 0; i < len(w.cells); i++ {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, w.cells[i]...)
		if check := w.shape.check(i); check != nil {
			earliest, latest := bytes.Trim(w.cells[i], `"`), bytes.Trim(w.cells[i+1], `"`)
			if !check.holds(earliest, latest) {
				return nil, problem.Failure("between %s and %s the calendar of the server differs from the one here, so nothing is counted: zone %s",
					string(earliest), string(latest), check.cut.zone().String())
			}
			i++
		}
	}
	w.made = append(out, '\n')
	return w.made, nil
}

// texts are the cells of a row as they are.
func (w *wholeAnswer) texts() []string {
	var found []string
	for _, cell := range w.cells[:len(w.cells)-1] {
		if n := len(cell); n > 1 && cell[0] == '"' && cell[n-1] == '"' {
			cell = bytes.ReplaceAll(cell[1:n-1], []byte(`""`), []byte(`"`))
		}
		found = append(found, string(cell))
	}
	return found
}

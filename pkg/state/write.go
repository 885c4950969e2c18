package state

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"unicode/utf8"
)

// A section says which list the rows behind it are of.
type section struct {
	Part    string `json:"part"`
	Count   *int   `json:"count,omitempty"`
	Crowded bool   `json:"crowded,omitempty"`
}

// troubled are the reasons of records.
type troubled struct {
	Faults  Reasons `json:"faults"`
	Remarks Reasons `json:"remarks"`
	Repairs Reasons `json:"repairs"`
}

// lastLine is the last one: how many lines stand before it, and the digest of their bytes.
type lastLine struct {
	End    bool   `json:"end"`
	Lines  int64  `json:"lines"`
	Digest string `json:"digest"`
}

// bytesCell is a cell that is no UTF-8, as JSON can hold it.
type bytesCell struct {
	Base64 string `json:"base64"`
}

// Write writes a file: a line for the heading, for every bunch of rows, for what was wrong with others, and for the end.
func (h *Holding) Write(w io.Writer) error {
	out := newLines(w)
	out.line(h.Preamble)
	out.line(section{Part: "sample"})
	for _, b := range h.Sample {
		out.bunch(b)
	}
	for i, lot := range h.Lots {
		out.line(section{Part: "rows", Count: &i, Crowded: lot.Crowded})
		for _, b := range lot.Rows {
			out.bunch(b)
		}
	}
	out.line(section{Part: "records"})
	out.line(troubled{h.Faults, h.Remarks, h.Repairs})
	return out.close()
}

// lineWriter writes values as lines of JSON, and keeps the first error.
type lineWriter struct {
	buffer *bufio.Writer
	json   *json.Encoder
	digest hash.Hash
	n      int64
	err    error
}

func newLines(w io.Writer) *lineWriter {
	l := &lineWriter{buffer: bufio.NewWriterSize(w, 1<<16), digest: sha256.New()}
	l.json = json.NewEncoder(io.MultiWriter(l.buffer, l.digest))
	l.json.SetEscapeHTML(false)
	return l
}

func (l *lineWriter) line(v any) {
	if l.err == nil {
		l.err = l.json.Encode(v)
		l.n++
	}
}

// bunch writes rows: how many there are, and their cells.
func (l *lineWriter) bunch(b Bunch) {
	list := []any{b.Times}
	for _, cell := range b.Cells {
		switch {
		case cell == nil:
			list = append(list, nil)
		case utf8.Valid(cell):
			list = append(list, string(cell))
		default:
			list = append(list, bytesCell{base64.StdEncoding.EncodeToString(cell)})
		}
	}
	l.line(list)
}

func (l *lineWriter) close() error {
	l.line(lastLine{true, l.n, sum(l.digest)})
	if l.err == nil {
		l.err = l.buffer.Flush()
	}
	return l.err
}

func sum(h hash.Hash) string { return fmt.Sprintf("sha256:%x", h.Sum(nil)) }

package state

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A lineReader reads a file line by line.
type lineReader struct {
	name   string
	in     *bufio.Reader
	line   int64
	text   []byte
	before string // the digest of all lines before this one
	digest hash.Hash
	out    *Holding
}

// Read reads a file. One that is not whole, or was written by anything else, is refused with its line.
func Read(in io.Reader, name string) (*Holding, error) {
	r := &lineReader{name: name, in: bufio.NewReaderSize(in, 1<<16), digest: sha256.New(), out: new(Holding)}
	if err := r.heading(); err != nil {
		return nil, err
	}
	return r.out, r.body()
}

// wrong refuses the line at hand.
func (r *lineReader) wrong(format string, args ...any) error {
	return problem.Failure("%s:%d: %s", r.name, r.line, fmt.Sprintf(format, args...))
}

// torn says that the file ends too early.
func (r *lineReader) torn() error {
	return r.wrong("the state ends here without its last line: it was cut off, or is still written").(*problem.Error).Advise("make it anew")
}

// next reads a line.
func (r *lineReader) next() error {
	r.line++
	r.before = sum(r.digest)
	text, err := r.in.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return r.torn()
	}
	if err != nil {
		return problem.Failure("%s: %v", r.name, err)
	}
	r.text = text
	r.digest.Write(text)
	return nil
}

// into understands the line.
func (r *lineReader) into(v any) error {
	d := json.NewDecoder(bytes.NewReader(r.text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return r.wrong("no line of a state: %v", err)
	}
	return nil
}

func (r *lineReader) heading() error {
	if err := r.next(); err != nil {
		return err
	}
	var form struct{ Schema string }
	if json.Unmarshal(r.text, &form) != nil || form.Schema == "" {
		return r.wrong("no state that -o state has written")
	}
	if form.Schema != Schema {
		return r.wrong("a state of the form %s, and this program reads %s", form.Schema, Schema)
	}
	return r.into(&r.out.Preamble)
}

// body reads the lists of rows, and what was wrong with records, to the end.
func (r *lineReader) body() error {
	var into *[]Bunch
	width := 0
	for {
		if err := r.next(); err != nil {
			return err
		}
		switch {
		case r.text[0] == '[' && into != nil:
			b, err := r.bunch(width)
			if err != nil {
				return err
			}
			*into = append(*into, b)
			continue
		case bytes.HasPrefix(r.text, []byte(`{"end"`)):
			return r.end()
		case bytes.HasPrefix(r.text, []byte(`{"faults"`)):
			var t troubled
			if err := r.into(&t); err != nil {
				return err
			}
			r.out.Faults, r.out.Remarks, r.out.Repairs = t.Faults, t.Remarks, t.Repairs
			continue
		}
		var err error
		if into, width, err = r.part(); err != nil {
			return err
		}
	}
}

// part begins a list of rows, and says where they go and how many cells they have.
func (r *lineReader) part() (into *[]Bunch, width int, err error) {
	var p section
	if err := r.into(&p); err != nil {
		return nil, 0, err
	}
	switch {
	case p.Part == "sample":
		return &r.out.Sample, len(r.out.Headers), nil
	case p.Part == "records":
		return nil, 0, nil
	case p.Part != "rows" || p.Count == nil || *p.Count != len(r.out.Lots) || *p.Count >= len(r.out.Counts):
		return nil, 0, r.wrong("not expected here")
	}
	r.out.Lots = append(r.out.Lots, Lot{Crowded: p.Crowded})
	wanted := r.out.Counts[*p.Count]
	if width = len(wanted.Columns); p.Crowded {
		width -= wanted.Brief
	}
	return &r.out.Lots[*p.Count].Rows, width, nil
}

// bunch reads rows.
func (r *lineReader) bunch(width int) (b Bunch, err error) {
	var list []json.RawMessage
	if err := r.into(&list); err != nil {
		return b, err
	}
	if len(list) != width+1 || json.Unmarshal(list[0], &b.Times) != nil || b.Times < 1 {
		return b, r.wrong("expected a number of rows and %d cells", width)
	}
	for _, text := range list[1:] {
		cell, err := cellOf(text)
		if err != nil {
			return b, r.wrong("a cell is no text: %v", err)
		}
		b.Cells = append(b.Cells, cell)
	}
	return b, nil
}

func cellOf(text json.RawMessage) ([]byte, error) {
	switch text[0] {
	case 'n':
		return nil, nil
	case '{':
		var b bytesCell
		if err := json.Unmarshal(text, &b); err != nil {
			return nil, err
		}
		return base64.StdEncoding.DecodeString(b.Base64)
	}
	var s string
	err := json.Unmarshal(text, &s)
	return []byte(s), err
}

// end holds the last line against what came before it.
func (r *lineReader) end() error {
	var e lastLine
	if err := r.into(&e); err != nil {
		return err
	}
	switch {
	case e.Lines != r.line-1:
		return r.wrong("%d lines stand before it, and not %d as when it was written", r.line-1, e.Lines)
	case e.Digest != r.before:
		return r.wrong("the lines before it are not as they were written: somebody has changed them")
	case len(r.out.Lots) != len(r.out.Counts):
		return r.wrong("rows are missing")
	}
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		r.line++
		return r.wrong("something stands behind the end")
	}
	return nil
}

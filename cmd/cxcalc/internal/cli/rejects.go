package cli

import (
	"bufio"
	"errors"

	"github.com/gocarina/gocsv"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
)

// A rejectRow is one line of the file of rows that were not counted.
type rejectRow struct {
	Source string `csv:"source"`
	Line   int64  `csv:"line"`
	Column string `csv:"column"`
	Value  string `csv:"value"`
	Kind   string `csv:"account"`
	Reason string `csv:"reason"`
}

// rejectBatch is how many rows are written at a time.
const rejectBatch = 1000

// A rejectFile takes the rows that were not counted. A file gets its name when the run succeeds. A
// nil rejectFile takes nothing.
type rejectFile struct {
	name   string
	file   *whole.Draft // nil for standard output
	raw    bool
	buffer *bufio.Writer
	rows   []rejectRow
	headed bool
}

// openRejects begins the file, or returns nil when nobody asks for it.
func (d *desk) openRejects(name string, raw bool) (*rejectFile, error) {
	if name == "" {
		return nil, nil
	}
	if isStdout(name) {
		return &rejectFile{raw: raw, buffer: bufio.NewWriter(d.Out)}, nil
	}
	file, err := d.files.Create(name)
	if err != nil {
		return nil, err
	}
	return &rejectFile{name: name, file: file, raw: raw, buffer: bufio.NewWriter(file)}, nil
}

// sink returns what the survey calls for every such row.
func (f *rejectFile) sink() func(source, column string, r pass.Reject) error {
	if f == nil {
		return nil
	}
	return func(source, column string, r pass.Reject) error {
		text := func(s string) string { return render.CSVText(s, f.raw) }
		if source != "-" { // which is no formula, and names standard input
			source = text(source)
		}
		f.rows = append(f.rows, rejectRow{source, r.Line, text(column), text(r.Value), r.Account, r.Reason})
		if len(f.rows) < rejectBatch {
			return nil
		}
		return f.flush()
	}
}

// flush writes the rows that wait, with the header above the first.
func (f *rejectFile) flush() error {
	var err error
	if f.headed {
		err = gocsv.MarshalWithoutHeaders(f.rows, f.buffer)
	} else {
		err = gocsv.Marshal(f.rows, f.buffer)
	}
	f.headed = true
	f.rows = f.rows[:0]
	return err
}

// join finishes the file as one of a set.
func (f *rejectFile) join(set *whole.Edition) error {
	if f == nil {
		return nil
	}
	if f.file != nil {
		set.Take(f.file)
	}
	err := f.flush()
	if err == nil {
		err = f.buffer.Flush()
	}
	if f.file == nil {
		return err
	}
	return whole.Cannot(f.name, err)
}

// joinIf finishes the file of a run that failed, if the run has read all rows all the same.
func (f *rejectFile) joinIf(failed error, set *whole.Edition) error {
	var e *problem.Error
	if !errors.As(failed, &e) || !e.Read {
		return nil
	}
	if err := f.join(set); err != nil {
		return err
	}
	return set.Publish()
}

func (f *rejectFile) discard() {
	if f != nil && f.file != nil {
		f.file.Discard()
	}
}

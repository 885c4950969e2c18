package cli

import (
	"bufio"
	"encoding/csv"
	"errors"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/render"
)

// rejectBuffer is how many bytes are written at a time.
const rejectBuffer = 1 << 16

// A rejectFile takes the rows that were not counted. A file gets its name when the run succeeds. A
// nil rejectFile takes nothing.
type rejectFile struct {
	file    *wholeFile // nil for standard output
	raw     bool
	rows    *csv.Writer
	settled bool
}

// openRejects begins the file, or returns nil when nobody asks for it.
func (d *desk) openRejects(name string, raw bool) (*rejectFile, error) {
	if name == "" {
		return nil, nil
	}
	f, to := &rejectFile{raw: raw}, d.Out
	if !isStdout(name) {
		var err error
		if f.file, err = d.files.create(name); err != nil {
			return nil, err
		}
		to = f.file
	}
	f.rows = csv.NewWriter(bufio.NewWriterSize(to, rejectBuffer))
	return f, f.rows.Write([]string{"source", "line", "column", "value", "account", "reason"})
}

// sink returns what the survey calls for every such row.
func (f *rejectFile) sink() func(source, column string, r pass.Reject) error {
	if f == nil {
		return nil
	}
	return func(source, column string, r pass.Reject) error {
		text := func(s string) string { return render.CSVText(s, f.raw) }
		return f.rows.Write([]string{source, strconv.FormatInt(r.Line, 10), text(column), text(r.Value), r.Account, r.Reason})
	}
}

func (f *rejectFile) commit() error {
	if f == nil {
		return nil
	}
	f.settled = true
	f.rows.Flush()
	switch err := f.rows.Error(); {
	case f.file == nil:
		return err
	case err != nil:
		f.file.discard()
		return cannotWrite(f.file.name, err)
	}
	return f.file.commit()
}

// commitIf finishes the file of a run that failed, if the run has read all rows all the same.
func (f *rejectFile) commitIf(failed error) error {
	var e *problem.Error
	if errors.As(failed, &e) && e.Read {
		return f.commit()
	}
	return nil
}

func (f *rejectFile) discard() {
	if f != nil && f.file != nil && !f.settled {
		f.file.discard()
	}
}

// Package smallfile reads files that belong to a question, such as rates, cycles and weights. They are understood like any
// source; but every row counts, so the first that is wrong ends the run.
package smallfile

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// An Appendix is a file that belongs to a question.
type Appendix struct {
	// Name is the file as people read it, and Flag what names it.
	Name, Flag string
	// Stdin is what "-" reads; nil where that is no file for the flag.
	Stdin io.Reader
	// Header is an example of what its header looks like.
	Header string
	// Needs are its columns, and Most is how many rows it can have.
	Needs []Need
	Most  int

	table *dataset.Table
	at    []int // the places of the columns, dataset.None for what is not there
	take  func(Listed) error
	rows  int
	err   error // what ended the reading
}

// A Need is a column of a small file.
type Need struct {
	Role     layout.Role
	Says     string
	Optional bool
	// Pick finds the column where several, or none, have the words of the role; nil for nothing.
	Pick func(headers []string, taken []int) (column int, ok bool)
}

// Listed is a row: the trimmed cells of the columns, "" for those that are not there. They hold until the next one.
type Listed struct {
	Line  int64
	Cells []string
}

// Read reads the file row by row. Its errors are of type *problem.Error, where take's are.
func (f *Appendix) Read(ctx context.Context, o dataset.Terms, take func(Listed) error) error {
	name := f.Name
	if name == "-" && f.Stdin == nil {
		return problem.Usage("%s reads a file, and not standard input", f.Flag)
	}
	o.Stdin, o.Progress, o.Records, o.HeaderRows, o.Skip = f.Stdin, nil, nil, 0, 0
	o.Format, o.Delimiter, o.Quote, o.Encoding, o.Decimal = "", 0, 0, "", 0 // these flags are about the sources
	o.Sheet, o.Access.Query = "", ""
	set, err := dataset.OpenSet(ctx, []string{name}, o)
	if err != nil {
		return err
	}
	defer set.Close()
	f.table = set.Tables[0]
	columns, err := f.columns()
	if err != nil {
		return err
	}
	scanner, err := set.Scanner(ctx, 0)
	if err != nil {
		return set.Locate(0, err)
	}
	f.take = take
	if err := scanner.Scan(ctx, columns, 1, func(int) scan.Sink { return f }); err != nil && f.err == nil {
		return set.Locate(0, err)
	}
	if f.err == nil && f.rows == 0 {
		return problem.Failure("%s: no rows below the header", f.table.Name)
	}
	return f.err
}

// columns finds the columns of the file, and returns those that are there.
func (f *Appendix) columns() (columns []scan.Column, err error) {
	for _, need := range f.Needs {
		fits := layout.Candidates(need.Role, "", f.table.Headers)
		if need.Pick != nil {
			if at, ok := need.Pick(f.table.Headers, f.at); ok {
				fits = []int{at}
			}
		}
		switch {
		case len(fits) == 1:
			columns = append(columns, f.table.Column(fits[0]))
			f.at = append(f.at, fits[0])
		case len(fits) == 0 && need.Optional:
			f.at = append(f.at, dataset.None)
		default:
			return nil, problem.Failure("%s: %d columns could hold %s, expected a header such as %s\n%s",
				f.table.Name, len(fits), need.Says, f.Header, f.table.List(f.table.Every()))
		}
	}
	return columns, nil
}

// errDone ends a reading whose outcome is known.
var errDone = errors.New("done")

// Batch implements scan.Sink. What comes after the first record that cannot be read does not matter.
func (f *Appendix) Batch(b *scan.Batch) error {
	row := Listed{Cells: make([]string, len(f.at))}
	for i := range b.Rows() {
		if row.Line = b.Line(i); len(b.Faults) > 0 && row.Line > b.Faults[0].Line {
			break
		}
		if f.rows++; f.rows > f.Most {
			return f.end(problem.Failure("%s: more than %d rows, which %s cannot have", f.table.Name, f.Most, f.Flag))
		}
		place := 0
		for c, at := range f.at {
			if at == dataset.None {
				continue
			}
			row.Cells[c] = answer.Trim(string(b.Cell(i, place)))
			place++
		}
		if err := f.take(row); err != nil {
			return f.end(err)
		}
	}
	if len(b.Faults) > 0 {
		return f.end(problem.Failure("%s:%d: %s", f.table.Name, b.Faults[0].Line, b.Faults[0].Reason))
	}
	return nil
}

func (f *Appendix) end(err error) error {
	f.err = err
	return errDone
}

// Called is the name of the file as messages have it, once it is open.
func (f *Appendix) Called() string { return f.table.Name }

// Width is how many columns the file has.
func (f *Appendix) Width() int { return len(f.table.Headers) }

// Decimal is the decimal mark of its numbers.
func (f *Appendix) Decimal() byte { return f.table.Decimal }

// HeaderOf is the header of a column as it stands, "" for one that is not there.
func (f *Appendix) HeaderOf(column int) string {
	if f.at[column] == dataset.None {
		return ""
	}
	return f.table.Headers[f.at[column]]
}

// Quoted names a column in a message.
func (f *Appendix) Quoted(column int) string {
	if f.at[column] == dataset.None {
		return answer.Quote(string(f.Needs[column].Role), 60)
	}
	return f.table.Header(f.at[column])
}

// Wrong says what is wrong with a cell: what it is, and what was expected.
func (f *Appendix) Wrong(row Listed, column int, why string, args ...any) *problem.Error {
	return problem.Failure("%s:%d: column %s: %s %s", f.table.Name, row.Line, f.Quoted(column), answer.Quote(row.Cells[column], 40), fmt.Sprintf(why, args...))
}

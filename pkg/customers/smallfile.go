package customers

import (
	"context"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A smallFile is a file that belongs to a question, such as rates or cycles. It is understood like any
// source; but every row of it counts, so the first that is wrong ends the run.
type smallFile struct {
	name  string
	table *dataset.Table
	want  []smallColumn
	at    []int // the places of the columns, none for what is not there
	rows  []smallRow
	fault *scan.Fault // the first record that cannot be read
}

type smallColumn struct {
	role     layout.Role
	says     string
	optional bool
}

// A smallRow is the trimmed cells of the columns, "" for those that are not there.
type smallRow struct {
	line  int64
	cells []string
}

const maxSmallRows = 100_000

// readSmall reads a file that a flag names; header is an example of what its header looks like. Its errors
// are of type *problem.Error.
func readSmall(ctx context.Context, flag, name, header string, o dataset.Terms, want []smallColumn) (*smallFile, error) {
	if name == "-" {
		return nil, problem.Usage("%s reads a file, and not standard input", flag)
	}
	o.Stdin, o.Progress, o.Records, o.HeaderRows, o.Skip, o.Known = nil, nil, nil, 0, 0, nil
	o.Format, o.Delimiter, o.Quote, o.Encoding, o.Decimal = "", 0, 0, "", 0 // these flags are about the sources
	set, err := dataset.OpenSet(ctx, []string{name}, o)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	f := &smallFile{name: name, table: set.Tables[0], want: want}
	columns, err := f.columns(header)
	if err != nil {
		return nil, err
	}
	scanner, err := set.Scanner(ctx, 0)
	if err != nil {
		return nil, set.Locate(0, err)
	}
	if err := scanner.Scan(ctx, columns, 1, func(int) scan.Sink { return f }); err != nil {
		return nil, set.Locate(0, err)
	}
	switch {
	case len(f.rows) > maxSmallRows:
		return nil, problem.Failure("%s: more than %d rows, which %s cannot have", name, maxSmallRows, flag)
	case f.fault == nil && len(f.rows) == 0:
		return nil, problem.Failure("%s: no rows below the header", name)
	}
	return f, nil
}

// columns finds the columns of the file, and returns those that are there.
func (f *smallFile) columns(header string) (columns []scan.Column, err error) {
	for _, want := range f.want {
		fits := layout.Candidates(want.role, "", f.table.Headers)
		switch {
		case len(fits) == 1:
			columns = append(columns, f.table.Column(fits[0]))
			f.at = append(f.at, fits[0])
		case len(fits) == 0 && want.optional:
			f.at = append(f.at, none)
		default:
			return nil, problem.Failure("%s: %d columns could hold %s, expected a header such as %s\n%s",
				f.name, len(fits), want.says, header, f.table.List(f.table.Every()))
		}
	}
	return columns, nil
}

// Batch implements scan.Sink. What comes after the first record that cannot be read does not matter.
func (f *smallFile) Batch(b *scan.Batch) error {
	if f.fault != nil || len(f.rows) > maxSmallRows {
		return nil
	}
	if len(b.Faults) > 0 {
		first := b.Faults[0]
		f.fault = &first
	}
	for i := range b.Rows() {
		line := b.Line(i)
		if f.fault != nil && line > f.fault.Line {
			return nil
		}
		row := smallRow{line: line}
		place := 0
		for _, at := range f.at {
			text := ""
			if at != none {
				text = answer.Trim(string(b.Cell(i, place)))
				place++
			}
			row.cells = append(row.cells, text)
		}
		f.rows = append(f.rows, row)
	}
	return nil
}

// each gives the rows in order, and then tells of a record that could not be read.
func (f *smallFile) each(take func(smallRow) error) error {
	for _, row := range f.rows {
		if err := take(row); err != nil {
			return err
		}
	}
	if f.fault != nil {
		return problem.Failure("%s:%d: %s", f.name, f.fault.Line, f.fault.Reason)
	}
	return nil
}

func (f *smallFile) header(column int) string {
	if f.at[column] == none {
		return answer.Quote(string(f.want[column].role), 60)
	}
	return f.table.Header(f.at[column])
}

// wrong says what is wrong with a cell: what it is, and what was expected.
func (f *smallFile) wrong(row smallRow, column int, why string, args ...any) error {
	return problem.Failure("%s:%d: column %s: %s %s", f.name, row.line, f.header(column), answer.Quote(row.cells[column], 40), fmt.Sprintf(why, args...))
}

package dataset

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// A sheetScanner scans the sheet of a workbook, which is read as delimited text. Only the wanted columns are read.
type sheetScanner struct {
	table *Table
	src   *source.Stream
}

// Scan implements scan.Scanner.
func (s *sheetScanner) Scan(ctx context.Context, want []scan.Column, workers int, sink func(worker int) scan.Sink) error {
	var columns []int
	for _, c := range want {
		columns = append(columns, c.Index)
	}
	for column := s.table.Named; column < s.table.Frame.Width && !s.table.Aside; column++ {
		columns = append(columns, column)
	}
	if s.table.foot == nil { // what stands below the rows is told by all columns
		s.src.Text.Keep(columns)
	}
	rows, _, err := s.table.framed(scan.Origin{Reader: s.src.Reader}, s.src)
	if err != nil {
		return err
	}
	if err := rows.Scan(ctx, want, workers, sink); err != nil {
		return err
	}
	s.table.noteRows(s.src)
	return nil
}

// whereInSheet says where in a workbook the table stands.
func (t *Table) whereInSheet() string {
	r := t.within
	text := fmt.Sprintf("sheet %q", r.Sheet)
	if r.Top > 0 {
		text += fmt.Sprintf(", columns %s, header in row %d", r.Columns, r.Top)
	}
	switch {
	case r.Banners:
		text += " and those above it"
	case r.Above > 0:
		text += fmt.Sprintf(", rows above it: %d", r.Above)
	}
	return text
}

// Across are the cells of rows of a workbook that are merged with others beside them.
func (t *Table) Across() []workbook.Across { return t.within.Across }

// noteSheets tells which other sheets hold tables, above all such as the one that is read.
func (t *Table) noteSheets(src *source.Stream) {
	text, others := "only sheet %q is read; --sheet reads another one with the same columns, and --sheet '*' all of them: %s", src.Range.Alike
	if t.options.Sheet == AllSheets {
		text, others = "sheets with the columns of %q are read, and these have others: %s", src.Range.Others
	} else if len(others) == 0 {
		text, others = "only sheet %q is read; --sheet reads another one, and these hold tables, too: %s", src.Range.Others
	}
	if len(others) > 0 {
		t.Notes = append(t.Notes, result.Warn("other_sheets", text, src.Range.Sheet, Some(others, 3)).At(t.Name, 0))
	}
}

// OtherSheets are the other sheets of the workbook that hold tables, those like the one that is read before the others, and those
// that are hidden last; none where a sheet was named, or where the source cannot be opened again.
func (t *Table) OtherSheets() []string {
	if !t.again() {
		return nil
	}
	return slices.Concat(t.within.Alike, t.within.Others, t.within.Hidden)
}

// AlikeSheets are the other sheets of the workbook with the same columns; none where a sheet was named.
func (t *Table) AlikeSheets() []string { return t.within.Alike }

// noteRows tells what is odd about the rows that were read.
func (t *Table) noteRows(src *source.Stream) {
	if t.told {
		return
	}
	t.told = true
	warn := func(n int, code, text string, args ...any) {
		if n > 0 {
			t.Notes = append(t.Notes, result.Warn(code, text, args...).At(t.Name, 0))
		}
	}
	odd := src.Text.Found
	warn(odd.Hidden, "hidden_rows", "hidden rows of sheet %q, which are read like all others: %d", src.Range.Sheet, odd.Hidden)
	warn(odd.Filled, "merged_cells", "cells of sheet %q that are merged with one above, which was taken for them as well: %d", src.Range.Sheet, odd.Filled)
	warn(odd.Headers, "repeated_header", "rows of sheet %q that are its header once more, and were left out: %d", src.Range.Sheet, odd.Headers)
	if hidden := src.Text.HiddenColumns(); len(hidden) > 0 {
		warn(len(hidden), "hidden_columns", "hidden columns of sheet %q, which can be read like all others: %s", src.Range.Sheet, Some(hidden, 3))
	}
	warn(odd.Errors, "sheet_errors", "cells with an error in the columns that are read: %d, the first is %s in %s", odd.Errors, odd.FirstError, odd.ErrorAt)
	warn(odd.Unknown, "unknown_formulas", "cells with a formula and no value in the columns that are read: %d, the first is %s; "+
		"a spreadsheet program that saves the workbook works them out", odd.Unknown, odd.UnknownAt)
}

// AllSheets stands for the first sheet with a table and all those with the same columns.
const AllSheets = "*"

// openSource opens a source: a table, or the sheets of a workbook that are asked for together.
func openSource(ctx context.Context, name string, o Terms) (tables []*Table, err error) {
	t, err := Open(ctx, name, o)
	if err != nil {
		return nil, err
	}
	tables = append(tables, t)
	if o.Sheet != AllSheets || len(t.within.Alike) == 0 {
		return tables, nil
	}
	if !t.again() {
		return tables, problem.Usage("%s: the sheets of a workbook are read one after the other, which only a file allows; --sheet NAME reads one", name)
	}
	t.ofSheet()
	for _, o.Sheet = range t.within.Alike {
		if t, err = Open(ctx, name, o); err != nil {
			return tables, err
		}
		t.ofSheet()
		tables = append(tables, t)
	}
	return tables, nil
}

// ofSheet gives a table the name of its sheet, too, where several of a workbook are read.
func (t *Table) ofSheet() {
	t.file, t.Name = t.Name, t.Name+"!"+t.Info.Sheet
	t.Info.Name = t.Name
}

// sheetFailed says what to do about a sheet that is not there, or tables side by side.
func sheetFailed(e *workbook.SheetError) (flags []string) {
	choices := e.Choices
	if e.Wanted != "" {
		named := func(name string) bool { return strings.Contains(strings.ToLower(name), strings.ToLower(e.Wanted)) }
		if i := slices.IndexFunc(choices, named); i >= 0 {
			return []string{"--sheet", choices[i]}
		}
		choices = layout.Suggest(e.Wanted, choices)
	}
	if len(choices) == 0 {
		return nil
	}
	return []string{"--sheet", choices[0]}
}

// noSheet refuses the name of a sheet where no source is a workbook.
func (s *Set) noSheet(wanted string) error {
	if wanted == "" || len(s.Tables) == 0 || slices.ContainsFunc(s.Tables, func(t *Table) bool { return t.Info.Sheet != "" }) {
		return nil
	}
	return problem.Usage("--sheet %q is for workbooks, and %s is none", wanted, s.Tables[0].Name)
}

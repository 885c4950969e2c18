package dataset

import (
	"context"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
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
	s.src.Text.Keep(columns)
	csv, err := scan.NewCSV(scan.Origin{Reader: s.src.Reader}, s.table.headerRows(), s.table.csvOptions(s.src))
	if err != nil {
		return err
	}
	if err := csv.Scan(ctx, want, workers, sink); err != nil {
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

// noteSheets tells which other sheets hold a table like the one that is read.
func (t *Table) noteSheets(src *source.Stream) {
	if alike := src.Range.Alike; len(alike) > 0 {
		t.Notes = append(t.Notes, result.Warning{Code: "other_sheets", Source: t.Name,
			Text: fmt.Sprintf("only sheet %q is read; --sheet reads another one with the same columns: %s", src.Range.Sheet, Some(alike, 3))})
	}
}

// noteRows tells what is odd about the rows that were read.
func (t *Table) noteRows(src *source.Stream) {
	if t.told {
		return
	}
	t.told = true
	note := func(n int, code, text string, args ...any) {
		if n > 0 {
			t.Notes = append(t.Notes, result.Warning{Code: code, Source: t.Name, Text: fmt.Sprintf(text, args...)})
		}
	}
	odd := src.Text.Found
	note(odd.Hidden, "hidden_rows", "hidden rows of sheet %q, which are read like all others: %d", src.Range.Sheet, odd.Hidden)
	note(odd.Errors, "sheet_errors", "cells with an error in the columns that are read: %d, the first is %s in %s", odd.Errors, odd.FirstError, odd.ErrorAt)
	note(odd.Unknown, "unknown_formulas", "cells with a formula and no value in the columns that are read: %d, the first is %s; "+
		"a spreadsheet program that saves the workbook works them out", odd.Unknown, odd.UnknownAt)
}

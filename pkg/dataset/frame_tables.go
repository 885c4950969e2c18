package dataset

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A TablesError says that a source holds several tables, one below the other.
type TablesError struct {
	Name string
	// Line is where the second begins, of the source.
	Line int64
	// Piped says that other programs can cut the lines of the source.
	Piped bool
	// First and Second are where they are in a workbook, as --sheet takes it.
	First, Second string
}

func (e *TablesError) Error() string {
	return fmt.Sprintf("%s:%d: another table begins, with columns of its own; which one is meant?", e.Name, e.Line)
}

// asked asks which table is meant. The first is what most mean: what stands below it may be sums.
func (e *TablesError) asked(err error) error {
	skip := fmt.Sprint(e.Line - 1)
	out := &problem.Error{Usage: true, Text: visible.Text(err.Error()), Err: err}
	if e.First != "" {
		out.Senses = []problem.Sense{{Says: "if it is the first", Flags: []string{"--sheet", e.First}}, {Says: "if it is the second", Flags: []string{"--sheet", e.Second}}}
		return out
	}
	if !e.Piped {
		out.Flags, out.Hint = []string{"--skip", skip}, "the second is read without the lines above it"
		return out
	}
	out.Hint, out.Before, out.Replace = "the first are the lines above it", []string{"head", "-n", skip, e.Name, "|"}, [2]string{e.Name, "-"}
	out.Senses = []problem.Sense{{Says: "if it is the second", Flags: []string{"--skip", skip}}}
	return out
}

// another looks for a second table: an empty line, and names of columns below it that are not those of the first.
func (f *framing) another(src *source.Stream) error {
	if f.HeaderRows == 0 {
		return nil
	}
	apart := false
	for i := f.HeaderRows + 1; i+1 < len(f.records); i++ {
		r := f.records[i]
		if f.isHeading(i) {
			return f.tables(src, i)
		}
		if !r.Apart && !apart && r.Cells[0] != "" {
			continue
		}
		n := filled(r.Cells)
		apart = r.Apart || n == 0 || apart && n == 1 // a title may stand between
		if apart && f.isTable(i) {
			return f.tables(src, i)
		}
	}
	return nil
}

// tables is the error of a second table that begins at a record.
func (f *framing) tables(src *source.Stream, n int) error {
	e := &TablesError{Name: f.table.Name, Line: f.records[n].Line + src.FirstLine - 1, Piped: f.table.Name != "-" && src.Compression == "none" && src.Encoding == "utf-8"}
	if src.Text != nil {
		at := src.Range
		first, last, _ := strings.Cut(at.Columns, ":")
		e.First = fmt.Sprintf("%s!%s%d:%s%d", at.Sheet, first, at.Top, last, e.Line-1)
		e.Second = fmt.Sprintf("%s!%s%d:%s%d", at.Sheet, first, e.Line, last, max(int64(at.Bottom), f.records[len(f.records)-1].Line+src.FirstLine-1))
	}
	return e
}

// isHeading tells whether a record names columns though none that is empty stands above it: it has words, where there were numbers above, and
// either the first column is called as before and the others by other periods, or a column has words above it and numbers below.
func (f *framing) isHeading(n int) bool {
	const fewest = 2 // rows above and below
	names, header := f.records[n].Cells, f.records[0].Cells
	if n < f.HeaderRows+fewest || n+fewest >= len(f.records) || len(names) < 2 || answer.Trim(names[0]) == "" {
		return false
	}
	if slices.ContainsFunc(names, func(name string) bool { return f.cells.kind(name) == numberCell && !beginsWithYear(name) }) {
		return false // which is seen sooner than what a period is
	}
	numbers, periods, first := 0, 0, f.records[f.HeaderRows].Cells
	for i, name := range names {
		_, _, rest, period := dates.Within(name)
		period = period && rest == ""
		if kind := f.cells.kind(name); !period && kind != wordCell && kind != blankCell || kind == wordCell && !strings.ContainsFunc(name, unicode.IsLetter) || layout.Nobody()[answer.Trim(name)] {
			return false
		}
		if i < len(first) && f.cells.kind(first[i]) == numberCell && answer.Trim(name) != "" {
			numbers++
			if period {
				periods++
			}
		}
	}
	if numbers == 0 || equal(names, header) {
		return false
	}
	above, below := f.rows(f.HeaderRows)[:n-f.HeaderRows], f.rows(n+1)
	return periods > 1 && answer.Fold(answer.Trim(names[0])) == answer.Fold(answer.Trim(header[0])) || f.turns(names, above, below)
}

// beginsWithYear tells whether a number may name a year or a month of one.
func beginsWithYear(text string) bool {
	text = answer.Trim(text)
	return (len(text) == len("2026") || len(text) == len("202601")) && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20"))
}

// turns tells whether a column has numbers above words and another has words above numbers, each in all rows.
func (f *framing) turns(names []string, above, below [][]string) bool {
	all := func(rows [][]string, column int, kind cellKind) bool {
		return !slices.ContainsFunc(rows, func(row []string) bool { return column >= len(row) || f.cells.kind(row[column]) != kind })
	}
	was, is := false, false
	for i, name := range names {
		if answer.Trim(name) == "" {
			continue
		}
		was = was || all(above, i, numberCell)
		is = is || all(above, i, wordCell) && all(below, i, numberCell)
	}
	return was && is
}

// isTable tells whether a record names columns: the two below have as many cells, and it has words only, above cells
// that are no words.
func (f *framing) isTable(n int) bool {
	names, rows := f.records[n].Cells, f.records[n+1:]
	last := filled(names)
	if last < 2 || filled(names[:last]) < last || equal(names, f.records[0].Cells) {
		return false
	}
	for _, row := range rows[:min(len(rows), 2)] {
		if len(row.Cells) != len(names) {
			return false
		}
	}
	return f.named(names[:last], rows, len(names) != f.Width)
}

// named tells whether names are words only, and the row below has something else somewhere, or other tells it already.
func (f *framing) named(names []string, rows []scan.Peeked, other bool) bool {
	for i, name := range names {
		if f.cells.kind(name) != wordCell {
			return false
		}
		kind := f.cells.kind(rows[0].Cells[i])
		other = other || kind == numberCell || kind == dateCell
	}
	return other
}

func equal(a, b []string) bool {
	for i := range a {
		if i >= len(b) || answer.Trim(a[i]) != answer.Trim(b[i]) {
			return false
		}
	}
	return true
}

package dataset

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
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
}

func (e *TablesError) Error() string {
	return fmt.Sprintf("%s:%d: another table begins, with columns of its own; which one is meant?", e.Name, e.Line)
}

// asked asks which table is meant. The first is what most mean: what stands below it may be sums.
func (e *TablesError) asked(err error) error {
	skip := fmt.Sprint(e.Line - 1)
	out := &problem.Error{Usage: true, Text: visible.Text(err.Error()), Err: err}
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
		if !r.Apart && !apart && r.Cells[0] != "" {
			continue
		}
		n := filled(r.Cells)
		apart = r.Apart || n == 0 || apart && n == 1 // a title may stand between
		if apart && f.isTable(i) {
			return &TablesError{f.table.Name, f.records[i].Line + src.FirstLine - 1, f.table.Name != "-" && src.Compression == "none" && src.Encoding == "utf-8"}
		}
	}
	return nil
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

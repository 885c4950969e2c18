package render

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gocarina/gocsv"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// writeCSV writes one row for each group, or one for the total when there are no groups: the
// columns of --by, the period, the fields of the metric and the verdict. A number that does not
// exist is an empty cell.
func writeCSV(w io.Writer, d *result.Document, o Options) error {
	s := sheetOf(d)
	out := &quoter{w: w}
	if err := out.Write(s.header(o)); err != nil {
		return err
	}
	if err := gocsv.MarshalCSVWithoutHeaders(s.records(o), out); err != nil {
		return fmt.Errorf("cannot write CSV: %w", err)
	}
	return nil
}

// A sheet is a document as one row for each group.
type sheet struct {
	by     []string // names of the columns of --by, made unique
	period bool
	fields []string
	groups []result.Group
}

var verdictColumns = []string{"target", "met", "proven"}

func sheetOf(d *result.Document) sheet {
	s := sheet{groups: lines(d)}
	s.period = d.Period != "" || slices.ContainsFunc(s.groups, func(g result.Group) bool { return g.Period != "" })
	s.fields = flatFields(d, s.groups)
	s.by = unique(byNames(d), s.reserved())
	return s
}

// flatFields returns the names of the fields that fit in a cell: the declared ones in their
// order, the extra ones only where they are present.
func flatFields(d *result.Document, groups []result.Group) []string {
	var names []string
	for _, f := range d.Fields {
		present := slices.ContainsFunc(groups, func(g result.Group) bool {
			_, ok := g.Values.Get(f.Name)
			return ok
		})
		if !f.Kind.Many() && (present || !f.Extra) {
			names = append(names, f.Name)
		}
	}
	return names
}

// reserved are the names that scripts lean on; a column of the data gives way to them.
func (s sheet) reserved() []string {
	names := slices.Concat(s.fields, verdictColumns)
	if s.period {
		names = append(names, "period")
	}
	return names
}

// unique numbers the names that are taken already: region, region_2.
func unique(names, taken []string) []string {
	taken = slices.Clone(taken)
	out := make([]string, len(names))
	for i, name := range names {
		free := name
		for k := 2; slices.Contains(taken, free); k++ {
			free = fmt.Sprintf("%s_%d", name, k)
		}
		out[i] = free
		taken = append(taken, free)
	}
	return out
}

// header is written apart from gocsv, whose tags cannot hold every name: they split at commas and
// read "omitempty" as an order.
func (s sheet) header(o Options) []string {
	var names []string
	for _, name := range s.by {
		names = append(names, guarded(name, o.Raw))
	}
	if s.period {
		names = append(names, "period")
	}
	return slices.Concat(names, s.fields, verdictColumns)
}

// records returns a slice of structs that are made at run time, one cell a field, since every
// document has its own columns.
func (s sheet) records(o Options) any {
	var fields []reflect.StructField
	for i := range s.header(o) {
		fields = append(fields, reflect.StructField{Name: "C" + strconv.Itoa(i), Type: reflect.TypeFor[cell]()})
	}
	record := reflect.StructOf(fields)
	rows := reflect.MakeSlice(reflect.SliceOf(record), len(s.groups), len(s.groups))
	for i, g := range s.groups {
		for j, c := range s.cells(g, o) {
			rows.Index(i).Field(j).Set(reflect.ValueOf(c))
		}
	}
	return rows.Interface()
}

func (s sheet) cells(g result.Group, o Options) []cell {
	var cells []cell
	add := func(v any) { cells = append(cells, cell{v, o.Raw}) }
	for i := range s.by {
		add(byValue(g, i))
	}
	if s.period {
		add(g.Period)
	}
	for _, name := range s.fields {
		v, _ := g.Values.Get(name)
		add(v)
	}
	if g.Verdict == nil {
		return append(cells, cell{}, cell{}, cell{})
	}
	add(g.Verdict.Target)
	add(g.Verdict.Met)
	add(g.Verdict.Proven)
	return cells
}

// A cell is a value of a row: nil, bool, int64, float64 or a text.
type cell struct {
	value any
	raw   bool
}

// MarshalCSV writes numbers with every digit, nothing for nil, and texts with the guard.
func (c cell) MarshalCSV() (string, error) {
	switch v := c.value.(type) {
	case nil:
		return "", nil
	case string:
		return CSVText(v, c.raw), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	b, err := json.Marshal(c.value) // floats as in the JSON document, lists as JSON text
	return string(b), err
}

// CSVText makes a text safe for a CSV file that people open: it guards against spreadsheet formulas,
// and makes control characters visible, which a terminal would obey. raw leaves it as it is.
func CSVText(text string, raw bool) string {
	if raw {
		return text
	}
	text = guarded(text, false)
	if !strings.ContainsFunc(text, disturbs) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if disturbs(r) {
			b.WriteString(escaped(r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// disturbs tells whether a terminal does something else with a character than to show it. Line
// breaks and tabs belong to cells.
func disturbs(r rune) bool {
	return obeyed(r) || r < ' ' && r != '\n' && r != '\t' && r != '\r'
}

// A quoter writes CSV for gocsv. It quotes more than encoding/csv does: a spreadsheet that splits
// at semicolons or tabs would otherwise find a cell of its own inside of a name.
type quoter struct {
	w   io.Writer
	err error
}

func (q *quoter) Write(row []string) error {
	if q.err != nil {
		return q.err
	}
	var b strings.Builder
	for i, s := range row {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quoted(s))
	}
	b.WriteByte('\n')
	_, q.err = io.WriteString(q.w, b.String())
	return q.err
}

// Flush is asked for by gocsv. Every row is written at once.
func (q *quoter) Flush() {}

// Error returns the first error of Write.
func (q *quoter) Error() error { return q.err }

func quoted(s string) string {
	plain := !strings.ContainsAny(s, "\",;|\t\r\n") && s == strings.TrimSpace(s)
	if plain {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

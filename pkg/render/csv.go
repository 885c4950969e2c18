package render

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// writeCSV writes one row for each group, or one for the total when there are no groups: the
// columns of --by, the period, the fields of the metric and the verdict. Where a list is the answer, it writes a row for each
// of its rows, in each group. A number that does not exist is an empty cell.
func writeCSV(w io.Writer, d *result.Document, o Options) error {
	return sheetOf(d).write(w, csvDialects[o.Dialect], o)
}

// A dialect is how cells are written.
type dialect struct {
	separator, decimal string
	mark               string // at the beginning of the file
}

// ExcelES is the CSV that a spreadsheet opens where numbers have a decimal comma.
const ExcelES = "excel-es"

// Dialects are the names of the kinds of CSV that can be asked for.
func Dialects() []string { return []string{ExcelES} }

var csvDialects = map[string]dialect{
	"":      {separator: ",", decimal: "."},
	ExcelES: {separator: ";", decimal: ",", mark: "\ufeff"},
}

// commaNumber is a number with a decimal comma, which needs no quotes among semicolons.
var commaNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?\d+,\d+(?:e[-+]?\d+)?$`) })

// A sheet is a document as one row for each group.
type sheet struct {
	by     []string // names of the columns of --by, made unique
	period bool
	fields []string
	marks  []string // "few" and "reason", where a group has one
	groups result.Groups
	judged bool // whether there are columns for verdicts on a target
}

var verdictColumns = []string{"target", "met", "proven"}

// sheetOf chooses the columns: of the fields those that fit in a cell, the extra ones only where they are
// present.
func sheetOf(d *result.Document) sheet {
	if f, ok := d.Main(); ok {
		s := sheet{groups: groupsOf(f)}
		s.choose(f.Fields)
		s.by = unique(namesOf(d, f), s.fields)
		return s
	}
	if f, ok := answerOf(d); ok {
		s := sheet{groups: groupsOf(f)}
		s.choose(f.Fields)
		names := namesOf(d, f)
		if n := len(names); d.Period != "" && n > 0 {
			names[n-1] = "period"
		}
		s.by = unique(names, s.fields)
		return s
	}
	s := sheet{groups: lines(d), period: d.Period != "", judged: true}
	s.choose(d.Fields)
	s.by = unique(byNames(d), s.reserved())
	return s
}

// choose chooses the columns for the fields and marks of the groups.
func (s *sheet) choose(fields []result.Field) {
	present, few, held := make(map[string]bool), false, false
	for _, g := range s.groups.All() {
		s.period = s.period || g.Period != ""
		few, held = few || g.Few, held || g.Reason != ""
		for _, m := range g.Values {
			present[m.Key] = true
		}
	}
	for _, f := range fields {
		if !f.Kind.Many() && (present[f.Name] || !f.Extra) {
			s.fields = append(s.fields, f.Name)
		}
	}
	if few {
		s.marks = append(s.marks, "few")
	}
	if held {
		s.marks = append(s.marks, "reason")
	}
}

// reserved are the names that scripts lean on; a column of the data gives way to them.
func (s sheet) reserved() []string {
	names := slices.Concat(s.fields, verdictColumns, []string{"few", "reason"})
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

// write writes the rows, their cells separated.
func (s sheet) write(w io.Writer, as dialect, o Options) error {
	if _, err := io.WriteString(w, as.mark); err != nil {
		return err
	}
	var header []string
	for _, name := range s.by {
		header = append(header, CSVText(name, o.Raw))
	}
	if s.period {
		header = append(header, "period")
	}
	row := slices.Concat(header, s.fields)
	if s.judged {
		row = slices.Concat(row, verdictColumns, s.marks)
	}
	if err := writeRow(w, row, as); err != nil {
		return err
	}
	for _, g := range s.groups.All() {
		row = row[:0]
		for _, v := range s.cells(g) {
			text, err := as.cellText(v, o.Raw)
			if err != nil {
				return fmt.Errorf("cannot write CSV: %w", err)
			}
			row = append(row, text)
		}
		if err := writeRow(w, row, as); err != nil {
			return err
		}
	}
	return nil
}

func (s sheet) cells(g result.Group) []any {
	var cells []any
	for i := range s.by {
		cells = append(cells, byValue(g, i))
	}
	if s.period {
		cells = append(cells, g.Period)
	}
	for _, name := range s.fields {
		v, _ := g.Values.Get(name)
		cells = append(cells, v)
	}
	if !s.judged {
		return cells
	}
	if v := g.Verdict; v != nil {
		cells = append(cells, v.Target, v.Met, v.Proven)
	} else {
		cells = append(cells, nil, nil, nil)
	}
	for _, name := range s.marks {
		v, _ := g.Marks().Get(name)
		cells = append(cells, v)
	}
	return cells
}

// cellText writes numbers with every digit, nothing for nil, and texts with the guard.
func (as dialect) cellText(v any, raw bool) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return CSVText(v, raw), nil
	case result.Word:
		return CSVText(string(v), raw), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	b, err := json.Marshal(v) // floats as in the JSON document, lists as JSON text
	switch v.(type) {
	case float64, result.Price:
		return strings.Replace(string(b), ".", as.decimal, 1), err
	}
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
			b.WriteString(visible.Rune(r))
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

// writeRow quotes more than encoding/csv does: a spreadsheet that splits at another character would otherwise
// find a cell of its own inside of a name.
func writeRow(w io.Writer, row []string, as dialect) error {
	for i, s := range row {
		row[i] = as.quoted(s)
	}
	_, err := io.WriteString(w, strings.Join(row, as.separator)+"\n")
	return err
}

func (as dialect) quoted(s string) string {
	if as.decimal == "," && commaNumber().MatchString(s) {
		return s
	}
	if !strings.ContainsAny(s, "\",;|\t\r\n") && s == strings.TrimSpace(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// writeTSV writes the rows of CSV with tabs between the cells.
func writeTSV(w io.Writer, d *result.Document, o Options) error {
	return sheetOf(d).write(w, dialect{separator: "\t", decimal: "."}, o)
}

// guarded puts a ' before a text that a spreadsheet would take for a formula, unless raw.
// Source: OWASP, CSV Injection.
func guarded(s string, raw bool) string {
	if raw || !formulaLike(s) {
		return s
	}
	return "'" + s
}

// formulaLike tells whether a text begins like a formula, directly or behind what an import may
// strip: blanks, quotes, invisible characters. The full-width signs count, since some programs
// narrow them.
func formulaLike(s string) bool {
	if s != "" && strings.ContainsRune("\t\r\n", rune(s[0])) {
		return true
	}
	s = strings.TrimLeftFunc(s, stripped)
	for _, first := range s {
		return strings.ContainsRune("=+-@|%＝＋－＠", first) || linked(s)
	}
	return false
}

// linked tells whether a text begins with a link to another program, DDE (…), which old spreadsheets
// follow.
func linked(s string) bool {
	const dde = "dde"
	return len(s) > len(dde) && strings.EqualFold(s[:len(dde)], dde) &&
		strings.HasPrefix(strings.TrimLeft(s[len(dde):], "\t\n\f\r "), "(")
}

func stripped(r rune) bool {
	return r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.C, r)
}

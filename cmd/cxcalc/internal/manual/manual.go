// Package manual writes the reference pages: one page and one JSON Schema a metric, made from
// what the metrics declare, so that they cannot say anything else than the program does.
package manual

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"text/template"

	"github.com/cxcalc/cxcalc/pkg/baseline"
	"github.com/cxcalc/cxcalc/pkg/board"
	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/sample"
	"github.com/cxcalc/cxcalc/pkg/trend"
)

// A File is one generated file, by its path under docs.
type File struct {
	Path string
	Text []byte
}

//go:embed templates
var texts embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"amounts": amounts, "baseline": baselineFields, "board": boardFields, "cell": cell, "columns": columns, "form": form, "formula": formula, "markdown": markdown, "otherScales": otherScales, "others": others,
	"reasonFew": func() string { return result.ReasonFew }, "required": required, "shapes": shapes, "rows": fieldRows, "target": target,
}).ParseFS(texts, "templates/*"))

// Files returns all generated files: the words of answers, the list of metrics, then page and schema of each, then the schemas of
// comparisons, trends, reports and inspect.
func Files(metrics []metric.Metric) ([]File, error) {
	files := []File{{"words.md", []byte(words())}}
	write := func(name, from string, about any) error {
		var b bytes.Buffer
		if err := templates.ExecuteTemplate(&b, from, about); err != nil {
			return err
		}
		if path.Ext(name) == ".json" {
			plain := bytes.Clone(b.Bytes())
			if b.Reset(); json.Indent(&b, plain, "", "  ") != nil {
				return fmt.Errorf("%s is no JSON", name)
			}
		}
		files = append(files, File{name, b.Bytes()})
		return nil
	}
	err := write("metrics/README.md", "README.md", metrics)
	for _, m := range metrics {
		if err == nil {
			err = write("metrics/"+m.Name+".md", "page.md", m)
		}
		if err == nil {
			err = write("schema/"+m.Name+".v1.json", "schema.json", m)
		}
	}
	if err == nil {
		err = write("schema/link.v1.json", "link.json", map[string][]result.Field{"Total": link.Fields(result.Number, 0), "Group": append(link.GroupFields("", result.Number), link.EachFields("hit")...)})
	}
	if err == nil {
		err = write("schema/compare.v1.json", "compare.json", compare.Fields(result.Number, compare.BaselineBefore, true, true))
	}
	if err == nil {
		err = write("schema/trend.v1.json", "trend.json", trendFields())
	}
	if err == nil {
		err = write("schema/sample.v1.json", "sample.json", sampleFields())
	}
	if err == nil {
		err = write("schema/report.v1.json", "report.json", metrics)
	}
	if err == nil {
		err = write("schema/inspect.v1.json", "inspect.json", nil)
	}
	return files, err
}

// markdown turns lines that are indented in help into blocks of code.
func markdown(long string) string {
	lines := strings.Split(long, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "  ") {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n")
}

// cell writes a text so that it ends neither its cell of a table nor the line.
func cell(text string) string { return strings.NewReplacer("|", `\|`, "\n", " ").Replace(text) }

// formula is the definition of a metric, on its own scale where it has one.
func formula(m metric.Metric) (string, error) {
	switch {
	case m.LedgerTraits != nil:
		return m.Formula(metric.Account{Confidence: 0.95}), nil
	case m.AnswerTraits == nil:
		return "", nil
	}
	q, err := m.Settle(metric.Inquiry{Scale: m.Scale, Confidence: 0.95})
	if err != nil {
		return "", err
	}
	return m.Define(q), nil
}

// others are the metrics of rows that are neither answers nor what customers bring.
func others(metrics []metric.Metric) []metric.Metric {
	return slices.DeleteFunc(slices.Clone(metrics), func(m metric.Metric) bool { return m.AnswerTraits != nil || m.LedgerTraits != nil })
}

// columns are the flags that name the columns of a row that stands for what happened; none for other rows.
func columns(m metric.Metric) (out []facts.Position) {
	if t, ok := m.Traits.(facts.Traits); ok {
		return slices.DeleteFunc(slices.Clone(t.Columns), func(c facts.Position) bool { return c.Flag == "" })
	}
	return nil
}

func shapes(m metric.Metric) string {
	switch {
	case m.Orders != nil:
		return "shape transaction"
	case m.Cohorts != nil, m.Changes, m.Periods:
		return "every shape but status"
	}
	return "every shape"
}

func amounts(m metric.Metric) string {
	if m.Money {
		return "needed"
	}
	return "optional"
}

func target(m metric.Metric) string {
	switch {
	case m.LedgerTraits != nil && m.Judge != nil:
		return "the share of the revenue that was lost"
	case m.Target == nil:
		return "none"
	case m.LowerIsBetter:
		return fmt.Sprintf("%v or less", *m.Target)
	}
	return fmt.Sprintf("%v or more", *m.Target)
}

// usualScales are those that surveys use.
var usualScales = []metric.Scale{{Min: 1, Max: 3}, {Min: 1, Max: 4}, {Min: 1, Max: 5}, {Min: 1, Max: 6}, {Min: 1, Max: 7}, {Min: 1, Max: 10}, {Min: 0, Max: 10}}

// otherScales says what the breaks are on scales that are not the metric's own.
func otherScales(m metric.Metric) string {
	var known, flags []string
	for _, f := range m.Breaks {
		flags = append(flags, "`--"+f.Flag+"`")
	}
	for _, s := range usualScales {
		q, err := m.Settle(metric.Inquiry{Scale: s, Confidence: 0.95})
		if err != nil || s == m.Scale {
			continue
		}
		for _, f := range m.Breaks {
			known = append(known, fmt.Sprintf("%v on %s", q.Breaks[f.Flag], s))
		}
	}
	needs := strings.Join(flags, " and ")
	if len(known) == 0 {
		return fmt.Sprintf("Any other scale needs %s.", needs)
	}
	return fmt.Sprintf("On other scales the two best scores count, and the best of three: the break is %s. A scale of more than eleven steps needs %s.",
		strings.Join(known, ", "), needs)
}

// trendFields are the fields of a trend: of the document itself, of its points and of its signals.
func trendFields() map[string][]result.Field {
	value := result.Field{Name: "value", Kind: result.Number}
	return map[string][]result.Field{"Total": trend.Fields(value), "Points": trend.PointFields("period", value), "Signals": trend.SignalFields("period")}
}

// boardFields are those that a board adds to a group, but for its verdict, which stands where others do.
func boardFields(m metric.Metric) []result.Field {
	return slices.DeleteFunc(board.Fields(value(m)), func(f result.Field) bool { return f.Name == "verdict" })
}

// baselineFields are those that a baseline adds to a total and to groups.
func baselineFields(m metric.Metric) []result.Field { return baseline.Fields(value(m)) }

// value is the main figure of a metric.
func value(m metric.Metric) result.Field {
	return m.Fields[slices.IndexFunc(m.Fields, func(f result.Field) bool { return f.Name == "value" })]
}

// sampleFields are the fields of a plan, those of values and columns beside the people, and those of weights.
func sampleFields() map[string][]result.Field {
	return map[string][]result.Field{"Plan": sample.Plan{}.Fields(result.Number), "Values": sample.ValueFields(), "Tests": sample.TestFields(),
		"Raking": sample.RakingFields(), "Weights": sample.WeightFields()}
}

// A fieldRow is a line of the table of fields of a page.
type fieldRow struct{ Name, Unit, Doc string }

// fieldRows lists the fields, each followed by the members of its rows: steps[].n. spread is the unit of what holds several
// figures.
func fieldRows(fields []result.Field, under, spread string) (out []fieldRow) {
	for _, f := range fields {
		name, unit := under+f.Name, units[f.Kind]
		switch f.Kind {
		case result.Listing:
			out = append(append(out, fieldRow{name, "list", f.Doc}), fieldRows(f.Rows, name+"[].", spread)...)
			continue
		case result.Record:
			out = append(append(out, fieldRow{name, "object", f.Doc}), fieldRows(f.Rows, name+".", spread)...)
			continue
		case result.Distribution, result.Amounts:
			unit = spread
		}
		out = append(out, fieldRow{name, unit, f.Doc})
	}
	return out
}

// units says what the numbers of a field count.
var units = map[result.Form]string{
	result.Count: "count", result.Points: "points", result.Percent: "percent", result.Mean: "score", result.Number: "number",
	result.Money: "currency", result.Text: "text", result.Flag: "true or false",
	result.Probability: "0 to 1", result.Duration: "seconds",
}

// forms are what schemas say of a kind of field, with a place for its description; most are a number. Percentages
// have no bounds: growth can pass 100 and a net figure can fall below 0.
var forms = map[result.Form]string{
	result.Count:        `{"type": ["number", "null"], "description": %q, "minimum": 0}`,
	result.Points:       `{"type": ["number", "null"], "description": %q, "minimum": -100, "maximum": 100}`,
	result.Text:         `{"type": "string", "description": %q}`,
	result.Flag:         `{"type": "boolean", "description": %q}`,
	result.Probability:  `{"type": ["number", "null"], "description": %q, "minimum": 0, "maximum": 1}`,
	result.Amounts:      `{"type": "object", "additionalProperties": {"type": "number"}, "description": %q}`,
	result.Distribution: `{"type": ["object", "null"], "additionalProperties": {"type": "number", "minimum": 0}, "description": %q}`,
}

func form(f result.Field) string {
	says, ok := forms[f.Kind]
	switch {
	case f.Kind == result.Listing:
		return fmt.Sprintf(`{"type": ["array", "null"], "items": %s, "description": %q}`, object(f.Rows, ""), f.Doc)
	case f.Kind == result.Record:
		return object(f.Rows, f.Doc)
	case f.Kind == result.Text && f.IfTold:
		says = `{"type": ["string", "null"], "description": %q}`
	case f.Name == "n":
		says = `{"type": "integer", "minimum": 0, "description": %q}`
	case f.Partial && f.Kind == result.Distribution:
		says = strings.Replace(says, `"number"`, `["number", "null"]`, 1)
	case !ok:
		says = `{"type": ["number", "null"], "description": %q}`
	}
	return fmt.Sprintf(says, f.Doc)
}

// object is the schema of an object of a list, or of a record. There a count may stand on nothing, and words may be several.
func object(fields []result.Field, doc string) string {
	var list []string
	for _, f := range fields {
		says := form(f)
		if f.Kind == result.Text {
			says = fmt.Sprintf(`{"type": ["string", "array", "null"], "items": {"type": "string"}, "description": %q}`, f.Doc)
		}
		list = append(list, fmt.Sprintf("%q: %s", f.Name, says))
	}
	names := required(fields)
	for i, name := range names {
		names[i] = fmt.Sprintf("%q", name)
	}
	about := ""
	if doc != "" {
		about = fmt.Sprintf(`"description": %q, `, doc)
	}
	return fmt.Sprintf(`{"type": "object", %s"properties": {%s}, "required": [%s], "additionalProperties": false}`,
		about, strings.Join(list, ", "), strings.Join(names, ", "))
}

// required names the fields that every group has. A verdict needs a target and a value; what is shown only if it is told may
// be left out.
func required(fields []result.Field) (names []string) {
	for _, f := range fields {
		if !f.Extra && !f.IfTold {
			names = append(names, f.Name)
		}
	}
	return names
}

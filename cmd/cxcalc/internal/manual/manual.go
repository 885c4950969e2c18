// Package manual writes the reference pages: one page and one JSON Schema a metric, made from
// what the metrics declare, so that they cannot say anything else than the program does.
package manual

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A File is one generated file, by its path under docs.
type File struct {
	Path string
	Text []byte
}

// Files returns all generated files: the list of metrics, the words of answers, then page and schema of each, then the schema of reports.
func Files(answers, ledgers []metric.Metric) ([]File, error) {
	files := []File{{"metrics/README.md", []byte(list(answers, ledgers))}, {"words.md", []byte(words())}}
	for _, m := range answers {
		text, err := page(m)
		if err != nil {
			return nil, err
		}
		both, err := pair(text, subject{m.Name, m.Title, m.Unit, m.Fields})
		if err != nil {
			return nil, err
		}
		files = append(files, both...)
	}
	for _, m := range ledgers {
		both, err := pair(ledgerPage(m), subject{m.Name, m.Title, m.Unit, m.Fields})
		if err != nil {
			return nil, err
		}
		files = append(files, both...)
	}
	var names []string
	for _, m := range slices.Concat(answers, ledgers) {
		names = append(names, m.Name)
	}
	text, err := reportSchema(names)
	return append(files, File{"schema/report.v1.json", text}), err
}

func pair(page string, s subject) ([]File, error) {
	text, err := schema(s)
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", s.metric, err)
	}
	return []File{{"metrics/" + s.metric + ".md", []byte(page)}, {"schema/" + s.metric + ".v1.json", text}}, nil
}

const notice = "<!-- Made from pkg/catalog by make docs. Change the metric, not this page. -->\n\n"

func list(answers, ledgers []metric.Metric) string {
	var b strings.Builder
	b.WriteString(notice + "# Metrics\n\n## Of survey answers\n\n")
	row(&b, "command", "metric", "unit", "scale", "target")
	rule(&b, 5)
	for _, m := range answers {
		target := "none"
		if m.Target != nil {
			target = fmt.Sprintf("%v or more", *m.Target)
		}
		row(&b, linked(m.Name), m.Title, m.Unit, m.Scale.String(), target)
	}
	b.WriteString("\n## Of customers and money\n\n")
	row(&b, "command", "metric", "unit", "amounts", "target")
	rule(&b, 5)
	for _, m := range ledgers {
		row(&b, linked(m.Name), m.Title, m.Unit, amounts(m), ledgerTarget(m))
	}
	b.WriteString("\nThey read [ledgers](../formats.md#ledgers) of five shapes.\n")
	return b.String()
}

func linked(name string) string { return fmt.Sprintf("[`%s`](%s.md)", name, name) }

func page(m metric.Metric) (string, error) {
	q, err := m.Settle(metric.Inquiry{Scale: m.Scale, Confidence: 0.95})
	if err != nil {
		return "", fmt.Errorf("page of %s: %w", m.Name, err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s\n\n`cxcalc %s [flags] SOURCE...`\n\n%s\n\n", notice, m.Title, m.Name, m.Long)
	writeFacts(&b, m, q)
	writeExamples(&b, m.Examples)
	writeFlags(&b, m)
	writeFields(&b, m.Name, m.Fields, "counts by score")
	writeSources(&b, m.Sources)
	return b.String(), nil
}

func writeExamples(b *strings.Builder, examples []metric.Example) {
	b.WriteString("\n## Examples\n\n```sh\n")
	for i, e := range examples {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "# %s\n%s\n", e.Says, e.Command)
	}
	b.WriteString("```\n\nThe files are in [testdata](../../testdata/README.md).\n")
}

func writeSources(b *strings.Builder, sources []string) {
	b.WriteString("\n## Sources\n\n")
	for _, s := range sources {
		fmt.Fprintf(b, "- %s\n", s)
	}
}

func writeFacts(b *strings.Builder, m metric.Metric, q metric.Inquiry) {
	row(b, "", "")
	rule(b, 2)
	row(b, "formula", m.Define(q))
	row(b, "unit", m.Unit)
	row(b, "scale", m.Scale.String()+", unless `--scale` says otherwise")
	row(b, "interval", m.Interval+", at 95 % unless `--confidence` says otherwise")
	if m.Target != nil {
		row(b, "target", fmt.Sprintf("%v or more, unless `--target` says otherwise", *m.Target))
	}
}

func writeFlags(b *strings.Builder, m metric.Metric) {
	b.WriteString("\n## Flags of its own\n\n")
	row(b, "flag", "meaning", "on "+m.Scale.String())
	rule(b, 3)
	for _, f := range m.Breaks {
		row(b, "`--"+f.Flag+" N`", f.Doc, fmt.Sprint(f.Default))
	}
	for _, f := range m.Flags[len(m.Breaks):] {
		row(b, "`--"+f.Name+"`", f.Usage, "")
	}
	b.WriteString("\n" + otherScales(m) + " All other flags are in [settings](../settings.md).\n")
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

// units says what the numbers of a field count.
var units = map[result.Form]string{
	result.Count: "count", result.Points: "points", result.Percent: "percent", result.Mean: "score", result.Number: "number",
	result.Money: "currency", result.Text: "text", result.Flag: "true or false",
}

// writeFields lists the fields of a metric; spread is what its distributions hold.
func writeFields(b *strings.Builder, name string, fields []result.Field, spread string) {
	b.WriteString("\n## Fields\n\n")
	row(b, "field", "unit", "meaning")
	rule(b, 3)
	for _, f := range fields {
		unit := units[f.Kind]
		if f.Kind.Many() {
			unit = spread
		}
		row(b, "`"+f.Name+"`", unit, f.Doc)
	}
	fmt.Fprintf(b, "\n`total` and every entry of `groups` in the [JSON document](../json.md) have these fields, and so\n"+
		"do the rows of `-o csv`, without those that hold several numbers. The schema is [%s.v1.json](../schema/%s.v1.json).\n", name, name)
}

// row writes a row of a table. Cells must not end the cell or the line.
func row(b *strings.Builder, cells ...string) {
	for _, c := range cells {
		b.WriteString("| " + strings.NewReplacer("|", `\|`, "\n", " ").Replace(c) + " ")
	}
	b.WriteString("|\n")
}

func rule(b *strings.Builder, columns int) {
	b.WriteString(strings.Repeat("|---", columns) + "|\n")
}

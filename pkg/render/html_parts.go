package render

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/markup"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// cardOf is the figure of a document with all that is said about it. Among several it has a name, and leads to id.
func cardOf(d *result.Document, name, id string) node {
	s := fieldsOf(d)
	var kids []node
	if name != "" {
		kids = append(kids, markup.Element("p", attrs{"class", "label"}, markup.Words("a", attrs{"href", "#" + id}, name)))
	}
	add := func(class, text string) {
		if text != "" {
			kids = append(kids, markup.Words("p", markup.If(class != "", "class", class), strings.ReplaceAll(text, " %", "\u00a0%")))
		}
	}
	if name != "" && name != d.Title {
		add("faint", visible.Text(d.Title))
	}
	add("figure", headValue(d, s))
	if text := headValue(d, s); text != "" {
		add("faint", strings.TrimSuffix(visible.Text(s.value.Title)+", "+spanWords(d, s.value), ", "))
	}
	if interval := s.interval(d.Total.Values); interval != "" {
		add("", intervalName(d)+" "+interval)
	}
	if v := d.Total.Verdict; v != nil {
		value, _ := d.Total.Values.Get(s.value.Name)
		add("verdict "+verdictTone(v), mark(v)+" "+verdictWords(v, value, s.value))
	}
	for _, t := range d.Thresholds {
		add("verdict "+passTone(t), passMark(t)+" "+visible.Text(t.Expression)+": "+actual(t)+passWords(t))
	}
	for _, words := range []string{sinceBaseline(d, s), sincePeriod(d, s)} {
		add("change", words)
	}
	if !nothing(d.Total) {
		add("faint", cmp.Or(gist(d, s), countedWords(d, s)))
	}
	add("faint", strings.Join(filters(d), " · "))
	if name != "" && len(d.Warnings) > 0 {
		add("warnings", plural(len(d.Warnings), "warning"))
	}
	if len(kids) == 0 {
		return node{}
	}
	return markup.Element("div", attrs{"class", "card"}, kids...)
}

func failedCard(name, failure, id string) node {
	return markup.Element("div", attrs{"class", "card"},
		markup.Element("p", attrs{"class", "label"}, markup.Words("a", attrs{"href", "#" + id}, name)),
		markup.Words("p", attrs{"class", "failure"}, failure))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return bare(int64(n), result.Count) + " " + what + "s"
}

func countedWords(d *result.Document, s fieldset) string {
	n, ok := d.Total.Values.Get(s.n.Name)
	if !ok {
		return ""
	}
	return counted(s.n, n, d)
}

// verdictTone is the class of a verdict.
func verdictTone(v *result.Verdict) string {
	switch mark(v) {
	case markGood:
		return chart.Good
	case markBad:
		return chart.Bad
	}
	return "open"
}

func passTone(t result.Threshold) string {
	if t.Passed {
		return chart.Good
	}
	return chart.Bad
}

func passMark(t result.Threshold) string {
	if t.Passed {
		return markGood
	}
	return markBad
}

func passWords(t result.Threshold) string {
	if t.Passed {
		return ", passed"
	}
	return ", missed"
}

// signed writes a difference of two figures: shares differ by points.
func signed(v float64, f result.Field) string {
	text := trimmed(v, 2)
	switch f.Kind {
	case result.Money:
		text = decimal(v, f.Decimals)
	case result.Duration:
		text = duration(v)
	}
	if v > 0 && strings.ContainsAny(text, "123456789") {
		text = "+" + text
	}
	if f.Kind == result.Percent || f.Kind == result.Points {
		text += " points"
	}
	return text
}

// sinceBaseline says how the figure differs from that of the baseline, "" without one.
func sinceBaseline(d *result.Document, s fieldset) string {
	values := d.Total.Values
	change, ok := values.Number("change")
	before, known := values.Get("baseline")
	if !ok || !known {
		return ""
	}
	text := signed(change, s.value) + " since the baseline of " + shown(before, s.value)
	low, okLow := values.Number("change_low")
	high, okHigh := values.Number("change_high")
	if okLow && okHigh {
		text += ", " + intervalName(d) + " " + placed(low, s.value.Kind, 2) + " to " + placed(high, s.value.Kind, 2)
	}
	switch changed, _ := values.Get("changed"); changed {
	case "better", "worse":
		text += ": " + bare(changed, result.Text)
	case "~":
		text += ": may be chance"
	}
	return text
}

// sincePeriod says how the last period differs from the one before, "" where groups are no periods.
func sincePeriod(d *result.Document, s fieldset) string {
	if d.Period == "" || d.Triangle != nil || len(byNames(d)) > 0 || d.Groups.Len() < 2 {
		return ""
	}
	points := inTime(d.Groups.First(d.Groups.Len()))
	last, before := points[len(points)-1], points[len(points)-2]
	v, ok := last.Values.Number(s.value.Name)
	w, there := before.Values.Number(s.value.Name)
	if !ok || !there {
		return ""
	}
	value, _ := last.Values.Get(s.value.Name)
	earlier, _ := before.Values.Get(s.value.Name)
	return visible.Text(last.Period) + ": " + shown(value, s.value) + ", " + signed(v-w, s.value) + " since " + visible.Text(before.Period) +
		" (" + shown(earlier, s.value) + "); compare tells whether that may be chance"
}

// doubts are the warnings of a document.
func (h *leaf) doubts(d *result.Document) []node {
	if len(d.Warnings) == 0 {
		return nil
	}
	var list []node
	for _, w := range d.Warnings {
		list = append(list, markup.Words("li", nil, warningText(w)))
	}
	id := h.id + "-warnings"
	return []node{markup.Element("section", attrs{"class", "doubts"}, h.heading(id, "Warnings"), markup.Element("ul", nil, list...))}
}

// accounts tell what the figures are, which rows they stand on, and what was settled.
func (h *leaf) accounts(d *result.Document) []node {
	id := h.id + "-how"
	kids := []node{h.heading(id, "How this was counted")}
	paragraph := func(text string) {
		if text != "" {
			kids = append(kids, markup.Words("p", nil, text))
		}
	}
	paragraph(visible.Text(d.Definition))
	paragraph(strings.Join(origin(d, fieldsOf(d), Options{}), " · "))
	if !nothingRead(d) {
		kids = append(kids, tableNode("Rows", []column{{heading: "rows"}, {heading: "number", right: true}}, accountRows(d.Rows)))
	}
	for _, part := range []struct {
		title   string
		columns []column
		rows    [][]string
	}{
		{"What the figures mean", []column{{heading: "figure"}, {heading: "meaning"}}, meanings(d)},
		{"Settings", []column{{heading: "setting"}, {heading: "value"}}, settingRows(d)},
		{"Sources", []column{{heading: "source"}, {heading: "format"}, {heading: "encoding"}, {heading: "layout"}, {heading: "compression"}}, sourceRows(d)},
	} {
		if len(part.rows) > 0 {
			kids = append(kids, markup.Element("details", attrs{"class", "more"}, markup.Words("summary", nil, part.title), tableNode(part.title, part.columns, part.rows)))
		}
	}
	return []node{markup.Element("section", nil, kids...)}
}

func accountRows(r result.Rows) [][]string {
	rows := [][]string{{"read", bare(r.Read, result.Count)}}
	for _, a := range r.Accounts() {
		rows = append(rows, []string{a.Name, bare(a.N, result.Count)})
	}
	return rows
}

// meanings explain the fields that have a value.
func meanings(d *result.Document) (rows [][]string) {
	told := make(map[string]bool)
	add := func(fields []result.Field, there func(name string) bool) {
		for _, f := range fields {
			if f.Doc != "" && !told[f.Name] && !isEnd(f.Name, fields) && (!f.Extra || there(f.Name)) {
				told[f.Name] = true
				rows = append(rows, []string{visible.Text(f.Title), visible.Text(f.Doc)})
			}
		}
	}
	add(d.Fields, func(name string) bool { _, ok := d.Total.Values.Get(name); return ok })
	for _, f := range d.Findings {
		add(f.Fields, func(string) bool { return false })
	}
	return rows
}

func settingRows(d *result.Document) (rows [][]string) {
	for _, list := range []result.Object{d.Columns, d.Settings} {
		for _, m := range list {
			rows = append(rows, []string{strings.ReplaceAll(visible.Text(m.Key), "_", " "), settingText(m.Value)})
		}
	}
	return rows
}

// settingText writes what was settled; what has parts is written as in JSON.
func settingText(v any) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case bool, string, int64, []string, []float64, result.Price:
		return cmp.Or(bare(v, result.Text), "none")
	case float64:
		return trimmed(v, 6)
	case result.Object:
		var parts []string
		for _, m := range v {
			parts = append(parts, strings.ReplaceAll(visible.Text(m.Key), "_", " ")+" "+settingText(m.Value))
		}
		return strings.Join(parts, ", ")
	}
	text, err := json.Marshal(v)
	if err != nil {
		return missing
	}
	return visible.Text(string(text))
}

func sourceRows(d *result.Document) (rows [][]string) {
	for _, s := range d.Sources {
		rows = append(rows, []string{visible.Text(s.Name), visible.Text(strings.TrimSpace(s.Format + " " + s.Sheet)), s.Encoding, visible.Text(s.Layout), s.Compression})
	}
	return rows
}

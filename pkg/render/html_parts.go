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
func (say voice) cardOf(d *result.Document, name, id string) node {
	s := say.fieldsOf(d)
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
	add("figure", say.headValue(d, s))
	if text := say.headValue(d, s); text != "" {
		add("faint", strings.TrimSuffix(visible.Text(s.value.Title)+", "+say.spanWords(d, s.value), ", "))
	}
	if interval := s.interval(d.Total.Values); interval != "" {
		add("", say.intervalName(d)+" "+interval)
	}
	if v := d.Total.Verdict; v != nil {
		value, _ := d.Total.Values.Get(s.value.Name)
		add("verdict "+verdictTone(v), mark(v)+" "+say.verdictWords(v, value, s.value))
	}
	for _, t := range d.Thresholds {
		add("verdict "+passTone(t), passMark(t)+" "+visible.Text(t.Expression)+": "+say.actual(t)+say.passWords(t))
	}
	for _, words := range []string{say.sinceBaseline(d, s), say.sincePeriod(d, s)} {
		add("change", words)
	}
	if !nothing(d.Total) {
		add("faint", cmp.Or(say.gist(d, s), say.countedWords(d, s)))
	}
	add("faint", strings.Join(say.filters(d), " · "))
	if name != "" && len(d.Warnings) > 0 {
		add("warnings", say.plural(len(d.Warnings), "warning"))
	}
	if len(kids) == 0 {
		return node{}
	}
	return markup.Element("div", attrs{"class", "card"}, kids...)
}

func (say voice) failedCard(name, failure, id string) node {
	return markup.Element("div", attrs{"class", "card"},
		markup.Element("p", attrs{"class", "label"}, markup.Words("a", attrs{"href", "#" + id}, name)),
		markup.Words("p", attrs{"class", "failure"}, failure))
}

func (say voice) plural(n int, what string) string {
	if n == 1 {
		return "1 " + say.tongue.Noun(1, what)
	}
	return say.bare(int64(n), result.Count) + " " + say.tongue.Noun(int64(n), what)
}

func (say voice) countedWords(d *result.Document, s fieldset) string {
	n, ok := d.Total.Values.Get(s.n.Name)
	if !ok {
		return ""
	}
	return say.counted(s.n, n, d)
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

func (say voice) passWords(t result.Threshold) string {
	if t.Passed {
		return say.t(", passed")
	}
	return say.t(", missed")
}

// signed writes a difference of two figures: shares differ by points.
func (say voice) signed(v float64, f result.Field) string {
	text := say.trimmed(v, 2)
	switch f.Kind {
	case result.Money:
		text = say.decimal(v, f.Decimals)
	case result.Duration:
		text = say.duration(v)
	}
	if v > 0 && strings.ContainsAny(text, "123456789") {
		text = "+" + text
	}
	if f.Kind == result.Percent || f.Kind == result.Points {
		text += " " + say.t("points")
	}
	return text
}

// sinceBaseline says how the figure differs from that of the baseline, "" without one.
func (say voice) sinceBaseline(d *result.Document, s fieldset) string {
	values := d.Total.Values
	change, ok := values.Number("change")
	before, known := values.Get("baseline")
	if !ok || !known {
		return ""
	}
	text := say.f("%s since the baseline of %s", say.signed(change, s.value), say.shown(before, s.value))
	low, okLow := values.Number("change_low")
	high, okHigh := values.Number("change_high")
	if okLow && okHigh {
		text += ", " + say.intervalName(d) + " " + say.f("%s to %s", say.placed(low, s.value.Kind, 2), say.placed(high, s.value.Kind, 2))
	}
	switch changed, _ := values.Get("changed"); changed {
	case "better", "worse":
		text += ": " + say.t(say.bare(changed, result.Text))
	case "~":
		text += say.t(": may be chance")
	}
	return text
}

// sincePeriod says how the last period differs from the one before, "" where groups are no periods.
func (say voice) sincePeriod(d *result.Document, s fieldset) string {
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
	return say.f("%s: %s, %s since %s (%s); compare tells whether that may be chance", visible.Text(last.Period), say.shown(value, s.value),
		say.signed(v-w, s.value), visible.Text(before.Period), say.shown(earlier, s.value))
}

// doubts are the warnings of a document.
func (h *leaf) doubts(d *result.Document) []node {
	if len(d.Warnings) == 0 {
		return nil
	}
	var list []node
	for _, w := range d.Warnings {
		list = append(list, markup.Words("li", nil, h.warningText(w)))
	}
	id := h.id + "-warnings"
	return []node{markup.Element("section", attrs{"class", "doubts"}, h.heading(id, h.t("Warnings")), markup.Element("ul", nil, list...))}
}

// accounts tell what the figures are, which rows they stand on, and what was settled.
func (h *leaf) accounts(d *result.Document) []node {
	id := h.id + "-how"
	kids := []node{h.heading(id, h.t("How this was counted"))}
	paragraph := func(text string) {
		if text != "" {
			kids = append(kids, markup.Words("p", nil, text))
		}
	}
	paragraph(visible.Text(d.Definition))
	paragraph(strings.Join(h.origin(d, h.fieldsOf(d), Options{}), " · "))
	if !nothingRead(d) {
		kids = append(kids, tableNode(h.t("Rows"), []column{{heading: h.t("rows")}, {heading: h.t("number"), right: true}}, h.accountRows(d.Rows)))
	}
	for _, part := range []struct {
		title   string
		columns []column
		rows    [][]string
	}{
		{h.t("What the figures mean"), []column{{heading: h.t("figure")}, {heading: h.t("meaning")}}, h.meanings(d)},
		{h.t("Settings"), []column{{heading: h.t("setting")}, {heading: h.t("value")}}, h.settingRows(d)},
		{h.t("Sources"), []column{{heading: h.t("source")}, {heading: h.t("format")}, {heading: h.t("encoding")}, {heading: h.t("layout")}, {heading: h.t("compression")}}, h.sourceRows(d)},
	} {
		if len(part.rows) > 0 {
			kids = append(kids, markup.Element("details", attrs{"class", "more"}, markup.Words("summary", nil, part.title), tableNode(part.title, part.columns, part.rows)))
		}
	}
	return []node{markup.Element("section", nil, kids...)}
}

func (say voice) accountRows(r result.Rows) [][]string {
	rows := [][]string{{say.t("read"), say.bare(r.Read, result.Count)}}
	for _, a := range r.Accounts() {
		rows = append(rows, []string{say.t(a.Name), say.bare(a.N, result.Count)})
	}
	return rows
}

// meanings explain the fields that have a value.
func (say voice) meanings(d *result.Document) (rows [][]string) {
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
	for _, f := range append(listsOf(d), d.Findings...) {
		add(f.Fields, func(string) bool { return false })
	}
	return rows
}

func (say voice) settingRows(d *result.Document) (rows [][]string) {
	for _, list := range []result.Object{d.Columns, d.Settings} {
		for _, m := range list {
			text := say.settingText(m.Value)
			if m.Key == "interval" {
				text = say.t(text)
			}
			rows = append(rows, []string{strings.ReplaceAll(visible.Text(m.Key), "_", " "), text})
		}
	}
	return rows
}

// settingText writes what was settled; what has parts is written as in JSON.
func (say voice) settingText(v any) string {
	switch v := v.(type) {
	case nil:
		return say.t("none")
	case bool, string, int64, []string, []float64, result.Price:
		return cmp.Or(say.bare(v, result.Text), say.t("none"))
	case float64:
		return say.trimmed(v, 6)
	case result.Object:
		var parts []string
		for _, m := range v {
			parts = append(parts, say.t(strings.ReplaceAll(visible.Text(m.Key), "_", " "))+" "+say.t(say.settingText(m.Value)))
		}
		return strings.Join(parts, ", ")
	}
	text, err := json.Marshal(v)
	if err != nil {
		return missing
	}
	return visible.Text(string(text))
}

func (say voice) sourceRows(d *result.Document) (rows [][]string) {
	for _, s := range d.Sources {
		rows = append(rows, []string{visible.Text(s.Name), visible.Text(strings.TrimSpace(s.Format + " " + s.Sheet)), s.Encoding, visible.Text(s.Layout), s.Compression})
	}
	return rows
}

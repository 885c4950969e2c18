package render

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A label tells one sample of a gauge from another.
type label struct{ name, value string }

// A gaugeFamily is a gauge with all its samples, which have to stand together.
type gaugeFamily struct {
	name, help string
	parts      []gaugePart
}

// A gaugePart is the samples of one document. They are asked for when they are written: a million groups as a text
// would take gigabytes.
type gaugePart struct {
	samples iter.Seq2[[]label, any]
	listed  bool // rows of a list, whose names may be the same
}

// gauges are the families in the order in which they came up.
type gauges struct {
	list  []*gaugeFamily
	index map[string]*gaugeFamily
}

// writeGauges writes a gauge for each figure, in the text format of Prometheus, without times.
func writeGauges(w io.Writer, v Volume, _ Options) error {
	g := &gauges{index: make(map[string]*gaugeFamily)}
	for _, c := range v.Chapters {
		g.ends(c)
	}
	for _, c := range v.Chapters {
		if c.Document != nil {
			g.figures(c)
		}
	}
	out := &pieces{w: w}
	for _, f := range g.list {
		f.write(out)
	}
	return out.err
}

// add adds samples to a gauge.
func (g *gauges) add(name, help string, part gaugePart) {
	f := g.index[name]
	if f == nil {
		f = &gaugeFamily{name: name, help: help}
		g.index[name], g.list = f, append(g.list, f)
	}
	f.parts = append(f.parts, part)
}

// one adds a sample to a gauge.
func (g *gauges) one(name, help string, labels []label, value any) {
	g.add(name, help, gaugePart{samples: func(yield func([]label, any) bool) { yield(labels, value) }})
}

// labels are those of all samples of a chapter.
func (c Chapter) labels() []label {
	if c.Name == "" {
		return nil
	}
	return []label{{"question", c.Name}}
}

// ends adds how a chapter ended: its answer, its thresholds, its doubts and its rows.
func (g *gauges) ends(c Chapter) {
	of := append([]label{{"command", c.command()}}, c.labels()...)
	with := func(more ...label) []label { return append(of[:len(of):len(of)], more...) }
	g.one("cxcalc_run_success", "1 where the question was answered, 0 where it failed.", of, c.Failure == "")
	d := c.Document
	if d == nil {
		return
	}
	for _, t := range d.Thresholds {
		at := with(label{"expression", t.Expression})
		g.one("cxcalc_threshold_passed", "1 where the threshold was kept, 0 where it was missed.", at, t.Passed)
		if t.Actual != nil {
			g.one("cxcalc_threshold_actual", "The figure that was held against the threshold.", at, *t.Actual)
		}
	}
	g.one("cxcalc_warnings", "Doubts about the figures.", of, int64(len(d.Warnings)))
	if nothingRead(d) {
		return
	}
	g.one("cxcalc_rows_read", "Rows that were read.", of, d.Rows.Read)
	for _, a := range d.Rows.Accounts() {
		g.one("cxcalc_rows", "Rows by what became of them; they add up to those that were read.", with(label{"account", snake(a.Name, "rows")}), a.N)
	}
}

// figures adds the figures of a document: of the total, of its groups and of its lists.
func (g *gauges) figures(c Chapter) {
	d := c.Document
	prefix := "cxcalc_" + strings.Join(metricWords(c), "_") + "_"
	total := d.Total
	total.Values = shownValues(d)
	groups := func(list result.Groups) iter.Seq[result.Group] {
		return func(yield func(result.Group) bool) {
			for _, group := range list.All() {
				if !yield(group) {
					return
				}
			}
		}
	}
	g.fields(prefix, d.Fields, gaugeRows{of: c.labels(), groups: groups(result.List(total))})
	rows := gaugeRows{of: c.labels(), names: labelNames(byNames(d)), period: true, texts: naming(d.Fields), groups: groups(d.Groups)}
	if d.Triangle != nil {
		rows.texts = append(rows.texts, d.Triangle.Age)
	}
	g.fields(prefix+"group_", d.Fields, rows)
	for _, f := range d.Findings {
		rows := gaugeRows{of: c.labels(), names: labelNames(namesOf(d, f)), texts: naming(f.Fields), groups: groups(groupsOf(f)), listed: true}
		g.fields(prefix+snake(f.Key, "list")+"_", f.Fields, rows)
	}
}

// naming lists the fields whose words tell which row it is.
func naming(fields []result.Field) (names []string) {
	for _, f := range fields {
		if f.Names {
			names = append(names, f.Name)
		}
	}
	return names
}

// gaugeRows are groups or rows of a list, and how they are labelled.
type gaugeRows struct {
	of     []label
	names  []string // labels for the columns of --by
	texts  []string // fields that tell which row it is
	period bool
	groups iter.Seq[result.Group]
	listed bool
}

// fields adds a gauge for each field that is a number or several by their keys, and for the verdicts.
func (g *gauges) fields(prefix string, fields []result.Field, rows gaugeRows) {
	for _, f := range fields {
		if f.Kind != result.Text && f.Kind != result.Listing && f.Kind != result.Record {
			g.add(prefix+snake(f.Name, "field"), cmp.Or(f.Doc, f.Title), gaugePart{rows.samples(func(group result.Group) any {
				v, _ := group.Values.Get(f.Name)
				return v
			}), rows.listed})
		}
	}
	verdict := func(name, help string, of func(*result.Verdict) any) {
		g.add(prefix+name, help, gaugePart{rows.samples(func(group result.Group) any {
			if group.Verdict == nil {
				return nil
			}
			return of(group.Verdict)
		}), rows.listed})
	}
	verdict("target", "The figure to reach.", func(v *result.Verdict) any { return v.Target })
	verdict("target_met", "1 where value is on the good side of the target.", func(v *result.Verdict) any { return v.Met })
	verdict("target_proven", "1 where the whole interval is on the side where value is.", func(v *result.Verdict) any { return v.Proven })
}

// samples goes over a value of each row, and over all values of one that has several.
func (r gaugeRows) samples(of func(result.Group) any) iter.Seq2[[]label, any] {
	return func(yield func([]label, any) bool) {
		for group := range r.groups {
			value := of(group)
			if value == nil {
				continue
			}
			labels := r.labels(group)
			several, ok := value.(result.Object)
			if !ok && !yield(labels, value) {
				return
			}
			for _, m := range several {
				if !yield(append(labels[:len(labels):len(labels)], label{"key", m.Key}), m.Value) {
					return
				}
			}
		}
	}
}

func (r gaugeRows) labels(group result.Group) []label {
	out := slices.Clone(r.of)
	for i, name := range r.names {
		out = append(out, label{name, (voice{}).groupName(byValue(group, i), func(s string) string { return s })})
	}
	if r.period && group.Period != "" {
		out = append(out, label{"period", group.Period})
	}
	for _, name := range r.texts {
		if v, _ := group.Values.Get(name); v != nil {
			out = append(out, label{snake(name, "name"), fmt.Sprint(v)})
		}
	}
	return out
}

// labelNames makes names of labels of the names of columns.
func labelNames(columns []string) []string {
	names := make([]string, len(columns))
	for i, name := range columns {
		names[i] = snake(name, "by")
	}
	return unique(names, []string{"question", "period", "key", "again", "metric", "name"})
}

// write writes what the gauge is, and its samples; nothing where there are none.
func (f *gaugeFamily) write(out *pieces) {
	begun := false
	seen := make(map[string]int)
	for _, part := range f.parts {
		for labels, value := range part.samples {
			number, ok := gaugeValue(value)
			if !ok {
				continue
			}
			if !begun {
				begun = true
				out.write(fmt.Appendf(nil, "# HELP %s %s\n# TYPE %[1]s gauge\n", f.name, helpEscapes.Replace(visible.Text(f.help))))
			}
			text := labelsText(labels)
			if part.listed || strings.Contains(text, `\`) || strings.Contains(text, `="(blank)"`) { // others differ as their groups do
				if seen[text]++; seen[text] > 1 {
					text = labelsText(append(labels, label{"again", strconv.Itoa(seen[text])}))
				}
			}
			out.write([]byte(f.name + text + " " + number + "\n"))
		}
	}
}

// What a help text and the value of a label cannot have in them.
var (
	helpEscapes  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

func labelsText(labels []label) string {
	if len(labels) == 0 {
		return ""
	}
	var list []string
	for _, l := range labels {
		list = append(list, l.name+`="`+labelEscapes.Replace(visible.Text(l.value))+`"`)
	}
	return "{" + strings.Join(list, ",") + "}"
}

// gaugeValue writes a number with every digit, and yes or no as 1 or 0.
func gaugeValue(v any) (text string, ok bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return "1", true
		}
		return "0", true
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), true
	case result.Price:
		return v.String(), true
	}
	return "", false
}

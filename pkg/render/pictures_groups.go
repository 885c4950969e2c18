package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

const (
	dotRows   = 24 // groups of a chart
	panelRows = 6  // groups of a chart with a field for each
)

// inTime returns groups in the order of their periods, whatever the order of the document.
func inTime(list []result.Group) []result.Group {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b result.Group) int { return cmp.Compare(a.Period, b.Period) })
	return out
}

// groupsPicture shows periods as a line, groups as dots, and groups with periods as a line each.
func (m *article) groupsPicture() picture {
	n := m.d.Groups.Len()
	m.list = m.d.Groups.First(min(n, cmp.Or(m.d.Head, pageRows)))
	var p picture
	switch {
	case m.d.Period == "":
		p = m.dots()
	case len(byNames(m.d)) == 0:
		p = m.track()
	default:
		p = m.panels()
	}
	p.columns, p.rows = m.groups()
	p.notes = append(p.notes, noteOf(m.hidden)...)
	if len(withVerdict(m.list)) > 1 {
		p.notes = append(p.notes, m.t(verdictsSentence)+".")
	}
	return p
}

// guides are the figures that groups are held against: that of all, and the target where all have one.
func (m *article) guides() (out []chart.Guide) {
	if v := numberIn(m.d.Total.Values, m.fields.value.Name); v != nil {
		out = append(out, chart.Guide{Name: m.f("all: %s", m.headValue(m.d, m.fields)), Value: *v})
	}
	if t := m.d.Total.Verdict; t != nil && t.Compared == nil {
		out = append(out, chart.Guide{Name: m.f("target %s", m.targetWords(t, m.fields.value)), Value: t.Target, Target: true})
	}
	return out
}

func toneOf(g result.Group) string {
	switch mark(g.Verdict) {
	case markGood:
		return chart.Good
	case markBad:
		return chart.Bad
	}
	return chart.Plain
}

// A distance is how far a group lies from the whole.
type distance struct {
	at   int
	away float64
}

// telling chooses the groups of a chart: all, the first ones where an order was asked for, or those that differ most from the whole for
// what they stand on.
func (m *article) telling() (list []result.Group, said string) {
	n := m.d.Groups.Len()
	all := m.bare(int64(n), result.Count)
	switch {
	case n <= dotRows && m.d.Head == 0:
		return m.d.Groups.First(n), ""
	case m.d.Head > 0:
		list = m.d.Groups.First(min(m.d.Head, dotRows))
		if len(list) == n {
			return list, ""
		}
		return list, m.f("The first %s of %s groups.", m.bare(int64(len(list)), result.Count), all)
	}
	places := make([]distance, 0, n)
	for i, g := range m.d.Groups.All() {
		places = append(places, distance{i, m.away(g)})
	}
	slices.SortStableFunc(places, func(a, b distance) int { return cmp.Compare(b.away, a.away) })
	places = places[:dotRows]
	slices.SortFunc(places, func(a, b distance) int { return cmp.Compare(a.at, b.at) })
	for _, p := range places {
		list = append(list, m.d.Groups.At(p.at))
	}
	return list, m.f("The %s of %s groups that lie farthest from the whole for the width of their intervals; among so many, some do by chance.", m.bare(int64(dotRows), result.Count), all)
}

// away is how far a group lies from the whole, in halves of its interval; groups without both come last.
func (m *article) away(g result.Group) float64 {
	v, whole := numberIn(g.Values, m.fields.value.Name), numberIn(m.d.Total.Values, m.fields.value.Name)
	low, high, ok := m.fields.ends(g.Values)
	if v == nil || whole == nil || !ok {
		return -1
	}
	if *v > *whole {
		return (*v - *whole) / max(*v-low, unseen)
	}
	return (*whole - *v) / max(high-*v, unseen)
}

func (m *article) dots() picture {
	list, said := m.telling()
	d := chart.Dots{Lines: m.guides(), Format: m.axisOf(m.fields.value), Stride: strideOf(m.fields.value)}
	few := false
	for _, g := range list {
		value, _ := g.Values.Get(m.fields.value.Name)
		row := chart.Dot{Name: m.nameOf(m.d, g), Text: cmp.Or(m.t(g.Reason), m.shown(value, m.fields.value)), Tone: toneOf(g), Few: g.Few,
			Value: numberIn(g.Values, m.fields.value.Name), Low: numberIn(g.Values, m.fields.low.Name), High: numberIn(g.Values, m.fields.high.Name)}
		few = few || g.Few
		d.Rows = append(d.Rows, row)
	}
	p := picture{title: m.f("%s by %s", headingOf(m.fields.value), visible.Text(strings.Join(byNames(m.d), ", ")))}
	if slices.ContainsFunc(d.Rows, func(r chart.Dot) bool { return r.Value != nil }) {
		p.chart = d
		p.doc = m.rangeWords(list, m.d, m.fields)
		p.legend = m.marksWords(m.fields.value.Title, m.intervalName(m.d), few, said)
	}
	return p
}

// marksWords says what the marks of a chart are.
func (say voice) marksWords(dot, interval string, few bool, said string) string {
	text := say.f("Dot: %s; bar: its %s.", dot, interval)
	if few {
		text += " " + say.t("Hollow: it stands on few.")
	}
	if said != "" {
		text += " " + said
	}
	return text
}

// rangeWords says from where to where the figures of groups go.
func (say voice) rangeWords(list []result.Group, d *result.Document, s fieldset) string {
	var there []result.Group
	for _, g := range list {
		if v := numberIn(g.Values, s.value.Name); v != nil {
			there = append(there, g)
		}
	}
	if len(there) == 0 {
		return say.t("No group has a figure.")
	}
	by := func(a, b result.Group) int {
		return cmp.Compare(*numberIn(a.Values, s.value.Name), *numberIn(b.Values, s.value.Name))
	}
	figure := func(g result.Group) string {
		v, _ := g.Values.Get(s.value.Name)
		return say.shown(v, s.value) + " (" + say.nameOf(d, g) + ")"
	}
	return say.f("%s, from %s to %s; the table has the figures.", say.plural(len(list), "group"), figure(slices.MinFunc(there, by)), figure(slices.MaxFunc(there, by)))
}

// points are the groups of one series as points in time, with a gap where periods have no rows.
func (m *article) points(list []result.Group) (out []chart.Mark) {
	for i, g := range inTime(list) {
		if i > 0 && apart(out[len(out)-1].Name, g.Period, m.d.Period) {
			out = append(out, chart.Mark{Name: "…", Tone: chart.Plain})
		}
		out = append(out, chart.Mark{Name: visible.Text(g.Period), Tone: toneOf(g), Few: g.Few,
			Value: numberIn(g.Values, m.fields.value.Name), Low: numberIn(g.Values, m.fields.low.Name), High: numberIn(g.Values, m.fields.high.Name)})
	}
	return out
}

func (m *article) track() picture {
	all := m.d.Groups.First(m.d.Groups.Len())
	t := chart.Track{Points: m.points(all), Format: m.axisOf(m.fields.value), Stride: strideOf(m.fields.value)}
	for _, g := range m.guides() {
		if g.Target {
			t.Lines = append(t.Lines, g)
		}
	}
	p := picture{title: m.f("%s by %s", headingOf(m.fields.value), m.t(m.d.Period))}
	if _, _, ok := t.Ends(); ok {
		p.chart, p.doc = t, m.rangeWords(all, m.d, m.fields)
		p.legend = m.f("Line: %s; band: its %s.", m.fields.value.Title, m.intervalName(m.d))
		if slices.ContainsFunc(all, func(g result.Group) bool { return g.Few }) {
			p.legend += " " + m.t("Hollow: it stands on few.")
		}
	}
	return p
}

// A strand is the periods of one group.
type strand struct {
	name   string
	n      float64
	groups []result.Group
}

func (m *article) panels() picture {
	var strands []*strand
	by := make(map[string]*strand)
	names := *m.d
	for _, g := range m.d.Groups.All() {
		bare := g
		bare.Period = ""
		name := m.nameOf(&names, bare)
		s := by[name]
		if s == nil {
			s = &strand{name: name}
			by[name] = s
			strands = append(strands, s)
		}
		n, _ := g.Values.Number(m.fields.n.Name)
		s.n += n
		s.groups = append(s.groups, g)
	}
	all := len(strands)
	slices.SortStableFunc(strands, func(a, b *strand) int { return cmp.Compare(b.n, a.n) })
	strands = strands[:min(all, panelRows)]
	slices.SortStableFunc(strands, func(a, b *strand) int { return cmp.Compare(a.name, b.name) })
	p := picture{title: m.f("%s by %s", headingOf(m.fields.value), visible.Text(strings.Join(append(slices.Clone(byNames(m.d)), m.t(m.d.Period)), ", ")))}
	var panels chart.Panels
	var drawn []result.Group
	for _, s := range strands {
		t := chart.Track{Points: m.points(s.groups), Format: m.axisOf(m.fields.value), Stride: strideOf(m.fields.value)}
		if _, _, ok := t.Ends(); ok {
			drawn = append(drawn, s.groups...)
			panels.Panels = append(panels.Panels, chart.Panel{Name: s.name, Track: t})
		}
	}
	if len(panels.Panels) == 0 {
		return p
	}
	p.chart, p.doc = panels, m.rangeWords(drawn, m.d, m.fields)
	p.legend = m.f("Line: %s; band: its %s; one scale for all.", m.fields.value.Title, m.intervalName(m.d))
	if all > len(strands) {
		p.legend += " " + m.f("The %s of %s groups with the most behind them.", m.bare(int64(len(strands)), result.Count), m.bare(int64(all), result.Count))
	}
	return p
}

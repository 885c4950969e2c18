package compare

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Matched is what came of matching respondents.
type Matched struct {
	Contrasts []Contrast
	// Alone answered on one side only, Often several times on one.
	Alone, Often int64
}

// Paired contrasts two answers to the same question, whose groups are single respondents, or the rows that said the
// same in both columns. The first values of --by, as many as lead says, make groups of changes; the others match. rows
// says that groups are rows, as many as there are, and not one respondent each.
func (c Comparing) Paired(before, after *report.Answer, lead int, rows bool) (Matched, error) {
	was, often := c.witnesses(before.Document, lead, rows)
	is, oftenAfter := c.witnesses(after.Document, lead, rows)
	m := Matched{Often: often + oftenAfter}
	c.Every = true // those who repeat are left out
	all, err := c.contrast(Contrast{}, after, nil, before, nil)
	if err != nil {
		return m, err
	}
	whole, spoiled := all[0].Value, all[0].spoiled
	pairs := make(map[string]*pairing)
	for key, a := range is {
		b, both := was[key]
		if !both {
			m.Alone += a.n
			continue
		}
		p := pairs[a.group]
		if p == nil {
			p = &pairing{by: a.by}
			pairs[a.group] = p
		}
		p.strides = append(p.strides, stride{b.value, a.value, float64(min(a.n, b.n))})
	}
	for key, b := range was {
		if _, both := is[key]; !both {
			m.Alone += b.n
		}
	}
	matched := 0.
	for _, p := range inValues(pairs) {
		x := p.contrast()
		x.spoiled = spoiled
		x.Metric, x.Whole, x.Value.Form, x.Value.LowerIsBetter = after.Document.Metric, &whole, whole.Form, whole.LowerIsBetter
		m.Contrasts = append(m.Contrasts, x)
		matched += x.Value.N
	}
	unmatch(before.Document, int64(matched))
	unmatch(after.Document, int64(matched))
	return m, nil
}

// unmatch books the rows that counted and enter no figure. Where a row stands for several answers, it is not known.
func unmatch(d *result.Document, matched int64) {
	if _, several := d.Columns.Get("count"); several || matched > d.Rows.Counted {
		return
	}
	d.Rows.Unmatched = d.Rows.Counted - matched
	d.Rows.Counted = matched
}

// Unsplit takes the last condition from the settings of a document, which made one side of several values.
func Unsplit(d *result.Document) {
	d.Settings = slices.Clone(d.Settings)
	for i, m := range d.Settings {
		if list, ok := m.Value.([]string); ok && m.Key == "where" && len(list) > 0 {
			d.Settings[i].Value = list[:len(list)-1]
		}
	}
	d.Settings = slices.DeleteFunc(d.Settings, func(m result.Member) bool {
		list, ok := m.Value.([]string)
		return ok && m.Key == "where" && len(list) == 0
	})
}

// Accompanied contrasts two ledgers of which some customers are on both sides.
func (c Comparing) Accompanied(before, after *report.Answer) (Contrast, error) {
	was, err := before.Stakes(c.Field)
	if err != nil {
		return Contrast{}, err
	}
	is, err := after.Stakes(c.Field)
	if err != nil {
		return Contrast{}, err
	}
	list, err := c.contrast(Contrast{}, after, nil, before, nil)
	if err != nil {
		return Contrast{}, err
	}
	company := metric.CompanyOf(was, is)
	list[0].Company = &company
	return list[0], nil
}

// A witness is one respondent, or n rows that said the same.
type witness struct {
	group string
	by    result.Object
	n     int64
	value float64
}

// witnesses are the groups of a document that have the figure, by what matches them. often counts respondents with
// several answers.
func (c Comparing) witnesses(d *result.Document, lead int, rows bool) (out map[string]witness, often int64) {
	out = make(map[string]witness)
	field := c.Field
	if field == "" {
		field = "value"
	}
	for _, g := range d.Groups.All() {
		value, ok := g.Values.Number(field)
		n, _ := g.Values.Number("n")
		key := byValues(g)
		blank := !rows && strings.Trim(byValues(result.Group{By: g.By[lead:]}), "\x00") == ""
		switch {
		case !ok || blank:
		case n > 1 && !rows:
			often++
		default:
			out[key] = witness{byValues(result.Group{By: g.By[:lead]}), g.By[:lead], int64(n), value}
		}
	}
	return out, often
}

// A pairing is the respondents of one group.
type pairing struct {
	by      result.Object
	strides []stride
}

// A stride is what so many respondents said before and after.
type stride struct{ before, after, n float64 }

// contrast sums up the differences. They are sorted, so that sums do not depend on the order in which they were met.
func (p *pairing) contrast() Contrast {
	slices.SortFunc(p.strides, func(a, b stride) int {
		return slices.Compare([]float64{a.before, a.after, a.n}, []float64{b.before, b.after, b.n})
	})
	var differences, counts []float64
	var n, was, is float64
	for _, s := range p.strides {
		differences, counts = append(differences, s.after-s.before), append(counts, s.n)
		n, was, is = n+s.n, was+s.n*s.before, is+s.n*s.after
	}
	pairs := stats.SampleOfCounts(differences, counts)
	x := Contrast{By: p.by, Pairs: &pairs}
	x.Value.N, x.Baseline.N = n, n
	if n > 0 {
		x.Value.Value, x.Baseline.Value = is/n, was/n
	}
	return x
}

// inValues returns pairings in the order of their values.
func inValues(all map[string]*pairing) []*pairing {
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return slices.CompareFunc(strings.Split(a, "\x00"), strings.Split(b, "\x00"), kind.CompareValues)
	})
	out := make([]*pairing, len(keys))
	for i, key := range keys {
		out[i] = all[key]
	}
	return out
}

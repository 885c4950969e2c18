package render

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A fieldset sorts the declared fields of a document by how people see them.
type fieldset struct {
	voice
	n, value, low, high result.Field
	parts               []piece        // what a bar is made of
	others              []result.Field // numbers beside the head and the parts, in the list of the total
	columns             []result.Field // those of the table of groups
	texts               []result.Field // words in the table of groups
	distribution        result.Field   // its Name is "" where there is none
}

// A piece is a share of the whole, with the field that counts it where there is one.
type piece struct {
	share   result.Field
	count   result.Field // its Name is "" where the part has no count of its own
	against bool         // the only part: the bar is drawn against the rest
}

// title names the part for people.
func (p piece) title() string { return cmp.Or(p.count.Title, p.share.Title) }

func (say voice) fieldsOf(d *result.Document) fieldset {
	s := fieldset{voice: say, n: result.Field{Name: "n", Title: "n"}, value: result.Field{Name: "value", Title: "value"},
		low: result.Field{Name: "low"}, high: result.Field{Name: "high"}}
	heads := map[string]*result.Field{"n": &s.n, "value": &s.value, "low": &s.low, "high": &s.high}
	for _, f := range d.Fields {
		if f.IfTold && !isTold(d, f) {
			continue
		}
		switch {
		case f.Share != "":
			s.parts = append(s.parts, piece{share: f})
		case f.Kind == result.Distribution && !f.Extra:
			s.distribution = f
		}
		if head := heads[f.Name]; head != nil {
			*head = f
		} else if (!f.Extra || f.Only != "" || f.Step != "" && isTold(d, f)) && f.Share == "" && !f.Kind.Many() {
			s.sort(f)
		}
	}
	for i, f := range s.others {
		if words := say.spanWords(d, f); words != "" {
			s.others[i].Title += ", " + words
		}
	}
	s.pairCounts()
	return s
}

// The values of Only: where alone a field is shown.
const (
	onlyTotal  = "total"
	onlyGroups = "groups"
)

// sort puts a field where tables show it. The steps of a bridge are not in the list of the total again.
func (s *fieldset) sort(f result.Field) {
	if f.Kind == result.Text {
		if f.Only != onlyTotal {
			s.texts = append(s.texts, f)
		}
		return
	}
	if f.Only != onlyGroups && f.Step == "" {
		s.others = append(s.others, f)
	}
	if f.Only != onlyTotal {
		s.columns = append(s.columns, f)
	}
}

// pairCounts finds the count of each share: promoters for promoters_pct, and for a value that is
// a share the only count there is. The count then stands beside its share.
func (s *fieldset) pairCounts() {
	var counts []result.Field
	for _, f := range s.others {
		if f.Kind == result.Count && !f.Extra {
			counts = append(counts, f)
		}
	}
	for i := range s.parts {
		p := &s.parts[i]
		p.against = len(s.parts) == 1
		for _, c := range counts {
			alone := p.share.Name == s.value.Name && len(counts) == 1
			if alone || c.Name+"_pct" == p.share.Name {
				p.count = c
			}
		}
	}
	s.others = slices.DeleteFunc(s.others, s.isCount)
	s.columns = slices.DeleteFunc(s.columns, s.isCount)
}

func (s *fieldset) isCount(f result.Field) bool {
	return slices.ContainsFunc(s.parts, func(p piece) bool { return p.count.Name == f.Name })
}

// A row is a figure of the total. A count has its share of the whole beside it.
type row struct{ label, value, share string }

// figures returns the parts of a group, in the order of the bar, and then its other figures.
func (s *fieldset) figures(group result.Object) []row {
	var rows []row
	for _, p := range s.parts {
		share, _ := group.Get(p.share.Name)
		r := row{label: p.title(), value: s.shareOf(share, p)}
		if p.count.Name != "" {
			n, _ := group.Get(p.count.Name)
			r.value, r.share = s.shown(n, p.count), r.value
		}
		rows = append(rows, r)
	}
	for _, f := range s.others {
		if v, ok := group.Get(f.Name); ok && (v != nil || !f.IfTold) {
			rows = append(rows, row{label: f.Title, value: s.shown(v, f)})
		}
	}
	return rows
}

// shareOf writes a share among others with one decimal, or more where it would vanish.
func (say voice) shareOf(v any, p piece) string {
	share, ok := v.(float64)
	if !ok || p.against || p.share.Kind != result.Percent || share < 0.1 {
		return say.shown(v, p.share)
	}
	return say.trimmed(share, 1) + " %"
}

// whole is what the parts add up to: 100 for percentages, else n.
func (s *fieldset) whole(group result.Object) float64 {
	if len(s.parts) > 0 && s.parts[0].share.Kind == result.Percent {
		return 100
	}
	n, _ := group.Number(s.n.Name)
	return n
}

// shares returns the parts of a group as numbers, and false when there are none to draw.
func (s *fieldset) shares(group result.Object) (shares []float64, ok bool) {
	for _, p := range s.parts {
		v, there := group.Number(p.share.Name)
		shares = append(shares, v)
		ok = ok || there
	}
	return shares, ok && s.whole(group) > 0
}

// shown writes a field for people; money has all the decimals of its currency.
func (say voice) shown(v any, f result.Field) string {
	if f.Kind == result.Money {
		switch v := v.(type) {
		case result.Price:
			return say.tongue.Number(withCommas(v.Text()))
		case float64:
			return say.decimal(v, f.Decimals)
		case int64:
			return say.decimal(float64(v), f.Decimals)
		}
	}
	return say.figure(v, f.Kind)
}

// figure writes a value for people: rounded, with its unit where the kind has one.
func (say voice) figure(v any, kind result.Form) string {
	switch v.(type) {
	case int64, float64:
		if kind == result.Percent {
			return say.bare(v, kind) + " %"
		}
	}
	return say.bare(v, kind)
}

// bare is figure without the unit.
func (say voice) bare(v any, kind result.Form) string {
	switch v := v.(type) {
	case nil:
		return say.t(missing)
	case result.Price:
		return say.tongue.Number(withCommas(v.String()))
	case int64:
		return say.tongue.Number(withCommas(strconv.FormatInt(v, 10)))
	case float64:
		switch kind {
		case result.Probability:
			return say.probability(v)
		case result.Duration:
			return say.duration(v)
		}
		places := 2
		if kind == result.Percent && v != 0 {
			places = max(places, 1-int(math.Floor(math.Log10(math.Abs(v))))) // 0.0012 %
		}
		return say.trimmed(v, min(places, 6))
	case bool:
		if v {
			return say.t("yes")
		}
		return say.t("no")
	case string:
		return visible.Text(v)
	case result.Word:
		return visible.Text(say.t(string(v)))
	case []string:
		return visible.Text(strings.Join(v, ", "))
	case []float64:
		var list []string
		for _, x := range v {
			list = append(list, say.trimmed(x, 2))
		}
		return strings.Join(list, ", ")
	}
	return say.t(missing)
}

// ends returns the ends of the interval of a group, if it has one.
func (s *fieldset) ends(group result.Object) (low, high float64, ok bool) {
	low, okLow := group.Number(s.low.Name)
	high, okHigh := group.Number(s.high.Name)
	return low, high, okLow && okHigh
}

// places returns the decimals that the interval of a group needs: two, or one for percentages
// from 10 that lie at least a point apart; more where the ends would look the same.
func (s *fieldset) places(group result.Object) int {
	lo, hi, ok := s.ends(group)
	switch apart := hi - lo; {
	case s.value.Kind == result.Money:
		return s.value.Decimals
	case s.value.Kind != result.Percent:
		return 2
	case !ok:
		return 1
	case apart > 0 && apart < 0.1:
		return min(6, 1-int(math.Floor(math.Log10(apart))))
	case apart < 1 || math.Max(math.Abs(lo), math.Abs(hi)) < 10:
		return 2
	}
	return 1
}

// interval writes an interval as "19.76 to 39.53", both ends with the same decimals, or "".
func (s *fieldset) interval(group result.Object) string {
	low, high, ok := s.ends(group)
	if !ok {
		return ""
	}
	places := s.places(group)
	return s.f("%s to %s", s.placed(low, s.value.Kind, places), s.placed(high, s.value.Kind, places))
}

// intervalName is the heading of the interval, "95 % interval".
func (say voice) intervalName(d *result.Document) string {
	level, ok := d.Settings.Number("confidence")
	if !ok {
		return say.t("interval")
	}
	return say.f("%s %% interval", say.trimmed(100*level, 4))
}

// nothing tells whether a group has no answers, and so no figure.
func nothing(g result.Group) bool {
	n, counted := g.Values.Number("n")
	_, ok := g.Values.Number("value")
	return counted && n == 0 && !ok
}

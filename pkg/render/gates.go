package render

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// Thresholds and failures, as the formats tell them that programs obey.

// A heldUp is a threshold in words: what was measured, what was wanted, and how sure the figure is.
type heldUp struct {
	passed                                     bool
	expression, field, measured, wanted, whose string
	interval, n                                string // "" where there is none
}

// thresholdsOf returns the thresholds of a document in words.
func (say voice) thresholdsOf(d *result.Document) []heldUp {
	if d == nil {
		return nil
	}
	var out []heldUp
	for _, t := range d.Thresholds {
		f := fieldNamed(d, t.Field)
		h := heldUp{passed: t.Passed, expression: t.Expression, field: t.Field, measured: say.actual(t), wanted: t.Wanted, whose: t.Whose}
		if f.Kind == result.Percent && t.Actual != nil {
			h.measured += " %"
		}
		base := estimateOf(t.Field)
		low, high := endsOf(base, d.Fields)
		s := fieldset{value: fieldNamed(d, base), low: result.Field{Name: low}, high: result.Field{Name: high}}
		h.interval = s.interval(t.Of)
		if n, ok := t.Of.Get("n"); ok && n != nil {
			h.n = say.bare(n, result.Count)
		}
		out = append(out, h)
	}
	return out
}

// estimateOf returns the field whose interval a field is an end of, or the field itself.
func estimateOf(name string) string {
	switch base := strings.TrimSuffix(strings.TrimSuffix(name, "_low"), "_high"); base {
	case "low", "high":
		return "value"
	default:
		return base
	}
}

// fieldNamed finds a field of the document, or of its lists.
func fieldNamed(d *result.Document, name string) result.Field {
	lists := [][]result.Field{d.Fields}
	for _, f := range d.Findings {
		lists = append(lists, f.Fields)
	}
	for _, list := range lists {
		for _, f := range list {
			if f.Name == name {
				return f
			}
		}
	}
	return result.Field{Name: name, Kind: result.Number}
}

// says tells in a line what was measured and what was wanted: "low is 19.76, wanted >= 20".
func (h heldUp) says() string {
	if h.field == "" { // nobody says what was held against it
		return visible.Text(h.expression) + ": it is " + h.measured
	}
	subject := h.field
	if h.whose != "" {
		subject += " of " + visible.Text(h.whose)
	}
	return subject + " is " + h.measured + ", wanted " + h.wanted
}

// sure tells how sure the figure is: "95 % interval 19.76 to 39.53", "n 200".
func (h heldUp) sure(d *result.Document) (pieces []string) {
	if h.interval != "" {
		pieces = append(pieces, (voice{}).intervalName(d)+" "+h.interval)
	}
	if h.n != "" {
		pieces = append(pieces, "n "+h.n)
	}
	return pieces
}

// missedOf counts the thresholds that a document missed.
func (say voice) missedOf(d *result.Document) (missed int) {
	for _, h := range say.thresholdsOf(d) {
		if !h.passed {
			missed++
		}
	}
	return missed
}

// passed tells whether a volume has all its answers, and no threshold was missed.
func (v Volume) passed() bool {
	for _, c := range v.Chapters {
		if c.Failure != "" || (voice{}).missedOf(c.Document) > 0 {
			return false
		}
	}
	return true
}

// headline says the main figure of a document in a line: "NPS: 30, 95 % interval 19.76 to 39.53, 200 answers".
func (say voice) headline(d *result.Document) string {
	s := say.fieldsOf(d)
	text := say.headValue(d, s)
	if f, ok := d.Main(); ok && text == "" {
		return visible.Text(d.Title) + ": " + say.bare(int64(len(f.Rows)), result.Count) + " " + visible.Text(f.Key)
	}
	pieces := []string{visible.Text(d.Title) + ": " + text}
	pieces = append(pieces, say.limitsOf(d, s)...)
	if n, ok := d.Total.Values.Get(s.n.Name); ok {
		pieces = append(pieces, say.counted(s.n, n, d))
	}
	return strings.Join(append(pieces, say.verdictOf(d, s)...), ", ")
}

// limitsOf names the interval of the whole, where there is one.
func (say voice) limitsOf(d *result.Document, s fieldset) []string {
	if interval := s.interval(d.Total.Values); interval != "" {
		return []string{say.intervalName(d) + " " + interval}
	}
	return nil
}

// verdictOf says what the whole is held to, where it is.
func (say voice) verdictOf(d *result.Document, s fieldset) []string {
	v := d.Total.Verdict
	if v == nil {
		return nil
	}
	value, _ := d.Total.Values.Get(s.value.Name)
	return []string{say.verdictWords(v, value, s.value)}
}

package render

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// gist says in words what the figure means: "50 of 2,000 customers, 2.5 % of the revenue". Pieces whose
// fields have no value are left out.
func (say voice) gist(d *result.Document, s fieldset) string {
	var pieces []string
	for _, template := range d.Gist {
		if piece, ok := say.filled(template, d, s); ok {
			pieces = append(pieces, piece)
		}
	}
	return strings.Join(pieces, ", ")
}

// filled puts the fields of the total into a piece. ok is false when one of them has no value.
func (say voice) filled(template string, d *result.Document, s fieldset) (piece string, ok bool) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		name, after, _ := strings.Cut(rest, "}")
		text, ok := say.inWords(name, d, s)
		if !ok {
			return "", false
		}
		b.WriteString(text)
		template = after
	}
}

// inWords returns a field of the total in words, or the kind of period.
func (say voice) inWords(name string, d *result.Document, s fieldset) (text string, ok bool) {
	switch name {
	case "period":
		return say.t(d.Period), d.Period != ""
	case "as_of":
		v, _ := d.Settings.Get(name)
		text, ok := v.(string)
		return visible.Text(text), ok
	}
	v, _ := shownValues(d).Get(name)
	if v == nil {
		return "", false
	}
	if name == s.n.Name {
		return say.counted(s.n, v, d), true
	}
	i := slices.IndexFunc(d.Fields, func(f result.Field) bool { return f.Name == name })
	if i < 0 {
		return "", false
	}
	text = say.shown(v, d.Fields[i])
	if d.Fields[i].Kind == result.Text {
		return say.t(text), true
	}
	if code := currency(d); code != "" && d.Fields[i].Kind == result.Money {
		text += " " + code
	}
	return text, true
}

// tellsN tells whether the gist says already on how many the figure stands.
func (say voice) tellsN(d *result.Document, s fieldset) bool {
	return slices.ContainsFunc(d.Gist, func(template string) bool {
		_, ok := say.filled(template, d, s)
		return ok && strings.Contains(template, "{"+s.n.Name+"}")
	})
}

package reasons

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A glossary numbers reasons: texts that differ in case and blanks only are one, which bears its most frequent form.
type glossary struct {
	number map[string]int32 // by folded text
	forms  map[string]int32 // by text as it stands: the number of the form
	of     []int32          // by form: the reason
	texts  []string         // by form
	rows   []int64          // by form: mentions
	full   bool             // there are more forms than are remembered
}

// mostForms is how many forms of reasons are remembered: nothing that has more is a list of reasons.
const mostForms = 10_000

func newGlossary() *glossary {
	return &glossary{number: make(map[string]int32), forms: make(map[string]int32)}
}

// fold is what the forms of a reason have in common.
func fold(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(norm.NFC.String(text), unicode.IsSpace), " "))
}

// form is the number of a form; ok is false for a new one beyond those that are remembered.
func (g *glossary) form(text string) (form int32, ok bool) {
	if form, ok := g.forms[text]; ok {
		return form, true
	}
	if len(g.texts) >= mostForms {
		g.full = true
		return 0, false
	}
	key := fold(text)
	reason, known := g.number[key]
	if !known {
		reason = int32(len(g.number))
		g.number[key] = reason
	}
	form = int32(len(g.texts))
	g.forms[text], g.texts = form, append(g.texts, text)
	g.of, g.rows = append(g.of, reason), append(g.rows, 0)
	return form, true
}

// merge adds the forms of another glossary, and returns the numbers that its reasons have here.
func (g *glossary) merge(o *glossary) (number []int32) {
	g.full = g.full || o.full
	number = make([]int32, len(o.number))
	for i, text := range o.texts {
		form, ok := g.form(text)
		if !ok {
			continue
		}
		g.rows[form] += o.rows[i]
		number[o.of[i]] = g.of[form]
	}
	return number
}

// A reasonName is how a reason is called.
type reasonName struct {
	shown string
	other bool // it is the one for all that is no reason of its own
}

// names are those of the reasons, by number. Of forms as frequent the one with small letters is shown.
func (g *glossary) names() []reasonName {
	out, most := make([]reasonName, len(g.number)), make([]int64, len(g.number))
	for form, text := range g.texts {
		reason, n := g.of[form], g.rows[form]
		if name := &out[reason]; name.shown == "" || n > most[reason] || n == most[reason] && text > name.shown {
			name.shown, most[reason] = text, n
		}
	}
	for i := range out {
		out[i].other = layout.Meaning("reason", out[i].shown) == "other"
	}
	return out
}

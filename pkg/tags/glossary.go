package tags

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Glossary numbers reasons: texts that differ in case and blanks only are one, which bears its most frequent form.
type Glossary struct {
	number map[string]int32 // by folded text
	forms  map[string]int32 // by text as it stands: the number of the form
	of     []int32          // by form: the reason
	Texts  []string         // by form
	rows   []int64          // by form: mentions
	Full   bool             // there are more forms than are remembered
}

// MostForms is how many forms of reasons are remembered: nothing that has more is a list of reasons.
const MostForms = 10_000

// NewGlossary returns an empty glossary.
func NewGlossary() *Glossary {
	return &Glossary{number: make(map[string]int32), forms: make(map[string]int32)}
}

// Fold is what the forms of a reason have in common.
func Fold(text string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(norm.NFC.String(text), unicode.IsSpace), " "))
}

// Form is the number of a form; ok is false for a new one beyond those that are remembered.
func (g *Glossary) Form(text string) (form int32, ok bool) {
	if form, ok := g.forms[text]; ok {
		return form, true
	}
	if len(g.Texts) >= MostForms {
		g.Full = true
		return 0, false
	}
	key := Fold(text)
	reason, known := g.number[key]
	if !known {
		reason = int32(len(g.number))
		g.number[key] = reason
	}
	form = int32(len(g.Texts))
	g.forms[text], g.Texts = form, append(g.Texts, text)
	g.of, g.rows = append(g.of, reason), append(g.rows, 0)
	return form, true
}

// Merge adds the forms of another glossary, and returns the numbers that its reasons have here.
func (g *Glossary) Merge(o *Glossary) (number []int32) {
	g.Full = g.Full || o.Full
	number = make([]int32, len(o.number))
	for i, text := range o.Texts {
		form, ok := g.Form(text)
		if !ok {
			continue
		}
		g.rows[form] += o.rows[i]
		number[o.of[i]] = g.of[form]
	}
	return number
}

// A ReasonName is how a reason is called.
type ReasonName struct {
	Shown string
	Other bool // it is the one for all that is no reason of its own
}

// Names are those of the reasons, by number. Of forms as frequent the one with small letters is shown.
func (g *Glossary) Names() []ReasonName {
	out, most := make([]ReasonName, len(g.number)), make([]int64, len(g.number))
	for form, text := range g.Texts {
		reason, n := g.of[form], g.rows[form]
		if name := &out[reason]; name.Shown == "" || n > most[reason] || n == most[reason] && text > name.Shown {
			name.Shown, most[reason] = text, n
		}
	}
	for i := range out {
		out[i] = Called(out[i].Shown)
	}
	return out
}

// Called is the name of a reason.
func Called(name string) ReasonName {
	return ReasonName{Shown: name, Other: layout.Meaning("reason", name) == "other"}
}

// Reason is the number of the reason that a form is of.
func (g *Glossary) Reason(form int32) int32 { return g.of[form] }

// Number is that of a reason in any form; ok is false where nobody names it.
func (g *Glossary) Number(text string) (reason int32, ok bool) {
	reason, ok = g.number[Fold(text)]
	return reason, ok
}

// Hear counts mentions in a form.
func (g *Glossary) Hear(form int32, n int64) { g.rows[form] += n }

package result

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/lang"
)

// A Phrase is a format with its arguments, so that it can be said in any language. Phrases may be arguments of others.
type Phrase struct {
	format string
	args   []any
}

// Say makes a phrase. The format is what catalogues know.
func Say(format string, args ...any) Phrase { return Phrase{format, args} }

// String says it in English.
func (p Phrase) String() string { return p.In(nil) }

// In says it in a language.
func (p Phrase) In(w *lang.Tongue) string { return w.Say(p.format, p.args...) }

// A Heap is a number of things.
type Heap struct {
	N     int64
	Thing string // one of them
}

// String says it in English: "1 answer", "2 answers".
func (h Heap) String() string { return h.In(nil) }

// In says it in a language.
func (h Heap) In(w *lang.Tongue) string {
	return strconv.FormatInt(h.N, 10) + " " + w.Noun(h.N, h.Thing)
}

// A Word is said as the catalogue has it.
type Word string

// In says it in a language.
func (text Word) In(w *lang.Tongue) string { return w.Text(string(text)) }

// A Reason was made in English where languages are not known; the catalogue recognises its form.
type Reason string

// In says it in a language.
func (text Reason) In(w *lang.Tongue) string { return w.Retell(string(text)) }

// A Numeral is a number in English words, "1,234.5 %", which other languages write otherwise.
type Numeral string

// In writes it as a language does.
func (f Numeral) In(w *lang.Tongue) string { return w.Number(string(f)) }

// GroupsHave begins a sentence about some of the groups.
func GroupsHave(some, all int) Phrase {
	if some == 1 {
		return Say("%d of %d groups has", some, all)
	}
	return Say("%d of %d groups have", some, all)
}

// Equal tells whether two phrases say the same in English.
func (p Phrase) Equal(o Phrase) bool { return p.String() == o.String() }

package result

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/lang"
)

// A Warning is a doubt that belongs to the result.
type Warning struct {
	Code   string `json:"code"` // snake case, stable
	Text   string `json:"text"`
	Source string `json:"source,omitempty"`
	Line   int64  `json:"line,omitempty"`

	said *Phrase // what Text was made of; nil where it is words of the data
}

// Warn makes a doubt of a code and words.
func Warn(code, format string, args ...any) Warning {
	p := Say(format, args...)
	return Warning{Code: code, Text: p.String(), said: &p}
}

// In returns the words of the doubt in a language.
func (w Warning) In(words *lang.Tongue) string {
	if w.said == nil {
		return words.Retell(w.Text)
	}
	return w.said.In(words)
}

// Of returns the doubt with whose it is before it, "this month: …".
func (w Warning) Of(whose string) Warning {
	p := Say("%s: %s", whose, w)
	w.Text, w.said = p.String(), &p
	return w
}

// Equal tells whether two doubts say the same of the same place.
func (w Warning) Equal(other Warning) bool { return w.bare() == other.bare() }

func (w Warning) bare() Warning {
	w.said = nil
	return w
}

// At returns the doubt with the source and the line that it comes from; 0 for no line.
func (w Warning) At(source string, line int64) Warning {
	w.Source, w.Line = source, line
	return w
}

// Unplace takes the places from the doubts of a document. Those that say the same then are one.
func (d *Document) Unplace() {
	var out []Warning
	for _, w := range d.Warnings {
		if w = w.At("", 0); !slices.ContainsFunc(out, w.Equal) {
			out = append(out, w)
		}
	}
	d.Warnings = append(d.Warnings[:0], out...)
}

// Place names where the doubt comes from, "responses.csv:12", or "".
func (w Warning) Place() string {
	if w.Source == "" || w.Line == 0 {
		return w.Source
	}
	return fmt.Sprintf("%s:%d", w.Source, w.Line)
}

// Package lang says things in the languages of people.
//
// The English text is the key; words.tsv holds what it is in other languages, and reasons.tsv the forms of what is made in
// English where languages are not known. What has no translation stays English, so nothing is ever lost. Names and values from data are never looked up.
package lang

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
)

//go:embed words.tsv
var table string

// A Tongue holds the words and numbers of a language. Nil is English.
type Tongue struct {
	code      string
	texts     map[string]string
	decimal   string
	thousands string
	form      func(n int64) int // which form of a noun stands beside n
	moulds    []mould
}

// Codes returns the languages, English first.
func Codes() []string { return []string{"en", "es", "uk", "ru"} }

// Of returns the words of a language; ok is false for one that is not known.
func Of(code string) (w *Tongue, ok bool) {
	switch code {
	case "en":
		return nil, true
	case "es":
		w = &Tongue{decimal: ",", thousands: ".", form: romance}
	case "uk", "ru":
		w = &Tongue{decimal: ",", thousands: "\u00a0", form: slavic}
	default:
		return nil, false
	}
	w.code, w.texts, w.moulds = code, make(map[string]string), mouldsOf(code)
	for _, e := range Entries() {
		w.texts[e.English] = e.In[code]
	}
	return w, true
}

// A Saying is a text with what it is in other languages. Forms of a noun are separated by "|".
type Saying struct {
	English string
	In      map[string]string
	// Reason marks the form of a text that is made where languages are not known.
	Reason bool
}

// Entries returns the catalogue, the forms of reasons last.
func Entries() []Saying { return append(entriesOf(table, false), entriesOf(reasons, true)...) }

func entriesOf(table string, reason bool) (out []Saying) {
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		e := Saying{English: cells[0], In: make(map[string]string), Reason: reason}
		for i, code := range Codes()[1:] {
			if i+1 < len(cells) {
				e.In[code] = cells[i+1]
			}
		}
		out = append(out, e)
	}
	return out
}

// romance chooses between one and more.
func romance(n int64) int {
	if n == 1 {
		return 0
	}
	return 1
}

// slavic chooses between 1, 21, 31 …, 2 to 4, 22 to 24 …, and all others.
func slavic(n int64) int {
	switch one, ten := n%10, n%100; {
	case one == 1 && ten != 11:
		return 0
	case one >= 2 && one <= 4 && (ten < 12 || ten > 14):
		return 1
	}
	return 2
}

// Code is the tag of the language, "en".
func (w *Tongue) Code() string {
	if w == nil {
		return Codes()[0]
	}
	return w.code
}

// Text returns a text in the language.
func (w *Tongue) Text(english string) string {
	if w != nil {
		if text := w.texts[english]; text != "" {
			text, _, _ = strings.Cut(text, "|")
			return text
		}
	}
	return english
}

// A Sayer is an argument that has words of its own.
type Sayer interface{ In(w *Tongue) string }

// Say fills a format in the language.
func (w *Tongue) Say(format string, args ...any) string {
	said := make([]any, len(args))
	for i, a := range args {
		said[i] = a
		switch a := a.(type) {
		case Sayer:
			said[i] = a.In(w)
		case float64:
			said[i] = number{a, w}
		}
	}
	return fmt.Sprintf(w.Text(format), said...)
}

// Number writes an English number, "1,234.5", as the language does.
func (w *Tongue) Number(english string) string {
	if w == nil {
		return english
	}
	return strings.NewReplacer(",", w.thousands, ".", w.decimal).Replace(english)
}

// Noun returns the form of a noun that stands beside n. The plural of English is the noun with an s, unless it is given.
func (w *Tongue) Noun(n int64, english string) string {
	if w != nil {
		if text := w.texts[english]; text != "" {
			forms := strings.Split(text, "|")
			return forms[min(w.form(max(n, -n)), len(forms)-1)]
		}
	}
	if n == 1 {
		return english
	}
	return english + "s"
}

// A number is a floating-point argument, which is written as the language does.
type number struct {
	value float64
	words *Tongue
}

// Format writes it as its verb asks.
func (n number) Format(f fmt.State, verb rune) {
	_, _ = io.WriteString(f, n.words.Number(fmt.Sprintf(fmt.FormatString(f, verb), n.value)))
}

package layout

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A phraseList holds the phrases of lines of a file. They are put into the form in which texts are compared when they are asked for
// first: few lines are looked at in a run, and phrases in letters that are not Latin no plain text can have.
type phraseList struct{ latin, other func() []string }

// phrasesIn takes cells with phrases between strokes, and the form in which they are compared.
func phrasesIn(normal func(phrase string) string, cells ...string) phraseList {
	read := func(out func(phrase string) bool) func() []string {
		return sync.OnceValue(func() (phrases []string) {
			for _, cell := range cells {
				phrases = slices.Grow(phrases, strings.Count(cell, "|")+1)
				for phrase := range strings.SplitSeq(cell, "|") {
					if !out(phrase) {
						phrases = append(phrases, normal(phrase))
					}
				}
			}
			return phrases
		})
	}
	return phraseList{latin: read(isForeign), other: read(isLatin)}
}

// some tells whether some phrase fits a normalised text.
func (l phraseList) some(text string, fits func(phrase string) bool) bool {
	return slices.ContainsFunc(l.latin(), fits) || !isPlain(text) && slices.ContainsFunc(l.other(), fits)
}

// has tells whether a normalised text is one of the phrases.
func (l phraseList) has(text string) bool {
	return slices.Contains(l.latin(), text) || !isPlain(text) && slices.Contains(l.other(), text)
}

// isForeign tells whether a phrase has a letter of the Greek or Cyrillic script, or of those behind them in Unicode: none of
// them is ever normalised to a Latin one.
func isForeign(phrase string) bool {
	return strings.ContainsFunc(phrase, func(r rune) bool { return r >= '\u0370' && r < '\u1D00' && unicode.IsLetter(r) })
}

func isLatin(phrase string) bool { return !isForeign(phrase) }

// isPlain tells whether a text is ASCII.
func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// normalPhrase returns a phrase in the form in which headers are compared. A * at the end is kept.
func normalPhrase(phrase string) string {
	if strings.HasSuffix(strings.TrimSpace(phrase), "*") {
		return header(phrase) + "*"
	}
	return header(phrase)
}

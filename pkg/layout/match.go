package layout

import (
	"slices"
	"strings"
)

// A match is the way in which a phrase is looked for in a header.
type match string

const (
	whole    match = "whole"    // the header is the phrase
	contains match = "contains" // the header contains the phrase, word by word
	maybe    match = "maybe"    // the header contains the phrase and may be something else, so people are asked
	never    match = "never"    // the header contains the phrase and is something else
	edge     match = "edge"     // the same at its beginning, and at the end of a short header
)

// fewWords is how many words a header may have to be a name and not a question.
const fewWords = 4

// fits tells whether a header has one of the phrases where they are looked for. It is asked for every header, role and
// phrase, so nothing is put together here.
func (m match) fits(h headerNames, phrases []string) bool {
	switch m {
	case whole:
		return slices.ContainsFunc(phrases, h.is)
	case edge:
		short := strings.Count(h.full, " ") < fewWords
		return slices.ContainsFunc(phrases, func(p string) bool { return begins(h.full, p) || short && ends(h.full, p) })
	}
	return slices.ContainsFunc(phrases, func(p string) bool { return containsPhrase(h.full, p) })
}

// begins tells whether a text begins with a phrase, word by word.
func begins(text, phrase string) bool {
	rest, found := strings.CutPrefix(text, phrase)
	return found && (rest == "" || rest[0] == ' ')
}

// ends tells whether a text ends with a phrase, word by word.
func ends(text, phrase string) bool {
	rest, found := strings.CutSuffix(text, phrase)
	return found && (rest == "" || rest[len(rest)-1] == ' ')
}

// is tells whether the header, or the end of the path that it is, is the phrase. One that is a single word is the
// phrase also where that has several: "customerid".
func (h headerNames) is(phrase string) bool {
	glued := h.glued && len(h.full) >= fewLetters && len(h.full) < len(phrase) && isGlued(h.full, phrase)
	return h.full == phrase || glued || slices.Contains(h.tails, phrase)
}

// fewLetters is how short a single word may be to stand for no phrase.
const fewLetters = 6

// isGlued tells whether a text is a phrase without its blanks.
func isGlued(text, phrase string) bool {
	for word := range strings.SplitSeq(phrase, " ") {
		rest, found := strings.CutPrefix(text, word)
		if !found {
			return false
		}
		text = rest
	}
	return text == ""
}

func containsPhrase(h, phrase string) bool {
	if !strings.Contains(h, strings.TrimSuffix(phrase, "*")) {
		return false // as most
	}
	if stem, found := strings.CutSuffix(phrase, "*"); found {
		return strings.Contains(" "+h, " "+stem)
	}
	return strings.Contains(" "+h+" ", " "+phrase+" ")
}

package ledger

import (
	"bytes"
	"slices"
	"unicode"
)

// mostNobody is how long the words for nobody may be.
const mostNobody = 60

// IsNobody tells whether the text in the place of a customer stands for customers who are not known: guests, "unknown",
// "N/A", a dash.
func IsNobody(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || len(text) > mostNobody || isNumbered(text) {
		return false
	}
	if !bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return true
	}
	plain := plainWords(text)
	if means := wordsOf("nobody")[plain]; means != "code" {
		return means != ""
	}
	return bytes.Equal(text, bytes.ToUpper(text)) || bytes.ContainsAny(text, "/.<#") // as Na may be a name
}

// isNumbered tells whether a text has a digit that is not zero, or is an address, as the texts of most customers do and no
// word for nobody does.
func isNumbered(text []byte) bool {
	for _, b := range text {
		if b-'1' < 9 || b == '@' {
			return true
		}
	}
	return false
}

// isNobody tells whether a row has nobody in the place of its customer, by the usual words or by what the ledger was told.
func (c *Collector) isNobody(who []byte) bool {
	if !c.options.Nameless {
		return false
	}
	return len(c.options.Nobody) > 0 && slices.Contains(c.options.Nobody, string(who)) || !isNumbered(who) && c.nobodies.of(who)
}

// IsTest tells whether a text says that its row is a test of a program and none of the business; ok is false where it does
// not say. Where yes says that the row is no test, yesIsLive is true.
func IsTest(text string, yesIsLive bool) (test, ok bool) {
	plain := plainWords([]byte(text))
	if means := wordsOf("mode")[plain]; means != "" {
		return means == "test", true
	}
	means := wordsOf("status")[plain]
	return means == "yes" != yesIsLive, means == "yes" || means == "no"
}

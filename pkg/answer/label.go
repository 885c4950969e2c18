package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// IsNumber tells whether Classify would read a text as a number, plain or with a label.
func IsNumber(text string) bool {
	t := Trim(text)
	if t == "" || strings.ContainsFunc(t, unicode.IsControl) {
		return false
	}
	t = plain(t)
	if _, ok := readScore(t, '.'); ok {
		return true
	}
	_, _, ok := labelled(t, false)
	return ok
}

// Loose splits a text that begins with a number and goes on, behind a blank, as a label does: "5 Very good". It may
// as well say how many there are of something, so it is a score only where the label is a known one.
func Loose(text string) (numeral, label string, ok bool) {
	text = plain(text)
	n := leadingNumeral(text)
	if n == 0 || !startsBlank(text[n:]) || !isLabel(text[n:]) {
		return "", "", false
	}
	return text[:n], Trim(text[n:]), true
}

func startsBlank(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsSpace(r)
}

// Head returns the label of a text that goes on with an explanation behind a colon or a dash, as in
// "Good: the staff is friendly"; "" for other texts.
func Head(text string) string {
	at := len(text)
	for _, mark := range []string{":", " - ", " – ", " — "} {
		if i := strings.Index(text, mark); i > 0 {
			at = min(at, i)
		}
	}
	if at == len(text) {
		return ""
	}
	return text[:at]
}

// Lookup returns the score of the label that a text is, or begins with, or that has a picture beside it. Scores are by label as Normalise gives it.
func Lookup(scores map[string]float64, text string) (score float64, ok bool) {
	if score, ok = scores[Normalise(text)]; ok || len(scores) == 0 {
		return score, ok
	}
	if score, ok = scores[Normalise(Head(text))]; ok {
		return score, ok
	}
	score, ok = scores[Normalise(Pictured(text))]
	return score, ok
}

// ofMost reads a score that names the end of its scale, "9/10" or "9 out of 10", where that is the end of the scale.
func (c *Classifier) ofMost(t string) (d decimal, ok bool) {
	numeral, most, ok := OfMost(t, c.rules.Silent)
	if !ok || most != c.rules.Max {
		return decimal{}, false
	}
	return readScore(numeral, c.rules.Decimal)
}

// ofHundred reads a score in percent, "85%", where the scale goes from 0 to 100.
func (c *Classifier) ofHundred(t string) (d decimal, ok bool) {
	numeral, ok := strings.CutSuffix(t, "%")
	if !ok || c.rules.Min != 0 || c.rules.Max != 100 {
		return decimal{}, false
	}
	return readScore(Trim(numeral), c.rules.Decimal)
}

// OfMost splits a score that names the end of its scale. by holds the words that stand between; a slash always may. What it
// is of may stand behind the score or the end, "5 out of 5 stars", and that it is a rating before it, "Rated 4 of 5".
func OfMost(text string, by Silence) (numeral string, most float64, ok bool) {
	text = plain(text)
	if at := strings.IndexAny(text, "0123456789"); at > 0 && by.Rated[Normalise(text[:at])] {
		text = text[at:]
	}
	if at := strings.LastIndexAny(text, "0123456789") + 1; at < len(text) && by.Units[Normalise(text[at:])] {
		text = text[:at]
	}
	n := leadingNumeral(text)
	last := text[len(text)-trailingDigits(text):]
	if n == 0 || last == "" || n >= len(text)-len(last) {
		return "", 0, false
	}
	between := Trim(text[n : len(text)-len(last)])
	if between != "/" && !by.stands(Normalise(between)) {
		return "", 0, false
	}
	end, ok := readScore(last, '.')
	return text[:n], end.float(), ok
}

// stands tells whether words stand between a score and the end of its scale, with what it is of or without.
func (s Silence) stands(between string) bool {
	unit, of, found := strings.Cut(between, " ")
	return s.Of[between] || found && s.Units[unit] && s.Of[of]
}

// separators stand between a number and its label.
const separators = "-–—:="

// labelled finds the number in a trimmed text that holds a number and a label. negative tells that
// the scale has scores below 0, where "Bad -1" could be read in two ways and is therefore refused.
func labelled(text string, negative bool) (numeral, label string, ok bool) {
	if text == "" {
		return "", "", false
	}
	if numeral, label, ok := numberFirst(text); ok && isLabel(label) {
		return numeral, label, true
	}
	if numeral, label, ok := numberLast(text, negative); ok && isLabel(label) {
		return numeral, label, true
	}
	return "", "", false
}

// numberFirst splits "9 - Likely", "5 (Very good)", "5. Very good", "5) Very good" and
// "(5) Very good".
func numberFirst(text string) (numeral, label string, ok bool) {
	if inside, rest, found := strings.Cut(strings.TrimPrefix(text, "("), ")"); found && text[0] == '(' {
		return inside, rest, isNumeral(inside)
	}
	n := leadingNumeral(text)
	if n == 0 {
		return "", "", false
	}
	numeral, rest := text[:n], text[n:]
	after := Trim(rest)
	if after == "" {
		return "", "", false
	}
	first, size := utf8.DecodeRuneInString(after)
	tight := len(after) == len(rest) // nothing between the number and the next sign
	label = after[size:]
	switch {
	case first == '-' && tight && startsLower(label):
		return "", "", false // "3-day" is a word, "3-Good" is a label
	case strings.ContainsRune(separators, first):
		return numeral, label, true
	case first == '(':
		return numeral, label, strings.HasSuffix(label, ")")
	case (first == '.' || first == ')') && tight:
		return numeral, label, Trim(label) != label
	}
	return "", "", false
}

func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// numberLast splits "Extremely likely - 10", "Excellent (5)" and "Excellent = 5".
func numberLast(text string, negative bool) (numeral, label string, ok bool) {
	if rest, found := strings.CutSuffix(text, ")"); found {
		at := strings.LastIndexByte(rest, '(')
		if at < 0 {
			return "", "", false
		}
		return rest[at+1:], rest[:at], isNumeral(rest[at+1:])
	}
	digits := text[len(text)-trailingDigits(text):]
	before := text[:len(text)-len(digits)]
	if digits == "" || before == "" {
		return "", "", false
	}
	if signed, found := strings.CutSuffix(before, "-"); found && endsInSeparator(signed) {
		digits, before = "-"+digits, signed // "Bad: -1"
	}
	label = Trim(before)
	mark, size := utf8.DecodeLastRuneInString(label)
	if !strings.ContainsRune(separators, mark) {
		return "", "", false
	}
	gapAfter := len(strings.TrimRight(before, " ")) < len(before)
	label = label[:len(label)-size]
	if endsInSeparator(label) {
		return "", "", false // "Bad: - 1"
	}
	if mark == '-' {
		gapBefore := Trim(label) != label
		if !gapBefore && !gapAfter || negative && !gapAfter {
			return "", "", false // "A-10" is a name; "Bad -1" may be minus one
		}
	}
	return digits, label, true
}

func endsInSeparator(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(Trim(text))
	return strings.ContainsRune(separators, r)
}

// isNumeral tells whether a text is a number and nothing else, as far as labels have them: a sign,
// digits, and a fraction.
func isNumeral(text string) bool { return text != "" && leadingNumeral(text) == len(text) }

// leadingNumeral returns the length of the number that a text begins with, 0 when there is none.
func leadingNumeral(text string) int {
	i := 0
	if text != "" && (text[0] == '-' || text[0] == '+') {
		i++
	}
	start := i
	i += countDigits(text[i:])
	if i == start {
		return 0
	}
	if i < len(text) && (text[i] == '.' || text[i] == ',') {
		if frac := countDigits(text[i+1:]); frac > 0 {
			i += 1 + frac
		}
	}
	return i
}

func countDigits(text string) int {
	return len(text) - len(strings.TrimLeft(text, "0123456789"))
}

// trailingDigits returns the length of the number without a sign that a text ends with.
func trailingDigits(text string) int {
	n := len(text) - len(strings.TrimRight(text, "0123456789"))
	rest := text[:len(text)-n]
	if n > 0 && rest != "" && strings.ContainsRune(".,", rune(rest[len(rest)-1])) {
		whole := rest[:len(rest)-1]
		if m := len(whole) - len(strings.TrimRight(whole, "0123456789")); m > 0 {
			return m + 1 + n
		}
	}
	return n
}

// isLabel tells whether a text can be the label of a number: it holds letters, no digit of any
// script and no sign of markup or formulas, and it is not the name of a month, which is what
// spreadsheets make of "9-10".
func isLabel(text string) bool {
	if !strings.ContainsFunc(text, unicode.IsLetter) || strings.ContainsFunc(text, unicode.IsNumber) || strings.ContainsAny(text, `<>={}|;@＠\`) {
		return false
	}
	word := norm.NFC.String(Normalise(text))
	return !dates.IsMonth(word) && word != "am" && word != "pm"
}

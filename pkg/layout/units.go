package layout

import (
	"cmp"
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed units.tsv
var unitData string

// Units is what the header of an amount says of the unit of its column.
type Units struct {
	// Per is the time that an amount is of, "year"; "" where the header names none.
	Per string
	// Minor says that amounts are in hundredths: cents.
	Minor bool
	// Doubt says that amounts of such a name are in hundredths in some tools.
	Doubt bool
	// Zeros is how many zeros are left out: 3 where amounts are in thousands.
	Zeros int
	// Change says that it is by how much something changed.
	Change bool
}

// A unitRule says what headers with one of its phrases mean.
type unitRule struct {
	kind, means string
	phrases     []string
}

var unitRules = sync.OnceValue(func() (rules []unitRule) {
	for _, cells := range table(unitData) {
		if len(cells) == 3 { // a test holds the file to its form
			phrases := strings.Split(cells[2], "|")
			for i, phrase := range phrases {
				phrases[i] = normalPhrase(phrase)
			}
			rules = append(rules, unitRule{cells[0], cells[1], phrases})
		}
	}
	return rules
})

// find returns the phrase of the rule that a normalised header has, "" for none.
func (r unitRule) find(h string) string {
	for _, phrase := range r.phrases {
		if containsPhrase(h, phrase) {
			return phrase
		}
	}
	return ""
}

// UnitsOf returns what the header of an amount says of its unit.
func UnitsOf(text string) (u Units) {
	h := header(text)
	for _, r := range unitRules() {
		if r.find(h) == "" {
			continue
		}
		switch {
		case (r.kind == "name" || r.kind == "per") && u.Per == "":
			u.Per = r.means
		case r.kind == "minor":
			u.Minor = true
		case r.kind == "doubt":
			u.Doubt = true
		case r.kind == "change":
			u.Change = true
		case r.kind == "zeros" && u.Zeros == 0:
			u.Zeros, _ = strconv.Atoi(r.means)
		}
	}
	return u
}

// linking are the words that lead to a unit: "Revenue in k€".
const linking = " in en em в у de of per "

// WithoutUnit returns the header of an amount without the words of its unit and of its currency, which words isCurrency
// tells: "ARR (€)" is "arr", "Annual fee, USD" is "fee". A word that is all there is stays.
func WithoutUnit(text string, isCurrency func(word string) bool) string {
	h := header(text)
	for _, kinds := range []string{"minor zeros", "per"} {
		for _, r := range unitRules() {
			if phrase := r.find(h); phrase != "" && strings.Contains(kinds, r.kind) {
				h = cmp.Or(cutPhrase(h, phrase), h)
			}
		}
		h = withoutCurrency(h, isCurrency)
	}
	return h
}

// withoutCurrency takes the currency off the end of a header, and what leads to it.
func withoutCurrency(h string, isCurrency func(word string) bool) string {
	words := strings.Fields(h)
	for len(words) > 1 {
		last := words[len(words)-1]
		sign := !strings.ContainsFunc(last, func(r rune) bool { return !unicode.Is(unicode.Sc, r) })
		if !sign && !isCurrency(last) && !strings.Contains(linking, " "+last+" ") {
			break
		}
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// cutPhrase takes the words of a phrase out of a header.
func cutPhrase(h, phrase string) string {
	stem, open := strings.CutSuffix(phrase, "*")
	at := strings.Index(" "+h+" ", " "+stem)
	rest := h[at+len(stem):]
	if open {
		if end := strings.IndexByte(rest, ' '); end >= 0 {
			rest = rest[end:]
		} else {
			rest = ""
		}
	}
	return strings.Join(strings.Fields(h[:at]+" "+rest), " ")
}

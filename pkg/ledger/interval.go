package ledger

import (
	"slices"
	"strings"
	"unicode"
)

// shortUnits are words for units of time of two letters that are nothing else beside other words.
var shortUnits = []string{"mo", "yr"}

// intervalWithin reads the billing interval that a text speaks of among other words: "Annual (£120/yr)", "Pro, 3 months".
// ok is false where it speaks of none, or of several.
func intervalWithin(text string) (m monthly, ok bool) {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/-.,", r)
	})
	several := func(word string) bool { return wordsOf("several")[word] != "" }
	if slices.ContainsFunc(strings.Fields(plainWords([]byte(text))), several) { // twice a year, bi-annual
		return monthly{}, false
	}
	var before string
	for _, field := range fields {
		if strings.HasPrefix(field, "/") { // 120 / yr
			before = ""
		}
		for i, part := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune("/-.,", r) }) {
			number, word := splitNumber(part)
			if word == "" {
				before = ""
				if !strings.ContainsAny(field, "/.,") { // which prices have
					before = number
				}
				continue
			}
			per, is := units()[word]
			if number == "" && (i == 0 || strings.Contains(field, "-")) {
				number = before
			}
			before = ""
			if !is || len(word) < 3 && !slices.Contains(shortUnits, word) {
				continue
			}
			if n, counts := smallNumber(number); counts && n > 0 {
				per = per.everyNth(n)
			}
			if ok && m.num*per.den != per.num*m.den {
				return monthly{}, false
			}
			m, ok = per, true
		}
	}
	return m, ok
}

// splitNumber takes a number off the front of a word: 12mo.
func splitNumber(part string) (number, word string) {
	at := strings.IndexFunc(part, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return part, ""
	}
	return part[:at], part[at:]
}

// MonthsOf returns how many months a billing interval has, and whether a text is one.
func MonthsOf(text string) (months float64, ok bool) {
	m, oneTime, ok := intervalOf([]byte(text))
	if !ok || oneTime {
		return 0, false
	}
	return float64(m.den) / float64(m.num), true
}

// MonthsWithin returns how many months the billing interval has that a text speaks of among other words.
func MonthsWithin(text string) (months float64, ok bool) {
	if months, ok = MonthsOf(text); ok {
		return months, true
	}
	m, ok := intervalWithin(text)
	if !ok {
		return 0, false
	}
	return float64(m.den) / float64(m.num), true
}

// UnitOf returns the unit of time that a word stands for, as an interval, and whether it does.
func UnitOf(word string) (unit string, ok bool) {
	m, is := units()[word]
	if !is || len(word) < 3 {
		return "", false
	}
	for name, per := range map[string]monthly{"day": {365, 12}, "week": {52, 12}, "month": perMonth, "quarter": {1, 3}, "year": {1, 12}} {
		if m == per {
			return name, true
		}
	}
	return "", false
}

// EitherInterval returns the two billing intervals that a word may stand for, written so that they are understood; nil for one
// that is known, or not at all.
func EitherInterval(text string) []string {
	if either := wordsOf("either")[plainWords([]byte(text))]; either != "" {
		return strings.Split(either, "/")
	}
	return nil
}

package layout

import (
	"slices"
	"strings"
	"unicode"
)

// totalRank is that of the word total in a longer header of orders.
const totalRank = 7

// countsThings tells whether a header that has the word total among others may be that of how many there were of something: no
// other word is one of money, and some are none that may stand beside it, as in total_nights and total_km.
func countsThings(h string) bool {
	words := strings.Fields(h)
	money, beside := asideWords()[MoneyWord], asideWords()[BesideTotal]
	if slices.ContainsFunc(words, money.has) || strings.ContainsFunc(h, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		return false
	}
	return slices.ContainsFunc(words, func(word string) bool { return !beside.has(word) && strings.Trim(word, "0123456789") != "" })
}

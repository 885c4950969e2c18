package ledger

import (
	"bytes"
	"slices"
	"strconv"
	"unicode"
)

// mostNoDate is how long a text may be that stands for no date.
const mostNoDate = 40

// isNoDate tells whether the text in the place of an end stands for none: NULL, a dash, "unlimited", 0000-00-00, or the day with
// which a program begins to count, 1900-01-01.
func isNoDate(text []byte) bool {
	if len(text) > mostNoDate {
		return false
	}
	if !bytes.ContainsAny(text, "0123456789") {
		plain := plainWords(text)
		return plain == "" || wordsOf("endless")[plain] != ""
	}
	if bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) && r != 'T' && r != 'Z' }) {
		return false
	}
	var parts []int
	for part := range bytes.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		n, err := strconv.Atoi(string(part))
		if err != nil {
			return false
		}
		parts = append(parts, n)
	}
	if !slices.ContainsFunc(parts, func(n int) bool { return n != 0 }) {
		return true
	}
	if len(parts) < 3 || slices.ContainsFunc(parts[3:], func(n int) bool { return n != 0 }) {
		return false
	}
	day := slices.Sorted(slices.Values(parts[:3]))
	return day[0] == 1 && day[1] == 1 && slices.Contains([]int{1, 1900, 1970}, day[2]) || day[0] == 12 && day[2] == 1899 && day[1] >= 30
}

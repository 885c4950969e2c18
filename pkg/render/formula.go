package render

import (
	"strings"
	"unicode"
)

// guarded puts a ' before a text that a spreadsheet would take for a formula, unless raw.
// Source: OWASP, CSV Injection.
func guarded(s string, raw bool) string {
	if raw || !formulaLike(s) {
		return s
	}
	return "'" + s
}

// formulaLike tells whether a text begins like a formula, directly or behind what an import may
// strip: blanks, quotes, invisible characters. The full-width signs count, since some programs
// narrow them.
func formulaLike(s string) bool {
	if s != "" && strings.ContainsRune("\t\r\n", rune(s[0])) {
		return true
	}
	s = strings.TrimLeftFunc(s, stripped)
	for _, first := range s {
		return strings.ContainsRune("=+-@|%＝＋－＠", first) || linked(s)
	}
	return false
}

// linked tells whether a text begins with a link to another program, DDE (…), which old spreadsheets
// follow.
func linked(s string) bool {
	const dde = "dde"
	return len(s) > len(dde) && strings.EqualFold(s[:len(dde)], dde) &&
		strings.HasPrefix(strings.TrimLeft(s[len(dde):], "\t\n\f\r "), "(")
}

func stripped(r rune) bool {
	return r == '"' || unicode.IsSpace(r) || unicode.Is(unicode.C, r)
}

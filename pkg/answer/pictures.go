package answer

import (
	"strings"
	"unicode"
)

// Pictured returns the words of a text that a picture stands before or behind, as in "🙂 Satisfied"; "" for other texts. Stars
// are no pictures, since they are counted.
func Pictured(text string) string {
	words := strings.TrimFunc(text, func(r rune) bool { return isPicture(r) || unicode.IsSpace(r) })
	if words == Trim(text) || !strings.ContainsFunc(words, unicode.IsLetter) || strings.ContainsFunc(words, isPicture) {
		return ""
	}
	return words
}

// isPicture tells whether a rune is one of those that draw faces, hands, hearts and things, or belongs to such a one.
func isPicture(r rune) bool {
	const thumbs, faces, last, joiner, selector = '☀', '\U0001F300', '\U0001FAFF', '\u200d', '\ufe0f'
	switch {
	case r == '★' || r == '☆' || r == '⭐' || r == '\U0001F31F':
		return false
	case r == joiner || r == selector:
		return true
	}
	return r >= faces && r <= last || r >= thumbs && r <= '➿' && unicode.Is(unicode.So, r)
}

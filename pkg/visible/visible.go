// Package visible makes text from outside harmless before people see it: what a terminal would obey, or what hides or
// turns the text around it, is written as an escape.
package visible

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text escapes what a text from the data could do to a terminal or to the text around it: control characters, line
// breaks, marks that turn the direction, characters without width. What is escaped already stays as it is.
func Text(s string) string { return escape(s, "") }

// Lines does so and keeps the line feeds, for words that were put together from such texts.
func Lines(s string) string { return escape(s, "\n") }

// Writer writes Lines of what it gets. A character has to come in one piece.
func Writer(to io.Writer) io.Writer { return through{to} }

type through struct{ to io.Writer }

func (w through) Write(p []byte) (int, error) {
	if _, err := io.WriteString(w.to, Lines(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// escape escapes all but the control characters in kept.
func escape(s, kept string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	joinable := false // the character before can be joined to the next
	for i, size := 0, 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		join := (r == '\u200c' || r == '\u200d') && joinable
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case Hidden(r) && !join && !strings.ContainsRune(kept, r):
			b.WriteString(Rune(r))
		default:
			b.WriteRune(r)
		}
		joinable = !join && !Hidden(r) && !unicode.IsSpace(r)
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// Hidden tells the characters that have no shape of their own. A sign that Arabic scripts put
// before a number is of the same category and has one.
func Hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// Rune returns the escape of a character.
func Rune(r rune) string {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return strings.Trim(strconv.QuoteRune(r), "'")
	case r < 0x80:
		return fmt.Sprintf(`\x%02x`, r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

package render

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// visible escapes what a text from the data could do to a terminal or to the text around it:
// control characters, line breaks, marks that turn the direction, characters without width.
func visible(s string) string {
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
		case invisible(r) && !join:
			b.WriteString(escaped(r))
		default:
			b.WriteRune(r)
		}
		joinable = !join && !invisible(r) && !unicode.IsSpace(r)
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

// invisible tells the characters that have no shape of their own. A sign that Arabic scripts put
// before a number is of the same category and has one.
func invisible(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point) &&
		!unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

func escaped(r rune) string {
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

// width returns the columns that a text takes on a terminal. Colours take none. It measures as
// tablewriter does, but whatever the locale.
func width(s string) int { return twwidth.WidthWithOptions(s, twwidth.Options{}) }

// fit cuts a text that is wider than limit columns and ends it with …. Letters keep their accents.
func fit(s string, limit int) string {
	if limit <= 0 || width(s) <= limit {
		return s
	}
	for room := limit; room > 0; room-- {
		if cut := displaywidth.TruncateString(s, room, "…"); width(cut) <= limit {
			return cut
		}
	}
	return "…"
}

// padded fills a text with blanks up to n columns.
func padded(s string, n int) string { return s + strings.Repeat(" ", max(0, n-width(s))) }

// flow joins pieces into lines of at most limit columns, 0 for one line. Lines after the first
// are indented. A piece that is wider than a line stands alone.
func flow(pieces []string, sep string, limit, indent int) []string {
	var lines []string
	line := ""
	for i, piece := range pieces {
		switch {
		case i == 0:
			line = piece
		case limit > 0 && width(line)+width(sep)+width(piece) > limit:
			lines = append(lines, strings.TrimRight(line, " "))
			line = strings.Repeat(" ", indent) + piece
		default:
			line += sep + piece
		}
	}
	return append(lines, line)
}

// wrap breaks a text at its blanks into lines of at most limit columns, 0 for one line. It keeps
// the indent of the first line and gives the others their own. A word that is wider than a line
// is cut into pieces; nothing is lost.
func wrap(s string, limit, indent int) []string {
	if limit <= 0 || width(s) <= limit {
		return []string{s}
	}
	line := s[:len(s)-len(strings.TrimLeft(s, " "))]
	hang := strings.Repeat(" ", indent)
	var lines []string
	for i, word := range strings.Fields(s) {
		switch {
		case i > 0 && width(line)+1+width(word) > limit:
			lines = append(lines, line)
			line = hang
		case i > 0:
			line += " "
		}
		for width(line)+width(word) > limit {
			piece := chop(word, max(1, limit-width(line)))
			if piece == word {
				break
			}
			lines = append(lines, line+piece)
			line, word = hang, word[len(piece):]
		}
		line += word
	}
	return append(lines, line)
}

// chop cuts the first piece of at most limit columns off a word; it is all of a word that cannot be cut.
func chop(word string, limit int) string {
	piece := displaywidth.TruncateString(word, limit, "")
	if width(word) <= limit || piece == "" || width(piece) > limit {
		return word
	}
	return piece
}

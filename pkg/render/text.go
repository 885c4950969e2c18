package render

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

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

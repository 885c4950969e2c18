package render

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// width returns the columns that a text takes on a terminal. Colours take none. An emoji takes two, of however many
// characters it is made.
func width(s string) int { return displaywidth.Options{ControlSequences: true}.String(s) }

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
// is cut into pieces; nothing is lost but the blanks where a line ends.
func wrap(s string, limit, indent int) []string {
	if limit <= 0 || width(s) <= limit {
		return []string{s}
	}
	rest := strings.TrimLeft(s, " ")
	line, blanks, word := s[:len(s)-len(rest)], "", ""
	hang := strings.Repeat(" ", indent)
	var lines []string
	for rest = strings.TrimRight(rest, " "); rest != ""; {
		blanks, word, rest = firstWord(rest)
		if blanks != "" && width(line)+len(blanks)+width(word) > limit {
			lines = append(lines, line)
			line, blanks = hang, ""
		}
		line += blanks
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

// firstWord cuts the first word off a text, and the blanks before it.
func firstWord(s string) (blanks, word, rest string) {
	word = strings.TrimLeft(s, " ")
	blanks = s[:len(s)-len(word)]
	if end := strings.IndexByte(word, ' '); end >= 0 {
		word, rest = word[:end], word[end:]
	}
	return blanks, word, rest
}

// Wrap breaks a text at its blanks into lines of at most limit columns of a terminal, 0 for one line. The lines after the
// first are indented.
func Wrap(text string, limit, indent int) []string { return wrap(text, limit, indent) }

// Folded returns a writer for a terminal of so many columns, 0 for one of any width. It breaks lines that are wider, but for
// those that stay whole. Text arrives in whole lines.
func Folded(w io.Writer, columns int, whole func(line string) bool) io.Writer {
	if columns == 0 {
		return w
	}
	return folder{w, columns, whole}
}

type folder struct {
	w       io.Writer
	columns int
	whole   func(line string) bool
}

func (f folder) Write(text []byte) (int, error) {
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		body := strings.TrimSuffix(line, "\n")
		indent := len(body) - len(strings.TrimLeft(body, " "))
		parts := []string{body}
		if !f.whole(body) {
			parts = wrap(body, f.columns, min(indent, f.columns/2)+4)
		}
		b.WriteString(strings.Join(parts, "\n") + line[len(body):])
	}
	if _, err := io.WriteString(f.w, b.String()); err != nil {
		return 0, err
	}
	return len(text), nil
}

// chop cuts the first piece of at most limit columns off a word; it is all of a word that cannot be cut.
func chop(word string, limit int) string {
	piece := displaywidth.TruncateString(word, limit, "")
	if width(word) <= limit || piece == "" || width(piece) > limit {
		return word
	}
	return piece
}

package layout

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A ColumnError tells that the name of a column fits no header or several.
type ColumnError struct {
	Want        string   // the name as given
	Matches     []int    // the columns that fit, from 0; empty when none does
	Suggestions []string // headers with a name like it, when none fits
	Headers     []string // all headers
}

// Error names the column and what was found instead: the columns that fit, with their numbers, or
// the nearest names.
func (e *ColumnError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "column %s: ", answer.Quote(e.Want, shownHeader))
	switch {
	case len(e.Matches) > 0:
		fmt.Fprintf(&b, "%d columns fit: %s", len(e.Matches), List(e.Headers, e.Matches))
	case len(e.Suggestions) > 0:
		b.WriteString("there is no such column; the nearest is ")
		for i, s := range e.Suggestions {
			if i > 0 {
				b.WriteString(" or ")
			}
			b.WriteString(answer.Quote(s, shownHeader))
		}
	default:
		fmt.Fprintf(&b, "there is no such column among the %d", len(e.Headers))
	}
	return b.String()
}

// shownHeader is the longest piece of a header that a message shows, in characters.
const shownHeader = 60

// listed is the greatest number of columns that a message lists.
const listed = 12

// List returns columns for a message, with their numbers from 1: #5 "Other", #19 "Other".
func List(headers []string, columns []int) string {
	var parts []string
	for _, c := range columns {
		if len(parts) == listed {
			parts = append(parts, fmt.Sprintf("and %d more", len(columns)-listed))
			break
		}
		parts = append(parts, "#"+strconv.Itoa(c+1)+" "+answer.Quote(headers[c], shownHeader))
	}
	return strings.Join(parts, ", ")
}

// Resolve finds the column that a user means, from 0. Tried in this order, and the first step that
// finds something decides:
//
//  1. a header that is exactly the name, so a header "#7" or "How likely?" can always be named;
//  2. #7, the column with that number, from 1;
//  3. a header that differs only by case and blanks;
//  4. a pattern for the whole header, where * stands for any text and ? for one character.
//
// When more than one column fits, or none does, the error is a *ColumnError.
func Resolve(col string, headers []string) (index int, err error) {
	switch fits, _ := fitting(col, headers); len(fits) {
	case 0:
		return 0, &ColumnError{Want: col, Suggestions: Suggest(col, headers), Headers: headers}
	case 1:
		return fits[0], nil
	default:
		return 0, &ColumnError{Want: col, Matches: fits, Headers: headers}
	}
}

// Pattern returns the columns that a pattern fits, where it decides and there are several.
func Pattern(col string, headers []string) []int {
	if fits, pattern := fitting(col, headers); pattern && len(fits) > 1 {
		return fits
	}
	return nil
}

// fitting returns the columns of the first step of Resolve that finds any, and whether that is the pattern.
func fitting(col string, headers []string) (fits []int, pattern bool) {
	if col == "" {
		return nil, false
	}
	fold := foldBlanks(col)
	steps := []func(i int) bool{
		func(i int) bool { return headers[i] == col },
		func(i int) bool { return "#"+strconv.Itoa(i+1) == col },
		func(i int) bool { return foldBlanks(headers[i]) == fold },
		func(i int) bool { return isPattern(col) && globMatch(fold, foldBlanks(headers[i])) },
	}
	for step, is := range steps {
		for i := range headers {
			if is(i) {
				fits = append(fits, i)
			}
		}
		if len(fits) > 0 {
			return fits, step == len(steps)-1
		}
	}
	return nil, false
}

// foldBlanks makes upper and lower case the same, and every run of blanks one blank.
func foldBlanks(text string) string {
	return strings.Join(strings.Fields(answer.Fold(answer.Trim(text))), " ")
}

func isPattern(col string) bool { return strings.ContainsAny(col, "*?") }

// globMatch tells whether a pattern with * and ? fits a whole text. It goes back to the last star
// only, so it takes at most the product of the lengths.
func globMatch(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	i, j, star, mark := 0, 0, -1, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == t[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(string(p[i:]), "*") == ""
}

// Reference returns how a column can be named so that Resolve finds it again: its header where that
// names it alone and can be printed in a line, else its number, #7.
func Reference(headers []string, i int) string {
	number := "#" + strconv.Itoa(i+1)
	h := headers[i]
	short := utf8.RuneCountInString(h) <= shownHeader
	if printable(h) && names(h, i, headers) && (short || !names(number, i, headers)) {
		return h
	}
	return number
}

// names tells whether a name stands for column i and no other.
func names(col string, i int, headers []string) bool {
	found, err := Resolve(col, headers)
	return err == nil && found == i
}

func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// ShellQuote returns a text as one word of a POSIX shell, in single quotes where it needs them. What a terminal would
// not show as it is stands in $'…', which dash does not know.
func ShellQuote(text string) string {
	special := func(r rune) bool {
		return r >= utf8.RuneSelf || r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-./:=@%+,", r)
	}
	if text != "" && !strings.ContainsFunc(text, special) {
		return text
	}
	if visible.Text(text) != text {
		return "$'" + typed(text) + "'"
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// typed writes what nobody could type as octal bytes, which stand for themselves between $' and '.
func typed(text string) string {
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\%03o`, c)
		case c == '\'' || c == '\\':
			b.WriteString(`\` + string(rune(c)))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

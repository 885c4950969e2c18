package roll

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Folded is the form of a name that is the same however programs have written it: in upper or lower case, with blanks,
// with the apostrophe of a spreadsheet before it, and a whole number with or without zeros around it.
//
//	" C017 ", "c017"      are the same
//	"'42", "042", "42.0"  are the same
func Folded(name string) string {
	name = strings.TrimPrefix(answer.Trim(name), "'")
	name = answer.Fold(strings.Join(strings.Fields(strings.Map(seen, name)), " "))
	if whole, ok := Whole(name); ok {
		return whole
	}
	return name
}

// Whole is a whole number without zeros around it, as spreadsheets have them.
func Whole(text string) (plain string, ok bool) {
	whole, rest, _ := strings.Cut(text, ".")
	if whole == "" || strings.Trim(whole, "0123456789") != "" || strings.Trim(rest, "0") != "" {
		return "", false
	}
	return strings.TrimLeft(whole[:len(whole)-1], "0") + whole[len(whole)-1:], true
}

// Addressed is a name as it is written, in small letters where it is an e-mail address: programs differ in the case of those,
// and nobody has two that differ in nothing else.
func Addressed(name string) string { return string(plainAddress([]byte(name))) }

// IsAddressed tells whether Addressed makes another name of a name.
func IsAddressed(name string) bool { return Addressed(name) != name }

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

func plainAddress(name []byte) []byte {
	at := bytes.IndexByte(name, '@')
	if at < 1 || bytes.IndexByte(name[at:], '.') < 2 || !bytes.ContainsAny(name, capitals) {
		return name
	}
	out := bytes.Clone(name)
	for i, b := range out {
		if 'A' <= b && b <= 'Z' {
			out[i] = b + 'a' - 'A'
		}
	}
	return out
}

// seen leaves out the characters that nobody sees.
func seen(c rune) rune {
	if unicode.Is(unicode.Cf, c) {
		return -1
	}
	return c
}

// Form is what a name looks like, and not the name: 9 for a digit, a and A for letters, and all other signs as they are. What
// is longer than people read at once ends with "…".
//
//	Form("C017")            = "C999" with the letters of names replaced, too: "A999"
//	Form("ana@example.org") = "aaa@aaaaaaa.aaa"
func Form(name string) string {
	const longest = 24
	var b strings.Builder
	for _, c := range name {
		switch {
		case b.Len() >= longest:
			return b.String() + "…"
		case unicode.IsDigit(c):
			b.WriteByte('9')
		case unicode.IsUpper(c):
			b.WriteByte('A')
		case unicode.IsLetter(c):
			b.WriteByte('a')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// trimmed is a cell without the blanks around it.
func trimmed(cell []byte) []byte {
	if n := len(cell); n == 0 || cell[0] > ' ' && cell[0] < utf8.RuneSelf && cell[n-1] > ' ' && cell[n-1] < utf8.RuneSelf {
		return cell
	}
	return bytes.TrimSpace(cell)
}

package answer

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Trim removes what people do not see from both ends of a text: blanks of any width, tabs, line
// breaks, byte-order marks, zero-width characters and directional marks.
func Trim(text string) string {
	if text == "" || text[0] > ' ' && text[0] < utf8.RuneSelf && text[len(text)-1] > ' ' && text[len(text)-1] < utf8.RuneSelf {
		return text
	}
	return strings.TrimFunc(text, unseen)
}

func unseen(r rune) bool {
	switch r {
	case '\t', '\n', '\r', ' ', '\u2060', '\uFEFF':
		return true
	}
	return r >= '\u200B' && r <= '\u200F' || unicode.Is(unicode.Zs, r)
}

// plain returns what a text says: without what people do not see at its ends, with the characters that stand behind
// entities of HTML, and with full-width signs as usual ones.
func plain(text string) string {
	t := Trim(text)
	if strings.IndexByte(t, '&') >= 0 {
		t = Trim(html.UnescapeString(t))
	}
	if strings.ContainsFunc(t, fullWidth) {
		t = strings.Map(narrow, t)
	}
	return t
}

func fullWidth(r rune) bool { return r >= '\uFF01' && r <= '\uFF5E' }

func narrow(r rune) rune {
	if fullWidth(r) {
		return r - '\uFF01' + '!'
	}
	return r
}

// Fold returns the form of a text that is the same for upper and lower case.
func Fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	return foldCase(norm.NFC.String(text))
}

// foldCase goes through upper case, where ς and σ, ı and i meet. Full Unicode folding as x/text has
// it is not used because it swaps the two cases of Cherokee.
func foldCase(text string) string {
	lower := strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, text)
	return strings.ReplaceAll(lower, "ß", "ss")
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Normalise returns the form in which labels are compared. Case, accents on Latin letters, the two
// dots of ё, apostrophes, punctuation and the amount of blanks make no difference:
// "Muy satisfecho/a" and "muy  satisfecho (a)" are the same label; so are thumbs of any skin, and entities of HTML are
// the characters that they stand for. Other signs, such as ★ and
// digits, are kept. Normalising twice changes nothing.
func Normalise(text string) string {
	if isNormal(text) {
		return text
	}
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	if normal, ok := normaliseLetters(text); ok {
		return normal
	}
	return normaliseAny(text)
}

// isNormal tells of a text of small letters, digits and single blanks that it is as Normalise gives it; lists of words are such.
func isNormal(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c != ' ' || i == 0 || i == len(text)-1 || text[i-1] == ' ':
			return false
		}
	}
	return true
}

func normaliseAny(text string) string {
	text = strings.Map(dropApostrophe, text) // ´ would become a blank below
	folded := foldCase(norm.NFKD.String(text))
	var b strings.Builder
	b.Grow(len(folded))
	latin, blank := false, false
	for _, r := range norm.NFKD.String(folded) {
		switch {
		case unicode.Is(unicode.Mn, r):
			if latin || unicode.Is(unicode.Variation_Selector, r) || r == '\u0308' && strings.HasSuffix(b.String(), "е") {
				continue
			}
		case unicode.Is(unicode.Cf, r), dropApostrophe(r) < 0, r >= '\U0001F3FB' && r <= '\U0001F3FF':
			continue
		case unicode.IsPunct(r), unicode.IsSpace(r), unicode.IsControl(r):
			blank = b.Len() > 0
			continue
		default:
			latin = unicode.Is(unicode.Latin, r)
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(plainLetter(r))
	}
	return b.String()
}

// plainLetter returns the Latin letter that people write for one whose stroke Unicode does not take for a mark: "wysilek".
func plainLetter(r rune) rune {
	if r == 'ł' {
		return 'l'
	}
	return r
}

// normaliseLetters is Normalise for texts that are all ASCII and letters of Latin, Greek and Cyrillic, as most are. It is not
// ok for others.
func normaliseLetters(text string) (normal string, ok bool) {
	b := make([]byte, 0, len(text))
	blank := false
	for i, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r == '\'' || r == '`':
			continue
		case r <= ' ' || r == 0x7f || r < utf8.RuneSelf && strings.IndexByte(`!"#%&()*,-./:;?@[\]_{}`, byte(r)) >= 0:
			blank = len(b) > 0
			continue
		}
		if blank {
			b = append(b, ' ')
			blank = false
		}
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
		} else if b, ok = appendLetter(b, text[i:], r); !ok {
			return "", false
		}
	}
	return string(b), true
}

// lastLetter is the last one of Cyrillic.
const lastLetter = '\u052F'

// appendLetter appends the letter that a text begins with as normaliseAny has it. It is not ok for what is more than letters
// and their marks.
func appendLetter(b []byte, text string, letter rune) (with []byte, ok bool) {
	if letter > lastLetter || !unicode.IsLetter(letter) {
		return b, false
	}
	parts := norm.NFKD.PropertiesString(text).Decomposition()
	if parts == nil {
		parts = utf8.AppendRune(make([]byte, 0, utf8.UTFMax), letter)
	}
	latin := false
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		switch {
		case unicode.Is(unicode.Mn, r):
			if latin || r == '\u0308' && bytes.HasSuffix(b, []byte("е")) {
				continue
			}
		case !unicode.IsLetter(r), r >= '\u02B0' && r <= '\u02FF': // which modify others, or are apostrophes
			return b, false
		default:
			latin = unicode.Is(unicode.Latin, r)
		}
		if r = plainLetter(unicode.ToLower(unicode.ToUpper(r))); r == 'ß' {
			b = append(b, "ss"...)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return b, true
}

func dropApostrophe(r rune) rune {
	if strings.ContainsRune("'`´ʹʼ‘’′", r) {
		return -1
	}
	return r
}

// Quote returns a cell as it may be printed in a message: in double quotes, with control
// characters, directional overrides, invisible characters and invalid UTF-8 escaped as in a Go
// string. When it needs more than max characters between the quotes, the rest is cut and shown as …
func Quote(text string, max int) string {
	var b strings.Builder
	b.WriteByte('"')
	used := 0
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		escaped := strconv.Quote(text[i : i+size])
		escaped = escaped[1 : len(escaped)-1]
		used += utf8.RuneCountInString(escaped)
		if used > max {
			b.WriteString("…")
			break
		}
		b.WriteString(escaped)
		i += size
	}
	b.WriteByte('"')
	return b.String()
}

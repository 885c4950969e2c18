package source

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

const utf8Name = "utf-8"

// A codePage is a single-byte encoding that contains ASCII.
type codePage struct {
	name    string
	table   *charmap.Charmap
	aliases string // squashed, between blanks
}

// codePages lists what can be read besides Unicode. ISO-8859-1 and ISO-8859-11 are read as the
// Windows pages that contain them, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
func codePages() []codePage {
	return []codePage{
		{"windows-1250", charmap.Windows1250, "cp1250 win1250 ansi1250"},
		{"windows-1251", charmap.Windows1251, "cp1251 win1251 ansi1251"},
		{"windows-1252", charmap.Windows1252, "cp1252 win1252 ansi1252 ansi latin1 l1 iso88591 88591 cp819 ibm819"},
		{"windows-1253", charmap.Windows1253, "cp1253 win1253 ansi1253"},
		{"windows-1254", charmap.Windows1254, "cp1254 win1254 ansi1254"},
		{"windows-1255", charmap.Windows1255, "cp1255 win1255 ansi1255"},
		{"windows-1256", charmap.Windows1256, "cp1256 win1256 ansi1256"},
		{"windows-1257", charmap.Windows1257, "cp1257 win1257 ansi1257"},
		{"windows-1258", charmap.Windows1258, "cp1258 win1258 ansi1258"},
		{"windows-874", charmap.Windows874, "cp874 tis620 iso885911 885911"},
		{"iso-8859-2", charmap.ISO8859_2, "latin2 l2 88592"},
		{"iso-8859-3", charmap.ISO8859_3, "latin3 l3 88593"},
		{"iso-8859-4", charmap.ISO8859_4, "latin4 l4 88594"},
		{"iso-8859-5", charmap.ISO8859_5, "cyrillic 88595"},
		{"iso-8859-6", charmap.ISO8859_6, "arabic 88596"},
		{"iso-8859-7", charmap.ISO8859_7, "greek 88597"},
		{"iso-8859-8", charmap.ISO8859_8, "hebrew iso88598i 88598"},
		{"iso-8859-9", charmap.ISO8859_9, "latin5 l5 88599"},
		{"iso-8859-10", charmap.ISO8859_10, "latin6 l6 885910"},
		{"iso-8859-13", charmap.ISO8859_13, "latin7 l7 885913"},
		{"iso-8859-14", charmap.ISO8859_14, "latin8 l8 885914"},
		{"iso-8859-15", charmap.ISO8859_15, "latin9 l9 885915"},
		{"iso-8859-16", charmap.ISO8859_16, "latin10 l10 885916"},
		{"koi8-r", charmap.KOI8R, "koi8 koi"},
		{"koi8-u", charmap.KOI8U, "koi8ru"},
		{"macintosh", charmap.Macintosh, "mac macroman xmacroman"},
		{"x-mac-cyrillic", charmap.MacintoshCyrillic, "maccyrillic macukrainian xmacukrainian"},
		{"ibm437", charmap.CodePage437, "cp437 437"},
		{"ibm850", charmap.CodePage850, "cp850 850"},
		{"ibm852", charmap.CodePage852, "cp852 852"},
		{"ibm855", charmap.CodePage855, "cp855 855"},
		{"ibm858", charmap.CodePage858, "cp858 858"},
		{"ibm860", charmap.CodePage860, "cp860 860"},
		{"ibm862", charmap.CodePage862, "cp862 862"},
		{"ibm863", charmap.CodePage863, "cp863 863"},
		{"ibm865", charmap.CodePage865, "cp865 865"},
		{"ibm866", charmap.CodePage866, "cp866 866 dos"},
	}
}

// unicodeNames lists the Unicode encodings with their aliases. "utf-16" and "utf-32" without a
// byte order leave the order to the byte-order mark or to the place of the NUL bytes.
func unicodeNames() []codePage {
	return []codePage{
		{utf8Name, nil, "utf8bom utf8sig utf8mb4 ascii usascii"},
		{"utf-16", nil, "ucs2 unicode"},
		{"utf-16le", nil, "ucs2le"},
		{"utf-16be", nil, "ucs2be"},
		{"utf-32", nil, "ucs4"},
		{"utf-32le", nil, "ucs4le"},
		{"utf-32be", nil, "ucs4be"},
	}
}

// Encodings lists the canonical names of the encodings that can be read, Unicode first.
func Encodings() []string {
	var names []string
	for _, e := range unicodeNames() {
		names = append(names, e.name)
	}
	for _, e := range codePages() {
		names = append(names, e.name)
	}
	return names
}

// EncodingName returns the canonical name of an encoding under any of its usual names: "latin1"
// and "CP1252" are "windows-1252". ok is false for an encoding that cannot be read.
func EncodingName(name string) (canonical string, ok bool) {
	for _, e := range unicodeNames() {
		if e.is(name) {
			return e.name, true
		}
	}
	page, ok := findCodePage(name)
	return page.name, ok
}

func findCodePage(name string) (codePage, bool) {
	for _, e := range codePages() {
		if e.is(name) {
			return e, true
		}
	}
	return codePage{}, false
}

func (c codePage) is(name string) bool {
	short := squash(name)
	return short != "" && (short == squash(c.name) || strings.Contains(" "+c.aliases+" ", " "+short+" "))
}

// squash leaves the letters and digits of an encoding's name, which people write with any of "-",
// "_", ":" and blanks between them.
func squash(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, name)
}

func unknownEncoding(name string) error {
	return fmt.Errorf("encoding %q cannot be read, expected one of %s", name, strings.Join(Encodings(), ", "))
}

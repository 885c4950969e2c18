package ledger

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldings are the ways in which people write letters with marks where they have none: "annulee", and in German "zurueckgesendet".
var foldings = []*strings.Replacer{
	strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe"),
	strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss"),
}

// withFolded adds to words the same without marks, where such a word means nothing else.
func withFolded(means map[string]string) map[string]string {
	all := make(map[string]string, len(means))
	for word, is := range means {
		for _, folding := range foldings {
			all[withoutMarks(folding.Replace(word))] = is
		}
	}
	for word, is := range means { // as written is stronger
		all[word] = is
	}
	return all
}

// withoutMarks leaves marks off Latin letters. Those of other scripts are letters of their own: й is no и.
func withoutMarks(word string) string {
	var b strings.Builder
	latin := false
	for _, r := range norm.NFD.String(word) {
		if unicode.Is(unicode.Mn, r) && latin {
			continue
		}
		latin = unicode.Is(unicode.Latin, r)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

package ledger

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldings are the ways in which people write letters with marks where they have none: "annulee", and in German "zurueckgesendet".
var foldings = []*strings.Replacer{
	strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe"),
	strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss"),
}

// withFolded adds to words the same without marks, where such a word means nothing else. Words of English letters are what they
// are in any way of writing: most words of the lists are, and a start has no time for them.
func withFolded(means map[string]string) map[string]string {
	all, unsure := make(map[string]string, len(means)), make(map[string]bool)
	for word, is := range means {
		if !strings.ContainsFunc(word, isMarked) {
			continue
		}
		for _, folding := range foldings {
			plain := withoutMarks(folding.Replace(word))
			unsure[plain] = unsure[plain] || all[plain] != "" && all[plain] != is
			all[plain] = is
		}
	}
	maps.DeleteFunc(all, func(word, _ string) bool { return unsure[word] })
	maps.Copy(all, means) // as written is stronger
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

func isMarked(r rune) bool { return r >= utf8.RuneSelf }

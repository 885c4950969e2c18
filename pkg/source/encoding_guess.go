package source

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"
)

// excerptSize is how much text with bytes beyond ASCII a guess is based on.
const excerptSize = 16 << 10

// guessablePages lists the code pages that are guessed, the more usual one first, with what it takes to
// prefer them to a more usual one, in units of the logarithm of likelihood.
func guessablePages() []guessable {
	return []guessable{
		{"windows-1252", 0}, {"windows-1250", 3}, {"windows-1251", 3}, {"windows-1254", 3},
		{"windows-1253", 3}, {"windows-1255", 3}, {"windows-1256", 3}, {"windows-1257", 3},
		{"windows-874", 4}, {"iso-8859-2", 4}, {"iso-8859-15", 4}, {"iso-8859-5", 4},
		{"iso-8859-7", 4}, {"iso-8859-6", 4}, {"iso-8859-13", 5}, {"iso-8859-9", 5}, {"iso-8859-16", 6},
		{"koi8-r", 4}, {"koi8-u", 4}, {"macintosh", 6}, {"x-mac-cyrillic", 6},
		{"ibm850", 6}, {"ibm852", 6}, {"ibm866", 6}, {"ibm855", 6}, {"ibm862", 8},
	}
}

type guessable struct {
	name  string
	price float64
}

// nonsense is the likelihood, per byte beyond ASCII, below which text in a single-byte encoding is
// no text. Real texts stay above -4.4, East Asian ones below -5.1 (measured on the reference data).
const nonsense = -4.8

// guessEncoding guesses the code page of text that is not UTF-8. The letters of about thirty
// languages decide. What reads like no language at all, and whose bytes beyond ASCII come in pairs,
// is in one of the multi-byte encodings of East Asia: these cannot be read, and are an error.
func guessEncoding(raw []byte) (string, error) {
	excerpt := excerptOf(raw)
	name, perByte := likeliest(excerpt)
	if perByte < nonsense && inPairs(excerpt) {
		return "", errMultiByte("a multi-byte encoding such as GB18030, Big5, Shift_JIS or EUC-KR")
	}
	return name, nil
}

// errMultiByte says that a text is in an encoding that cannot be read.
func errMultiByte(what string) error {
	return fmt.Errorf("the text seems to be in %s, which cannot be read: convert it to UTF-8, or name its encoding with --encoding", what)
}

// inPairs tells whether the bytes beyond ASCII stand in pairs, as the multi-byte encodings of East
// Asia have them: a lead byte, and a trail byte that may be ASCII from "@" on.
func inPairs(text []byte) bool {
	const few = 8 // so many pairs say nothing
	pairs, single := 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] < utf8.RuneSelf {
			continue
		}
		if i+1 < len(text) && text[i] != 0x80 && text[i] != 0xff && text[i+1] >= '@' && text[i+1] != 0x7f && text[i+1] != 0xff {
			pairs++
			i++
			continue
		}
		single++
	}
	return pairs > few && pairs > 20*single
}

// likeliest returns the code page under which the excerpt reads most like a language, and how much
// so: the logarithm of the likelihood of an average character beyond ASCII.
func likeliest(excerpt []byte) (name string, perByte float64) {
	all := languages()
	score, best := math.Inf(-1), codePage{}
	for _, g := range guessablePages() {
		page, _ := findCodePage(g.name)
		if s := readability(excerpt, page, all) - g.price; s > score {
			score, best = s, page
		}
	}
	high := 0
	for _, c := range excerpt {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	return mostUsual(excerpt, best), score / float64(max(1, high))
}

// mostUsual returns the most usual code page under which the excerpt reads the same.
func mostUsual(excerpt []byte, as codePage) string {
	for _, g := range guessablePages() {
		page, _ := findCodePage(g.name)
		same := !slices.ContainsFunc(excerpt, func(c byte) bool {
			return page.table.DecodeByte(c) != as.table.DecodeByte(c)
		})
		if same {
			return g.name
		}
	}
	return as.name
}

// readability is the greatest likelihood, over the languages, of the characters beyond ASCII.
func readability(excerpt []byte, page codePage, languages []language) float64 {
	var runes [0x100]rune
	var classes [0x100]letterClass
	has := make(map[rune]bool)
	for i := range runes {
		runes[i] = page.table.DecodeByte(byte(i))
		classes[i] = classOf(runes[i])
		has[runes[i]] = true
	}
	var counts [0x100][places]int
	before := classes[0]
	for i, c := range excerpt {
		if c >= utf8.RuneSelf {
			behind := byte(0)
			if i+1 < len(excerpt) {
				behind = excerpt[i+1]
			}
			at := placeOf(before, classes[c], classes[behind])
			if t := touchAt(excerpt, i); isAmount(runes[c], t) {
				at = inAmount
			} else if at != stranger && classes[c].letter && !classes[c].ordinal && (t.before || t.behind) && !before.letter && !classes[behind].letter {
				at = byDigit
			}
			counts[c][at]++
		}
		before = classes[c]
	}
	best := math.Inf(-1)
	for _, l := range languages {
		if !l.writes(has) {
			continue
		}
		sum := -l.price
		for b := utf8.RuneSelf; b < len(counts); b++ {
			for at, n := range counts[b] {
				if n > 0 {
					sum += float64(n) * weigh(l.ranks, runes[b], place(at))
				}
			}
		}
		best = max(best, sum)
	}
	return best
}

// excerptOf collects the lines that have bytes beyond ASCII.
func excerptOf(raw []byte) []byte {
	var excerpt []byte
	for len(raw) > 0 && len(excerpt) < excerptSize {
		n := asciiPrefix(raw)
		if n == len(raw) {
			break
		}
		start := bytes.LastIndexByte(raw[:n], '\n') + 1
		end := len(raw)
		if i := bytes.IndexByte(raw[n:], '\n'); i >= 0 {
			end = n + i + 1
		}
		excerpt = append(excerpt, raw[start:min(end, start+excerptSize)]...)
		raw = raw[end:]
	}
	return excerpt
}

package reviews

import (
	"bytes"
	"hash/maphash"
	"maps"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// full and hollow are the stars that stand for a number of them.
const (
	full   = "★⭐🌟"
	hollow = "☆✩"
)

// ofFive reads stars that are written as numbers or in words, by decimal mark.
var ofFive = sync.OnceValue(func() map[byte]*answer.Classifier {
	out, words := make(map[byte]*answer.Classifier), make(map[string]float64)
	for _, list := range layout.Words(fewestStars, mostStars) {
		if list.Name == "stars" {
			maps.Copy(words, list.Scores)
		}
	}
	for _, mark := range []byte{'.', ','} {
		c, err := answer.New(answer.Rules{Min: fewestStars, Max: mostStars, Decimal: mark, Words: words, Silent: layout.Silence()})
		if err != nil {
			panic(err) // the rules are all right
		}
		out[mark] = c
	}
	return out
})

// judge tells how many stars a text stands for.
func judge(text string, decimal byte) (kind answer.Class, stars float64, reason string) {
	if n, ok := drawn(text); ok {
		if n < fewestStars || n > mostStars {
			return answer.OutOfRange, float64(n), "is not from 1 to 5"
		}
		return answer.Counted, float64(n), ""
	}
	text = bare(text)
	c := ofFive()[decimal]
	if c == nil {
		c = ofFive()['.']
	}
	if kind, stars, _ = c.Classify(text); kind == answer.OutOfRange {
		return kind, stars, "is not from 1 to 5"
	}
	return kind, stars, "is no number of stars from 1 to 5"
}

// bare leaves out the word for stars behind a number.
func bare(text string) string {
	text = strings.TrimSpace(text)
	at := len(text) - len(strings.TrimLeft(text, "0123456789.,"))
	if at > 0 && layout.Meaning("stars", text[at:]) != "" {
		return text[:at]
	}
	return text
}

// drawn counts the stars of a text that holds nothing else.
func drawn(text string) (n int, ok bool) {
	for _, r := range strings.TrimSpace(text) {
		switch {
		case strings.ContainsRune(full, r):
			n, ok = n+1, true
		case !strings.ContainsRune(hollow, r) && r != '\ufe0f':
			return 0, false
		}
	}
	return n, ok
}

// leastWords is how many a text has to have before it is odd that another one is the same.
const leastWords = 3

// hash is the hash of a text in small letters and with single blanks, 0 for one of too few words.
func hash(seed maphash.Seed, text []byte, buffer []byte) (sum uint64, kept []byte) {
	kept = buffer[:0]
	words := 0
	for word := range bytes.FieldsSeq(text) {
		if words++; words > 1 {
			kept = append(kept, ' ')
		}
		for len(word) > 0 {
			r, size := utf8.DecodeRune(word)
			kept = utf8.AppendRune(kept, unicode.ToLower(r))
			word = word[size:]
		}
	}
	if words < leastWords {
		return 0, kept
	}
	return maphash.Bytes(seed, kept), kept
}

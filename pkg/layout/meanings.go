package layout

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

//go:embed meanings.tsv
var meaningData string

// A meaningSet holds the words of one set. They are put into the form in which texts are compared when the set is asked for
// first: a run asks for few of them.
type meaningSet struct {
	words   func() map[string]string
	longest func() []string // the words, the longest first
}

var meaningSets = sync.OnceValue(func() map[string]meaningSet {
	rows := make(map[string][][]string)
	for _, cells := range table(meaningData) {
		rows[cells[0]] = append(rows[cells[0]], cells)
	}
	out := make(map[string]meaningSet, len(rows))
	for set, of := range rows {
		words := sync.OnceValue(func() map[string]string { return wordsOf(of) })
		out[set] = meaningSet{words: words, longest: sync.OnceValue(func() []string {
			return slices.SortedFunc(maps.Keys(words()), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
		})}
	}
	return out
})

func wordsOf(rows [][]string) map[string]string {
	out := make(map[string]string)
	for _, cells := range rows {
		for _, phrase := range cells[3:] {
			out[answer.Normalise(phrase)] = cells[1]
		}
	}
	return out
}

// meanings returns what the words of a set stand for.
func meanings(set string) map[string]string {
	if s, ok := meaningSets()[set]; ok {
		return s.words()
	}
	return nil
}

// Meaning is what a word stands for in a set of meanings, such as "no" for "нет" in "yes"; "" for a word that the set
// does not know.
func Meaning(set, text string) string { return meanings(set)[Word(text)] }

// Word is a text as words are looked up. The sign of a number stays, since -1 is not what 1 is.
func Word(text string) string {
	word := answer.Normalise(text)
	if sign := strings.TrimLeft(text, "-−–"); sign != text && word != "" && word[0] >= '0' && word[0] <= '9' && answer.IsNumber(sign) {
		return "-" + word
	}
	return word
}

// Denials are the words of a text that deny the rest of it.
func Denials() []string { return slices.Sorted(maps.Keys(meanings("denied"))) }

// Meanings lists what the words of a set stand for, in the order of the file.
func Meanings(set string) (out []string) {
	for _, cells := range table(meaningData) {
		if cells[0] == set && !slices.Contains(out, cells[1]) {
			out = append(out, cells[1])
		}
	}
	return out
}

// Mentioned is what a text means that has a word of a set among others, such as "after the purchase" in "how was it after
// the purchase": the longest word counts, and not those within it. It is "" where there is none, or several that do not
// agree.
func Mentioned(set, text string) string {
	words := meanings(set)
	if len(words) == 0 {
		return ""
	}
	rest, found := " "+answer.Normalise(text)+" ", ""
	for _, word := range meaningSets()[set].longest() {
		if !strings.Contains(rest, " "+word+" ") {
			continue
		}
		if found != "" && found != words[word] {
			return ""
		}
		found, rest = words[word], strings.ReplaceAll(rest, " "+word+" ", " ; ")
	}
	return found
}

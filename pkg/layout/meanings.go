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

var meanings = sync.OnceValue(func() map[string]map[string]string {
	out := make(map[string]map[string]string)
	for _, cells := range table(meaningData) {
		set, meaning := cells[0], cells[1]
		if out[set] == nil {
			out[set] = make(map[string]string)
		}
		for _, phrase := range cells[3:] {
			out[set][answer.Normalise(phrase)] = meaning
		}
	}
	return out
})

// Meaning is what a word stands for in a set of meanings, such as "no" for "нет" in "yes"; "" for a word that the set
// does not know.
func Meaning(set, text string) string { return meanings()[set][Word(text)] }

// Word is a text as words are looked up. The sign of a number stays, since -1 is not what 1 is.
func Word(text string) string {
	word := answer.Normalise(text)
	if sign := strings.TrimLeft(text, "-−–"); sign != text && word != "" && word[0] >= '0' && word[0] <= '9' && answer.IsNumber(sign) {
		return "-" + word
	}
	return word
}

// Denials are the words of a text that deny the rest of it.
func Denials() []string { return slices.Sorted(maps.Keys(meanings()["denied"])) }

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
	words := meanings()[set]
	longest := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	rest, found := " "+answer.Normalise(text)+" ", ""
	for _, word := range longest {
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

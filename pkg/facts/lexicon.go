package facts

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Lexicon tells what the words of a column stand for: what people have said, and then what a set of layout knows. One
// worker has one, which remembers the texts that it has met.
type Lexicon struct {
	set     string
	given   map[string]string
	known   map[string]string
	unknown map[string]int64
	many    int64 // words beyond those that are remembered
}

// wordsKept bounds the words that are remembered: a column of states has few.
const wordsKept = 1000

// NewLexicon returns a lexicon; given says what words stand for that the set does not know, or that mean something else.
func NewLexicon(set string, given map[string]string) *Lexicon {
	l := &Lexicon{set: set, given: make(map[string]string), known: make(map[string]string), unknown: make(map[string]int64)}
	for word, meaning := range given {
		l.given[answer.Normalise(word)] = meaning
	}
	return l
}

// Meaning is what a text stands for, "" for a word that nobody knows, which is remembered.
func (l *Lexicon) Meaning(text []byte) string {
	if meaning, ok := l.known[string(text)]; ok {
		if meaning == "" {
			l.unknown[string(text)]++
		}
		return meaning
	}
	meaning, ok := l.given[answer.Normalise(string(text))]
	if !ok {
		meaning = layout.Meaning(l.set, string(text))
	}
	if len(l.known) < wordsKept {
		l.known[string(text)] = meaning
		if meaning == "" {
			l.unknown[string(text)]++
		}
	} else if meaning == "" {
		l.many++
	}
	return meaning
}

// Merge adds the words that another lexicon has met.
func (l *Lexicon) Merge(o *Lexicon) {
	for word, rows := range o.unknown {
		l.unknown[word] += rows
	}
	l.many += o.many
}

// Unknown lists the words that nobody knows, the most frequent first, and how many rows have them.
func (l *Lexicon) Unknown() (words []string, rows int64) {
	words = slices.SortedFunc(maps.Keys(l.unknown), func(a, b string) int {
		if l.unknown[a] != l.unknown[b] {
			return int(l.unknown[b] - l.unknown[a])
		}
		return strings.Compare(a, b)
	})
	for _, n := range l.unknown {
		rows += n
	}
	return words, rows + l.many
}

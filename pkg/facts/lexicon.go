package facts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Lexicon tells what the words of a column stand for: what people have said, and then what a set of layout knows. One
// worker has one, which remembers the texts that it has met.
type Lexicon struct {
	set   string
	given map[string]string
	words map[string]*StateWord
	many  int64 // rows of words that nobody knows, beyond those that are remembered
}

// A StateWord is a text of a column of states, what it stands for, "" where nobody knows, and how many rows have it.
type StateWord struct {
	Text, Meaning string
	Rows          int64
}

// wordsKept bounds the words that are remembered: a column of states has few.
const wordsKept = 1000

// NewLexicon returns a lexicon; given says what words stand for that the set does not know, or that mean something else.
func NewLexicon(set string, given map[string]string) *Lexicon {
	l := &Lexicon{set: set, given: make(map[string]string), words: make(map[string]*StateWord)}
	for word, meaning := range given {
		l.given[layout.Word(word)] = meaning
	}
	return l
}

// Meaning is what a text stands for, "" for a word that nobody knows.
func (l *Lexicon) Meaning(text []byte) string {
	if w, ok := l.words[string(text)]; ok {
		w.Rows++
		return w.Meaning
	}
	meaning, ok := l.given[layout.Word(string(text))]
	if !ok {
		meaning = layout.Meaning(l.set, string(text))
	}
	if len(l.words) < wordsKept {
		l.words[string(text)] = &StateWord{string(text), meaning, 1}
	} else if meaning == "" {
		l.many++
	}
	return meaning
}

// Merge adds the words that another lexicon has met.
func (l *Lexicon) Merge(o *Lexicon) {
	for text, w := range o.words {
		if mine, ok := l.words[text]; ok {
			mine.Rows += w.Rows
		} else {
			l.words[text] = w
		}
	}
	l.many += o.many
}

// Words lists the words that were met, the most frequent first.
func (l *Lexicon) Words() []StateWord {
	var out []StateWord
	for _, w := range l.words {
		out = append(out, *w)
	}
	slices.SortFunc(out, func(a, b StateWord) int {
		if a.Rows != b.Rows {
			return int(b.Rows - a.Rows)
		}
		return strings.Compare(a.Text, b.Text)
	})
	return out
}

// Unknown lists the words that nobody knows, the most frequent first, and how many rows have them.
func (l *Lexicon) Unknown() (words []string, rows int64) {
	for _, w := range l.Words() {
		if w.Meaning == "" {
			words = append(words, w.Text)
			rows += w.Rows
		}
	}
	return words, rows + l.many
}

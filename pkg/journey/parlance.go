package journey

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A parlance is how the words of a column of scores are understood: what people said, and then either a list of the labels
// of a scale, or emotions.
type parlance struct {
	given    map[string]float64 // by normal word
	list     layout.WordList    // none where words are emotions
	listed   bool
	conflict []layout.WordList // lists that words may be of, where that is not known
}

// score is what a text stands for.
func (w parlance) score(text string) (float64, facts.State) {
	if x, ok := answer.Lookup(w.given, text); ok {
		return x, facts.Good
	}
	if unsaid(text) {
		return 0, facts.Blank
	}
	if x, ok := numbered(text); ok {
		return x, facts.Good
	}
	if w.listed {
		if x, ok := w.list.Score(text); ok {
			return x, facts.Good
		}
		return 0, facts.Bad
	}
	if x, ok := felt(text); ok {
		return x, facts.Good
	}
	return 0, facts.Bad
}

// numbered is the number before a label, as in "5 - Very good".
func numbered(text string) (float64, bool) {
	label := strings.TrimLeft(text, "0123456789")
	if label == text || strings.ContainsAny(label, "0123456789") || !answer.IsNumber(text) || answer.Normalise(label) == "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text[:len(text)-len(label)], 64)
	return x, err == nil
}

func unsaid(text string) bool {
	word := answer.Normalise(text)
	return word == "" || layout.Silence().Words[word]
}

// felt is the emotion that a text is.
func felt(text string) (float64, bool) {
	value := layout.Meaning("emotion", text)
	if value == "" {
		return 0, false
	}
	return float64(value[0] - '0'), true
}

// sample looks at the words of the first rows of the columns of scores, and finds out how to understand them.
func (p *itinerary) sample(t *dataset.Table, cs dataset.Columns) {
	for n := 0; cs.Has(facts.Part("score", n)); n++ {
		if n == len(p.words) {
			p.words = append(p.words, make(map[string]int64))
		}
		for _, text := range t.Sample(cs.At(facts.Part("score", n))) {
			if text = strings.TrimSpace(text); !slices.Contains(p.Missing, text) {
				p.words[n][text]++
			}
		}
	}
	p.worded = p.wordings(p.words)
}

// wordings finds out how the words of columns are understood: each for itself, and where one does not tell, as all
// together do, since the touchpoints of a survey share their labels.
func (p *itinerary) wordings(columns []map[string]int64) []parlance {
	given := make(map[string]float64)
	for word, value := range p.given {
		given[answer.Normalise(word)] = float64(value[0] - '0')
	}
	var pool map[string]int64
	for _, words := range columns {
		pool = together(pool, words)
	}
	all := understood(given, pool)
	out := make([]parlance, len(columns))
	for n, words := range columns {
		if out[n] = understood(given, words); out[n].conflict != nil && all.conflict == nil {
			out[n] = all
		}
	}
	return out
}

func together(a, b map[string]int64) map[string]int64 {
	if a == nil {
		return maps.Clone(b)
	}
	for text, rows := range b {
		a[text] += rows
	}
	return a
}

// scaleLengths are the lengths of the scales whose labels are known as scores, the likeliest first.
var scaleLengths = [...]float64{5, 7}

// understood finds out how words are understood. Where several lists may hold them, or a list and the emotions give them
// different scores, that is left to people.
func understood(given map[string]float64, texts map[string]int64) parlance {
	w := parlance{given: given}
	words := make(map[string]int64)
	for text, rows := range texts {
		if _, known := answer.Lookup(given, text); !known && !unsaid(text) && !answer.IsNumber(text) {
			words[text] = rows
		}
	}
	all, feelings := explained(words, nil), explained(words, felt)
	rivals := func(list layout.WordList) bool {
		return explained(words, list.Score) >= feelings && (feelings < all || !agree(list, words))
	}
	for _, steps := range scaleLengths {
		list, ok, conflict := layout.Choose(layout.Words(1, steps), words)
		switch {
		case ok && feelings < all && rivals(list):
			return parlance{given: given, list: list, listed: true}
		case ok:
			conflict = []layout.WordList{list}
		}
		if w.conflict == nil && slices.ContainsFunc(conflict, rivals) {
			w.conflict = conflict
		}
	}
	return w
}

// explained is how many rows have words that are known; all of them where nothing is said of what is known.
func explained(words map[string]int64, known func(string) (float64, bool)) (rows int64) {
	for text, n := range words {
		if known == nil {
			rows += n
		} else if _, ok := known(text); ok {
			rows += n
		}
	}
	return rows
}

// agree tells whether the words of a list stand for the same as emotions.
func agree(list layout.WordList, words map[string]int64) bool {
	score := onFive(list)
	for text := range words {
		a, listed := score(text)
		if b, known := felt(text); listed && known && a != b {
			return false
		}
	}
	return true
}

// wordsKnown holds that the words of the columns mean what they were taken for when all rows are read, and that none but
// slips is unknown.
func (g *panel) wordsKnown(h facts.Heard) error {
	whole := g.plan.wordings(g.words)
	for n, words := range g.words {
		if whole[n].conflict != nil || !g.plan.worded[n].alike(whole[n], words) {
			return g.askWording(h, n, whole[n])
		}
	}
	for n, words := range g.words {
		unknown := make(map[string]int64)
		rows := int64(0)
		for text, k := range words {
			if _, state := whole[n].score(text); state == facts.Bad {
				unknown[text], rows = k, rows+k
			}
		}
		numbers := g.values[n].all() - explained(words, whole[n].good)
		if !slips(rows, int64(len(unknown)), numbers, explained(words, nil)) {
			return g.askWords(h, n, unknown, rows)
		}
	}
	return nil
}

func (w parlance) good(text string) (float64, bool) {
	x, state := w.score(text)
	return x, state == facts.Good
}

// alike tells whether words stand for the same in two wordings.
func (w parlance) alike(o parlance, words map[string]int64) bool {
	for text := range words {
		x, a := w.score(text)
		if y, b := o.score(text); a != b || x != y {
			return false
		}
	}
	return true
}

// slips tells whether unknown words are mistakes: few of all, or among numbers such as do not repeat.
func slips(unknown, different, numbers, words int64) bool {
	return unknown*100 <= numbers+words || numbers > words && unknown < 2*different
}

// askWords asks what words stand for that nobody knows.
func (g *panel) askWords(h facts.Heard, n int, unknown map[string]int64, rows int64) error {
	return problem.Usage("%s: column %s: %s with words that are no score: %s", h.Set.Names(), answer.Quote(h.Columns[0].Name(facts.Part("score", n), 0), 60),
		many(rows, "row"), quoted(unknown)).
		Advise("--value 'WORD=3' says what a word stands for, from 1 to 5, and --missing WORD that it is no answer")
}

// quoted lists words.
func quoted(words map[string]int64) string {
	var out []string
	for _, text := range slices.Sorted(maps.Keys(words)) {
		out = append(out, answer.Quote(text, 40))
	}
	return strings.Join(out[:min(shown, len(out))], ", ")
}

// askWording asks which scale words are of.
func (g *panel) askWording(h facts.Heard, n int, w parlance) error {
	words := make(map[string]int64)
	for text, rows := range g.words[n] {
		if _, known := answer.Lookup(w.given, text); !known && !unsaid(text) {
			words[text] = rows
		}
	}
	column := answer.Quote(h.Columns[0].Name(facts.Part("score", n), 0), 60)
	e := problem.Usage("%s: the words of column %s may be of several scales: %s", h.Set.Names(), column, quoted(words))
	e.Hint = "--value 'WORD=3' says what a word stands for, from 1 to 5"
	for _, list := range append(slices.Clone(w.conflict), w.list) {
		e.Senses = sense(e.Senses, "labels of "+list.Name, words, onFive(list))
	}
	e.Senses = sense(e.Senses, "emotions", words, felt)
	if e.Senses == nil {
		e.Text = problem.Usage("%s: no scale that is known has all words of column %s: %s", h.Set.Names(), column, quoted(words)).Text
	}
	return e
}

// sense adds a way to understand all words, unless it is there already.
func sense(of []problem.Sense, says string, words map[string]int64, score func(string) (float64, bool)) []problem.Sense {
	s := problem.Sense{Says: says}
	for _, text := range slices.Sorted(maps.Keys(words)) {
		x, ok := score(text)
		if !ok || x != math.Trunc(x) || x < 1 || x > 5 {
			return of
		}
		s.Flags = append(s.Flags, "--value", text+"="+strconv.FormatFloat(x, 'f', -1, 64))
	}
	if len(s.Flags) == 0 || slices.ContainsFunc(of, func(o problem.Sense) bool { return slices.Equal(o.Flags, s.Flags) }) {
		return of
	}
	return append(of, s)
}

// onFive gives the labels of a list their scores from 1 to 5.
func onFive(list layout.WordList) func(string) (float64, bool) {
	return func(text string) (float64, bool) {
		x, ok := list.Score(text)
		if !ok || list.Steps < 2 {
			return 0, false
		}
		return 1 + (x-1)*4/float64(list.Steps-1), true
	}
}

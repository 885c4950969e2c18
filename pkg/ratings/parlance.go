package ratings

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A parlance is how the words of a column of scores are understood: what people said, and then a list of the labels of a
// scale, yes and no, or emotions.
type parlance struct {
	given    map[string]float64 // by normal word
	list     layout.WordList    // none where words are emotions
	listed   bool
	yesNo    bool
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
	known := felt
	if w.yesNo {
		known = agreed
	}
	if x, ok := known(text); ok {
		return x, facts.Good
	}
	return 0, facts.Bad
}

// agreed is 1 for a word of yes, and 0 for one of no.
func agreed(text string) (x float64, ok bool) {
	switch layout.Meaning("yes", text) {
	case "yes":
		return 1, true
	case "no":
		return 0, true
	}
	return 0, false
}

// bothSaid tells whether some words say yes and some say no.
func bothSaid(words map[string]int64) bool {
	said := make(map[string]bool)
	for text := range words {
		said[layout.Meaning("yes", text)] = true
	}
	return said["yes"] && said["no"]
}

// numbered is the number before a label, as in "5 - Very good", or before the end of its scale, as in "4/5", or before a sign
// of percent.
func numbered(text string) (float64, bool) {
	if numeral, _, ok := answer.OfMost(text, layout.Silence()); ok {
		x, err := strconv.ParseFloat(strings.Replace(numeral, ",", ".", 1), 64)
		return x, err == nil
	}
	if before, percent := strings.CutSuffix(text, "%"); percent {
		x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(before), ",", ".", 1), 64)
		return x, err == nil
	}
	label := strings.TrimLeft(text, "0123456789")
	if label == text || strings.ContainsAny(label, "0123456789") || !answer.IsNumber(text) || answer.Normalise(label) == "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text[:len(text)-len(label)], 64)
	return x, err == nil
}

func isNumbered(text string) bool { _, ok := numbered(text); return ok }

// felt is the emotion that a text is.
func felt(text string) (float64, bool) {
	value := layout.Meaning("emotion", text)
	if value == "" {
		return 0, false
	}
	return float64(value[0] - '0'), true
}

// wordings finds out how the words of columns are understood: each for itself, and where one does not tell, as all
// together do, since the questions of a survey share their labels.
func (q *Questions) wordings(columns []map[string]int64) []parlance {
	var pool map[string]int64
	for _, words := range columns {
		pool = together(pool, words)
	}
	all := q.understood(q.given, pool)
	out := make([]parlance, len(columns))
	for n, words := range columns {
		if out[n] = q.understood(q.given, words); out[n].conflict != nil && all.conflict == nil {
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
func (q *Questions) understood(given map[string]float64, texts map[string]int64) parlance {
	w := parlance{given: given}
	words := make(map[string]int64)
	for text, rows := range texts {
		if _, known := answer.Lookup(given, text); !known && !unsaid(text) && !answer.IsNumber(text) && !isNumbered(text) && !isMarked(text) {
			words[text] = rows
		}
	}
	all, feelings := explained(words, nil), explained(words, felt)
	if q.YesNo && bothSaid(words) && explained(words, agreed) == all {
		return parlance{given: given, yesNo: true}
	}
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

// Known holds that the words of the columns mean what they were taken for when all rows are read, and that none but slips is
// unknown.
func (r *Replies) Known(h facts.Heard) error {
	var texts []map[string]int64
	for n := range r.columns {
		r.columns[n].settle()
		texts = append(texts, r.columns[n].words)
	}
	whole := r.of.wordings(texts)
	for n, words := range texts {
		if whole[n].conflict != nil || !r.of.worded[n].alike(whole[n], words) || whole[n].yesNo && !r.columns[n].numbers.within(0, 1) || r.columns[n].unlike(words) {
			return r.askWording(h, n, whole[n])
		}
	}
	for n, words := range texts {
		unknown := make(map[string]int64)
		rows := int64(0)
		for text, k := range words {
			if _, state := whole[n].score(text); state == facts.Bad {
				unknown[text], rows = k, rows+k
			}
		}
		numbers := r.columns[n].numbers.All() - explained(words, whole[n].good)
		if !slips(rows, int64(len(unknown)), numbers, explained(words, nil)) {
			return r.askWords(h, n, unknown, rows)
		}
	}
	return nil
}

// unlike tells whether scores name several ends of their scale, "4/5" and "8/10", or some are percentages and others not.
func (c *heardColumn) unlike(words map[string]int64) bool {
	ends, percent, rows := make(map[float64]bool), false, int64(0)
	for text, n := range words {
		if _, most, ok := answer.OfMost(text, layout.Silence()); ok {
			ends[most] = true
		} else if !strings.HasSuffix(text, "%") {
			continue
		} else {
			percent = true
		}
		rows += n
	}
	return len(ends) > 1 || percent && (len(ends) > 0 || c.numbers.All() > rows)
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
func (r *Replies) askWords(h facts.Heard, n int, unknown map[string]int64, rows int64) error {
	return problem.Usage("%s: column %s: %s with words that are no score: %s", h.Set.Names(), answer.Quote(h.Columns[0].Name(facts.Part(r.of.Role, n), 0), 60),
		result.Heap{N: rows, Thing: "row"}, quoted(unknown)).
		Advise("--value 'WORD=3' says what a word stands for" + r.of.bounds() + ", and --missing WORD that it is no answer")
}

// bounds says between which numbers scores lie, where that is known.
func (q *Questions) bounds() string {
	if q.OnFive {
		return ", from 1 to 5"
	}
	return ""
}

// wordsShown is how many words a question lists.
const wordsShown = 20

// quoted lists words.
func quoted(words map[string]int64) string {
	var out []string
	for _, text := range slices.Sorted(maps.Keys(words)) {
		out = append(out, answer.Quote(text, 40))
	}
	return strings.Join(out[:min(wordsShown, len(out))], ", ")
}

// askWording asks which scale words are of.
func (r *Replies) askWording(h facts.Heard, n int, w parlance) error {
	words := make(map[string]int64)
	for text, rows := range r.columns[n].words {
		if _, known := answer.Lookup(w.given, text); !known && !unsaid(text) {
			words[text] = rows
		}
	}
	column := answer.Quote(h.Columns[0].Name(facts.Part(r.of.Role, n), 0), 60)
	e := problem.Usage("%s: the words of column %s may be of several scales: %s", h.Set.Names(), column, quoted(words))
	e.Hint = "--value 'WORD=3' says what a word stands for" + r.of.bounds()
	for _, list := range append(slices.Clone(w.conflict), w.list) {
		score := list.Score
		if r.of.OnFive {
			score = onFive(list)
		}
		e.Senses = sense(e.Senses, "labels of "+list.Name, words, score)
	}
	e.Senses = sense(e.Senses, "emotions", words, felt)
	if r.of.YesNo {
		e.Senses = sense(e.Senses, "yes and no", words, agreed)
	}
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
		if !ok || x != math.Trunc(x) {
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

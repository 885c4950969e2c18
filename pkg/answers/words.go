package answers

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// chooseWords picks the word list that the sampled answers are written in, if they are words. It
// is chosen before reading, so that every row can be judged when it is read.
func (s *item) chooseWords(rules *answer.Rules) error {
	classifier, err := answer.New(*rules)
	if err != nil {
		return problem.Wrong("", err)
	}
	words := make(map[string]int64)
	for i, t := range s.set.Tables {
		for _, text := range t.Sample(s.columns[i].At(texts.Score)) {
			if class, _, _ := classifier.Classify(text); class != answer.Invalid {
				continue
			}
			words[text]++
			if _, _, ok := answer.Loose(text); ok && rules.Labels == nil {
				rules.Labels = layout.Labels()
			}
		}
	}
	if len(words) > 0 {
		if list, ok := s.choice(words); ok {
			s.words, rules.Words = list, s.scores(list)
		}
	}
	return nil
}

// choice returns the list that explains words on the scale in use, if there is one and nothing contradicts it.
// Two steps are the ends of the scale where all that counts is how many answers are good.
func (s *item) choice(words map[string]int64) (layout.WordList, bool) {
	scale := s.question.Scale
	if len(s.Metric.Breaks) == 1 {
		if list, ok := layout.Ends(scale.Min, scale.Max, words); ok {
			return list, true
		}
		if list, ok := s.yesOrNo(words); ok {
			return list, true
		}
	}
	if list, ok := s.groups(words); ok {
		return list, true
	}
	list, ok, conflict := layout.Choose(layout.Words(scale.Min, scale.Max), words)
	return list, ok || s.known(conflict)
}

// known tells whether all that speaks against a list are shorter scales, and the user has named the scale.
func (s *item) known(conflict []layout.WordList) bool {
	return s.question.ScaleGiven && len(conflict) > 1 && !conflict[0].Asked &&
		!slices.ContainsFunc(conflict[1:], func(l layout.WordList) bool { return l.Steps >= conflict[0].Steps })
}

// scores returns the scores of a list on the scale in use. Lists have the good end high; where
// high means the bad end, they are mirrored.
func (s *item) scores(list layout.WordList) map[string]float64 {
	if s.question.Reverse {
		list = list.Mirrored(s.question.Scale.Min, s.question.Scale.Max)
	}
	return list.Scores
}

// A column of words may hold so many different ones; more are comments. One word in so many rows may be one that no
// list knows, and among numbers one row in a few: they are slips.
const (
	mostWords    = 60
	unknownWords = 100
	oddWords     = 5
)

// worded is what stands in a column of answers.
type worded struct {
	words     map[string]int64 // texts without a number, by rows
	labelled  []labelled       // texts with a number and a label
	plain     map[string]int64 // other texts that count
	all, rows int64            // rows with any of them; those with words
}

// labelled is a text that holds a number and a label.
type labelled struct {
	text, label string
	number      float64
	rows        int64
}

func (l labelled) compare(o labelled) int {
	return cmp.Or(cmp.Compare(l.number, o.number), cmp.Compare(l.text, o.text))
}

// wordsOf tells what stands in the column.
func (h *heard) wordsOf() worded {
	w := worded{words: make(map[string]int64), plain: make(map[string]int64)}
	c := h.classifier
	for text, n := range h.judged.Met() {
		class, _, _ := c.Classify(text)
		number, label, both := c.Labelled(text)
		switch {
		case class == answer.Blank || class == answer.Excluded:
			continue
		case both:
			w.labelled = append(w.labelled, labelled{text, label, number, n})
		case c.IsWord(text):
			w.words[text] += n
			w.rows += n
		case class == answer.Counted:
			w.plain[text] += n
			if !answer.IsNumber(text) {
				w.rows += n // the user gave it a score
			}
		}
		w.all += n
	}
	return w
}

// doubtWords asks where numbers and labels contradict each other, where words may stand for several scores, and
// where they stand for none that is known. All rows decide, also those beyond the samples.
func (h *heard) doubtWords() error {
	w := h.worded
	for _, doubt := range []func(worded) error{h.doubtCodes, h.doubtPlaces, h.doubtSpan, h.doubtLeaning, h.doubtStatement, h.doubtZero} {
		if err := doubt(w); err != nil {
			return err
		}
	}
	if len(w.words) == 0 || len(w.words) > mostWords {
		return nil
	}
	list, ok := h.choice(w.words)
	same := ok && list.Name == h.words.Name && list.Lang == h.words.Lang
	slips := h.slips(w, list)
	none := h.judged.Rows.Counted == 0
	slips = slips && !(none && h.explained(w.words)) || h.question.ScaleGiven && !none
	if slips && (same || !ok && !h.ambiguous(w.words)) {
		return nil
	}
	return h.askWords(w, list, ok)
}

// explained tells whether a list of any length knows some of the words, or they name the end of their scale.
func (h *heard) explained(words map[string]int64) bool {
	return len(layout.Explain(words, 0)) > 0 || h.ofScale(words) != nil
}

// slips tells whether the words that a list does not know are mistakes and not answers: few of many words, or words
// among numbers that are few or do not repeat.
func (h *heard) slips(w worded, list layout.WordList) bool {
	unknown, different, known := int64(0), int64(0), w.rows
	for text, n := range w.words {
		known -= n
		if _, known := list.Score(text); !known {
			unknown += n
			different++
		}
	}
	if h.spoken() && (list.Name != "" || known > 0) { // known to a list or to the user
		return unknown*unknownWords <= w.rows
	}
	return unknown*oddWords <= w.all || unknown < 2*different
}

// silent says which words and codes were taken for no answer.
func (h *heard) silent() []result.Warning {
	words := h.judged.Met()
	maps.DeleteFunc(words, func(text string, _ int64) bool { return !h.classifier.Silent(text) })
	if len(words) == 0 {
		return nil
	}
	var shown []string
	for _, text := range frequent(words) {
		shown = append(shown, answer.Quote(text, 40)+times(words[text]))
	}
	if more := len(shown) - silentShown; more > 0 {
		shown = append(shown[:silentShown], kind.HowMany(int64(more), "other text").String())
	}
	return []result.Warning{result.Warn("no_answer", "column %s: taken for no answer: %s; --value TEXT=N gives a text a score",
		h.scoreName(), strings.Join(shown, ", "))}
}

// silentShown is how many words for no answer a warning shows.
const silentShown = 12

// frequent lists texts, the most frequent first.
func frequent(texts map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(texts), func(a, b string) int {
		return cmp.Or(cmp.Compare(texts[b], texts[a]), cmp.Compare(a, b))
	})
}

// ambiguous tells whether several lists of the scale explain words.
func (s *item) ambiguous(words map[string]int64) bool {
	_, _, conflict := layout.Choose(layout.Words(s.question.Scale.Min, s.question.Scale.Max), words)
	return len(conflict) > 0 && !s.known(conflict)
}

// spoken tells whether most answers are words, which are on the scale by what they say.
func (h *heard) spoken() bool { return 2*h.worded.rows > h.worded.all }

// holdsWords tells whether a column holds a few words again and again, as answers do, on whatever scale.
func (s *item) holdsWords(t *dataset.Table, column int) bool {
	words, all := make(map[string]int64), 0
	for _, text := range t.Sample(column) {
		if text = answer.Fold(answer.Trim(text)); text != "" && !answer.IsNumber(text) {
			words[text]++
			all++
		}
	}
	return all > 0 && len(words) <= mostWords && (2*len(words) <= all || len(layout.Explain(words, 0)) > 0)
}

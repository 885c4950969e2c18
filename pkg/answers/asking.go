package answers

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// sensesShown is how many ways to understand words are shown.
const sensesShown = 3

// askWords asks for the scores of words. It shows all of them, and a command for each way to understand those that are
// known; the others have to be given a score.
func (h *heard) askWords(w worded, list layout.WordList, ok bool) error {
	e := problem.Usage("%s: column %s: %s", h.set.Tables[0].Name, h.scoreName(), h.whyAsked(w, list, ok))
	e.Text += "\n" + listed(w.words)
	if flags := h.ofScale(w.words); flags != nil {
		e.Flags = flags
		return e
	}
	if word, lone := loneNone(w); lone {
		e.Text = fmt.Sprintf("%s: column %s: %s beside numbers may be what a program writes where there is no answer", h.set.Tables[0].Name, h.scoreName(), answer.Quote(word, 40))
		e.Senses = []problem.Sense{{Says: "if it is none", Flags: []string{"--missing", word}}}
		return e
	}
	lists := []layout.WordList{list}
	if !ok {
		lists = h.explaining(w)
	}
	e.Senses = append(e.Senses, h.categories...)
	for _, l := range lists {
		if 2*strange(l, w.words) > len(w.words) {
			continue // it leaves most of them out
		}
		for _, sense := range h.sensesOf(l, w.words, ok) {
			new := !slices.ContainsFunc(e.Senses, func(s problem.Sense) bool { return slices.Equal(s.Flags, sense.Flags) })
			if new && len(e.Senses) < sensesShown {
				e.Senses = append(e.Senses, sense)
			}
		}
	}
	e.Senses = middling(e.Senses, (h.question.Scale.Min+h.question.Scale.Max)/2)
	if len(e.Senses) == 1 && len(h.unknown(w.words, lists)) == 0 && h.categories == nil {
		e.Flags, e.Senses = e.Senses[0].Flags, nil
	}
	if _, ends := layout.EndsOf(h.question.Scale.Min, h.question.Scale.Max, w.words); ends && len(w.words) == 2 && h.Metric.Name == "nps" && len(w.plain) == 0 { // yes and no are no scores
		e.Senses = append(e.Senses, problem.Sense{Says: "how many say yes", Instead: "share", Flags: []string{"--score", h.set.Tables[0].Reference(h.columns[0].At(texts.Score))}})
	}
	if unknown := h.unknown(w.words, lists); len(unknown) > 0 && (h.spoken() || len(e.Senses) == 0) {
		e.Hint = h.template(unknown)
	} else if len(e.Flags) == 0 && len(e.Senses) == 0 {
		e.Hint = h.template(slices.Sorted(maps.Keys(w.words))) // known, and not on such a scale
	}
	return e
}

// loneNone finds the word None as the only one beside numbers, as Python writes it for nothing.
func loneNone(w worded) (word string, lone bool) {
	for word := range w.words {
		return word, len(w.words) == 1 && answer.Normalise(word) == "none" && w.all > w.rows
	}
	return "", false
}

// explaining are the lists that explain the words, those of the scale alone where there are numbers on it, too.
func (h *heard) explaining(w worded) []layout.WordList {
	lists := layout.Explain(w.words, h.question.Scale.Steps())
	if h.spoken() {
		return lists
	}
	return h.ofSteps(lists)
}

// whyAsked says what is not clear about the words.
func (h *heard) whyAsked(w worded, list layout.WordList, ok bool) string {
	explained, scale := h.explaining(w), h.question.Scale
	switch {
	case len(explained) == 0:
		return fmt.Sprintf("the words are on no usual scale; say with --value which scores on %s they stand for", scale)
	case ok && strange(list, w.words) == 0:
		return "the words are some of those of a usual scale, and nothing says which others there are; say with --value what they stand for"
	case ok:
		return fmt.Sprintf("%s not on the scale of the others; say with --value what they stand for", some(strange(list, w.words), len(w.words)))
	case explained[0].Asked:
		return "the words do not tell which end is the good one; say so with --value"
	case explained[0].Steps != scale.Steps():
		return fmt.Sprintf("the words look like those of a scale of %d steps, and %s is of %s; say which scores they stand for",
			explained[0].Steps, h.Metric.Name, scale)
	}
	return "the words stand for different scores on usual scales; say which with --value"
}

// strange counts the words that are not on a list.
func strange(list layout.WordList, words map[string]int64) (n int) {
	for text := range words {
		if _, known := list.Score(text); !known {
			n++
		}
	}
	return n
}

func some(n, all int) string {
	if n == 1 {
		return fmt.Sprintf("1 of %d words is", all)
	}
	return fmt.Sprintf("%d of %d words are", n, all)
}

// listed shows words with their rows, a line each, the most frequent first.
func listed(words map[string]int64) string {
	order := frequent(words)
	for i, text := range order {
		order[i] = fmt.Sprintf("  %s × %d", answer.Quote(text, 60), words[text])
	}
	return strings.Join(order, "\n")
}

// unknown lists the words that none of the lists knows, not even with a slip.
func (h *heard) unknown(words map[string]int64, lists []layout.WordList) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for text := range words {
			known := slices.ContainsFunc(lists, func(l layout.WordList) bool { _, ok := meant(l, text); return ok })
			if !known && !yield(answer.Trim(text)) {
				return
			}
		}
	})
}

// meant returns the score of a word on a list, also of one with a slip.
func meant(l layout.WordList, text string) (float64, bool) {
	if score, known := l.Score(text); known {
		return score, true
	}
	return l.Misspelt(text)
}

// template says how to give scores to words of which nobody knows what they mean.
func (h *heard) template(words []string) string {
	var flags []string
	for _, word := range words {
		if strings.ContainsFunc(word, unicode.IsControl) || len(word) > 200 {
			continue // nobody could type it
		}
		flags = append(flags, "--value "+layout.ShellQuote(word+"=N"))
	}
	if len(flags) == 0 {
		return fmt.Sprintf("--scale %s leaves the others out", h.question.Scale.Flag())
	}
	return fmt.Sprintf("add %s, with N on %s, or --missing TEXT for what is no answer", strings.Join(flags, " "), h.question.Scale)
}

// sensesOf are the ways to understand words by a list: as it runs, and the other way round where it does not tell which
// end is good. spread says that its scores are on the scale in use.
func (h *heard) sensesOf(l layout.WordList, words map[string]int64, spread bool) []problem.Sense {
	scale, named := h.question.Scale, []string(nil)
	says := fmt.Sprintf("as %s (%s)", l.Name, l.Lang)
	if !spread && l.Steps > 3 && l.Steps != scale.Steps() {
		scale = metric.Scale{Min: 1, Max: float64(l.Steps)}
		named = []string{"--scale", scale.Flag()}
		if strange(l, words) > 0 { // which it would leave out
			return h.beside(l, words, named)
		}
	}
	if !h.fits(l, scale) {
		return nil
	}
	asked := l.Asked || l.Agrees && h.statedBad()
	if named != nil && !asked {
		return []problem.Sense{{Says: says, Flags: named}}
	}
	if !spread {
		l = l.Spread(scale.Min, scale.Max, h.middle())
	}
	if h.question.Reverse {
		l = l.Mirrored(scale.Min, scale.Max)
	}
	switch {
	case !asked:
		return []problem.Sense{{Says: says, Flags: scored(l, words)}}
	case l.Steps == 2:
		return nil // "Was it late?": what is good depends on what was asked, and that is not told
	}
	up, down := best(l, words, scale.Max), best(l, words, scale.Min)
	senses := []problem.Sense{
		{Says: "if " + up + " is the good end", Flags: append(named, scored(l, words)...)},
		{Says: "if " + down + " is the good end", Flags: append(slices.Clone(named), scored(l.Mirrored(scale.Min, scale.Max), words)...)},
	}
	if up == down { // of the others nobody knows where they stand
		senses[1].Says = "if " + up + " is the bad end"
	}
	if l.Agrees || h.statedBad() { // high is bad
		senses = senses[1:]
	}
	return senses
}

// beside are the ways to understand words of which some are not on their list: by the numbers in all of them, or without
// the others, which have no number.
func (h *heard) beside(l layout.WordList, words map[string]int64, named []string) []problem.Sense {
	if senses := h.asNumbers(words); senses != nil {
		return senses
	}
	if !h.fits(l, metric.Scale{Min: 1, Max: float64(l.Steps)}) { // the command would ask where such a scale is cut
		return nil
	}
	flags := named
	for _, text := range h.unknown(words, []layout.WordList{l}) {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsControl(r) || r == '★' }) {
			return nil
		}
		flags = append(flags, "--missing", text)
	}
	return []problem.Sense{{Says: fmt.Sprintf("as %s (%s), if the others mean no answer", l.Name, l.Lang), Flags: flags}}
}

// asNumbers takes words with a number in them, such as "6 stars", for that number, where one of them lies beyond the scale of their list.
func (h *heard) asNumbers(words map[string]int64) []problem.Sense {
	var flags []string
	for _, text := range slices.Sorted(maps.Keys(words)) {
		score, ok := numberIn(text)
		if !ok || score < h.question.Scale.Min || score > h.question.Scale.Max {
			return nil
		}
		flags = append(flags, scoreOf(text, score)...)
	}
	return []problem.Sense{{Says: fmt.Sprintf("if their numbers are on %s", h.question.Scale), Flags: flags}}
}

// numberIn is the whole number that a text of a number and one word begins with, or how many stars it is drawn with.
func numberIn(text string) (float64, bool) {
	text = answer.Trim(text)
	if stars := strings.Count(text, "★"); stars > 0 && strings.Trim(text, "★☆ ") == "" {
		return float64(stars), true
	}
	number, word, _ := strings.Cut(text, " ")
	x, err := strconv.ParseUint(number, 10, 8)
	return float64(x), err == nil && word != "" && !strings.ContainsFunc(word, unicode.IsDigit) && !strings.Contains(answer.Trim(word), " ")
}

// fits tells whether a list may stand for scores on a scale: a scale of its own needs usual breaks, and words of two
// or three steps tell how many answers are good and nothing else.
func (h *heard) fits(l layout.WordList, scale metric.Scale) bool {
	if scale != h.question.Scale {
		for _, score := range h.Values {
			if score < scale.Min || score > scale.Max {
				return false
			}
		}
		return h.settles(scale)
	}
	return l.Steps > 3 || len(h.Metric.Breaks) == 1 || l.Name == promoters
}

// promoters is the list of the groups that the Net Promoter Score is made of.
const promoters = "promoters"

// middle is a score that is neither good nor bad: the highest below the good ones.
func (s *item) middle() float64 {
	return s.question.Breaks[s.Metric.Breaks[0].Flag] - 1
}

// best is the word that lies nearest to an end.
func best(l layout.WordList, words map[string]int64, end float64) string {
	best, away := "", 0.0
	for _, text := range slices.Sorted(maps.Keys(words)) {
		score, known := meant(l, text)
		if d := max(score-end, end-score); known && (best == "" || d < away) {
			best, away = text, d
		}
	}
	return answer.Quote(answer.Trim(best), 40)
}

// middling puts those ways to understand words last that have one in the middle of the scale which another has above it, and says so.
func middling(senses []problem.Sense, middle float64) []problem.Sense {
	above := make(map[string]bool)
	for _, sense := range senses {
		for word, score := range given(sense.Flags) {
			above[word] = above[word] || score > middle
		}
	}
	var first, last []problem.Sense
	for _, sense := range senses {
		scores := given(sense.Flags)
		between := slices.DeleteFunc(slices.Sorted(maps.Keys(scores)), func(word string) bool { return scores[word] != middle || !above[word] })
		if len(between) == 0 {
			first = append(first, sense)
			continue
		}
		sense.Says += ", where " + answer.Quote(between[0], 40) + " is neither good nor bad"
		last = append(last, sense)
	}
	return append(first, last...)
}

// given are the scores that flags give to words.
func given(flags []string) map[string]float64 {
	scores := make(map[string]float64)
	for i := 1; i < len(flags); i += 2 {
		at := strings.LastIndex(flags[i], "=")
		if score, err := strconv.ParseFloat(flags[i][at+1:], 64); flags[i-1] == "--value" && at > 0 && err == nil {
			scores[flags[i][:at]] = score
		}
	}
	return scores
}

// scored are the flags that give words the scores of a list.
func scored(l layout.WordList, words map[string]int64) (flags []string) {
	for _, text := range slices.Sorted(maps.Keys(words)) {
		if score, known := meant(l, text); known {
			flags = append(flags, scoreOf(text, score)...)
		}
	}
	return flags
}

// scoreOf is the flag that gives a text a score.
func scoreOf(text string, score float64) []string {
	return []string{"--value", answer.Trim(text) + "=" + strconv.FormatFloat(score, 'g', -1, 64)}
}

// ofScale names the scale where all words are scores of so many, "4/5".
func (h *heard) ofScale(words map[string]int64) []string {
	scale := metric.Scale{Min: 1}
	for text := range words {
		numeral, most, ok := answer.OfMost(text, layout.Silence())
		if !ok || scale.Max != 0 && most != scale.Max {
			return nil
		}
		scale.Max = most
		if strings.Trim(numeral, "0.,") == "" {
			scale.Min = 0
		}
	}
	if r, ok := h.asked(); ok && r.Rank >= layout.General || scale.Max <= scale.Min || !h.fits(layout.WordList{Steps: scale.Steps()}, scale) {
		return nil
	}
	return []string{"--scale", scale.Flag()}
}

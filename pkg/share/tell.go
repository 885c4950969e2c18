package share

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Tell adds the groups up. Words that nobody knows are a question.
func (p *quest) Tell(_ context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	c := from.(*counts)
	if h.Groups > 0 {
		c.at(int32(h.Groups - 1))
	}
	if words, rows := c.lexicon.Unknown(); len(words) > 0 && len(p.words) == 0 {
		return nil, p.unknown(c, h, rows)
	}
	total := pool(c.groups)
	if err := p.onlyMarks(c, h, total); err != nil {
		return nil, err
	}
	_, compute := fields()
	return &facts.Pools[ballot]{Total: total, Groups: c.groups, Pool: pool, Warnings: p.doubts(c, h, total),
		Compute: func(o ballot, confidence float64, exact bool) result.Object {
			t := p.terms
			t.Confidence, t.Exact = confidence, exact && t.Method.Given
			return compute(o, t)
		},
		Stands: func(o ballot, field string) (metric.Evidence, bool) {
			e := p.evidence(o)
			e.LowerIsBetter = p.Own.Text("good") == "no"
			return e, field == "value"
		},
		Weigh: func(o ballot, _ string) (float64, bool) { return p.weight(o), true }}, nil
}

// weight is what a ballot weighs among others: what it is divided by.
func (p *quest) weight(o ballot) float64 {
	if p.Per > 0 {
		return p.exposed(o)
	}
	return float64(o.of)
}

// wordsShown is how many words a question shows.
const wordsShown = 12

// unknown asks what words say: all of them with their rows, and a command for each way to understand them.
func (p *quest) unknown(c *counts, h facts.Heard, rows int64) error {
	words := c.lexicon.Words()
	if numbers := numbersOf(words, h.Set.Tables[0].Decimal); numbers != nil {
		return p.unclearNumbers(h, words, numbers)
	}
	header := h.Columns[0].Name("score", 0)
	e := problem.Usage("%s: column %s: %s neither yes nor no; choose what says yes with --yes, and every other one says no\n%s",
		h.Set.Names(), h.Columns[0].Header("score"), haveWords(rows), problem.Lines(listed(words)))
	e.Read = true
	known, begun, open, silent, outcomes, denials := sorted(words, header)
	const most = 4
	slices.SortStableFunc(open, func(a, b string) int { return dataset.Order(denies(a), denies(b)) })
	known = append(append(known, yesFlags(begun)...), silent...)
	if len(begun) > 0 {
		e.Senses = []problem.Sense{{Says: "if all that begin with yes say yes", Flags: known}}
	}
	likely := append(slices.Clone(open[:min(len(open), most)]), outcomes[:min(len(outcomes), most)]...)
	for _, text := range likely[:min(len(likely), most+1)] { // what did not come about may be what is counted
		e.Senses = append(e.Senses, problem.Sense{Says: "if " + answer.Quote(text, 40) + " says yes", Flags: append(slices.Clone(known), "--yes", text)})
	}
	if len(known) > len(silent) && len(begun) == 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "if none of them does", Flags: known})
	}
	if len(begun) == 0 && len(open)+len(silent)/2+len(outcomes)+denials < len(words) && len(open) <= most {
		nothing := problem.Sense{Says: "if they say nothing", Flags: slices.Clone(silent)}
		for _, text := range open {
			nothing.Flags = append(nothing.Flags, "--missing", text)
		}
		e.Senses = append(e.Senses, nothing)
		if oddNumbers(words) { // a sum below the rows, sooner than an answer
			e.Senses = append([]problem.Sense{nothing}, e.Senses[:len(e.Senses)-1]...)
		}
	}
	return e
}

// sorted are words by what they may say: the flags of those that say yes, those that begin with it, those that may say anything, the
// flags of words for no answer, those that say what did not come about, and how many say no whatever says yes.
func sorted(words []facts.StateWord, header string) (known, begun, open, silent, outcomes []string, denials int) {
	said := make(map[string]bool)
	for _, w := range words {
		again := said[answer.Normalise(w.Text)]
		said[answer.Normalise(w.Text)] = true
		switch {
		case again:
		case w.Meaning == "" && isOutcome(header, w.Text):
			outcomes = append(outcomes, w.Text)
		case w.Meaning == "" && opening(w.Text) == "no":
			denials++
		case w.Meaning == "yes":
			known = append(known, "--yes", w.Text)
		case w.Meaning == "" && opening(w.Text) == "yes":
			begun = append(begun, w.Text)
		case w.Meaning == "" && layout.Silence().Words[answer.Normalise(w.Text)]:
			silent = append(silent, "--missing", w.Text)
		case w.Meaning == "":
			open = append(open, w.Text)
		}
	}
	return known, begun, open, silent, outcomes, denials
}

func yesFlags(words []string) (flags []string) {
	for _, text := range words {
		flags = append(flags, "--yes", text)
	}
	return flags
}

// numbered is the number that stands before the label of a choice.
var numbered = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\(?\d+\s*[:.)=–-]+\s*`) })

// opening is what a text says that goes on behind a yes or a no, or has a number before it: "Yes, by phone", "1 : Yes".
func opening(text string) string {
	head := numbered().ReplaceAllString(text, "")
	if at := strings.IndexAny(head, ",;:(–—"); at > 0 {
		head = head[:at]
	}
	return layout.Meaning("yes", head)
}

// oddNumbers tells whether the words that say neither are numbers, and none of the others is.
func oddNumbers(words []facts.StateWord) bool {
	return !slices.ContainsFunc(words, func(w facts.StateWord) bool { return answer.IsNumber(answer.Trim(w.Text)) != (w.Meaning == "") })
}

// denies tells whether a text denies something, so that it hardly says yes.
func denies(text string) bool { return layout.Mentioned("denied", text) != "" }

func haveWords(rows int64) string {
	if rows == 1 {
		return "1 row has a word that says"
	}
	return fmt.Sprintf("%d rows have words that say", rows)
}

// listed shows words with their rows, a line each.
func listed(words []facts.StateWord) string {
	var lines []string
	for _, w := range words[:min(len(words), wordsShown)] {
		line := fmt.Sprintf("  %8d  %s", w.Rows, answer.Quote(w.Text, 40))
		if w.Meaning != "" {
			line += "  " + w.Meaning
		}
		lines = append(lines, line)
	}
	if more := len(words) - wordsShown; more > 0 {
		lines = append(lines, fmt.Sprintf("  … and %d more", more))
	}
	return strings.Join(lines, "\n")
}

// onlyMarks asks where every row that says something says yes, and others are blank: a blank may be the no.
func (p *quest) onlyMarks(c *counts, h facts.Heard, total ballot) error {
	if c.blanks == 0 || total.of == 0 || total.yes < total.of || len(p.words) > 0 {
		return nil
	}
	e := problem.Usage("%s: column %s: %d rows say yes, none says no, and %d are blank: does a blank say no?",
		h.Set.Names(), h.Columns[0].Header("score"), total.yes, c.blanks)
	name := h.Columns[0].Name("score", 0)
	if strings.ContainsAny(name, "=<>~!\"") || strings.Contains(name, " in ") {
		name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	word := c.lexicon.Words()[0].Text
	e.Read, e.Senses = true, []problem.Sense{
		{Says: "if it does", Flags: []string{"--yes", name + "!="}},
		{Says: "if it says nothing", Flags: []string{"--yes", word}}}
	return e
}

// doubts are about texts of --yes that no row has.
func (p *quest) doubts(c *counts, h facts.Heard, total ballot) (out []result.Warning) {
	met := make(map[string]bool)
	for _, w := range c.lexicon.Words() {
		met[answer.Normalise(w.Text)] = true
	}
	for _, word := range p.words {
		if !met[answer.Normalise(word)] && total.of > 0 {
			out = append(out, result.Warn("unmet_word", "no row says %s; column %s says %s", answer.Quote(word, 40), h.Columns[0].Header("score"), most(c.lexicon.Words())))
		}
	}
	if cs := h.Columns[0]; cs.Has("score") && p.Own.Text("score") == "" {
		out = append(out, result.Warn("only_column", "column %s is taken, the only one that says yes or no; --score COL, or --yes with a condition asks for another share", cs.Header("score")))
	}
	if cs := h.Columns[0]; cs.Has("score") && len(p.words) == 0 && total.of > 1 && total.yes == total.of && isConsent(cs.Name("score", 0)) {
		out = append(out, result.Warn("consent", "column %s: all %d rows say yes, as where nobody may answer without", cs.Header("score"), total.of))
	}
	if p.Per > 0 && p.exposed(total) == 0 {
		out = append(out, result.Warn("no_exposure", "the exposure of all rows is 0, so there is no rate"))
	}
	return out
}

// most are the most frequent words.
func most(words []facts.StateWord) string {
	const shown = 4
	var texts []string
	for _, w := range words[:min(len(words), shown)] {
		texts = append(texts, answer.Quote(w.Text, 40))
	}
	if len(words) > shown {
		texts = append(texts, "…")
	}
	return strings.Join(texts, ", ")
}

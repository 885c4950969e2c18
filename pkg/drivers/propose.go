package drivers

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// answering takes columns that may be answers, not those of times, whose headers say that they are a score to be explained:
// words such as "rating" name a driver as well.
func answering(t *dataset.Table, column int) dataset.Fit {
	r, ok := layout.RatingOf(layout.Score, "drivers", t.Headers[column])
	return dataset.Fit{Never: !ok || r.Rank > ownWords || t.Blank(column) || t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst}), Share: ratingShare(t, column)}
}

// ownWords is the highest rank of the words that layout has for the score of drivers; behind it come those of any answers.
const ownWords = 3

// stepsOfAnswers is how many different answers the columns that are proposed have at most: an age has more.
const stepsOfAnswers = 11

// ratingShare is how many of the cells of a column look like answers.
func ratingShare(t *dataset.Table, column int) float64 {
	fit, all := 0, 0
	for _, text := range t.Sample(column) {
		word := answer.Normalise(text)
		if word == "" || layout.Silence().Words[word] {
			continue
		}
		all++
		if answer.IsNumber(text) || layout.Labels()[word] {
			fit++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(fit) / float64(all)
}

// somethingElse tells whether a header names no question: who answered, when, for how many, which part of them, or what is known
// of a person.
func somethingElse(header string) bool {
	return layout.IsNoAnswer(header) || layout.NamesID(header) || layout.IsOfPerson(header) || slices.ContainsFunc([]layout.Role{layout.Respondent, layout.Time, layout.Weight, layout.Count, layout.Segment},
		func(r layout.Role) bool { return len(layout.Candidates(r, "", []string{header})) > 0 })
}

// looksLikeRating tells whether a column looks like answers to a question: few different ones, numbers or labels of scales.
func looksLikeRating(t *dataset.Table, column int) bool {
	if t.Blank(column) || ratingShare(t, column) < 0.9 || somethingElse(t.Headers[column]) {
		return false
	}
	different, words := make(map[string]bool), make(map[string]int64)
	for _, text := range t.Sample(column) {
		if word := answer.Fold(strings.TrimSpace(text)); word != "" && !layout.Silence().Words[answer.Normalise(text)] {
			different[word] = true
			if !answer.IsNumber(text) {
				words[text]++
			}
		}
	}
	return len(different) > 1 && len(different) <= stepsOfAnswers && ofOneScale(words)
}

// ofOneScale tells whether some scale has all of the words, if there are any: with others nothing can be reckoned.
func ofOneScale(words map[string]int64) bool {
	const steps = 5
	return len(words) == 0 || slices.ContainsFunc(layout.Explain(words, steps), func(l layout.WordList) bool {
		for text := range words {
			if _, known := l.Score(text); !known {
				return false
			}
		}
		return true
	})
}

// alike are the free columns that look like answers.
func alike(t *dataset.Table, cs dataset.Columns) []int {
	return t.Those(func(i int) bool {
		return i != cs.At("score") && !slices.Contains(cs.By, i) && (i == cs.At("driver") || !cs.Taken(i)) && looksLikeRating(t, i)
	})
}

// circular tells whether a column is made of the score, or says the same in another form: it explains the score, and moves nothing.
func circular(t *dataset.Table, cs dataset.Columns, column int) bool {
	return madeOf(t, cs.At("score"), column) || repeats(t, cs.At("score"), column)
}

// candidates are the columns that look like answers which may move the score.
func (p *driverPlan) candidates(t *dataset.Table, cs dataset.Columns) []int {
	fits := slices.DeleteFunc(alike(t, cs), func(i int) bool { return circular(t, cs, i) })
	return slices.DeleteFunc(slices.Clone(fits), func(i int) bool { return i != cs.At("driver") && meanOfOthers(t, fits, i) })
}

// meanOfOthers tells whether a column holds the mean of the others in every row that has all of them, as far as it is written.
func meanOfOthers(t *dataset.Table, columns []int, column int) bool {
	rows, others := 0, float64(len(columns)-1)
	for _, row := range t.Rows {
		sum, full := 0., true
		for _, i := range columns {
			x, err := answer.ParseNumber(answer.Trim(row[min(i, len(row)-1)]), t.Decimal)
			if full = full && err == nil; i == column {
				x *= -others
			}
			sum += x
		}
		if !full {
			continue
		}
		if rows++; math.Abs(sum) > roundedMean*others {
			return false
		}
	}
	return others > 1 && rows >= fewestOfMeans
}

// What tells a mean of other columns: how far rounding takes it from them, and how many rows have it.
const (
	roundedMean   = 0.0501
	fewestOfMeans = 3
)

// madeOf tells whether a column of two texts that are no numbers cuts the scores in two, as a flag that was made of them does.
func madeOf(t *dataset.Table, score, column int) bool {
	sides := make(map[string][]float64)
	for _, row := range t.Rows {
		if max(score, column) >= len(row) || answer.Trim(row[column]) == "" || answer.Trim(row[score]) == "" {
			continue
		}
		x, err := strconv.ParseFloat(answer.Trim(row[score]), 64)
		text := answer.Normalise(row[column])
		if err != nil || answer.IsNumber(text) {
			return false
		}
		sides[text] = append(sides[text], x)
	}
	if len(sides) != 2 {
		return false
	}
	var of [][]float64
	for _, scores := range sides {
		if len(scores) < 3 || slices.Min(scores) == slices.Max(scores) {
			return false // too few to tell
		}
		of = append(of, scores)
	}
	return slices.Max(of[0]) < slices.Min(of[1]) || slices.Max(of[1]) < slices.Min(of[0])
}

// propose asks for the drivers: all columns that look like answers, and a command with them.
func (p *driverPlan) propose(t *dataset.Table, cs dataset.Columns) *problem.Error {
	fits := p.candidates(t, cs)
	if len(fits) == 0 {
		return problem.Usage("%s: no column beside %s looks like answers that may move it\n%s", t.Name, t.Header(cs.At("score")), t.List(t.Every())).
			Advise("--drivers COL names a column, and may be repeated or be a pattern")
	}
	e := problem.Usage("%s: which columns may move %s? These look like answers, choose with --drivers\n%s", t.Name, t.Header(cs.At("score")), t.List(fits))
	if p.Own.Text("score") == "" {
		e.Flags = append(e.Flags, "--score", t.Reference(cs.At("score")))
	}
	for _, i := range fits[:min(len(fits), mostDrivers)] {
		e.Flags = append(e.Flags, "--drivers", t.Reference(i))
	}
	if same := slices.DeleteFunc(alike(t, cs), func(i int) bool { return !circular(t, cs, i) }); len(same) > 0 {
		e.Senses, e.Flags = []problem.Sense{{Says: "without what says the score in another form, " + layout.List(t.Headers, same), Flags: e.Flags}}, nil
	}
	return e
}

// takenBy tells whether a column makes groups, or is in a condition.
func takenBy(cs dataset.Columns, column int) bool {
	return slices.Contains(cs.By, column) || cs.Taken(column)
}

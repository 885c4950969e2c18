package answers

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// fewestSteps is how many rows may list the steps of a scale.
const fewestSteps = 3

// fewestWords is how many of them there may be where they are words, or where a column surely says how many gave each.
const fewestWords = 2

// counted asks where the rows list the steps of the scale, each once, and a column beside them how many answers each of
// them has: a figure of the rows would be that of the scale.
func (v *view) counted() *problem.Error {
	if v.columns.Has(texts.Count) {
		return v.table.Abridged(v.rows, v.columns.At(texts.Count))
	}
	if v.weighted() || len(v.rows) < fewestWords || v.numbered() {
		return nil
	}
	var counts []int
	for i, header := range v.table.Headers {
		r, ok := layout.RatingOf(layout.Count, v.Metric.Name, header)
		if !ok || i == v.score {
			continue
		}
		if e := v.table.Abridged(v.rows, i); e != nil && v.listsSteps([]int{i}) {
			return e
		}
		if v.wholeNumbers(i) && (r.Rank <= countsAnswers || !v.ofOne()) && !v.names(i, r) {
			counts = append(counts, i)
		}
	}
	switch {
	case len(counts) == 0 && len(v.rows) < fewestSteps:
		return nil
	case len(counts) == 0:
		return cmp.Or(v.ladder(), v.summary())
	case !v.listsSteps(counts):
		return v.combined(counts)
	}
	if e := v.promoters(); e != nil {
		return e
	}
	first, last, beyond := v.steps()
	if beyond {
		return nil // they are refused when all are read
	}
	if last > first && !v.question.ScaleGiven && last < v.question.Scale.Max {
		return problem.Failure("%s: column %s lists the steps from %v to %v, and the scale of %s is %s", v.table.Name,
			v.table.Header(v.score), first, last, v.Metric.Name, v.question.Scale).
			Advise(fmt.Sprintf("--scale %s says that nobody answered above", v.question.Scale.Flag()))
	}
	e := v.table.Ask("--count", fmt.Sprintf("every score of column %s stands once, and a number of answers beside it", v.table.Header(v.score)), counts)
	if len(counts) > 1 {
		e.Flags = nil // to propose one would be a guess
	}
	return e
}

// numbered tells whether a column has the id of another answer in each row: no row is of several.
func (v *view) numbered() bool {
	return slices.ContainsFunc(v.table.Every(), func(i int) bool {
		seen := make(map[string]bool)
		for _, row := range v.rows {
			seen[answer.Trim(row[i])] = true
		}
		return layout.IsAsideHeader(layout.AnswerIDHeader, v.table.Headers[i]) && len(seen) == len(v.rows) && !seen[""]
	})
}

// names tells whether a column that may count answers numbers or names them: "Review ID", from 1 on.
func (v *view) names(column int, r layout.Rating) bool {
	header := v.table.Headers[column]
	for _, kind := range []layout.Aside{layout.AnswerIDHeader, layout.ReviewIDHeader, layout.RowIDHeader} {
		if layout.IsAsideHeader(kind, header) {
			return true
		}
	}
	words := strings.Fields(answer.Normalise(header))
	return r.Rank > 1 && (v.climbs(column) && len(v.rows) > 2 || slices.Contains(words, "id"))
}

// promoters refuses rows that say how many promoters and detractors there were, beside the figure of them.
func (v *view) promoters() *problem.Error {
	headers := make(map[string]int64)
	for _, header := range v.table.Headers {
		headers[header]++
	}
	for _, list := range layout.Explain(headers, 0) {
		options := v.table.Those(func(i int) bool {
			_, is := list.Scores[answer.Normalise(v.table.Headers[i])]
			return is && i != v.score && v.wholeNumbers(i)
		})
		if list.Name == "promoters" && len(options) > 1 {
			return problem.Failure("%s: columns are named by answers, %s, so they hold how many answered so; a row for each answer is needed, with its number in a column that --count names",
				v.table.Name, layout.List(v.table.Headers, options))
		}
	}
	return nil
}

// ladder asks where the rows are the steps of the whole scale in their order, and a column beside them holds numbers of
// which its header does not say what they count. Whoever names the column of answers has said that they are answers.
func (v *view) ladder() *problem.Error {
	if v.item.score != "" || float64(len(v.rows)) != v.question.Scale.Max-v.question.Scale.Min+1 || !v.climbs(v.score) {
		return nil
	}
	var counts []int
	for i, header := range v.table.Headers {
		_, figure := layout.RatingOf(layout.Figure, v.Metric.Name, header)
		if !v.free(i) || figure || layout.IsScore(header) || v.climbs(i) || v.percent(i) {
			continue
		}
		switch {
		case v.wholeNumbers(i):
			counts = append(counts, i)
		case v.shares(i) && len(counts) == 0:
			return v.askLadder("--weight", i)
		}
	}
	switch len(counts) {
	case 0:
		return nil
	case 1:
		return v.askLadder("--count", counts[0])
	}
	return v.askCounts(counts)
}

// numbers are those of a column on no scale; ok is false where it holds something else.
func (v *view) numbers(column int) (out []float64, ok bool) {
	for _, row := range v.rows {
		x, err := answer.ParseNumber(strings.TrimSuffix(answer.Trim(row[column]), "%"), v.table.Decimal)
		if err != nil {
			return nil, false
		}
		out = append(out, x)
	}
	return out, true
}

// climbs tells whether the numbers of a column rise or fall by one from row to row.
func (v *view) climbs(column int) bool {
	all, ok := v.numbers(column)
	for i := 2; ok && i < len(all); i++ {
		ok = all[i]-all[i-1] == all[1]-all[0]
	}
	return ok && len(all) > 1 && math.Abs(all[1]-all[0]) == 1
}

// shares tells whether the numbers of a column add up to a whole.
func (v *view) shares(column int) bool {
	all, ok := v.numbers(column)
	sum := 0.0
	for _, x := range all {
		sum += x
	}
	return ok && (math.Abs(sum-1) < 0.02 || math.Abs(sum-100) < 2)
}

// steps are the lowest and the highest score on the scale; beyond tells that those off it make it another one.
func (v *view) steps() (first, last float64, beyond bool) {
	classifier, err := answer.New(v.rules(v.table.Decimal))
	if err != nil {
		return 0, 0, false
	}
	first, last = math.Inf(1), math.Inf(-1)
	on, off := int64(0), make(map[float64]int64)
	for _, row := range v.rows {
		switch kind, score, _ := classifier.Classify(row[v.score]); kind {
		case answer.Counted:
			first, last = min(first, score), max(last, score)
			on++
		case answer.OutOfRange:
			off[score]++
		}
	}
	return first, last, !v.question.ScaleGiven && v.Metric.Beyond(on, numbers(off), v.question) != nil
}

// wholeNumbers tells whether a column holds whole numbers, none below zero and some above one.
func (v *view) wholeNumbers(column int) bool {
	rules := answer.Rules{Min: 0, Max: math.MaxInt32, Decimal: v.table.Decimal}
	classifier, err := answer.New(rules)
	if err != nil {
		return false
	}
	above := false
	for _, row := range v.rows {
		kind, n, _ := classifier.Classify(strings.NewReplacer(" ", "", ",", "", "'", "").Replace(answer.Trim(row[column])))
		if kind != answer.Counted {
			return false
		}
		above = above || n > 1
	}
	return above
}

// listsSteps tells whether no score stands twice: in all rows, in those of each value of another column, or in those
// that have all other columns in common.
func (v *view) listsSteps(counts []int) bool {
	var others []int
	for i := range v.table.Headers {
		if i != v.score && i != counts[0] {
			others = append(others, i)
		}
	}
	each, group := v.fewest(counts)
	if v.stepsOnce(nil, each) || v.stepsOnce(others, each) {
		return true
	}
	for _, i := range others {
		_, who := layout.RatingOf(layout.Respondent, v.Metric.Name, v.table.Headers[i])
		if v.stepsOnce([]int{i}, fewestSteps) || !who && len(v.rows) > fewestSteps && v.stepsOnce([]int{i}, group) {
			return true
		}
	}
	return false
}

// countsAnswers is the rank of the last words that count answers; behind it come those of things that may be counted.
const countsAnswers = 2

// fewest is how many steps have to be listed, in all and in each group.
func (v *view) fewest(counts []int) (all, each int) {
	r, _ := layout.RatingOf(layout.Count, v.Metric.Name, v.table.Headers[counts[0]])
	number := func(row []string) bool { return answer.IsNumber(answer.Trim(row[v.score])) }
	switch {
	case !slices.ContainsFunc(v.rows, number) && !v.ofOne():
		return fewestWords, fewestWords
	case r.Rank <= countsAnswers && len(v.table.Headers) == 2:
		return fewestWords, fewestWords
	case r.Rank <= countsAnswers:
		return fewestSteps, fewestWords
	}
	return fewestSteps, fewestSteps
}

// ofOne tells whether a column may say who answered, or what about.
func (v *view) ofOne() bool {
	return slices.ContainsFunc(v.table.Headers, func(header string) bool {
		_, who := layout.RatingOf(layout.Respondent, v.Metric.Name, header)
		return who || layout.IsAsideHeader(layout.RowIDHeader, header) || layout.IsAsideHeader(layout.AnswerIDHeader, header)
	})
}

// stepsOnce tells whether no score stands twice in the rows that have some columns in common, and these are several.
func (v *view) stepsOnce(common []int, fewest int) bool {
	seen, groups := make(map[string]bool), make(map[string]bool)
	for _, row := range v.rows {
		key := ""
		for _, i := range common {
			key += row[i] + "\x00"
		}
		groups[key] = true
		score := key + "\x00" + answer.Trim(row[v.score])
		if seen[score] || answer.Trim(row[v.score]) == "" {
			return false
		}
		seen[score] = true
	}
	return len(v.rows) >= fewest*len(groups)
}

// fewestMeans is the number from which scores between the steps are no slips.
const fewestMeans = 2

// reachesBeyond tells when the numbers off the scale, halves among them, continue it; nil when they do not.
func (v *view) reachesBeyond() *metric.Misfit {
	rules := v.rules(v.table.Decimal)
	rules.Fractional = true
	classifier, err := answer.New(rules)
	if err != nil || v.question.ScaleGiven {
		return nil
	}
	on, off := int64(0), make(map[float64]int64)
	for _, row := range v.rows {
		switch kind, score, _ := classifier.Classify(row[v.score]); kind {
		case answer.Counted:
			on++
		case answer.OutOfRange:
			off[math.Round(score)]++
		}
	}
	return v.Metric.Beyond(on, numbers(off), v.question)
}

// brokenBeyond counts the numbers of a scale up to 10, and those of them that are neither whole nor halves, where most lie above the scale
// that is asked for.
func (v *view) brokenBeyond() (broken, all int) {
	above := 0
	for _, row := range v.rows {
		x, err := answer.ParseNumber(answer.Trim(row[v.score]), v.table.Decimal)
		if err != nil {
			continue
		}
		if x < 0 || x > 10 {
			return 0, 0
		}
		all++
		if x > v.question.Scale.Max {
			above++
		}
		if 2*x != math.Trunc(2*x) {
			broken++
		}
	}
	if 2*above <= all {
		return 0, all
	}
	return broken, all
}

// unitFree tells whether a column may name what rows are of: it plays no role but that of groups.
func (v *view) unitFree(column int) bool {
	return v.free(column) || slices.Contains(v.columns.By, column) && !v.columns.Settled(column)
}

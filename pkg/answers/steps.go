package answers

import (
	"fmt"
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// fewestSteps is how many rows may list the steps of a scale.
const fewestSteps = 3

// counted asks where the rows list the steps of the scale, each once, and a column beside them how many answers each of
// them has: a figure of the rows would be that of the scale.
func (v *view) counted() *problem.Error {
	if v.columns.Has(texts.Count) || v.columns.Has(texts.Weight) || len(v.rows) < fewestSteps {
		return nil
	}
	var counts []int
	for i, header := range v.table.Headers {
		if _, ok := layout.RatingOf(layout.Count, v.Metric.Name, header); ok && i != v.score && v.wholeNumbers(i) {
			counts = append(counts, i)
		}
	}
	if len(counts) == 0 || !v.listsSteps(counts) {
		return nil
	}
	if first, last := v.steps(); last > first && !v.question.ScaleGiven && last < v.question.Scale.Max {
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

// steps are the lowest and the highest score on the scale.
func (v *view) steps() (first, last float64) {
	classifier, err := answer.New(v.rules(v.table.Decimal))
	if err != nil {
		return 0, 0
	}
	first, last = math.Inf(1), math.Inf(-1)
	for _, row := range v.rows {
		if kind, score, _ := classifier.Classify(row[v.score]); kind == answer.Counted {
			first, last = min(first, score), max(last, score)
		}
	}
	return first, last
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
	if v.stepsOnce(nil) || v.stepsOnce(others) {
		return true
	}
	for _, i := range others {
		if v.stepsOnce([]int{i}) {
			return true
		}
	}
	return false
}

// stepsOnce tells whether no score stands twice in the rows that have some columns in common, and these are several.
func (v *view) stepsOnce(common []int) bool {
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
	return len(v.rows) >= fewestSteps*len(groups)
}

// means refuses scores that are no steps of the scale. Halves may be steps of their own, which has to be said; others
// are the means of answers, from which nobody can tell how many were good.
func (v *view) means() *problem.Error {
	if v.Fractional {
		return nil
	}
	all, broken, halves := v.fractions()
	_, mean := layout.RatingOf(layout.Mean, v.Metric.Name, v.table.Headers[v.score])
	if broken == 0 || 10*broken <= all && !mean {
		return nil
	}
	e := problem.Failure("%s: column %s: %d of %d numbers lie between the steps of %s", v.table.Name, v.table.Header(v.score), broken, all, v.question.Scale)
	if broken == halves && !mean {
		e.Usage, e.Flags = true, []string{"--allow-fractional"}
		e.Text += "; where halves are answers of their own, that has to be said"
		return e
	}
	e.Text += fmt.Sprintf(": they look like means, which are no answers, and %s cannot be had from them", v.Metric.Name)
	return e.Advise("export the answers themselves; --allow-fractional takes every number for an answer all the same")
}

// fractions counts the numbers on the scale, those that are not whole, and those among them that are halves.
func (v *view) fractions() (all, broken, halves int) {
	rules := v.rules(v.table.Decimal)
	rules.Fractional = true
	classifier, err := answer.New(rules)
	if err != nil {
		return 0, 0, 0
	}
	for _, row := range v.rows {
		kind, score, _ := classifier.Classify(row[v.score])
		if kind != answer.Counted {
			continue
		}
		all++
		if score == math.Trunc(score) {
			continue
		}
		if broken++; 2*score == math.Trunc(2*score) {
			halves++
		}
	}
	return all, broken, halves
}

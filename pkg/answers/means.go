package answers

import (
	"fmt"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// means refuses scores that are no steps of the scale. Halves may be steps of their own, which has to be said; others
// are the means of answers, from which nobody can tell how many were good.
func (v *view) means() *problem.Error {
	if v.Fractional {
		return nil
	}
	all, broken, halves := v.fractions()
	if unit := v.table.MeansBy(v.rows, v.Metric.Name, v.score, v.unitFree); unit != dataset.None && !v.keepsAll(v.score) {
		return problem.Failure("%s: the header of column %s says that it holds means, one of each of column %s: a mean is no answer, and %s cannot be had from them",
			v.table.Name, v.table.Header(v.score), v.table.Header(unit), v.Metric.Name).
			Advise("export the answers themselves; --allow-fractional takes every number for an answer all the same")
	}
	if off, n := v.brokenBeyond(); !v.question.ScaleGiven && 2*off > n && off >= fewestMeans {
		return problem.Failure("%s: column %s: %d of %d numbers are neither whole nor halves: they look like means, which are no answers, and %s cannot be had from them",
			v.table.Name, v.table.Header(v.score), off, n, v.Metric.Name).
			Advise("export the answers themselves; --allow-fractional takes every number for an answer all the same, on the scale that --scale names")
	}
	_, mean := layout.RatingOf(layout.Mean, v.Metric.Name, v.table.Headers[v.score])
	if few := broken < fewestMeans || 10*broken <= all; broken == 0 || few && !mean {
		return nil
	}
	e := problem.Failure("%s: column %s: %d of %d numbers lie between the steps of %s", v.table.Name, v.table.Header(v.score), broken, all, v.question.Scale)
	if broken == halves && !mean {
		if m := v.reachesBeyond(); m != nil {
			return v.misfit(m, slices.Index(v.set.Tables, v.table))
		}
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

// summed refuses rows that are units, such as stores and months, each with its own figure and the number of its answers.
func (v *view) summed() *problem.Error {
	count := v.columns.At(texts.Count)
	if v.weighted() || count != dataset.None && v.columns.Settled(count) {
		return nil
	}
	s, ok := v.table.SummedBy(v.rows, v.Metric.Name, v.score, count, v.unitFree)
	if !ok {
		return nil
	}
	e := problem.Failure("%s: a row is one of column %s, with a figure in column %s and in column %s of how many answers it is: such a figure is no answer, and %s cannot be had from them",
		v.table.Name, v.table.Header(s.Unit), v.table.Header(v.score), v.table.Header(s.Count), v.Metric.Name)
	if _, broken, _ := v.fractions(); broken >= fewestMeans {
		return e.Advise("export the answers themselves") // to take rows for answers would only be refused again
	}
	return e.Advise("export the answers themselves; --where " + layout.ShellQuote(dataset.Among(v.table.Reference(s.Count), nil)) + " takes every row for an answer all the same")
}

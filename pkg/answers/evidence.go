package answers

import (
	"math"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Evidence pools the answers of groups of the document.
func (c *polled) Evidence(places []int, field string) (metric.Evidence, error) {
	e, err := c.Metric.EvidenceOfAnswers(c.pooled(places), c.question, field)
	if err != nil {
		return e, problem.Wrong("", err)
	}
	if len(places) == 1 && c.open != "" && c.periodAt(places[0]) == c.open {
		e.Open = c.open
	}
	if places == nil && c.several() { // the answers of a row depend on each other
		return metric.Evidence{N: e.N, Value: e.Value, Form: e.Form}, nil
	}
	return e, nil
}

// periodAt is the label of the period of a group.
func (c *polled) periodAt(place int) string {
	if c.rearranged != nil {
		place = c.rearranged[place]
	}
	return c.Cut.Label(c.of(c.shown[place]).Key.Period())
}

// pooled are the answers of groups together, all of them for nil.
func (c *polled) pooled(places []int) tally.Answers {
	if places == nil {
		return c.total
	}
	all := tally.Answers{Weighted: c.total.Weighted}
	for _, place := range places {
		if c.rearranged != nil {
			place = c.rearranged[place]
		}
		answers, _ := c.judged(c.shown[place])
		for _, s := range answers.Scores {
			all.Add(s)
		}
	}
	return all
}

// Weight is the sum of the weights of answers, each 1 where they have none.
func (c *polled) Weight(places []int, _ string) (weight float64, ok bool) {
	for _, s := range c.pooled(places).Scores {
		weight += s.W
	}
	return weight, true
}

// Recall makes a tally of scores that were written in a document.
func (c *polled) Recall(scores map[string]float64) (e metric.Evidence, ok bool) {
	var all tally.Answers
	for text, n := range scores {
		score, err := strconv.ParseFloat(text, 64)
		if err != nil || n < 0 || n != math.Trunc(n) {
			return metric.Evidence{}, false
		}
		if n > 0 {
			all.Add(tally.Scored{Score: score, N: int64(n), W: n, W2: n})
		}
	}
	e, err := c.Metric.EvidenceOfAnswers(all, c.question, "")
	return e, err == nil
}

package answers

import (
	"math"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Evidence pools the answers of groups of the document.
func (c *polled) Evidence(places []int, field string) (metric.Evidence, error) {
	e, err := c.Metric.EvidenceOfAnswers(c.pooled(places), c.question, field)
	if err != nil {
		return e, problem.Wrong("", err)
	}
	e.Unusable = c.unusable(places)
	if len(places) == 1 && c.open != "" && c.periodAt(places[0]) == c.open {
		e.Open = c.open
	}
	if places == nil && c.several() { // the answers of a row depend on each other
		return metric.Evidence{N: e.N, Value: e.Value, Form: e.Form, Unusable: e.Unusable}, nil
	}
	e.Repeated = c.repeated()
	return e, nil
}

// unusable tells whether the rows of groups are for the greater part no answers; the account of the document tells of all.
func (c *polled) unusable(places []int) bool {
	var all result.Rows
	for _, place := range places {
		_, rows := c.judged(c.spotAt(place))
		all = all.Plus(rows)
	}
	return kind.Unusable(all)
}

// spotAt is the group that stands at a place of the document.
func (c *polled) spotAt(place int) spot {
	if c.rearranged != nil {
		place = c.rearranged[place]
	}
	return c.shown[place]
}

// repeated is the share of the answers that surely repeat a respondent: each may answer once in every group. Over
// periods, those who answer again are no repeats.
func (c *polled) repeated() float64 {
	r, people := c.heard[0].tallies.Repeats, 1.
	for _, h := range c.heard {
		if h.tallies.Repeats.Rows > r.Rows {
			r = h.tallies.Repeats
		}
	}
	if c.Cut != "" || r.Rows == 0 {
		return 0
	}
	of := float64(r.Looked)
	if r.All {
		of = max(of, float64(c.rows.Counted))
	}
	people -= float64(r.Rows) / of
	if len(c.shown) == 0 {
		return 1 - people
	}
	once := 0.
	for _, spot := range c.shown {
		_, rows := c.judged(spot)
		once += min(people, float64(rows.Counted)/float64(c.rows.Counted))
	}
	return 1 - once
}

// periodAt is the label of the period of a group.
func (c *polled) periodAt(place int) string {
	return c.Cut.Label(c.of(c.spotAt(place)).Key.Period())
}

// pooled are the answers of groups together, all of them for nil.
func (c *polled) pooled(places []int) tally.Answers {
	if places == nil {
		return c.total
	}
	all := tally.Answers{Weighted: c.total.Weighted}
	for _, place := range places {
		answers, _ := c.judged(c.spotAt(place))
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

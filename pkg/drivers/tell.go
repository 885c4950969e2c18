package drivers

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Tell adds the groups up. What words and numbers do not tell is a question.
func (p *driverPlan) Tell(_ context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	g := from.(*driverGatherer)
	if h.Groups > 0 {
		g.at(int32(h.Groups - 1))
	}
	if err := cmp.Or(g.scores.Known(h), g.answers.Known(h)); err != nil {
		return nil, err
	}
	drivers := g.answers.Soundings(h)
	for i, name := range p.names {
		drivers[i].Header = name
	}
	all := append(g.scores.Soundings(h), drivers...)
	if err := cmp.Or(p.askMarks(h, all), p.codes(h, all)); err != nil {
		return nil, err
	}
	p.settle(g.terms, drivers)
	if err := p.askFollowing(g, h); err != nil {
		return nil, err
	}
	pool := func(groups []*yield) *yield {
		all := newYield(g.terms)
		for _, y := range groups {
			all.merge(y)
		}
		return all
	}
	for _, y := range g.groups {
		y.terms = g.terms
	}
	total := pool(g.groups)
	_, compute := fields()
	return &toldDrivers{facts.Pools[*yield]{Total: total, Groups: g.groups, Pool: pool, Warnings: p.doubts(g, total, h),
		Compute: func(y *yield, confidence float64, _ bool) result.Object { return compute(y, confidence) },
		Stands:  func(*yield, string) (metric.Evidence, bool) { return metric.Evidence{}, false }}}, nil
}

// toldDrivers are what is told of drivers.
type toldDrivers struct{ facts.Pools[*yield] }

// Partly tells whether there is something to tell without a value: means of drivers that do not vary.
func (t *toldDrivers) Partly() bool { return t.Total.n > 0 }

// codes asks about numbers that look like codes for no answer, where no scale was given.
func (p *driverPlan) codes(h facts.Heard, of []ratings.Sounding) error {
	var open []ratings.Sounding
	for i, s := range of {
		if !p.scaled(i) && !s.Many() {
			open = append(open, s)
		}
	}
	for _, alike := range byEnd(open) {
		err := ratings.AskCodesAs(h, alike, func(codes []ratings.Code) []problem.Sense { return understandings(alike, of, codes) })
		if err != nil {
			return err
		}
	}
	return askSix(h, open, of)
}

// byEnd puts columns together that seem to be on one scale: a number may be a code on one and an answer on another.
func byEnd(of []ratings.Sounding) (out [][]ratings.Sounding) {
	at := make(map[float64]int)
	for _, s := range of {
		usual := slices.DeleteFunc(s.Different(), func(x float64) bool { return layout.Silence().Codes[x] || x == 9 })
		if len(usual) == 0 {
			continue
		}
		end := ratings.ScaleOf(usual[len(usual)-1])
		if _, known := at[end]; !known {
			at[end], out = len(out), append(out, nil)
		}
		out[at[end]] = append(out[at[end]], s)
	}
	return out
}

// askSix asks what a 6 behind 1 to 5 is: scales of six steps are rare, and a 6 for what does not apply is not.
func askSix(h facts.Heard, of, all []ratings.Sounding) error {
	var names []string
	var codes []ratings.Code
	for i, s := range of {
		if numbers := s.Different(); len(numbers) == 6 && numbers[0] == 1 && numbers[5] == 6 && s.All() >= ratings.Enough {
			names = append(names, answer.Quote(s.Header, 60))
			codes = append(codes, ratings.Code{Column: i, X: 6})
		}
	}
	if names == nil {
		return nil
	}
	e := problem.Usage("%s: answers from 1 to 6 are of a scale of six steps, or of one to 5 with a 6 for what does not apply: column %s", h.Set.Names(), listed(names))
	e.Read, e.Senses = true, understandings(of, all, codes)
	return e
}

// understandings are the ways to understand codes. One that may be an answer of another column is told by the scale of its
// own, off which it lies.
func understandings(of, all []ratings.Sounding, codes []ratings.Code) []problem.Sense {
	none, some := problem.Sense{Says: ratings.NoAnswers}, problem.Sense{Says: ratings.Scores}
	for i, c := range codes {
		own := of[c.Column]
		rest := slices.DeleteFunc(own.Different(), func(x float64) bool { return slices.Contains(codes, ratings.Code{Column: c.Column, X: x}) })
		if elsewhere(of, all, codes, c.X) && len(rest) > 0 {
			none.Flags = append(none.Flags, "--scale", own.Header+"="+guessed(rest, true).Flag())
		} else if !slices.ContainsFunc(codes[:i], func(o ratings.Code) bool { return o.X == c.X }) {
			none.Flags = append(none.Flags, "--missing", c.Flag())
		}
		if i == 0 || codes[i-1].Column != c.Column {
			all := own.Different()
			some.Flags = append(some.Flags, "--scale", own.Header+"="+metric.Scale{Min: math.Floor(all[0]), Max: math.Ceil(all[len(all)-1])}.Flag())
		}
	}
	return []problem.Sense{none, some}
}

// elsewhere tells whether a number is met in a column where it is no code.
func elsewhere(of, all []ratings.Sounding, codes []ratings.Code, x float64) bool {
	for _, s := range all {
		i := slices.IndexFunc(of, func(o ratings.Sounding) bool { return o.Header == s.Header })
		if s.Rows(x) > 0 && !slices.Contains(codes, ratings.Code{Column: i, X: x}) {
			return true
		}
	}
	return false
}

// rowsPerDriver is how many rows a driver needs for shares that say something.
const rowsPerDriver = 10

// columnOf is the header of the score, which is the first, or of a driver.
func (t *driverTerms) columnOf(i int) string {
	if i == 0 {
		return t.score
	}
	return t.names[i-1]
}

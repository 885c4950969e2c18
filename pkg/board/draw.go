package board

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Beforehand is what is known of a group beforehand: as if Weight answers more had given Mean, in the unit of the metric.
type Beforehand struct {
	// Mean is nil for the figure of all groups together.
	Mean   *float64
	Weight float64
}

// ParsePrior reads a prior such as 20 or 80:20; "auto" and "" are none.
func ParsePrior(text string) (*Beforehand, error) {
	if text == "" || text == "auto" {
		return nil, nil
	}
	p := new(Beforehand)
	mean, weight, both := strings.Cut(text, ":")
	if !both {
		weight = mean
	} else if at, err := flags.Number("prior", strings.TrimSuffix(mean, "%")); err == nil {
		p.Mean = &at
	}
	n, err := flags.Number("prior", weight)
	if p.Weight = n; err != nil || both && p.Mean == nil || !(n > 0) || math.IsInf(n, 0) {
		return nil, problem.Usage("--prior %q is not auto, a number of answers, or FIGURE:ANSWERS such as 80:20", text)
	}
	return p, nil
}

// draw draws the figures of the groups, and says how.
func (b Board) draw(list []*standing, pool Pooling) (result.Object, error) {
	if len(list) == 0 {
		return nil, nil
	}
	shares, factor := sharesOf(list)
	m := measuring{factor: factor, logs: shares == nil && inProportion(list, b.Confidence)}
	if b.Prior != nil {
		return b.drawByPrior(list, shares, m, pool)
	}
	out, spread, err := b.drawTogether(list, shares, m)
	if err != nil {
		return nil, cannot(err)
	}
	method := "normal empirical Bayes"
	switch {
	case shares != nil:
		method = "beta-binomial empirical Bayes"
	case m.logs:
		method = "normal empirical Bayes of the logarithms"
	}
	for i, s := range list {
		s.take(out[i], m, b.Confidence)
	}
	said := result.Object{{Key: "method", Value: method}, {Key: "mean", Value: m.back(spread.Mean)},
		{Key: "between_sd", Value: math.Sqrt(spread.Between) * factor}}
	if p := spread.Mean; shares != nil && spread.Between > 0 {
		said.Add(true, "prior_n", p*(1-p)/spread.Between-1)
	}
	return said, nil
}

// A measuring says how figures are measured while they are drawn: shares in parts of 1, and others as they are or by
// their logarithms.
type measuring struct {
	factor float64
	logs   bool
}

func (m measuring) to(x float64) float64 {
	if m.logs {
		return math.Log(x)
	}
	return x / m.factor
}

func (m measuring) back(x float64) float64 {
	if m.logs {
		return math.Exp(x)
	}
	return x * m.factor
}

// inProportion tells whether figures differ by factors, as lifetime values do: amounts whose intervals stay above 0.
func inProportion(list []*standing, confidence float64) bool {
	return !slices.ContainsFunc(list, func(s *standing) bool {
		e := s.evidence
		if e.Form != result.Money || e.Limits == nil || !(e.Value > 0) {
			return true
		}
		own, ok := e.Limits(confidence)
		return !ok || !(own.Low > 0)
	})
}

func (b Board) drawTogether(list []*standing, shares []stats.Share, m measuring) ([]stats.Pulled, stats.Scatter, error) {
	if shares != nil {
		return stats.PullShares(shares, b.Confidence)
	}
	measures, err := measuresOf(list, m, b.Confidence)
	if err != nil {
		return nil, stats.Scatter{}, err
	}
	return stats.PullMeans(measures, b.Confidence)
}

func (b Board) drawByPrior(list []*standing, shares []stats.Share, m measuring, pool Pooling) (result.Object, error) {
	mean := b.Prior.Mean
	if mean == nil {
		places := make([]int, len(list))
		for i, s := range list {
			places[i] = s.place
		}
		whole, err := pool(places)
		if err != nil {
			return nil, err
		}
		mean = &whole.Value
	}
	if low, high := ends(list[0].evidence); *mean < low || *mean > high {
		return nil, problem.Usage("--prior %v:%v: the figure is from %v to %v", *mean, b.Prior.Weight, low, high)
	}
	p := stats.Prior{Mean: m.to(*mean), Weight: b.Prior.Weight}
	var measures []stats.Measure
	var err error
	if shares == nil {
		if measures, err = measuresOf(list, m, b.Confidence); err != nil {
			return nil, cannot(err)
		}
	}
	for i, s := range list {
		var drawn stats.Pulled
		if shares != nil {
			drawn, err = p.PullShare(shares[i], b.Confidence)
		} else {
			drawn, err = p.PullMean(measures[i], b.Confidence)
		}
		if err != nil {
			return nil, problem.Wrong("--prior: ", err)
		}
		s.take(drawn, m, b.Confidence)
	}
	return result.Object{{Key: "method", Value: "prior"}, {Key: "mean", Value: *mean}, {Key: "prior_n", Value: p.Weight}}, nil
}

// take keeps what was drawn, in the unit of the metric. What is not drawn has its own interval, and what has nothing
// but an interval one of that form: a retention can be much more than it seems, and not much less.
func (s *standing) take(p stats.Pulled, m measuring, confidence float64) {
	s.pulled = stats.Pulled{Value: m.back(p.Value), Interval: stats.Interval{Low: m.back(p.Interval.Low), High: m.back(p.Interval.High)}, Pull: p.Pull}
	e, drawn := s.evidence, &s.pulled.Interval
	own, ok := stats.Interval{}, false
	if e.Limits != nil {
		own, ok = e.Limits(confidence)
	}
	least, most := ends(e)
	switch {
	case ok && p.Pull == 0:
		*drawn = own
	case ok && !m.logs && e.Share == nil && e.Counts == nil && e.Sample == nil && own.High > own.Low:
		k, value := (drawn.High-drawn.Low)/(own.High-own.Low), s.pulled.Value
		*drawn = stats.Interval{Low: value - k*(e.Value-own.Low), High: value + k*(own.High-e.Value)}
		if own.Low >= 0 {
			least = min(0, value)
		}
	}
	drawn.Low, drawn.High = max(drawn.Low, least), min(drawn.High, most)
}

// ends are the least and the most that a figure can be, as far as its answers tell.
func ends(e metric.Evidence) (low, high float64) {
	switch {
	case e.Counts != nil:
		return -e.Factor, e.Factor
	case e.Share != nil:
		return 0, e.Factor
	}
	return math.Inf(-1), math.Inf(1)
}

func cannot(err error) error {
	return problem.Failure("--board: the groups cannot be ranked: %v", err)
}

// sharesOf returns the shares that the groups stand on; nil where one of them is none.
func sharesOf(list []*standing) (out []stats.Share, factor float64) {
	for _, s := range list {
		if s.evidence.Share == nil {
			return nil, 1
		}
		out = append(out, *s.evidence.Share)
	}
	return out, list[0].evidence.Factor
}

// measuresOf returns the figures of the groups with the variance that each has by chance, in the unit of the metric.
// That of one answer is taken to be the same in all groups: ten answers that happen to agree are no certainty.
func measuresOf(list []*standing, by measuring, confidence float64) ([]stats.Measure, error) {
	variance, n, answers := 0.0, 0.0, true
	for _, s := range list {
		v, m, ok := s.evidence.Spread()
		variance, n, answers = variance+v*m, n+m, answers && ok
	}
	var out []stats.Measure
	for _, s := range list {
		m := stats.Measure{Mean: by.to(s.evidence.Value), N: s.evidence.N}
		if answers {
			_, m.N, _ = s.evidence.Spread()
			m.Variance = variance / n / m.N
		} else if s.evidence.Limits != nil {
			limits, _ := s.evidence.Limits(confidence)
			half := (by.to(limits.High) - by.to(limits.Low)) / 2 / stats.Z(confidence)
			m.Variance = half * half
		}
		if !(m.Variance > 0) {
			return nil, stats.ErrNoSpread
		}
		out = append(out, m)
	}
	return out, nil
}

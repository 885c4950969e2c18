package link

import (
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// shares are those of the camps, where the outcome is one.
func (p *couple) shares() (out []stats.Share, ok bool) {
	for _, c := range p.camps {
		if c.share == nil || c.N == 0 {
			return nil, false
		}
		out = append(out, *c.share)
	}
	return out, len(out) > 0
}

// few tells whether one of the camps is held back, so that nothing may be told that gives it away.
func (p *couple) few() bool {
	return slices.ContainsFunc(p.camps, func(c camp) bool { return c.held })
}

// tests are what is told of all labels together, and of the first against the last.
func (p *couple) tests(d *result.Document) result.Object {
	o := result.Object{{Key: trendZ}, {Key: trendP}, {Key: chiSquare}, {Key: chiSquareP}, {Key: riskRatio}, {Key: riskRatio + "_low"}, {Key: riskRatio + "_high"},
		{Key: difference}, {Key: difference + "_low"}, {Key: difference + "_high"}, {Key: difference + "_p"}}
	set := func(key string, value any) {
		o[slices.IndexFunc(o, func(m result.Member) bool { return m.Key == key })].Value = value
	}
	warn := func(code, format string, args ...any) {
		d.Warnings = append(d.Warnings, result.Warn(code, format, args...))
	}
	switch {
	case len(p.camps) < 2:
		warn("one_label", "the customers on both sides have one label, so there is nothing to compare it with")
		return append(o, p.atRisk(d)...)
	case p.few():
		warn("not_tested", "a label has fewer than --min-n customers, so nothing is told of the labels together")
		return o
	}
	first, last, ordered := p.camps[0], p.camps[len(p.camps)-1], p.ordered()
	again := p.again(warn)
	if shares, ok := p.shares(); !ok {
		warn("no_trend", "no test for a trend and no risk ratio: %s is not so many of so many for every label", result.Word(p.outcome.Metric.Title))
	} else {
		if !again {
			p.trend(shares, ordered, set, warn)
		}
		ratio, limits, err := stats.RiskRatio(shares[0], shares[len(shares)-1], p.Confidence)
		switch {
		case !ordered:
		case err == nil:
			set(riskRatio, ratio)
			if !again {
				set(riskRatio+"_low", limits.Low)
				set(riskRatio+"_high", limits.High)
			}
		default:
			warn("no_risk_ratio", "no risk ratio of %s against %s: nobody of one of them is hit, so it would be 0 or without bound", first.word, last.word)
		}
	}
	if !ordered {
		warn("no_order", "the labels have no order, so there is no trend, and none of them is held against another")
		return append(o, result.Member{Key: revenueAtRisk})
	}
	p.differ(first, last, set)
	return append(o, p.atRisk(d)...)
}

// differ tells how far the figure of the first label is from that of the last.
func (p *couple) differ(first, last camp, set func(string, any)) {
	if c, err := first.Compare(last.Evidence, p.Confidence); err == nil {
		set(difference, c.Change)
		if !p.repeated() {
			set(difference+"_low", c.Low)
			set(difference+"_high", c.High)
			set(difference+"_p", c.P)
		}
	}
}

// repeated tells whether a key has several rows that count: they are alike, and no test that takes each for itself holds.
func (p *couple) repeated() bool {
	d, rows := p.answer.Document, 0.0
	if d.Span != nil {
		return false
	}
	for _, g := range d.Groups.All() {
		if n, ok := g.Values.Number("n"); ok && g.By[0].Value != "" {
			rows += n
		}
	}
	t := p.outcome.Metric
	single := t.LedgerTraits != nil || t.AnswerTraits != nil && d.Rows.Duplicate > 0 // one answer of each counts
	return rows > float64(p.there.Matched()) || !single && p.there.Named > p.there.Matched()+p.there.Others()
}

// again tells whether somebody is counted more than once, so that shares are no test, and says so.
func (p *couple) again(warn func(string, string, ...any)) bool {
	switch {
	case p.repeated():
		warn("not_independent", "%s: keys with several rows that count, which are alike, so nothing is tested; the intervals of the labels take each row for itself, and are too narrow", p.outcome.Stem)
		return true
	case p.answer.Document.Span != nil:
		warn("several_periods", "customers are counted in each of several periods, so no trend is tested: --since %s=%s asks of the last alone", p.outcome.Stem, p.answer.Document.Span.To)
		return true
	}
	return false
}

// ordered tells whether the labels have an order: those of a metric, numbers, or two that are held against each other.
func (p *couple) ordered() bool {
	if p.Label.Column == "" || len(p.camps) == 2 {
		return true
	}
	return !slices.ContainsFunc(p.camps, func(c camp) bool { _, err := strconv.ParseFloat(c.word, 64); return err != nil })
}

// smallExpected is what a cell of a table has to expect at least for tests that rest on the normal curve.
const smallExpected = 5

func (p *couple) trend(shares []stats.Share, ordered bool, set func(string, any), warn func(string, string, ...any)) {
	z, value, err := stats.ShareTrend(shares)
	if err != nil {
		warn("no_trend", "all labels have the same share, so nothing tells a trend")
		return
	}
	if ordered {
		set(trendZ, z)
		set(trendP, value)
	}
	table, small := make([][]float64, len(shares)), false
	k, n := 0.0, 0.0
	for i, s := range shares {
		table[i] = []float64{s.K, s.N - s.K}
		k, n = k+s.K, n+s.N
	}
	for _, s := range shares {
		small = small || s.N*min(k, n-k)/n < smallExpected
	}
	if test, err := stats.ChiSquareTable(table); err == nil {
		set(chiSquare, test.Statistic)
		set(chiSquareP, test.P)
	}
	if small {
		warn("small_counts", "a label expects fewer than %d, so trend_p and chi_square_p are rough", smallExpected)
	}
}

// atRisk is the revenue of the first label times the share of it that leaves in a period, where money may leave.
func (p *couple) atRisk(d *result.Document) (o result.Object) {
	o = result.Object{{Key: revenueAtRisk}}
	if l := p.outcome.Metric.LedgerTraits; l == nil || !l.Losses || len(p.camps) == 0 {
		return o
	}
	g := d.Groups.At(0).Values // the groups are in their order
	revenue, ok := g.Number("revenue_periods")
	if ok && d.Span != nil && d.Span.Periods > 0 {
		revenue /= float64(d.Span.Periods)
	} else if revenue, ok = g.Number("revenue_start"); !ok {
		return o
	}
	if churn, ok := g.Number("value"); ok {
		o[0].Value = revenue * churn / 100
	}
	return o
}

package link

import (
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A testing is what the tests stand on: labels with customers in their order, and the share of each, where the outcome is one.
type testing struct {
	couple  *couple
	camps   []camp
	shares  []stats.Share
	ordered bool
	tested  string // the field that is tested
	apart   bool   // the rows do not hang together, so tests hold
	out     result.Object
	say     func(result.Warning)
}

func (t *testing) warn(code, format string, args ...any) { t.say(result.Warn(code, format, args...)) }

func (t *testing) set(key string, value any) {
	t.out[slices.IndexFunc(t.out, func(m result.Member) bool { return m.Key == key })].Value = value
}

// few tells whether one of the camps is held back, so that nothing may be told that gives it away.
func (p *couple) few() bool {
	return slices.ContainsFunc(p.camps, func(c camp) bool { return c.held })
}

// tests are what is told of all labels together, and of the first against the last.
func (p *couple) tests(d *result.Document) result.Object {
	t := &testing{couple: p, camps: p.camps, ordered: p.ordered(), tested: "value", apart: true}
	for _, key := range []string{testedKey, trendZ, trendP, chiSquare, chiSquareP, riskRatio, riskRatio + "_low", riskRatio + "_high",
		difference, difference + "_low", difference + "_high", difference + "_p", difference + "_method"} {
		t.out = append(t.out, result.Member{Key: key})
	}
	t.say = func(w result.Warning) { d.Warnings = append(d.Warnings, w) }
	if p.few() {
		t.warn("not_tested", "a label has fewer than --min-n customers, so nothing is told of the labels together")
		return t.out
	}
	t.choose()
	if len(t.camps) < 2 {
		t.warn("one_label", "the customers on both sides have one label, so there is nothing to compare it with")
		return append(t.out, p.atRisk(d)...)
	}
	t.set(testedKey, t.tested)
	t.compareShares()
	if !t.ordered {
		t.warn("no_order", "the labels have no order, so there is no trend, and none of them is held against another")
		return append(t.out, result.Member{Key: revenueAtRisk})
	}
	t.differ()
	return append(t.out, p.atRisk(d)...)
}

// choose finds what is tested: the figure, or each customer once where rows or periods make several of one.
func (t *testing) choose() {
	p := t.couple
	if p.heads != nil && (p.answer.Document.Span != nil || p.repeated()) {
		t.tested, t.camps = eachPct, nil
		for _, c := range p.camps {
			if x := p.heads.of[c.word]; x.n > 0 {
				c.Evidence = metric.ShareEvidence(float64(x.n), 100*float64(x.hit)/float64(x.n), x.share())
				t.camps = append(t.camps, c)
				t.shares = append(t.shares, x.share())
			}
		}
		t.say(p.aboutHeads())
		return
	}
	t.apart = !p.again(t.warn)
	for _, c := range p.camps {
		if c.share == nil || c.N == 0 {
			t.shares = nil
			return
		}
		t.shares = append(t.shares, *c.share)
	}
}

// compareShares tells of the shares of all labels together.
func (t *testing) compareShares() {
	if len(t.shares) == 0 {
		t.warn("no_trend", "no test for a trend and no risk ratio: %s is not so many of so many for every label", result.Word(t.couple.outcome.Metric.Title))
		return
	}
	if t.apart {
		t.trend()
	}
	if !t.ordered {
		return
	}
	ratio, limits, err := stats.RiskRatio(t.shares[0], t.shares[len(t.shares)-1], t.couple.Confidence)
	if err != nil {
		t.warn("no_risk_ratio", "no risk ratio of %s against %s: nobody of one of them is hit, so it would be 0 or without bound", t.camps[0].word, t.camps[len(t.camps)-1].word)
		return
	}
	t.set(riskRatio, ratio)
	if t.apart {
		t.set(riskRatio+"_low", limits.Low)
		t.set(riskRatio+"_high", limits.High)
	}
}

// differ tells how far the figure of the first label is from that of the last.
func (t *testing) differ() {
	c, err := t.camps[0].Compare(t.camps[len(t.camps)-1].Evidence, t.couple.Confidence)
	if err != nil {
		return
	}
	t.set(difference, c.Change)
	if t.tested == "value" && t.couple.repeated() {
		return
	}
	t.set(difference+"_low", c.Low)
	t.set(difference+"_high", c.High)
	t.set(difference+"_p", c.P)
	t.set(difference+"_method", c.Method)
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
	case p.repeated() && p.outcome.Metric.AnswerTraits != nil:
		warn("not_independent", "%s: keys with several answers that count, which are alike, so nothing is tested; the intervals of the labels take each for itself, and are too narrow: --dedup %s=latest counts one of each", p.outcome.Stem, p.outcome.Stem)
		return true
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

// trend tests whether the shares rise or fall from label to label, and whether they differ at all.
func (t *testing) trend() {
	z, value, err := stats.ShareTrend(t.shares)
	if err != nil {
		t.warn("no_trend", "all labels have the same share, so nothing tells a trend")
		return
	}
	if t.ordered {
		t.set(trendZ, z)
		t.set(trendP, value)
	}
	table, small := make([][]float64, len(t.shares)), false
	k, n := 0.0, 0.0
	for i, s := range t.shares {
		table[i] = []float64{s.K, s.N - s.K}
		k, n = k+s.K, n+s.N
	}
	for _, s := range t.shares {
		small = small || s.N*min(k, n-k)/n < smallExpected
	}
	if test, err := stats.ChiSquareTable(table); err == nil {
		t.set(chiSquare, test.Statistic)
		t.set(chiSquareP, test.P)
	}
	if small {
		t.warn("small_counts", "a label expects fewer than %d, so trend_p and chi_square_p are rough", smallExpected)
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

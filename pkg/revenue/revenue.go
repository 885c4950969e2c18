// Package revenue computes how revenue goes from one period to the next: what stayed, grew, shrank,
// left and came.
package revenue

import (
	"math/big"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// NRR returns the net revenue retention in percent: what the customers of the start bring at the
// end, of what they brought at the start. New and reactivated customers are outside.
//
//	100 · (opening + expansion − contraction − churn) / opening
//
// ok is false when there was no revenue at the start.
func NRR(m *tally.Movement) (percent float64, ok bool) {
	f := &m.Money
	return metric.OfOpening(m, float64(f.Opening)-float64(f.Contraction)-float64(f.Churn)+float64(f.Expansion))
}

// NRRInterval returns the interval of NRR, from the shares that were gained and shed: each by effective
// customers and t, joined by the recovery of their variances, cut at 0. One big customer makes it wide.
// Source: Zou & Donner 2008.
func NRRInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	limits, ok = metric.NetInterval(m, confidence)
	return stats.Interval{Low: max(100+limits.Low, 0), High: 100 + limits.High}, ok && !m.Overflow
}

// GRR returns the gross revenue retention in percent, from 0 to 100: Σ min(start, end) / Σ start.
//
//	100 · (opening − contraction − churn) / opening
func GRR(m *tally.Movement) (percent float64, ok bool) {
	f := &m.Money
	return metric.OfOpening(m, float64(f.Opening)-float64(f.Contraction)-float64(f.Churn))
}

// GRRInterval returns the interval of GRR: 100 less that of the share that was shed, cut to 0 to 100.
func GRRInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	limits, ok = metric.Shed(m).Percent(confidence)
	return stats.Interval{Low: 100 - limits.High, High: 100 - limits.Low}.Clip(0, 100), ok && !m.Overflow
}

// QuickRatio returns how often what came makes up for what went:
//
//	(new + expansion) / (contraction + churn)
//
// ok is false when nothing went. Source: Baremetrics; elsewhere reactivation counts as coming.
func QuickRatio(m *tally.Movement) (ratio float64, ok bool) {
	f := &m.Money
	lost := float64(f.Contraction) + float64(f.Churn)
	if lost <= 0 || m.Overflow {
		return 0, false
	}
	return (float64(f.New) + float64(f.Expansion)) / lost, true
}

// ARPA returns the average revenue per customer at the end, in minor units. ok is false when nobody
// is there.
func ARPA(m *tally.Movement) (mean float64, ok bool) {
	if m.Customers.Closing <= 0 || m.Overflow {
		return 0, false
	}
	return float64(m.Money.Closing) / float64(m.Customers.Closing), true
}

// ARPAInterval returns the interval of ARPA: t on the spread of the customers from 0 below, t on the
// logarithm above, since what customers bring is uneven. Of several periods, what a customer brings is added
// up first: the months of one customer are one witness. ok is false below two customers and when there is
// no spread.
func ARPAInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	if m.Overflow || m.Money.Rates != 0 {
		return stats.Interval{}, false // the squares are at the rates of the start
	}
	n, money := big.NewInt(m.Customers.Closing), big.NewInt(m.Money.Closing)
	x := stats.RatioSums{N: m.Customers.Closing, S: n, SS: n, E: money, SE: money, EE: m.CloseClose.Int()}
	if m.Several.ByCustomer() {
		p := &m.Several.Sums
		x.N, x.SS, x.SE, x.EE = m.Several.Closers, p.MM.Int(), p.CM.Int(), p.CC.Int()
	}
	ratio, ok := x.Ratio()
	if !ok {
		return stats.Interval{}, false
	}
	return ratio.MeanInterval(confidence)
}

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
func NRR(m *tally.Movement) (percent float64, ok bool) { return value(metric.Retained(m), m) }

// NRRInterval returns the interval of NRR: t on the delta-method error of a ratio of sums over
// customers, cut at 0. One big customer makes it wide. ok is false below two customers and when
// there is no spread.
func NRRInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	limits, ok = interval(metric.Retained(m), m, confidence)
	return stats.Interval{Low: max(limits.Low, 0), High: limits.High}, ok
}

// GRR returns the gross revenue retention in percent, from 0 to 100: Σ min(start, end) / Σ start.
//
//	100 · (opening − contraction − churn) / opening
func GRR(m *tally.Movement) (percent float64, ok bool) { return value(metric.Kept(m), m) }

// GRRInterval returns the interval of GRR, like NRRInterval, cut to 0 to 100: it can never pass 100.
func GRRInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	limits, ok = interval(metric.Kept(m), m, confidence)
	return limits.Clip(0, 100), ok
}

func value(x stats.RatioSums, m *tally.Movement) (percent float64, ok bool) {
	percent, ok = metric.RatioPercent(x)
	return percent, ok && !m.Overflow
}

func interval(x stats.RatioSums, m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	limits, ok = metric.RatioInterval(x, confidence)
	return limits, ok && !m.Overflow
}

// GrossChurn returns what was lost of the revenue, in percent: 100 − GRR.
func GrossChurn(m *tally.Movement) (percent float64, ok bool) {
	grr, ok := GRR(m)
	return 100 - grr, ok
}

// NetChurn returns what was lost of the revenue less what was gained, in percent: 100 − NRR. It is
// negative when existing customers grow. With reactivation, customers that came back count as gained,
// as in ChartMogul's net MRR churn rate.
func NetChurn(m *tally.Movement, reactivation bool) (percent float64, ok bool) {
	nrr, ok := NRR(m)
	if ok && reactivation {
		nrr += 100 * float64(m.Money.Reactivation) / float64(m.Money.Opening)
	}
	return 100 - nrr, ok
}

// QuickRatio returns how often what came makes up for what went:
//
//	(new + expansion) / (contraction + churn)
//
// ok is false when nothing went. Source: Baremetrics; elsewhere reactivation counts as coming.
func QuickRatio(m *tally.Movement, reactivation bool) (ratio float64, ok bool) {
	f := &m.Money
	lost := float64(f.Contraction) + float64(f.Churn)
	if lost <= 0 || m.Overflow {
		return 0, false
	}
	gained := float64(f.New) + float64(f.Expansion)
	if reactivation {
		gained += float64(f.Reactivation)
	}
	return gained / lost, true
}

// ARPA returns the average revenue per customer at the end, in minor units. ok is false when nobody
// is there.
func ARPA(m *tally.Movement) (mean float64, ok bool) {
	if m.Customers.Closing <= 0 || m.Overflow {
		return 0, false
	}
	return float64(m.Money.Closing) / float64(m.Customers.Closing), true
}

// ARPAInterval returns the interval of ARPA: t on the spread of the customers, cut at 0. ok is false
// below two customers and when there is no spread.
func ARPAInterval(m *tally.Movement, confidence float64) (limits stats.Interval, ok bool) {
	if m.Overflow || m.Money.Rates != 0 {
		return stats.Interval{}, false // the squares are at the rates of the start
	}
	ratio, ok := stats.RatioSums{
		N: m.Customers.Closing, S: count(m.Customers.Closing), SS: count(m.Customers.Closing),
		E: count(m.Money.Closing), SE: count(m.Money.Closing), EE: m.CloseClose.Int(),
	}.Ratio()
	if !ok {
		return stats.Interval{}, false
	}
	limits, ok = ratio.Interval(confidence)
	return stats.Interval{Low: max(limits.Low, 0), High: limits.High}, ok
}

func count(n int64) *big.Int { return big.NewInt(n) }

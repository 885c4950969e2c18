package revenue_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6*max(1, math.Abs(want))) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// movement is golden rev-015, with customers that come beside it.
func movement() *tally.Movement {
	m := new(tally.Movement)
	starts, ends := []int64{100, 200, 50, 80, 120, 60, 40, 150}, []int64{100, 260, 0, 60, 120, 0, 55, 150}
	for i, s := range starts {
		if ends[i] == 0 {
			m.Lose(s, tally.CauseUnknown, nil)
		} else {
			m.Stay(s, ends[i])
		}
	}
	m.Join(70)
	m.Return(30)
	return m
}

func TestRetention(t *testing.T) {
	m := movement()
	grr, _ := revenue.GRR(m)
	near(t, "GRR", grr, 83.75) // golden rev-015
	v, ok := revenue.GRRInterval(m, 0.95)
	if !ok || v.High > 100 || v.Low > 57.9539666196 { // golden rev-015: R, svyratio; shed has more room above
		t.Errorf("GRR can pass 100, or is surer than t: %v", v)
	}
	nrr, _ := revenue.NRR(m)
	near(t, "NRR", nrr, 93.125) // 745 / 800
	v, ok = revenue.NRRInterval(m, 0.95)
	if !ok || !v.Contains(93.125) || v.Low > 93.125-2.3646242516*100*math.Sqrt(8./7*sumOfSquares(0.93125))/800 {
		t.Errorf("NRR is surer below than t: %v", v) // sqrt(8/7 · Σ(e − R·s)²) / 800; t(7) = 2.3646243 from the tables
	}
	quick, _ := revenue.QuickRatio(m)
	near(t, "quick ratio", quick, (70.+75)/130) // 60 + 15 gained, 20 + 110 lost
}

// sumOfSquares is Σ(e − R·s)² of golden rev-015, customer by customer.
func sumOfSquares(r float64) (sum float64) {
	starts, ends := []float64{100, 200, 50, 80, 120, 60, 40, 150}, []float64{100, 260, 0, 60, 120, 0, 55, 150}
	for i, s := range starts {
		sum += (ends[i] - r*s) * (ends[i] - r*s)
	}
	return sum
}

func TestARPA(t *testing.T) {
	m := movement()
	arpa, _ := revenue.ARPA(m)
	near(t, "ARPA", arpa, 845./8)
	v, ok := revenue.ARPAInterval(m, 0.95)
	// 100² + 260² + 60² + 120² + 55² + 150² + 70² + 30² = 126925; t(7) = 2.3646243 from the tables
	sd := math.Sqrt((126925 - 845.*845/8) / 7)
	if !ok {
		t.Fatal("no interval")
	}
	near(t, "low", v.Low, 845./8-2.3646242516*sd/math.Sqrt(8))
	half := 2.3646242516 * sd / math.Sqrt(8) / (845. / 8)
	near(t, "high", v.High, 845./8*math.Exp(half+half*half/2))
}

func TestNothing(t *testing.T) {
	none := new(tally.Movement)
	for what, f := range map[string]func(*tally.Movement) (float64, bool){
		"NRR": revenue.NRR, "GRR": revenue.GRR, "ARPA": revenue.ARPA,
		"quick ratio": revenue.QuickRatio,
	} {
		if v, ok := f(none); ok {
			t.Errorf("%s of nothing is %v", what, v)
		}
	}
	if _, ok := revenue.ARPAInterval(none, 0.95); ok {
		t.Error("an interval of nothing")
	}
}

func TestMetric(t *testing.T) {
	d := revenue.Metric()
	m := movement()
	o := d.Movement(m, metric.Account{Confidence: 0.95, Decimals: 2, Priced: true})
	for key, want := range map[string]float64{"n": 8, "value": 93.125, "opening": 8, "new": .7, "reactivation": .3, "expansion": .75,
		"contraction": .2, "churn": 1.1, "closing": 8.45, "nrr": 93.125, "grr": 83.75, "grr_high": 100, "arpa": 8.45 / 8, "customers_opening": 8,
		"customers_new": 1, "customers_reactivated": 1, "customers_expanded": 2, "customers_contracted": 1, "customers_lost": 2, "customers_closing": 8} {
		got, ok := o.Number(key)
		if !ok {
			t.Errorf("no %s", key)
		}
		near(t, key, got, want)
	}
	if _, ok := o.Get("rates"); ok {
		t.Error("an effect of rates that did not change")
	}
	m.Revalue(-5)
	if got, _ := d.Movement(m, metric.Account{Confidence: 0.95, Decimals: 2, Priced: true}).Number("rates"); got != -0.05 {
		t.Errorf("rates %v, want −0.05", got)
	}
}

// What moves between groups is a step of its own, and leaves retention alone.
func TestMoves(t *testing.T) {
	m := new(tally.Movement)
	m.StayPart(1000, 0, true, false, 1000, 0)
	m.StayPart(500, 800, true, true, 0, 200)
	o := revenue.Metric().Movement(m, metric.Account{Confidence: 0.95, Decimals: 2, Priced: true})
	for key, want := range map[string]float64{"opening": 15, "moved_in": 2, "moved_out": 10, "expansion": 1, "closing": 8, "nrr": 100 * 16. / 15, "grr": 100,
		"customers_opening": 2, "customers_moved_in": 0, "customers_moved_out": 1, "customers_closing": 1} {
		got, ok := o.Number(key)
		if !ok {
			t.Errorf("no %s", key)
		}
		near(t, key, got, want)
	}
	if _, ok := revenue.Metric().Movement(movement(), metric.Account{}).Get("moved_in"); ok {
		t.Error("nobody moved, and there is a field")
	}
}

package ltv_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/ltv"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-4 {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestWorth(t *testing.T) {
	wilson, _ := stats.Wilson(50, 2000, stats.Z(0.95))
	v := ltv.Value{ARPA: 50, Margin: 1, Lost: 50, Base: 2000, Limits: wilson}
	worth, _ := v.Worth()
	near(t, "revenue", worth, 2000) // 50 / 0.025
	limits, _ := v.Interval(0.95)
	near(t, "low", limits.Low, 1524.07560531) // golden rev-020: R prop.test, ARPA taken as known
	near(t, "high", limits.High, 2629.58274751)
	life, _ := v.Lifetime()
	near(t, "lifetime", life, 40)
	v.Margin = 0.8
	worth, _ = v.Worth()
	near(t, "margin", worth, 1600)

	// Discounted: Σ 40 · 0.975^t / 1.01^t, added up to where nothing is left.
	v.Discount = 0.01
	worth, _ = v.Worth()
	sum, term := 0., 40.
	for range 5000 {
		sum += term
		term *= 0.975 / 1.01
	}
	near(t, "discounted", worth, sum)
	limits, _ = v.Interval(0.95)
	if !limits.Contains(worth) || limits.High >= 2629.58*0.8 {
		t.Errorf("discounted interval %v", limits)
	}
}

// The error of ARPA goes in: by hand, with the same churn and an ARPA of 50 ± 5 from 101 effective customers.
func TestIntervalOfBoth(t *testing.T) {
	wilson, _ := stats.Wilson(50, 2000, stats.Z(0.95))
	v := ltv.Value{ARPA: 50, Margin: 1, Lost: 50, Base: 2000, Limits: wilson, ARPAError: 5, Effective: 101}
	limits, ok := v.Interval(0.95)
	x := 1.983971519 * 5 / 50 // t with 100 degrees of freedom
	near(t, "low", limits.Low, 2000*math.Exp(-math.Hypot(x, math.Log(2000/1524.07560531))))
	near(t, "high", limits.High, 2000*math.Exp(math.Hypot(x, math.Log(2629.58274751/2000))))
	if !ok {
		t.Error("no interval")
	}
	for what, spoil := range map[string]func(*ltv.Value){
		"no limits of the churn": func(v *ltv.Value) { v.Limits = stats.Interval{} },
		"one customer":           func(v *ltv.Value) { v.Effective, v.ARPAError = 1, math.NaN() },
	} {
		spoilt := v
		spoil(&spoilt)
		if limits, ok := spoilt.Interval(0.95); ok {
			t.Errorf("%s, and the interval is %v", what, limits)
		}
	}
}

func TestNoWorth(t *testing.T) {
	for _, v := range []ltv.Value{{}, {ARPA: 50, Margin: 1, Base: 2000}, {ARPA: 50, Margin: 1, Lost: 3, Base: 2}} {
		if w, ok := v.Worth(); ok {
			t.Errorf("%+v is worth %v", v, w)
		}
		if w, ok := v.Interval(0.95); ok {
			t.Errorf("%+v has the interval %v", v, w)
		}
		if w, ok := v.Lifetime(); ok {
			t.Errorf("%+v has the lifetime %v", v, w)
		}
	}
}

func TestMetric(t *testing.T) {
	m := new(tally.Movement)
	for range 1950 {
		m.Stay(5000, 5500)
	}
	for range 50 {
		m.Lose(5000, tally.CauseUnknown, nil)
	}
	d := ltv.Metric()
	q := metric.Account{Confidence: 0.95, Decimals: 2, Priced: true}
	o := d.Movement(m, q)
	for key, want := range map[string]float64{"n": 2000, "value": 2000, "low": 1524.07560531, "high": 2629.58274751, "arpa": 50, "churn": 2.5,
		"margin": 1, "lifetime": 40} {
		got, ok := o.Number(key)
		if !ok {
			t.Errorf("no %s", key)
		}
		near(t, key, got, want)
	}
	for _, o := range []interface{ Get(string) (any, bool) }{d.Movement(new(tally.Movement), q), d.Movement(m, metric.Account{Confidence: 0.95})} {
		if v, ok := o.Get("value"); !ok || v != nil {
			t.Errorf("no customers or no amounts, and the value is %v", v)
		}
	}
	// Unequal amounts: 4 customers of 10, 20, 30 and 40, of whom the last left. ARPA is 25 with a standard error of
	// √(500/3)/√4 = 6.4549722, from 100²/3000 = 3.3333 effective customers.
	few := new(tally.Movement)
	for _, s := range []int64{1000, 2000, 3000} {
		few.Stay(s, s)
	}
	few.Lose(4000, tally.CauseUnknown, nil)
	v := ltv.Of(few, q)
	near(t, "ARPA", v.ARPA, 25)
	near(t, "its error", v.ARPAError, 6.4549722)
	near(t, "effective customers", v.Effective, 10./3)
	q.Step = 2 // over two months: 1 − √0.975 in one
	for key, want := range map[string]float64{"churn": 1.25791172, "lifetime": 79.49683, "value": 3974.84149} {
		got, _ := d.Movement(m, q).Number(key)
		if math.Abs(got-want) > 1e-4*want {
			t.Errorf("%s over two months: got %v, want %v", key, got, want)
		}
	}
	q.Step = 0
	if q.Own = (flags.Values{"discount": 0.01}); d.Formula(q) == d.Formula(metric.Account{}) {
		t.Error("the definition does not tell of the discount")
	}
}

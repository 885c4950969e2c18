package churn_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func near(t *testing.T, what string, got any, want float64) {
	t.Helper()
	if g, ok := got.(float64); !ok || math.Abs(g-want) > 1e-6*max(1, math.Abs(want)) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestConvert(t *testing.T) {
	near(t, "2.5 % a month", churn.Convert(2.5, 12), 26.200165417334) // 1 − 0.975^12, Python
	near(t, "30 % a year", churn.Convert(30, 1./12), 2.92855303768)   // golden churn-014, R
	near(t, "everybody", churn.Convert(100, 12), 100)
	near(t, "nobody", churn.Convert(0, 12), 0)
	near(t, "one in a billion", churn.Convert(1e-7, 12), 1.2e-6)
}

// movement is 10 customers of 10.00 to 100.00, of whom the first two left, the third shrank by half, and
// the fourth doubled; one came, one came back, one came and left.
func movement() *tally.Movement {
	m := new(tally.Movement)
	m.Lose(1000, tally.CauseVoluntary, []byte("small"))
	m.Lose(2000, tally.CausePayment, []byte("large"))
	m.Stay(3000, 1500)
	m.Stay(4000, 8000)
	for amount := int64(5000); amount <= 10000; amount += 1000 {
		m.Stay(amount, amount)
	}
	m.Join(700)
	m.Return(300)
	m.Pass()
	return m
}

func TestDefinitions(t *testing.T) {
	m := movement()
	check := func(name string, want float64) {
		t.Helper()
		d, err := churn.DefinitionOf(name)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := d.Percent(m)
		if !ok {
			t.Errorf("%s: no value", name)
		}
		near(t, name, got, want)
		if v, ok := d.Interval(m, 0.95); ok && !v.Contains(got) {
			t.Errorf("%s: %v is not in %v", name, got, v)
		}
		if _, ok := d.Percent(new(tally.Movement)); ok {
			t.Errorf("%s: a value of nothing", name)
		}
	}
	check("start", 20)                                     // 2 / 10
	check("all-ends", 30)                                  // 3 / 10
	check("start-and-new", 100*3./13)                      // 3 / (10 + 1 + 1 + 1)
	check("average", 30)                                   // 3 / ((10 + 10) / 2)
	check("voluntary", 10)                                 // 1 / 10
	check("revenue", 100*3000./55000)                      // 30 of 550
	check("gross-revenue", 100*4500./55000)                // and 15 of contraction
	check("net-revenue", 100*500./55000)                   // less 40 of expansion
	check("net-revenue-reactivated", 100*(500.-300)/55000) // less 3 that came back
	if _, err := churn.DefinitionOf("other"); err == nil {
		t.Error("other is a definition")
	}
	if churn.Definitions()[0].Name != "start" {
		t.Error("the founding definition is not the first")
	}
}

// Of one of three who left nobody knows why: one or two of ten left by their own will.
func TestRange(t *testing.T) {
	d, _ := churn.DefinitionOf("voluntary")
	m := movement()
	if _, _, ok := d.Range(m); ok {
		t.Error("a range, and all causes are known")
	}
	m.Lose(500, tally.CauseUnknown, nil)
	least, most, ok := d.Range(m)
	if _, is := d.Percent(m); !ok || is {
		t.Errorf("range %v, value %v; want a range and no value", ok, is)
	}
	near(t, "least", least, 100./11)
	near(t, "most", most, 200./11)
	v, _ := d.Interval(m, 0.95)
	low, _ := stats.Wilson(1, 11, stats.Z(0.95))
	high, _ := stats.Wilson(2, 11, stats.Z(0.95))
	near(t, "low", v.Low, 100*low.Low)
	near(t, "high", v.High, 100*high.High)
	o := churn.Metric().Movement(m, metric.Account{Confidence: 0.95, Definition: "voluntary"})
	for key, want := range map[string]float64{"voluntary_least_pct": 100. / 11, "voluntary_most_pct": 200. / 11, "low": 100 * low.Low} {
		got, _ := o.Number(key)
		near(t, key, got, want)
	}
	only := new(tally.Movement)
	only.Lose(500, tally.CauseUnknown, nil)
	if _, ok := d.Interval(only, 0.95); ok {
		t.Error("nothing is known, and there is an interval")
	}
}

// Who came and left was not there at the start: Garwood's interval of 3, of 10.
func TestNoShare(t *testing.T) {
	d, _ := churn.DefinitionOf("all-ends")
	v, _ := d.Interval(movement(), 0.95)
	near(t, "low", v.Low, 6.186721)
	near(t, "high", v.High, 87.672731)
	for _, name := range []string{"average", "voluntary", "revenue"} {
		o := churn.Metric().Movement(movement(), metric.Account{Confidence: 0.95, Definition: name, PerYear: 12, Priced: true})
		if v, ok := o.Get("annualised_pct"); !ok || v != nil {
			t.Errorf("%s: a year is %v", name, v)
		}
	}
}

// The share of the revenue that left has an interval also where one customer left, or none.
func TestRevenueInterval(t *testing.T) {
	m := new(tally.Movement)
	for range 100 {
		m.Stay(50, 50)
	}
	v, ok := churn.RevenueInterval(m, 0.95)
	none, _ := stats.Wilson(0, 100, stats.Z(0.95))
	if !ok || v.Low != 0 {
		t.Errorf("nobody left: %v, %v", v, ok)
	}
	near(t, "high", v.High, 100*none.High)
}

func TestLeavers(t *testing.T) {
	m := movement()
	share, _ := churn.RevenueLost(m)
	near(t, "revenue lost", share, 100*3000./55000)
	top, _ := churn.TopShare(m, 0.01) // one of the two
	near(t, "top leaver", top, 100*2000./55000)
	if _, ok := churn.TopShare(new(tally.Movement), 0.01); ok {
		t.Error("a top leaver of nobody")
	}
}

func TestMetric(t *testing.T) {
	d := churn.Metric()
	q := metric.Account{Confidence: 0.95, Decimals: 2, Priced: true, PerYear: 12, Own: flags.Values{"top": 1}}
	o := d.Movement(movement(), q)
	for key, want := range map[string]float64{"n": 10, "value": 20, "customers_start": 10, "customers_lost": 2, "revenue_start": 550,
		"revenue_lost": 30, "revenue_lost_pct": 100 * 3000. / 55000, "annualised_pct": 100 * (1 - math.Pow(0.8, 12)), "passing": 1,
		"lost_voluntary": 1, "lost_payment": 1, "lost_fixed_end": 0, "lost_unknown": 0} {
		got, ok := o.Number(key)
		if !ok {
			t.Errorf("no %s", key)
		}
		near(t, key, got, want)
	}
	if v := d.Verdict(o, d.Target, q); v == nil || v.Met {
		t.Errorf("20 %% churn: %+v", v)
	}
	june := new(tally.Movement)
	for range 1950 {
		june.Stay(1, 1)
	}
	for range 50 {
		june.Lose(1, tally.CauseUnknown, nil)
	}
	o = d.Movement(june, q)
	for key, want := range map[string]float64{"value": 2.5, "low": 1.9014423504, "high": 3.28067714132} { // R prop.test(50, 2000, correct = FALSE)
		got, _ := o.Number(key)
		near(t, key, got, want)
	}
	if v := d.Verdict(o, d.Target, q); v == nil || v.Text != "met and proven" {
		t.Errorf("50 of 2000: %+v", v)
	}
	q.Priced, q.PerYear, q.Definition = false, 0, "revenue"
	o = d.Movement(movement(), q)
	for _, key := range []string{"value", "low", "revenue_start", "revenue_lost_pct", "annualised_pct"} {
		if v, ok := o.Get(key); !ok || v != nil {
			t.Errorf("without amounts, %s is %v", key, v)
		}
	}
}

// More than all leave where those who came count, too. No rate of a year follows from that.
func TestMoreThanAll(t *testing.T) {
	m := new(tally.Movement)
	m.Lose(1, tally.CauseUnknown, nil)
	m.Pass()
	o := churn.Metric().Movement(m, metric.Account{Confidence: 0.95, PerYear: 365.2425, Definition: "all-ends"})
	if v, _ := o.Number("value"); v != 200 {
		t.Errorf("churn is %v, want 200", v)
	}
	if v, ok := o.Get("annualised_pct"); !ok || v != nil {
		t.Errorf("a year it is %v", v)
	}
}

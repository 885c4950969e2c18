package metric

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Twelve months of three customers who always do the same: sums over customers know three of them, sums over
// customers and months 36.
func TestPartsByCustomer(t *testing.T) {
	ms := tally.Movements{}
	var customers tally.Several
	for _, rate := range []int64{110, 100, 90} {
		sums := tally.CustomerSums{Starts: 12, Closes: 12}
		for month := range 12 {
			s, e := int64(1000), 10*rate
			ms.Of(tally.PeriodGroup{Period: month}).Stay(s, e)
			sums.Start += s
			sums.Kept += min(s, e)
			sums.Gained += max(e-s, 0)
			sums.Close += e
		}
		customers.Add(sums)
	}
	m := ms.Together()
	narrow, _ := NetInterval(m, 0.95)
	if n := EffectiveCustomers(m); math.Abs(n-3) > 1e-9 {
		t.Errorf("%v effective customers a month, want 3", n)
	}
	m.Several.Merge(&customers)
	wide, _ := NetInterval(m, 0.95)
	if n := EffectiveCustomers(m); math.Abs(n-3) > 1e-9 {
		t.Errorf("%v effective customers, want 3", n)
	}
	if wide.High-wide.Low < 2*(narrow.High-narrow.Low) {
		t.Errorf("three customers are %v wide, 36 customer-months %v", wide.High-wide.Low, narrow.High-narrow.Low)
	}
	if x := Gained(m); x.N != 3 || x.SS.Int64() != 3*12000*12000 || x.EE.Int64() != 1200*1200 {
		t.Errorf("gained: %+v", x)
	}
	if x := Shed(m); x.EE.Int64() != 1200*1200 || x.SE.Int64() != 1200*12000 {
		t.Errorf("shed: %+v", x)
	}
}

// Months that differ by more than chance widen what is said of all of them.
func TestBetween(t *testing.T) {
	ms := tally.Movements{}
	for month, lost := range []int{1, 9, 2, 8} {
		for i := range 100 {
			if m := ms.Of(tally.PeriodGroup{Period: month}); i < lost {
				m.Lose(50, tally.CauseUnknown, nil)
			} else {
				m.Stay(50, 50)
			}
		}
	}
	m := ms.Together()
	want := stats.DispersionOf(0.05, []stats.Wave{{N: 100, K: 1}, {N: 100, K: 9}, {N: 100, K: 2}, {N: 100, K: 8}})
	if got := Between(m); got != want || got.Factor < 3 {
		t.Errorf("customers: got %+v, want %+v", got, want)
	}
	if got := Gone(m).Between; math.Abs(got.Factor-want.Factor) > 1e-9 || got.Periods != 4 {
		t.Errorf("money of equal customers: got %+v, want %+v", got, want)
	}
	if got := Between(ms.Of(tally.PeriodGroup{Period: 1})); got != (stats.Dispersion{}) {
		t.Errorf("one month is dispersed: %+v", got)
	}
}

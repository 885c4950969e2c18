package repeat_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/repeat"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// orders is four customers: three orders on days 0, 10 and 40; two on day 20; one on day 5; one on day 60,
// which is the last day.
func orders() *tally.Orders {
	o := new(tally.Orders)
	o.Add(&tally.History{Orders: 3, Revenue: 9000, Days: []int32{0, 10, 40}}, 60)
	o.Add(&tally.History{Orders: 2, Revenue: 4000, Days: []int32{20}}, 60)
	o.Add(&tally.History{Orders: 1, Revenue: 500, Days: []int32{5}}, 60)
	o.Add(&tally.History{Orders: 1, Revenue: 500, Days: []int32{60}}, 60)
	return o
}

func TestRate(t *testing.T) {
	check := func(r repeat.Rate, want repeat.Rate, percent float64) {
		t.Helper()
		if p, ok := r.Percent(); !ok || p != percent || r != want {
			t.Errorf("got %+v, %v %%, want %+v, %v %%", r, p, want, percent)
		}
	}
	check(repeat.Of(orders(), false), repeat.Rate{2, 4}, 50)
	check(repeat.Of(orders(), true), repeat.Rate{1, 4}, 25)
	check(repeat.OverdueOf(orders(), metric.Account{Cycle: 20, Grace: 2}), repeat.Rate{1, 4}, 25) // silent for 20, 40, 55 and 0 days; limit 40
	due := orders()
	due.Due = &tally.Due{Customers: 2, Overdue: 1, Without: 3}
	check(repeat.OverdueOf(due, metric.Account{Cycle: 20, Grace: 2}), repeat.Rate{1, 2}, 50)
	if n := repeat.BeyondFirst(orders()); n != 3 {
		t.Errorf("%d orders beyond the first, want 3", n)
	}
	if _, ok := (repeat.Rate{}).Percent(); ok {
		t.Error("a rate of nobody")
	}
	q := metric.Account{Cycle: 30, Grace: 1.5}
	if q.Overdue(45) || !q.Overdue(46) {
		t.Error("45 days are within 30 · 1.5, 46 are not")
	}
}

func TestMetric(t *testing.T) {
	d := repeat.Metric()
	o := d.Orders(orders(), metric.Account{Confidence: 0.95, Decimals: 2, Priced: true, Cycle: 20, Grace: 2})
	for key, want := range map[string]float64{"n": 4, "value": 50, "customers": 4, "repeat_customers": 2, "orders": 7, "orders_beyond_first": 3,
		"repeat_days_pct": 25, "again_within_days": 90, "again_within_n": 0, "gap_mean": 20, "revenue": 140, "revenue_per_order": 20, "revenue_per_customer": 35,
		"overdue": 1, "overdue_pct": 25} {
		if got, ok := o.Number(key); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: got %v, %v, want %v", key, got, ok, want)
		}
	}
	// The gaps of 10 and 30 days are over, the waits of 0, 20, 40 and 55 are not: 4/5 wait for more than 10 days and
	// 4/5 · 2/3 for more than 30, so nobody knows when half of them are over.
	for _, key := range []string{"gap_median", "again_within_pct", "again_within_low"} {
		if v, ok := o.Get(key); !ok || v != nil {
			t.Errorf("%s is %v", key, v)
		}
	}
	want := result.Object{{Key: "1", Value: int64(2)}, {Key: "2", Value: int64(1)}, {Key: "3", Value: int64(1)}}
	if got, _ := o.Get("distribution"); !cmp.Equal(got, want) {
		t.Errorf("distribution %v", got)
	}
	o = d.Orders(new(tally.Orders), metric.Account{Confidence: 0.95, Priced: true})
	for _, key := range []string{"value", "low", "gap_median", "revenue", "revenue_per_order"} {
		if v, ok := o.Get(key); !ok || v != nil {
			t.Errorf("of no orders, %s is %v", key, v)
		}
	}
	if _, ok := o.Get("overdue"); ok {
		t.Error("overdue without a cycle")
	}
}

// Waits that are not over count: three of four gaps were 10 days, and of three customers who have waited for 5,
// 8 and 50 days, only the last is known to wait longer than that.
func TestGapMedian(t *testing.T) {
	o := &tally.Orders{Gaps: tally.Histogram{10: 3, 90: 1}, Silence: tally.Histogram{5: 1, 8: 1, 50: 1}}
	if days, ok := repeat.GapMedian(o); !ok || days != 10 { // S = 1 − 3/5 at 10
		t.Errorf("got %v, %v, want 10", days, ok)
	}
	o.Silence = tally.Histogram{50: 20} // S = 1 − 3/24 at 10, and 0 at 90, when one is left who ordered
	if days, ok := repeat.GapMedian(o); !ok || days != 90 {
		t.Errorf("got %v, %v, want 90: most wait for longer than 50 days", days, ok)
	}
	o.Gaps = tally.Histogram{10: 3}
	if days, ok := repeat.GapMedian(o); ok {
		t.Errorf("the median gap is %v, although most are not over", days)
	}
}

// Of those seen for 90 days, who ordered again within 90 days of the first order; until day 200.
func TestAgainWithin(t *testing.T) {
	o := new(tally.Orders)
	for _, days := range [][]int32{
		{0, 90},         // in time
		{10, 10},        // on the same day: two orders
		{20, 111},       // too late, by a day
		{30},            // never
		{110, 120, 150}, // seen for 90 days
		{111, 112},      // seen for 89 only
		{190},
	} {
		var h tally.History
		for _, day := range days {
			h.Take(tally.HistoryRow{Day: day, Amount: 100})
			h.Take(tally.HistoryRow{Day: day, Amount: -100, Refund: true}) // no order
		}
		part := new(tally.Orders)
		part.Add(&h, 200)
		o.Merge(part)
	}
	if got := repeat.AgainOf(o); got != (repeat.Rate{Repeat: 3, Customers: 5}) {
		t.Errorf("got %+v, want 3 of 5", got)
	}
	fields := repeat.Metric().Orders(o, metric.Account{Confidence: 0.95})
	for key, want := range map[string]float64{"again_within_pct": 60, "again_within_low": 23.07241, "again_within_high": 88.23792} { // Wilson, 3 of 5
		if got, ok := fields.Number(key); !ok || math.Abs(got-want) > 1e-4 {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
}

func TestFifths(t *testing.T) {
	check := func(values tally.Histogram, want map[int64]int) {
		t.Helper()
		if diff := cmp.Diff(want, repeat.Fifths(values)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	check(tally.Histogram{-1: 1, -2: 1, -3: 1, -4: 1, -5: 1}, map[int64]int{-1: 5, -2: 4, -3: 3, -4: 2, -5: 1})
	check(tally.Histogram{1: 3, 2: 1, 10: 1}, map[int64]int{1: 3, 2: 4, 10: 5}) // three share the place of the third of five
	check(tally.Histogram{7: 1}, map[int64]int{7: 5})
	check(tally.Histogram{7: 100}, map[int64]int{7: 5})
	check(nil, map[int64]int{})
}

package cohort_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// cohorts is three months, 10 to 12: four customers came in the first, of whom one left in the second
// and one in the third; two in the second, of whom one left; one in the third.
func cohorts() *tally.Cohorts {
	cs := &tally.Cohorts{First: 10, Last: 12, KnownFirst: true}
	add := func(start int, amounts ...int64) {
		c := cs.Of(start, "g")
		for age, amount := range amounts {
			c.Add(age, amount)
		}
		if last := len(amounts); start+last > cs.Last {
			c.Staying[last-1]++
		} else {
			c.Ended[last]++
		}
	}
	add(10, 100)
	add(10, 100, 100)
	add(10, 100, 150, 200)
	add(10, 100, 100, 100)
	add(11, 50)
	add(11, 50, 60)
	add(12, 70)
	return cs
}

func TestTriangle(t *testing.T) {
	want := [][]cohort.Cell{
		{{Start: 10, Customers: 4, Active: 4, Opening: 400, Amount: 400}, {Start: 10, Age: 1, Customers: 4, Active: 3, Opening: 400, Amount: 350},
			{Start: 10, Age: 2, Customers: 4, Active: 2, Opening: 400, Amount: 300}},
		{{Start: 11, Customers: 2, Active: 2, Opening: 100, Amount: 100}, {Start: 11, Age: 1, Customers: 2, Active: 1, Opening: 100, Amount: 60}},
		{{Start: 12, Customers: 1, Active: 1, Opening: 70, Amount: 70}},
	}
	rows := cohort.Triangle(cohorts(), "g")
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	check := func(what string, got float64, ok bool, want float64) {
		t.Helper()
		if !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: got %v, %v, want %v", what, got, ok, want)
		}
	}
	p, ok := cohort.Pool(rows, 1).Percent()
	check("pooled", p, ok, 100*4./6) // (3 + 1) / (4 + 2)
	p, ok = cohort.Pool(rows, 1).MoneyPercent()
	check("pooled money", p, ok, 100*410./500)
	if _, ok := cohort.Pool(rows, 3).Percent(); ok {
		t.Error("an age that no cohort reached has a share")
	}
}

// A month that the data do not tell about is open, and so is one that is not over.
func TestOpenCells(t *testing.T) {
	cs := cohorts()
	cs.Missing = []int{11}
	first := cohort.Triangle(cs, "g")[0]
	c := first[1]
	if _, ok := c.Percent(); ok || !c.Open {
		t.Errorf("%+v is not open", c)
	}
	if _, ok := c.MoneyPercent(); ok {
		t.Errorf("%+v has money", c)
	}
	if _, ok := c.Interval(1.96); ok {
		t.Errorf("%+v has an interval", c)
	}
	if len(first) != 3 {
		t.Errorf("%d cells of three months", len(first))
	}
	if p, ok := first[2].Percent(); !ok || p != 50 {
		t.Errorf("got %v, want 50", p)
	}
}

func TestCurve(t *testing.T) {
	check := func(knownFirst bool, want ...float64) {
		t.Helper()
		cs := cohorts()
		cs.KnownFirst = knownFirst
		curve := cohort.Curve(cs, "g", stats.Z(0.95))
		var got []float64
		for _, s := range curve {
			got = append(got, s.Survival)
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	check(true, 4./6, 4./6*2/3) // age 1: 2 of 6 left (the one of the third month was last seen at 0); age 2: 1 of 3
	check(false, 1./2)          // age 1: 1 of 2
}

// Who was there when the data begin may have come long before, and says nothing about any age.
func TestUnknownStart(t *testing.T) {
	cs := cohorts()
	cs.KnownFirst = false
	d := cohort.Metric()
	q := metric.Account{Confidence: 0.95, Decimals: 2, Priced: true}
	total, groups := d.Cohorts(cs, "g", q)
	for key, want := range map[string]any{"value": 50., "n": int64(2), "active": int64(1), "revenue_pct": 60.} { // the second month alone
		if got, _ := total.Get(key); got != want {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
	for i, g := range groups {
		known, ok := g.Values.Get("known_start")
		if ok != (g.Start == 10) || ok && known != false {
			t.Errorf("group %d of %d: known_start %v, %v", i, g.Start, known, ok)
		}
	}
	if value, _ := groups[1].Values.Get("value"); value != 75. {
		t.Errorf("the row of the first month has lost its figures: %v", value)
	}

	delete(cs.ByStart, tally.PeriodGroup{Period: 11, Group: "g"})
	delete(cs.ByStart, tally.PeriodGroup{Period: 12, Group: "g"})
	total, groups = d.Cohorts(cs, "g", q)
	for _, key := range []string{"value", "low", "high", "active", "median_life"} {
		if got, _ := total.Get(key); got != nil {
			t.Errorf("nobody is known to have come, and %s is %v", key, got)
		}
	}
	if len(groups) != 3 {
		t.Errorf("%d cells of the first month, want 3", len(groups))
	}
}

// Of five who came in a month, two were gone before it was over: they came, and are lost at age 1.
func TestPassers(t *testing.T) {
	cs := &tally.Cohorts{First: 10, Last: 12}
	c := cs.Of(11, "")
	for range 3 {
		c.Add(0, 100)
		c.Add(1, 100)
		c.Staying[1]++
	}
	c.Pass()
	c.Pass()
	total, groups := cohort.Metric().Cohorts(cs, "", metric.Account{Confidence: 0.95, Priced: true})
	for key, want := range map[string]any{"value": 60., "n": int64(5), "active": int64(3), "survival": result.Object{{Key: "1", Value: 60.}}} {
		if got, _ := total.Get(key); !cmp.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
	if active, _ := groups[0].Values.Get("active"); active != int64(5) {
		t.Errorf("%v were there at age 0, want all 5 who came", active)
	}

	// In the last month nobody has been watched until age 1, so its passers say nothing about it.
	cs.Of(12, "").Pass()
	if s := cohort.Curve(cs, "", 2)[0]; s.Age != 1 || s.Survival != 0.6 || s.AtRisk != 5 {
		t.Errorf("with a passer in the last month: %+v", s)
	}
}

// A step to 0 has no limits, and ends no interval of the median.
func TestNoLimits(t *testing.T) {
	cs := &tally.Cohorts{First: 10, Last: 14}
	c := cs.Of(11, "")
	for range 2 {
		c.Add(0, 100)
		c.Add(1, 100)
		c.Ended[2]++
	}
	total, _ := cohort.Metric().Cohorts(cs, "", metric.Account{Confidence: 0.95, Priced: true})
	for key, want := range map[string]any{"median_life": 2., "median_life_low": nil, "median_life_high": nil,
		"survival": result.Object{{Key: "2", Value: 0.}}, "survival_low": result.Object{{Key: "2"}}, "survival_high": result.Object{{Key: "2"}}} {
		if got, ok := total.Get(key); !ok || !cmp.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
}

func TestMetric(t *testing.T) {
	d := cohort.Metric()
	total, groups := d.Cohorts(cohorts(), "g", metric.Account{Confidence: 0.95, Decimals: 2, Priced: true})
	if len(groups) != 6 || groups[1].Start != 10 || groups[1].Age != 1 {
		t.Fatalf("groups %+v", groups)
	}
	check := func(o result.Object, key string, want any) {
		t.Helper()
		if got, ok := o.Get(key); !ok || !cmp.Equal(got, want, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })) {
			t.Errorf("%s: got %v, want %v", key, got, want)
		}
	}
	cell := groups[1].Values
	for key, want := range map[string]any{"n": int64(4), "value": 75., "age": int64(1), "customers": int64(4), "active": int64(3),
		"revenue_first": result.Price{Minor: 400, Decimals: 2}, "revenue_active": result.Price{Minor: 350, Decimals: 2}, "revenue_pct": 87.5} {
		check(cell, key, want)
	}
	check(groups[0].Values, "low", nil) // everybody is there at age 0
	check(total, "n", int64(6))
	check(total, "median_life", 2.) // 4/6 at age 1, 4/9 at age 2
	check(total, "survival", result.Object{{Key: "1", Value: 100 * (1 - 2./6)}, {Key: "2", Value: 100 * (1 - 2./6) * (1 - 1./3)}})

	open := cohorts()
	open.Missing = []int{11}
	_, groups = d.Cohorts(open, "g", metric.Account{Confidence: 0.95})
	for _, key := range []string{"value", "active", "revenue_active", "revenue_pct"} {
		check(groups[1].Values, key, nil)
	}
	total, groups = d.Cohorts(&tally.Cohorts{}, "g", metric.Account{Confidence: 0.95})
	check(total, "value", nil)
	check(total, "median_life", nil)
	if len(groups) != 0 {
		t.Errorf("cohorts of nobody: %+v", groups)
	}
}

package ces_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/ces"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func compute(t rapid.TB, a tally.Answers, q metric.Inquiry) result.Object {
	t.Helper()
	m := ces.Metric()
	q.Confidence = 0.95
	q, err := m.Settle(q)
	if err != nil {
		t.Fatal(err)
	}
	return m.Compute(a, q)
}

var five, seven = metric.Scale{Min: 1, Max: 5}, metric.Scale{Min: 1, Max: 7}

func TestCES(t *testing.T) {
	check := func(q metric.Inquiry, value, easy, mean float64, counts ...int64) {
		t.Helper()
		o := compute(t, tally.FromCounts(int(q.Scale.Min), counts...), q)
		for name, want := range map[string]float64{"value": value, "easy": easy, "mean": mean} {
			if got, ok := o.Number(name); !ok || math.Abs(got-want) > 1e-9 {
				t.Errorf("%v on %v: %s = %v, want %v", counts, q.Scale, name, got, want)
			}
		}
	}
	check(metric.Inquiry{Scale: seven}, 60, 6, 4.6, 1, 1, 1, 1, 2, 2, 2) // by hand: 5, 6 and 7 are easy
	check(metric.Inquiry{Scale: five}, 15, 15, 2.1, 40, 30, 15, 10, 5)   // 4 and 5 are easy
	// 5 means very much effort: 1 and 2 are easy, and the mean stays that of the answers. By hand.
	check(metric.Inquiry{Scale: five, Reverse: true}, 70, 70, 2.1, 40, 30, 15, 10, 5)
	check(metric.Inquiry{Scale: seven, Reverse: true}, 30, 3, 4.6, 1, 1, 1, 1, 2, 2, 2) // 1, 2 and 3 are easy
	from := map[string]float64{"easy-from": 6}
	check(metric.Inquiry{Scale: seven, Breaks: from}, 40, 4, 4.6, 1, 1, 1, 1, 2, 2, 2)
	check(metric.Inquiry{Scale: seven, Breaks: from, Reverse: true}, 20, 2, 4.6, 1, 1, 1, 1, 2, 2, 2) // 6 mirrored is 2
}

// Turning the answers round gives what turning the scale round gives.
func TestReverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.Int64Range(0, 50), 7, 7).Draw(t, "counts")
		turned := make([]int64, 7)
		for i, n := range counts {
			turned[6-i] = n
		}
		q := metric.Inquiry{Scale: seven, Breaks: map[string]float64{"easy-from": float64(rapid.IntRange(1, 7).Draw(t, "easy from"))}}
		one := compute(t, tally.FromCounts(1, counts...), q)
		q.Reverse = true
		two := compute(t, tally.FromCounts(1, turned...), q)
		for _, name := range []string{"n", "value", "low", "high", "easy"} {
			a, _ := one.Get(name)
			b, _ := two.Get(name)
			if a != b {
				t.Fatalf("%s is %v, and %v turned round", name, a, b)
			}
		}
	})
}

func TestEasyFrom(t *testing.T) {
	check := func(min, max, want float64, ok bool) {
		t.Helper()
		if got, known := ces.EasyFrom(min, max); got != want || known != ok {
			t.Errorf("%v to %v: %v, %v", min, max, got, known)
		}
	}
	check(1, 7, 5, true)
	check(1, 5, 4, true)
	check(0, 10, 9, true)
	check(1, 3, 3, true)
	check(0, 100, 0, false)
}

func TestDefine(t *testing.T) {
	m := ces.Metric()
	check := func(q metric.Inquiry, want string) {
		t.Helper()
		q, err := m.Settle(q)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Define(q); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	check(metric.Inquiry{Scale: seven}, "100 × easy / answers; easy 5–7 on 1–7")
	check(metric.Inquiry{Scale: five, Reverse: true}, "100 × easy / answers; easy 1–2 on 1–5, where high means effort")
	if m.Target != nil {
		t.Error("there is no effort that all agree on as good")
	}
}

func ExampleCountReverse() {
	effort := tally.FromCounts(1, 40, 30, 15, 10, 5) // of 1 (very little) to 5 (very much)
	percent, _ := ces.CountReverse(effort, 2).Percent()
	fmt.Printf("%.0f %%\n", percent)
	// Output: 70 %
}

package duration

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Lengths in parts, merged in any order, are those of all, and say what a sorted list says.
func TestLengths(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, distinct := range []int64{10, mostDistinct - 1, 1 << 40} {
		var values []int64
		parts := make([]lengths, 3)
		var whole lengths
		sum := 0.0
		for i := range 60_000 {
			v := r.Int64N(distinct) * 1000
			if i%5 == 0 {
				v = -v
			}
			values = append(values, v)
			sum += float64(v)
			whole.add(v)
			parts[r.IntN(3)].add(v)
		}
		merged := lengths{}
		for _, i := range []int{2, 0, 1} {
			merged.merge(&parts[i])
		}
		if merged.coarse() != whole.coarse() || !slices.Equal(merged.sorted(), whole.sorted()) {
			t.Errorf("%d: parts differ from the whole", distinct)
		}
		slices.Sort(values)
		for _, p := range []float64{0, 0.1, 0.5, 0.9, 1} {
			got, _ := stats.Quantile(whole.sorted(), p)
			h := p * float64(len(values)-1)
			low := float64(values[int(h)]) / 1e6
			high := float64(values[min(int(h)+1, len(values)-1)]) / 1e6
			want := low + (h-math.Floor(h))*(high-low)
			if math.Abs(got-want) > math.Abs(want)/(2*drawers)+1e-9 {
				t.Errorf("%d: quantile %v is %v, want %v", distinct, p, got, want)
			}
			if !whole.coarse() && math.Abs(got-want) > 1e-9*math.Abs(want) {
				t.Errorf("%d: quantile %v is %v, want exactly %v", distinct, p, got, want)
			}
		}
		if got := merged.sum.float(); math.Abs(got-sum) > 1e-9*math.Abs(sum)+1 {
			t.Errorf("%d: the sum is %v, want %v", distinct, got, sum)
		}
	}
}

// The sum passes 64 bits without a loss.
func TestWide(t *testing.T) {
	var w, o wide
	for range 8 {
		w.add(1 << 62)
		o.add(-(1 << 62))
	}
	o.add(-7)
	if got := w.float(); got != 1<<65 {
		t.Errorf("%v", got)
	}
	w.merge(o)
	if got := w.float(); got != -7 {
		t.Errorf("%v, want -7", got)
	}
}

// Begins in parts, merged in any order, are those of all, and none moves by more than is said.
func TestBegun(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	parts := make([]begun, 3)
	var whole begun
	for range mostBegun + 40_000 {
		at := r.Int64N(1<<45) - 1<<44
		whole.add(at)
		parts[r.IntN(3)].add(at)
	}
	merged := begun{}
	for _, i := range []int{1, 2, 0} {
		merged.merge(&parts[i])
	}
	if merged.shift != whole.shift || len(merged.n) != len(whole.n) || whole.shift == 0 {
		t.Errorf("shift %d and %d begins, want %d and %d", merged.shift, len(merged.n), whole.shift, len(whole.n))
	}
	n := int64(0)
	merged.each(func(at, times int64) {
		if n += times; whole.n[at>>whole.shift] != times {
			t.Fatalf("%d begin at %d", times, at)
		}
	})
	if n != mostBegun+40_000 {
		t.Errorf("%d begins", n)
	}
}

// What is open is watched until now: the median is that of a slow Kaplan-Meier.
func TestReckon(t *testing.T) {
	var w sojourns
	for _, s := range []int64{2, 3, 5, 5, 8, 12, 15, 20, 45} {
		w.done.add(s * 60e6)
		w.closed++
		if s <= 15 {
			w.within++
		}
	}
	now := int64(1_000_000) * 60e6
	for range 2 {
		w.open.add(now - 60*60e6)
		w.left++
	}
	w.open.add(now - 1*60e6) // too young to tell
	w.left++
	l := reckoning{confidence: 0.95, limit: 15 * 60e6, age: func(at int64) int64 { return now - at }}.reckon(w)
	// 12 at risk until 1 min, then 11: after 12 min 5 of 11 are left.
	if l.median != 720.0 || l.n != 12 || l.open != 3 || l.mean != nil {
		t.Errorf("median %v of %d, %d open, mean %v", l.median, l.n, l.open, l.mean)
	}
	if l.kept != (stats.Share{K: 7, N: 11}) {
		t.Errorf("%v in time, want 7 of 11", l.kept)
	}
}

// The remission times of 21 leukaemia patients under 6-MP, in weeks, are the first example of Kaplan-Meier in many books.
// R: survfit(Surv(c(6,6,6,7,10,13,16,22,23,6,9,10,11,17,19,20,25,32,32,34,35), rep(1:0, c(9,12))) ~ 1, conf.type = "log-log").
func TestCurveOfWhole(t *testing.T) {
	var lives []stats.Lifetime
	for i, age := range []float64{6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35} {
		l := stats.Lifetime{Age: age, Ended: 1}
		if i >= 9 {
			l = stats.Lifetime{Age: age, Open: 1}
		}
		lives = append(lives, l)
	}
	var got []string
	for _, row := range rowsOf(stats.KaplanMeier(lives, stats.Z(0.95))) {
		text := ""
		for _, m := range row {
			if x, ok := m.Value.(float64); ok {
				text += fmt.Sprintf("%.4g ", x)
				continue
			}
			text += fmt.Sprint(m.Value, " ")
		}
		got = append(got, text)
	}
	want := []string{"0 100 <nil> <nil> 21 ", "6 85.71 61.97 95.16 21 ", "7 80.67 56.31 92.28 17 ", "10 75.29 50.32 88.94 15 ", "13 69.02 43.16 84.91 12 ",
		"16 62.75 36.75 80.49 11 ", "22 53.78 26.78 74.68 7 ", "23 44.82 18.81 68.01 6 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A curve of many lengths has a point for each percent, and every point is one of the curve.
func TestPoints(t *testing.T) {
	var lives []stats.Lifetime
	for i := range 1234 {
		lives = append(lives, stats.Lifetime{Age: float64(i), Ended: 1})
	}
	whole := stats.KaplanMeier(lives, 1.96)
	thin := points(whole)
	if len(thin) != mostPoints || thin[99].Survival != 0 {
		t.Fatalf("%d points, the last %v", len(thin), thin[len(thin)-1])
	}
	for i, s := range thin {
		if at := int(s.Age); whole[at] != s && s.Survival > 0 || s.Survival > float64(99-i)/100 || i < 99 && whole[at-1].Survival <= float64(99-i)/100 {
			t.Errorf("point %d is %v, and the one before it in the curve %v", i, s, whole[at-1].Survival)
		}
	}
	if few := points(whole[:100]); len(few) != 100 {
		t.Errorf("%d of 100 points", len(few))
	}
}

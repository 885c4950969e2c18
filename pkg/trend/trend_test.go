package trend

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// row makes points of neighbouring periods.
func row(values ...float64) (points []Point) {
	for i, v := range values {
		points = append(points, Point{At: int64(i), N: 100, Value: v, SE: 1})
	}
	return points
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// Of the golden values, trend-001-p-chart (R 4.2.2, Shewhart's p chart).
func TestShares(t *testing.T) {
	var points []Point
	for i, k := range []float64{40, 42, 38, 45, 41, 39, 28, 43} {
		points = append(points, Point{At: int64(i), N: 50, Value: 100 * k / 50})
	}
	l, ok := Shares(points, 100)
	if !ok || !near(l.Center, 79) || !near(l.Low, 61.7193750113) || !near(l.High, 96.2806249887) || l.Varies {
		t.Errorf("limits %+v, %v", l, ok)
	}
	if s := Signals(points, l); len(s) != 1 || s[0].Rule != 1 || s[0].Last != 6 {
		t.Errorf("signals %+v, want point 7", s)
	}
	points[0].N = 200 // 100 · √(p (1 − p) / 200)
	l, _ = Shares(points, 100)
	if low, high := l.Of(0); !l.Varies || !near(high-low, 6*math.Sqrt(l.Center*(100-l.Center)/200)) {
		t.Errorf("limits of a larger point: %v to %v", low, high)
	}
	if _, ok := Shares(points[:7], 100); ok {
		t.Error("seven points have limits")
	}
}

// Moving ranges 1, 3, 2, 2, 4, 3, 1: mean 16/7; the mean of the figures is 10.5.
func TestSingle(t *testing.T) {
	points := row(10, 11, 8, 10, 12, 8, 11, 12)
	l, ok := Single(points, Boundless())
	center := 82.0 / 8
	if !ok || !near(l.Center, center) || !near(l.High, center+2.66*16/7) || !near(l.Low, center-2.66*16/7) {
		t.Errorf("limits %+v, %v", l, ok)
	}
	for i := 4; i < 8; i++ {
		points[i].At++ // 10 → 12 is no move from one period to the next
	}
	if l, _ := Single(points, Boundless()); !near(l.High, center+2.66*14/6) {
		t.Errorf("limits over a gap %+v", l)
	}
	if l, _ := Single(points, Realm{9, 11}); l.Low != 9 || l.High != 11 {
		t.Errorf("limits of figures from 9 to 11: %+v", l)
	}
}

// Each rule where it holds, told once, and one point short of it.
func TestSignals(t *testing.T) {
	check := func(want string, z ...float64) {
		t.Helper()
		points := row(z...)
		l := Limits{Sigmas: make([]float64, len(z))}
		for i := range z {
			l.Sigmas[i] = 1
		}
		var got []string
		for _, s := range Signals(points, l) {
			got = append(got, fmt.Sprintf("%d:%d-%d", s.Rule, s.First, s.Last))
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%v: %s, want %s", z, text, want)
		}
	}
	check("1:1-1", 0.5, -3.1, 0.2)
	check("", 0.5, -3, 0.2)
	check("2:0-8", .1, .2, .1, .2, .1, .2, .1, .2, .1, .2)
	check("", .1, .2, .1, .2, .1, .2, .1, .2, -.1)
	check("3:0-5", -.5, -.4, -.3, -.1, .1, .2)
	check("", -.5, -.4, -.3, -.1, .1, .1)
	check("4:0-13", .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1)
	check("5:0-2", 2.1, 0.5, 2.2)
	check("", 2.1, 0.5, -2.2)
	check("6:0-4", 1.1, 1.2, 0.1, 1.1, 1.2)
	check("4:0-13 7:0-14", .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1)
	check("8:0-7", 1.1, -1.2, -1.1, 1.3, 1.2, -1.1, -1.2, 1.1)
	check("", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

	points := row(.1, .2, .1, .2, .1, .2, .1, .2, .1)
	for i := 4; i < len(points); i++ {
		points[i].At++
	}
	l := Limits{Sigmas: []float64{1, 1, 1, 1, 1, 1, 1, 1, 1}}
	if s := Signals(points, l); len(s) != 0 {
		t.Errorf("a run over a gap: %+v", s)
	}
}

// A missing period is a step of two, points that are more precise count for more, and neighbours that resemble each other
// are told of.
func TestFit(t *testing.T) {
	gap := row(1, 2, 3, 5)
	gap[3].At = 4
	if s, err := Fit(gap, 0.95); err != nil || !near(s.Value, 1) {
		t.Errorf("over a gap %+v, %v, want 1 a period", s, err)
	}
	if _, err := Fit(gap[:3], 0.95); !errors.Is(err, ErrFew) {
		t.Errorf("three points: %v", err)
	}
	heavy := row(0, 0, 0, 8)
	even, _ := Fit(heavy, 0.95)
	heavy[3].SE = 100
	if s, _ := Fit(heavy, 0.95); !s.Weighted || s.Value > even.Value/10 {
		t.Errorf("a point that nobody knows draws the line to %v a period", s.Value)
	}
	heavy[3].SE = 0
	if s, _ := Fit(heavy, 0.95); s.Weighted || !near(s.Value, even.Value) {
		t.Errorf("without a standard error %+v, want all alike", s)
	}
	if s, _ := Fit(row(0, 5, 9, 11, 12, 11, 9, 5, 0, -5, -9, -11, -12, -11, -9, -5), 0.95); !s.Dependent {
		t.Errorf("a wave: %+v", s)
	}
}

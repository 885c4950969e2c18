package stats

import (
	"errors"
	"math"
	"testing"
)

func TestFitLine(t *testing.T) {
	check := func(x, y, w []float64, slope, se, p, low, high float64) {
		t.Helper()
		l, err := FitLine(x, y, w)
		v, gotP := l.Interval(0.95)
		for i, pair := range [][2]float64{{l.Slope, slope}, {l.SE, se}, {gotP, p}, {v.Low, low}, {v.High, high}} {
			if err != nil || math.Abs(pair[0]-pair[1]) > 1e-9 {
				t.Errorf("figure %d is %v, %v, want %v", i, pair[0], err, pair[1])
			}
		}
	}
	ones := []float64{1, 1, 1, 1, 1}
	// By hand: Sxy = Sxx = 10, Σ r² = 0.8; p = 1 − 2/π (θ + sin θ cos θ), tan θ = t/√3; t(0.975, 3) = 3.182446305284.
	check([]float64{0, 1, 2, 3, 4}, []float64{1, 2, 2, 4, 5}, ones, 1, math.Sqrt(0.8/30), 0.0087544123590243, 1-3.182446305284263*math.Sqrt(0.8/30), 1+3.182446305284263*math.Sqrt(0.8/30))
	// By fractions in Python 3; p = 1 − t/√(2 + t²) of two degrees of freedom; t(0.975, 2) = 4.302652729911.
	check([]float64{0, 1, 2, 4}, []float64{10, 12, 11, 17}, []float64{1, 4, 4, 1}, 1.3076923076923077, 0.852467702280827, 0.2647681881463767, -2.360180178687484, 4.9755647940721)
	check([]float64{0, 1, 2}, []float64{5, 5, 5}, ones, 0, 0, 1, 0, 0) // level
	check([]float64{0, 1, 2}, []float64{5, 6, 7}, ones, 1, 0, 0, 1, 1) // to the last digit

	l, _ := FitLine([]float64{0, 1, 2, 4}, []float64{10, 12, 11, 17}, []float64{1, 4, 4, 1})
	r, dw, ok := l.Neighbours(func(i int) bool { return i < 3 }) // the last one stands behind a gap
	if !ok || math.Abs(r+0.31062830299471517) > 1e-9 || math.Abs(dw-1.5737913486005084) > 1e-9 {
		t.Errorf("neighbours: %v, %v, %v", r, dw, ok)
	}
	for _, x := range [][]float64{{0, 1}, {1, 1, 1}} {
		if _, err := FitLine(x, ones, ones); !errors.Is(err, ErrTooFew) {
			t.Errorf("a line through %v: %v", x, err)
		}
	}
	if _, err := FitLine([]float64{0, 1, 2}, ones, []float64{1, 0, 1}); !errors.Is(err, ErrArgument) {
		t.Errorf("a point without weight: %v", err)
	}
}

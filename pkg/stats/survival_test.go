package stats

import (
	"math"
	"testing"
)

// lives turns ages and flags into lifetimes, one unit each.
func lives(ages, ended []float64) []Lifetime {
	var out []Lifetime
	for i, age := range ages {
		out = append(out, Lifetime{Age: age, Ended: ended[i], Open: 1 - ended[i]})
	}
	return out
}

var (
	// R's public aml data: group Maintained, and the other one.
	maintained = lives([]float64{9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161}, []float64{1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0})
	others     = lives([]float64{5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45}, []float64{1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1})
)

func TestKaplanMeier(t *testing.T) {
	curve := KaplanMeier(maintained, Z(0.95))
	// golden km-001: R survival 3.5-3, survfit. The limits are by hand from the formula
	// S^exp(±1.959964·sqrt(G)/log S): at 9, G = 1/110 and S = 10/11.
	want := []Step{
		{Age: 9, AtRisk: 11, Survival: 0.909090909091, StandardError: 0.0866784172041, Low: 0.5080802, High: 0.9866738},
		{Age: 13, AtRisk: 10, Survival: 0.818181818182, StandardError: 0.11629129983},
		{Age: 18, AtRisk: 8, Survival: 0.715909090909, StandardError: 0.139664970557},
		{Age: 23, AtRisk: 7, Survival: 0.613636363636, StandardError: 0.152632331027},
		{Age: 31, AtRisk: 5, Survival: 0.490909090909, StandardError: 0.164193267221},
		{Age: 34, AtRisk: 4, Survival: 0.368181818182, StandardError: 0.162668885827},
		{Age: 48, AtRisk: 2, Survival: 0.184090909091, StandardError: 0.153492745786},
	}
	if len(curve) != len(want) {
		t.Fatalf("%d steps, want %d", len(curve), len(want))
	}
	for i, w := range want {
		got := curve[i]
		nearly(t, "age", got.Age, w.Age)
		nearly(t, "at risk", got.AtRisk, w.AtRisk)
		nearly(t, "survival", got.Survival, w.Survival)
		nearly(t, "error", got.StandardError, w.StandardError)
		if got.Low < 0 || got.Low >= got.Survival || got.High <= got.Survival || got.High > 1 {
			t.Errorf("limits %v and %v do not enclose %v", got.Low, got.High, got.Survival)
		}
	}
	if math.Abs(curve[0].Low-want[0].Low) > 1e-6 || math.Abs(curve[0].High-want[0].High) > 1e-6 {
		t.Errorf("limits %v, %v", curve[0].Low, curve[0].High)
	}
	if median, ok := curve.Median(); !ok || median != 31 {
		t.Errorf("median %v, %v, want 31", median, ok)
	}
	// The upper limit at 48, the last step, is still 0.5250 by the formula.
	if v, ok := curve.MedianInterval(); !ok || v.Low != 13 || !math.IsInf(v.High, 1) {
		t.Errorf("interval of the median %v, %v, want 13 and none", v, ok)
	}
}

func TestKaplanMeierEdges(t *testing.T) {
	// golden km-004: nobody left
	curve := KaplanMeier(lives([]float64{3, 3, 3, 3}, []float64{0, 0, 0, 0}), Z(0.95))
	if len(curve) != 0 {
		t.Errorf("a step, although nobody left: %v", curve)
	}
	if _, ok := curve.Median(); ok {
		t.Error("a median, although nobody left")
	}
	// everybody left at once
	curve = KaplanMeier([]Lifetime{{Age: 2, Ended: 5}}, Z(0.95))
	s := curve[0]
	if _, ok := s.Limits(); ok || s.Survival != 0 || !math.IsNaN(s.Low) || !math.IsNaN(s.High) || !math.IsNaN(s.StandardError) {
		t.Errorf("survival %+v, want nothing left and no limits", s)
	}
	// two of four left at 1, the third at 3: R's survfit gives the middle, 2
	curve = KaplanMeier([]Lifetime{{Age: 1, Ended: 2}, {Age: 3, Ended: 1, Open: 1}}, Z(0.95))
	if median, ok := curve.Median(); !ok || median != 2 {
		t.Errorf("median %v, %v, want 2", median, ok)
	}
	if len(KaplanMeier(nil, 1.96)) != 0 {
		t.Error("a curve of nobody")
	}
}

// The rule of R's survfit, print.survfit (minmin): the first age at which a line is at most one half, the
// middle of a flat piece on one half, and nothing where the line does not come so low. Limits of a step
// to 0 are NA.
func TestMedianInterval(t *testing.T) {
	none := math.Inf(1)
	check := func(what string, lives []Lifetime, median, low, high float64) {
		t.Helper()
		curve := KaplanMeier(lives, Z(0.95))
		got, ok := curve.Median()
		if ok != (median != none) || ok && got != median {
			t.Errorf("%s: median %v, %v, want %v", what, got, ok, median)
		}
		v, ok := curve.MedianInterval()
		if v != (Interval{low, high}) || ok != (low != none) {
			t.Errorf("%s: limits %v, %v, want %v to %v", what, v, ok, low, high)
		}
	}
	check("both left at once", []Lifetime{{Age: 2, Ended: 2}}, 2, none, none)
	// S is .8, .4, .2, 0. At 1 the lower limit is .8^exp(1.96·√(1/20)/.2231) = .2038; at 4, with
	// G = 1/20 + 2/8 + 1/2, the upper one is .2^exp(−1.96·√.8/1.6094) = .5819.
	five := []Lifetime{{Age: 1, Ended: 1}, {Age: 2, Ended: 2}, {Age: 4, Ended: 1}, {Age: 5, Ended: 1}}
	check("all five left, the last alone", five, 2, 1, none)
	check("aml, maintained", maintained, 31, 13, none) // by R's rule from the curve above
	check("aml, not maintained", others, 23, 5, 33)    // at 5 the lower limit is .4817, at 33 the upper one .4614
	check("nobody left", []Lifetime{{Age: 3, Open: 4}}, none, none, none)
	check("on one half for good", []Lifetime{{Age: 1, Ended: 200, Open: 200}}, 1, 1, none)
	check("on one half until 4", []Lifetime{{Age: 1, Ended: 200}, {Age: 4, Ended: 100, Open: 100}}, 2.5, 1, 4)
}

package stats

import (
	"math"
	"math/big"
	"testing"
)

// sums makes RatioSums of what units bring and give.
func partSums(whole, part []int64) RatioSums {
	x := RatioSums{N: int64(len(whole)), S: new(big.Int), E: new(big.Int), SS: new(big.Int), SE: new(big.Int), EE: new(big.Int)}
	for i, s := range whole {
		e := part[i]
		x.S.Add(x.S, big.NewInt(s))
		x.E.Add(x.E, big.NewInt(e))
		x.SS.Add(x.SS, big.NewInt(s*s))
		x.SE.Add(x.SE, big.NewInt(s*e))
		x.EE.Add(x.EE, big.NewInt(e*e))
	}
	return x
}

func times(n int, amount int64) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = amount
	}
	return out
}

func TestEffectiveInterval(t *testing.T) {
	check := func(what string, whole, part []int64, d Dispersion, low, high float64) {
		t.Helper()
		v, ok := partSums(whole, part).EffectiveInterval(0.95, d)
		if !ok {
			t.Errorf("%s: no interval", what)
		}
		withinInterval(t, what, v, low, high, 1e-9)
	}
	left := append(times(95, 0), times(5, 100)...)
	five, _ := Wilson(5, 100, z95)
	check("equal ones, 5 of 100 left", times(100, 100), left, Dispersion{}, five.Low, five.High)
	half := append(times(95, 0), times(5, 50)...)
	check("they gave the half", times(100, 100), half, Dispersion{}, five.Low/2, five.High/2)
	none, _ := Wilson(0, 100, z95)
	check("nobody gave", times(100, 100), times(100, 0), Dispersion{}, 0, none.High)
	// one of 3 brings a half: (100 + 50 + 50)² / (100² + 50² + 50²) = 8/3 customers
	uneven, _ := Wilson(0.25*8/3, 8./3, z95)
	check("Kish", []int64{100, 50, 50}, []int64{0, 50, 0}, Dispersion{}, uneven.Low, uneven.High)
	wide, _ := Wilson(2.5, 50, T(0.95, 11))
	check("dispersed", times(100, 100), left, Dispersion{Factor: 2, Periods: 12}, wide.Low, wide.High)

	if v, ok := partSums([]int64{0, 0}, []int64{0, 0}).EffectiveInterval(0.95, Dispersion{}); ok {
		t.Errorf("an interval of no whole: %v", v)
	}
	if v, ok := partSums([]int64{100, 0}, []int64{0, 30}).EffectiveInterval(0.95, Dispersion{}); ok {
		t.Errorf("parts of units without size: %v", v)
	}
}

func TestPartInterval(t *testing.T) {
	// gains 20, 30, 0, 0, 0 of 100 each: t as by hand, 0.1 ± 2.776445 · 0.0632456; effective: ρ = 26/100
	x := partSums(times(5, 100), []int64{20, 30, 0, 0, 0})
	w, _ := Wilson(5*0.1/0.26, 5, z95)
	v, _ := x.PartInterval(0.95, math.Inf(1), Dispersion{})
	r := 2.7764451052 * 0.63245553203 // of the mean: beyond 1
	withinInterval(t, "five", v, 0, max(0.26*w.High, 0.1*math.Exp(1.5)*r), 1e-9)
	v, _ = x.PartInterval(0.95, 1, Dispersion{})
	withinInterval(t, "five, taken away", v, 0, max(0.26*w.High, 0.1*(1+r)), 1e-9)
	v, _ = x.PartInterval(0.9999, 1, Dispersion{})
	withinInterval(t, "more than all", v, 0, 1, 1e-9)
	// nobody of those who gave had any size: only t is left
	if v, ok := partSums([]int64{100, 100, 0}, []int64{0, 0, 30}).PartInterval(0.95, 1, Dispersion{}); !ok || !v.Contains(0.15) {
		t.Errorf("parts of units without size: %v, %v", v, ok)
	}
	if v, ok := partSums([]int64{100}, []int64{0}).PartInterval(0.95, 1, Dispersion{}); ok {
		t.Errorf("one unit: %v", v)
	}
}

func TestCorrelation(t *testing.T) {
	a, b := []int64{10, 0, 0, 30}, []int64{0, 20, 0, 0}
	whole := []int64{100, 50, 80, 120}
	var ab, aa, bb, p, q float64 = 0, 0, 0, 40. / 350, 20. / 350
	for i := range whole { // by the definition
		x, y := float64(a[i])-p*float64(whole[i]), float64(b[i])-q*float64(whole[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	within(t, "correlation", Correlation(partSums(whole, a), partSums(whole, b), new(big.Int)), ab/math.Sqrt(aa*bb), 1e-12)
	within(t, "with itself", Correlation(partSums(whole, a), partSums(whole, a), big.NewInt(1000)), 1, 1e-12)
	within(t, "with nothing", Correlation(partSums(whole, a), partSums(whole, times(4, 0)), new(big.Int)), 0, 0)
}

func TestMinus(t *testing.T) {
	a, b := Term{0.5, Interval{0.4, 0.7}}, Term{0.2, Interval{0.1, 0.5}}
	withinInterval(t, "independent", a.Minus(b, 0), 0.3-math.Sqrt(0.01+0.09), 0.3+math.Sqrt(0.04+0.01), 1e-15)
	withinInterval(t, "against each other", a.Minus(b, -1), 0.3-0.4, 0.3+0.3, 1e-15)
	// Newcombe 1998, table II(a), method 10: 56/70 − 48/80
	first, _ := Wilson(56, 70, z95)
	second, _ := Wilson(48, 80, z95)
	withinInterval(t, "Newcombe", Term{56. / 70, first}.Minus(Term{48. / 80, second}, 0), 0.0524, 0.3339, 5e-5)
}

func TestDispersion(t *testing.T) {
	d := DispersionOf(0.1, []Wave{{100, 4}, {100, 16}, {0, 0}}) // 36 / 9 twice, one degree of freedom
	if d.Periods != 2 || math.Abs(d.Factor-8) > 1e-12 {
		t.Errorf("got %+v, want φ = 8 of 2 periods", d)
	}
	v, _ := d.Share(20, 200, 0.95)
	want, _ := Wilson(2.5, 25, 12.7062047361747)
	withinInterval(t, "dispersed share", v, want.Low, want.High, 1e-12)
	if d := DispersionOf(0.1, []Wave{{100, 10}, {100, 10}, {100, 10}}); d.Factor != 1 {
		t.Errorf("periods that are too alike narrow the interval: %+v", d)
	}
	if d := DispersionOf(0, []Wave{{100, 0}, {100, 0}}); d.Factor != 1 {
		t.Errorf("nobody left: %+v", d)
	}
	if d := DispersionOf(0.1, []Wave{{100, 4}, {0, 0}}); d != (Dispersion{}) {
		t.Errorf("one period is dispersed: %+v", d)
	}
	one, _ := Dispersion{}.Share(50, 2000, 0.95)
	plain, _ := Wilson(50, 2000, z95)
	withinInterval(t, "one period", one, plain.Low, plain.High, 0)
}

func TestMeanInterval(t *testing.T) {
	r := Ratio{N: 10, Value: 50, StandardError: 10}
	v, _ := r.MeanInterval(0.95)
	half := 0.4524314325596 // 2.262157162798 · 10 / 50
	withinInterval(t, "mean", v, 50*(1-half), 50*math.Exp(half+half*half/2), 1e-9)
	r.StandardError = 100
	v, _ = r.MeanInterval(0.95)
	withinInterval(t, "of a handful", v, 0, 50*math.Exp(1.5)*4.524314325596, 1e-9)
	if _, ok := (Ratio{N: 10}).MeanInterval(0.95); ok {
		t.Error("an interval of nothing")
	}
}

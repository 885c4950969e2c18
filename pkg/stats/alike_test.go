package stats

import (
	"errors"
	"math"
	"testing"
)

func sampled(groups [][]float64) (out []Sample) {
	for _, g := range groups {
		ones := make([]float64, len(g))
		for i := range ones {
			ones[i] = 1
		}
		out = append(out, SampleOfCounts(g, ones))
	}
	return out
}

// Three branches whose levels differ little, one of them erratic: R 4.2.2, aov, oneway.test and leveneTest.
func TestAlike(t *testing.T) {
	groups := [][]float64{{92, 88, 95, 90, 85}, {78, 82, 75, 80, 85}, {90, 60, 99, 70, 96}}
	near := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-10*math.Max(1, math.Abs(want))) {
			t.Errorf("%s: %.12g, want %.12g", what, got, want)
		}
	}
	v, err := Vary(sampled(groups))
	if err != nil {
		t.Fatal(err)
	}
	near("F", v.F, 1.22670807453)
	near("p", v.P, 0.327540066419)
	near("eta²", v.Eta2, 0.169746454663)
	near("ICC", v.ICC, 0.0433749257279)
	near("n0", v.N0, 5)
	w, err := WelchAnova(sampled(groups))
	if err != nil {
		t.Fatal(err)
	}
	near("Welch F", w.F, 7.92276010897)
	near("Welch p", w.P, 0.0150901914863)
	b, err := BrownForsythe(groups)
	if err != nil {
		t.Fatal(err)
	}
	near("Brown-Forsythe F", b.F, 3.41338582677)
	near("Brown-Forsythe p", b.P, 0.0670551819573)
}

// With two groups Welch's test is his t test: F is t², and p the same.
func TestWelchOfTwo(t *testing.T) {
	a, b := Sample{N: 12, Mean: 80, SD: 9}, Sample{N: 7, Mean: 71, SD: 14}
	w, err := WelchAnova([]Sample{a, b})
	if err != nil {
		t.Fatal(err)
	}
	c, err := CompareMeans(a, b, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(w.F-c.Statistic*c.Statistic) > 1e-9 || math.Abs(w.P-c.P) > 1e-12 || math.Abs(w.DF2-c.DF) > 1e-9 {
		t.Errorf("%+v and %+v", w, c.Test)
	}
}

// What cannot be told is refused, and extremes have their values.
func TestAlikeEdges(t *testing.T) {
	refused := func(err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	_, err := Vary(sampled([][]float64{{1, 2}}))
	refused(err, ErrTooFew)
	_, err = Vary(sampled([][]float64{{1}, {2}}))
	refused(err, ErrTooFew)
	_, err = Vary(sampled([][]float64{{7, 7}, {7, 7}}))
	refused(err, ErrNoSpread)
	_, err = WelchAnova(sampled([][]float64{{1, 2}, {3}}))
	refused(err, ErrTooFew)
	_, err = WelchAnova(sampled([][]float64{{1, 2}, {3, 3}}))
	refused(err, ErrNoSpread)
	v, err := Vary(sampled([][]float64{{1, 1}, {5, 5}}))
	if err != nil || v.ICC != 1 || v.P != 0 || v.Eta2 != 1 {
		t.Errorf("%+v, %v: groups without spread within", v, err)
	}
	v, err = Vary(sampled([][]float64{{0, 4}, {1, 3}}))
	if err != nil || v.ICC >= 0 || v.F != 0 || v.P != 1 {
		t.Errorf("%+v, %v: the same means", v, err)
	}
}

// Limits of four branches with 153 of 200 passes: R 4.2.2.
func TestFunnel(t *testing.T) {
	check := func(n, low, high float64) {
		t.Helper()
		v, ok := Funnel(0.765, n, Z(0.95))
		if !ok || math.Abs(100*v.Low-low) > 1e-9 || math.Abs(100*v.High-high) > 1e-9 {
			t.Errorf("%v: %v", n, v.Times(100))
		}
	}
	check(50, 64.747568256, 88.252431744)
	check(60, 65.7715467138, 87.2284532862)
	check(40, 63.3603818597, 89.6396181403)
	if _, ok := Funnel(0.5, 0, 1.96); ok {
		t.Error("limits of nobody")
	}
	if v, ok := Funnel(0.99, 3, 1.96); !ok || v.High != 1 {
		t.Errorf("%v, not cut at 1", v)
	}
}

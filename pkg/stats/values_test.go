package stats

import (
	"math"
	"testing"
)

// Numbers that other programs computed, for machines without the reference data. "R" is R 4.2.2, base
// or with the package named, taken from the reference data or its paper; "mpmath" is mpmath 1.3.0 with
// 40 digits, by the textbook's definition.

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(1, math.Abs(want))) {
		t.Errorf("%s = %.13g, want %.13g within %g", what, got, want, tolerance)
	}
}

func withinInterval(t *testing.T, what string, got Interval, low, high, tolerance float64) {
	t.Helper()
	within(t, what+", low", got.Low, low, tolerance)
	within(t, what+", high", got.High, high, tolerance)
}

var (
	seed = Trinomial{Promoters: 90, Passives: 80, Detractors: 30}
	z95  = Z(0.95)
)

func TestQuantiles(t *testing.T) {
	within(t, "Z(0.95)", Z(0.95), 1.959963984540054, 1e-14)           // mpmath
	within(t, "Z(0.99)", Z(0.99), 2.5758293035489004, 1e-14)          // mpmath
	within(t, "T(0.95, 1)", T(0.95, 1), 12.7062047361747, 1e-12)      // mpmath
	within(t, "T(0.95, 2.5)", T(0.95, 2.5), 3.574654842003683, 1e-12) // mpmath
	within(t, "T(0.95, 9)", T(0.95, 9), 2.262157162798206, 1e-12)     // mpmath
	within(t, "T(0.95, 1e5)", T(0.95, 1e5), 1.95998770753461, 1e-9)   // mpmath
	within(t, "T(0.95, 1e6)", T(0.95, 1e6), 1.959966356814107, 1e-13) // mpmath
	for _, level := range []float64{0, 1, -1, 2, math.NaN()} {
		if z := Z(level); !math.IsNaN(z) {
			t.Errorf("Z(%v) = %v, want NaN", level, z)
		}
	}
}

func TestTails(t *testing.T) {
	within(t, "t 1.96, 1e4", StudentP(1.96, 1e4), 0.05002352023183305, 1e-12) // mpmath
	within(t, "t 1.96, 1e5", StudentP(1.96, 1e5), 0.0499985631943, 1e-11)     // mpmath
	within(t, "t 1.96, 1e6", StudentP(1.96, 1e6), 0.04999606758526979, 1e-13) // mpmath
	within(t, "t 10, 30", StudentP(10, 30)*1e11, 4.575251408229613, 1e-9)     // mpmath
	within(t, "chi-square 3.84, 1", chiSquare(z95*z95, 1).P, 0.05, 1e-13)     // by definition
}

func TestNetScoreOfTheSeedSurvey(t *testing.T) {
	net, _ := seed.Net()
	within(t, "net", net, 0.30, 1e-15) // (90 − 30) / 200
	variance, _ := seed.Variance()
	within(t, "variance", variance, 0.51, 1e-15) // 0.6 − 0.09
	se, _ := seed.StandardError()
	within(t, "standard error", se, 0.0504975246918, 1e-12) // √(0.51 / 200)

	score, _ := seed.Score(z95)
	withinInterval(t, "score", score, 0.197636693515, 0.395337388006, 1e-11) // R uniroot
}

func TestScoreOfTenPromoters(t *testing.T) {
	v, ok := Trinomial{Promoters: 10}.Score(z95)
	if !ok || v.High != 1 {
		t.Fatalf("got %v, %v, want a high limit of exactly 1", v, ok)
	}
	within(t, "low", v.Low, 0.445, 1e-3) // R, printed as 44.5 points
}

func TestFinitePopulation(t *testing.T) {
	fpc, err := FPC(200, 500)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "FPC", fpc, 0.775372429746, 1e-12) // R sqrt(300/499)
}

func TestShares(t *testing.T) {
	type intervals struct{ k, n, wilson0, wilson1, exact0, exact1 float64 }
	for _, c := range []intervals{
		// mpmath; Wilson's limits as the roots of (p − x)² = z² x (1 − x) / n
		{3, 7, 0.15821985525147, 0.74954163547234, 0.098988278442508, 0.81594843235992},
		{50, 2000, 0.019014423503992, 0.032806771413198, 0.018611105676337, 0.032827771149005},
		{500, 1000, 0.4690696003681, 0.5309303996319, 0.46854917297179, 0.53145082702821},
		{0.5, 1.5, 0.03584222409825, 0.87055038945839, 0.00027782923478409, 0.98326310584038},
	} {
		wilson, _ := Wilson(c.k, c.n, z95)
		withinInterval(t, "Wilson", wilson, c.wilson0, c.wilson1, 1e-12)
		exact, _ := ClopperPearson(c.k, c.n, 0.95)
		withinInterval(t, "Clopper-Pearson", exact, c.exact0, c.exact1, 1e-12)
	}
	v, _ := Wilson(80, 100, z95)
	withinInterval(t, "Wilson", v, 0.711170834407, 0.866633066669, 1e-11) // R prop.test
}

func TestFisher(t *testing.T) {
	check := func(ka, na, kb, nb, want float64) {
		t.Helper()
		p, err := Fisher(Share{ka, na}, Share{kb, nb})
		if err != nil {
			t.Fatal(err)
		}
		within(t, "p", p, want, 1e-12)
	}
	check(3, 4, 1, 4, 0.485714285714286)            // Fisher's tea: 34/70
	check(0, 20, 7, 20, 0.00831600831600832)        // mpmath
	check(500, 10000, 430, 10000, 0.02045260606056) // mpmath
	check(1, 10, 9, 10, 0.00109333391067137)        // mpmath
	check(0, 20, 0, 20, 1)                          // one table
	check(0, 2000, 2000, 2000, 0)                   // mpmath: 1e-1202
}

func TestNewcombe(t *testing.T) {
	check := func(a, b Share, low, high float64) {
		t.Helper()
		c, err := CompareShares(a, b, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		withinInterval(t, "interval", c.Interval, low, high, 1e-8)
	}
	// mpmath; pairs that Newcombe's paper of 1998 uses
	check(Share{48, 80}, Share{56, 70}, 0.052431472, 0.33387265)
	check(Share{3, 10}, Share{9, 10}, 0.17052272, 0.80901797)
	check(Share{0, 10}, Share{10, 10}, 0.60750935, 1)
	check(Share{0, 29}, Share{5, 56}, -0.038137148, 0.19256001)
}

func TestPlanning(t *testing.T) {
	n, _ := SizeForShares(0.50, 0.75, Power{Alpha: 0.05, Power: 0.90})
	within(t, "SizeForShares", n, 76.706928451777, 1e-12) // mpmath; the page of R's power.prop.test prints 76.7
	n, _ = SizeForMargin(0.25, 0.05, z95)
	within(t, "SizeForMargin", n, 384.145882069, 1e-11) // R qnorm
	margin, _ := MarginForSize(0.25, n, z95)
	within(t, "MarginForSize", margin, 0.05, 1e-14) // the way back
	n, _ = SizeInPopulation(n, 2000)
	within(t, "SizeInPopulation", n, 322.385536664, 1e-11) // R
	n, _ = SizeForDifference(0.51, 0.51, 0.10, Power{0.05, 0.8})
	within(t, "SizeForDifference", n, 800.585732904, 1e-11) // R qnorm
	delta, _ := DetectableDifference(0.51, n, 0.51, n, Power{0.05, 0.8})
	within(t, "DetectableDifference", delta, 0.10, 1e-14)               // the way back
	within(t, "WholeSize", WholeSize(384.1), 385, 0)                    // by hand
	within(t, "WholeSize of a whole", WholeSize(0.07*100/0.07), 100, 0) // 100.00000000000001
	within(t, "WholeSize of nothing", WholeSize(0), 1, 0)               // one must be asked
}

func TestMeans(t *testing.T) {
	s := sampleOf(3, 4, 4, 5, 5, 5, 2, 4)
	v, ok := s.Interval(0.95, 1)
	if !ok {
		t.Fatal("no interval")
	}
	withinInterval(t, "t interval", v, 3.10625604088, 4.89374395912, 1e-11) // R t.test
	within(t, "sd of far values", sampleOf(1e9, 1e9+1, 1e9+2).SD, 1, 1e-12)
	c, _ := s.CompareTo(3, 0.95)
	within(t, "t against 3", c.Statistic, 1/(s.SD/math.Sqrt(8)), 1e-14) // (4 − 3) / se
}

// sampleOf sums up values, each of which was seen once.
func sampleOf(values ...float64) Sample {
	counts := make([]float64, len(values))
	for i := range counts {
		counts[i] = 1
	}
	return SampleOfCounts(values, counts)
}

func TestAdjustedPValues(t *testing.T) {
	// R p.adjust for BH; the others by hand.
	p := []float64{0.04, 0.001, 0.2, 0.03}
	check := func(what string, got []float64, want ...float64) {
		t.Helper()
		for i := range want {
			within(t, what, got[i], want[i], 1e-14)
		}
	}
	check("BH", BenjaminiHochberg(p), 4*0.04/3, 0.004, 0.2, 4*0.04/3)
	check("Holm", Holm(p), 0.09, 0.004, 0.2, 0.09)
}

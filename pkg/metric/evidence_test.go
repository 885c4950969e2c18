package metric_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

func share(k, n float64) metric.Evidence {
	return metric.ShareEvidence(n, 100*k/n, stats.Share{K: k, N: n})
}

func TestCompare(t *testing.T) {
	check := func(method string, before, after metric.Evidence, change, low, high, p float64) {
		t.Helper()
		c, err := after.Compare(before, 0.95)
		if err != nil || c.Method != method {
			t.Fatalf("%v by %s, want %s", err, c.Method, method)
		}
		for i, want := range []float64{change, low, high, p} {
			if got := []float64{c.Change, c.Low, c.High, c.P}[i]; !math.IsNaN(want) && math.Abs(got-want) > 1e-6 {
				t.Errorf("%s: got %v, want %v", method, got, want)
			}
		}
	}
	nets := func(d, p, r float64) metric.Evidence {
		return metric.Evidence{N: d + p + r, Value: 100 * (r - d) / (d + p + r), Counts: &stats.Trinomial{Promoters: r, Passives: p, Detractors: d}, Factor: 100}
	}
	none := math.NaN()
	check("adjusted-wald", nets(60, 100, 140), nets(30, 90, 180), 23.3333333333, 11.5741580971, 34.6304623649, 8.57443814291e-05) // R, NPS
	check("newcombe", share(80, 100), share(150, 200), -5, -14.2626819456, 5.4434872165, none)                                    // R, prop.test
	check("fisher", share(0, 20), share(0, 20), 0, -16.1125158053, 16.1125158053, 1)
	check("fisher", share(9, 10), share(0, 10), -90, none, none, 0.00011907597)        // R, fisher.test
	check("newcombe", share(9, 41), share(0, 38), -21.9512195, none, none, 0.00414258) // of Fisher 0.00249430, the smaller
	limits := func(k, n float64) metric.Evidence { e := share(k, n); e.Share = nil; return e }
	check("mover", limits(80, 100), limits(150, 200), -5, -14.2626819456, 5.4434872165, none)
	// The interval of Newcombe is that of MOVER, and so is the p-value.
	a, _ := share(150, 200).Compare(share(80, 100), 0.95)
	b, _ := limits(150, 200).Compare(limits(80, 100), 0.95)
	if math.Abs(a.P-b.P) > 1e-9 {
		t.Errorf("p-values %v and %v of one method", a.P, b.P)
	}
}

// With few answers p and interval say the same at every confidence.
func TestFewAgree(t *testing.T) {
	for n := 5.0; n <= 30; n += 5 {
		for k := 0.0; k <= n; k++ {
			for j := 0.0; j <= n+3; j++ {
				for _, confidence := range []float64{0.8, 0.95, 0.99} {
					c, err := share(j, n+3).Compare(share(k, n), confidence)
					inside := c.Low <= 0 && 0 <= c.High
					if err != nil || inside == (c.P < 1-confidence) && math.Abs(c.P-1+confidence) > 1e-9 {
						t.Fatalf("%v of %v and %v of %v: %+v at %v, %v", k, n, j, n+3, c, confidence, err)
					}
				}
			}
		}
	}
}

// One answer of 10 against many: the adjusted interval alone would leave out the change that it is about.
func TestIntervalHoldsTheChange(t *testing.T) {
	c := metric.Change{Change: -86.3, Low: -85.6, High: 62.7}.Within(200)
	if c.Low != -86.3 || c.High != 62.7 {
		t.Errorf("from %v to %v, want from -86.3 to 62.7", c.Low, c.High)
	}
}

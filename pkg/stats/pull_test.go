package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// The posterior means by hand, (k + 0.8·20)/(n + 20); the interval of the first from R 4.2.2,
// qbeta(c(.025, .975), 25, 5).
func TestPriorPullShare(t *testing.T) {
	p := Prior{0.8, 20}
	for _, c := range []struct{ k, n, want float64 }{{9, 10, 25. / 30}, {40, 50, 0.8}, {170, 200, 186. / 220}, {3, 3, 19. / 23}} {
		d, err := p.PullShare(Share{c.k, c.n}, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "share", d.Value, c.want, 1e-12)
		near(t, "pull", d.Pull, 20/(c.n+20), 1e-12)
		if !d.Interval.Contains(d.Value) {
			t.Errorf("%v is outside of %v", d.Value, d.Interval)
		}
	}
	if _, err := (Prior{0.8, 0}).PullShare(Share{1, 2}, 0.95); err == nil {
		t.Error("a prior of no answers is one")
	}
}

// Efron & Morris, JASA 70, 1975, table 1: batting averages of 18 players after 45 times at bat. All have the same n,
// so that each is drawn as far as the others.
func TestPullBatting(t *testing.T) {
	hits := []float64{18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7}
	var groups []Share
	for _, k := range hits {
		groups = append(groups, Share{k, 45})
	}
	out, spread, err := PullShares(groups, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean", spread.Mean, 0.2654, 1e-4)
	// By hand: Σ(p − m)² = 0.0824417, so that the variance of the shares is 0.0824417/17 = 0.0048495; by chance (m(1 − m) − between)/45.
	between := (45*0.0824417/17 - 0.26543*(1-0.26543)) / 44
	near(t, "between", spread.Between, between, 1e-6)
	for i, d := range out {
		near(t, "pull", d.Pull, 15./17*(0.26543*0.73457-between)/45/(0.0824417/17), 2e-4)
		near(t, "value", d.Value, hits[i]/45+d.Pull*(spread.Mean-hits[i]/45), 1e-12)
	}
}

func TestPullFew(t *testing.T) {
	out, _, err := PullMeans([]Measure{{1, 1, 9}, {5, 1, 9}, {9, 1, 9}}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "three groups", out[0].Value, 1, 0)
	near(t, "their interval", out[0].Interval.Low, 1-Z(0.95), 1e-12)
	shares, _, err := PullShares([]Share{{10, 10}, {20, 20}, {5, 5}, {30, 30}, {12, 12}}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range shares {
		if d.Value < 1-1e-12 || d.Interval.Low > 0.99 || d.Interval.Low < 0.5 || math.IsNaN(d.Interval.Low) {
			t.Errorf("all perfect: %+v", d)
		}
	}
	if _, _, err := PullShares(nil, 0.95); err == nil {
		t.Error("nothing was drawn")
	}
}

// Under the model, the intervals hold the true figures about as often as they say.
func TestPullCovers(t *testing.T) {
	if testing.Short() {
		t.Skip("a simulation")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, groups := range []int{5, 8, 20} {
		for _, between := range []float64{0, 0.02, 0.06, 0.15} {
			held, heldShares, all := 0.0, 0.0, 0.0
			for range 1500 {
				var ms []Measure
				var ss []Share
				var truth, shares []float64
				for range groups {
					n := float64(10 + rng.IntN(140))
					theta := 0.8 + between*rng.NormFloat64()
					v := 0.16 / n
					truth = append(truth, theta)
					ms = append(ms, Measure{theta + math.Sqrt(v)*rng.NormFloat64(), v, n})
					p, k := betaOf(rng, 0.8, between), 0.0
					for range int(n) {
						if rng.Float64() < p {
							k++
						}
					}
					shares, ss = append(shares, p), append(ss, Share{k, n})
				}
				a, _, errA := PullMeans(ms, 0.95)
				b, _, errB := PullShares(ss, 0.95)
				if errA != nil || errB != nil {
					t.Fatal(errA, errB)
				}
				for i := range a {
					all++
					if a[i].Interval.Contains(truth[i]) {
						held++
					}
					if b[i].Interval.Contains(shares[i]) {
						heldShares++
					}
				}
			}
			for _, c := range []float64{held / all, heldShares / all} { // of groups that are alike it has to be on the safe side
				if c < 0.94 || between >= 0.06 && c > 0.97 {
					t.Errorf("%d groups, %v between: means %.3f, shares %.3f are held", groups, between, held/all, heldShares/all)
				}
			}
		}
	}
}

// betaOf draws from the beta distribution of a mean and a standard deviation.
func betaOf(rng *rand.Rand, mean, sd float64) float64 {
	if sd == 0 {
		return mean
	}
	n := mean*(1-mean)/(sd*sd) - 1
	return betaQuantile(mean*n, (1-mean)*n, rng.Float64())
}

package coverage

import (
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/churn"
	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/revenue"
)

// At true break-even, each side is proven by chance in 6 % at most.
func TestCoverageBreakEven(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	d, q := expansion.Metric(), metric.Account{Confidence: confidence, Priced: true, Decimals: 2, PerYear: 12}
	const allowed = 6
	for _, n := range []int{100, 200, 400} {
		for _, sigma := range []float64{1, 1.5} {
			for _, by := range growths {
				b := business{n: n, sigma: sigma, lost: 0.05, grow: 0.05 / by.mean, by: by}
				var met, missed int
				all := runs(t, 800)
				for range all {
					v := d.Judge(d.Movement(b.month(r), q))
					if v != nil && v.Proven && v.Met {
						met++
					} else if v != nil && v.Proven {
						missed++
					}
				}
				share := func(k int) float64 { return 100 * float64(k) / float64(all) }
				t.Logf("%d customers, sigma %v, by %-12s met and proven %.1f %%, missed and proven %.1f %%", n, sigma, by.name, share(met), share(missed))
				if share(met) > allowed || share(missed) > allowed {
					t.Errorf("%d customers, sigma %v, by %s: proven in %.1f %% and %.1f %%, want %d %% at most",
						n, sigma, by.name, share(met), share(missed), allowed)
				}
			}
		}
	}
}

// NRR, GRR and expansion of one period.
func TestCoverageRetention(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2))
	for _, n := range []int{50, 200} {
		for _, sigma := range []float64{1, 1.5} {
			for _, by := range growths {
				b := business{n: n, sigma: sigma, lost: 0.03, grow: 0.05 / by.mean, by: by, cut: 0.05, less: 0.3}
				var nrr, grr, more tallying
				for range runs(t, 700) {
					m := b.month(r)
					v, ok := revenue.NRRInterval(m, confidence)
					nrr.add(v, ok, 100*(1-0.03-0.015+0.05))
					v, ok = revenue.GRRInterval(m, confidence)
					grr.add(v, ok, 100*(1-0.03-0.015))
					v, ok = expansion.Interval(m, confidence)
					more.add(v, ok, 5)
				}
				nrr.atLeast(t, 93, "NRR of %d, sigma %v, by %s", n, sigma, by.name)
				grr.atLeast(t, 93, "GRR of %d, sigma %v, by %s", n, sigma, by.name)
				more.atLeast(t, 93, "expansion of %d, sigma %v, by %s", n, sigma, by.name)
			}
		}
	}
}

// The share of the revenue that left, with few and unequal leavers.
func TestCoverageRevenueLost(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 3))
	for _, b := range []business{
		{n: 100, sigma: 1.2, lost: 0.02}, {n: 400, sigma: 2, lost: 0.02}, {n: 400, sigma: 1.2, lost: 0.02},
		{n: 2000, sigma: 1.2, lost: 0.02}, {n: 100, sigma: 1.2, lost: 0.05}, {n: 30, sigma: 1, lost: 0.05},
	} {
		var c tallying
		for range runs(t, 2000) {
			v, ok := churn.RevenueInterval(b.month(r), confidence)
			c.add(v, ok, 100*b.lost)
		}
		c.atLeast(t, 93, "%d customers, sigma %v, %v lost", b.n, b.sigma, b.lost)
	}
}

package coverage

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

const confidence = 0.95

// A business is customers whose amounts are lognormal, and what they do in a period.
type business struct {
	n     int     // customers
	sigma float64 // of the logarithm of their amounts
	lost  float64 // chance to leave in a period
	grow  float64 // chance to bring more
	by    growth  // how much more
	cut   float64 // chance to bring a part less
	less  float64 // that part
}

// A growth draws what a customer of an amount brings more, with a mean of half the mean amount for the
// kinds that have one.
type growth struct {
	name string
	mean float64 // of the mean amount
	draw func(r *rand.Rand, s, mean float64) float64
}

var growths = []growth{
	{"a half", 0.5, func(_ *rand.Rand, s, _ float64) float64 { return s / 2 }},
	{"exponential", 0.5, func(r *rand.Rand, s, _ float64) float64 { return s / 2 * r.ExpFloat64() }},
	{"lognormal", 0.5, func(r *rand.Rand, s, _ float64) float64 { return s / 2 * math.Exp(r.NormFloat64()-0.5) }},
	{"an amount", 0.5, func(_ *rand.Rand, _, mean float64) float64 { return mean / 2 }},
	{"double", 1, func(_ *rand.Rand, s, _ float64) float64 { return s }},
	{"a fifth", 0.2, func(_ *rand.Rand, s, _ float64) float64 { return s / 5 }},
	{"a tenth", 0.1, func(_ *rand.Rand, s, _ float64) float64 { return s / 10 }},
}

const typical = 10000 // the median amount in minor units

func (b business) mean() float64 { return typical * math.Exp(b.sigma*b.sigma/2) }

func amount(r *rand.Rand, sigma float64) float64 { return typical * math.Exp(sigma*r.NormFloat64()) }

// month draws what happens in one period.
func (b business) month(r *rand.Rand) *tally.Movement {
	m, mean := new(tally.Movement), b.mean()
	for range b.n {
		s := amount(r, b.sigma)
		switch u := r.Float64(); {
		case u < b.lost:
			m.Lose(whole(s), tally.CauseUnknown, nil)
		case u < b.lost+b.cut:
			m.Stay(whole(s), whole(s*(1-b.less)))
		case u > 1-b.grow:
			m.Stay(whole(s), whole(s+b.by.draw(r, s, mean)))
		default:
			m.Stay(whole(s), whole(s))
		}
	}
	return m
}

func whole(x float64) int64 { return int64(math.Round(x)) }

// A tallying counts how often intervals miss the truth, and on which side.
type tallying struct{ runs, above, below, none int }

func (c *tallying) add(v stats.Interval, ok bool, truth float64) {
	c.runs++
	switch {
	case !ok:
		c.none++
	case v.Low > truth:
		c.above++
	case v.High < truth:
		c.below++
	}
}

func (c *tallying) share(k int) float64 { return 100 * float64(k) / float64(c.runs) }

func (c *tallying) covered() float64 { return 100 - c.share(c.above+c.below+c.none) }

func (c *tallying) String() string {
	return fmt.Sprintf("%5.1f %% (%.1f above, %.1f below)", c.covered(), c.share(c.above), c.share(c.below))
}

// atLeast fails where an interval holds the truth less often than it should.
func (c *tallying) atLeast(t *testing.T, least float64, format string, args ...any) {
	t.Helper()
	what := fmt.Sprintf(format, args...)
	t.Logf("%-60s %s", what, c)
	if c.covered() < least {
		t.Errorf("%s: the interval holds the truth in %.1f %%, want %v %% at least", what, c.covered(), least)
	}
}

// runs is how often everything is drawn.
func runs(t *testing.T, full int) int {
	if testing.Short() {
		t.Skip("a simulation")
	}
	return full
}

package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Resamples is how many samples Bootstrap draws.
const Resamples = 20_000

// Bootstrap returns the percentile interval of the net share over samples of the same size that are drawn
// from the answers themselves. The same seed gives the same limits. It is on the way to the edge what Wald's
// is, too sure: whoever calls it sees to it that there are many answers, and of more than one kind.
//
// ok is false when there are no answers, and for counts that are not whole. Source: Efron, Annals of
// Statistics 7, 1979.
func (t Trinomial) Bootstrap(confidence float64, seed uint64) (v Interval, ok bool) {
	if !t.valid() || !isLevel(confidence) || !t.whole() {
		return Interval{}, false
	}
	n, r := t.N(), rand.New(rand.NewPCG(seed, Resamples))
	ends := t.Promoters + t.Detractors // those who are not passive
	net := make([]float64, Resamples)
	for i := range net {
		k := binomial(r, n, ends/n)
		if k > 0 {
			net[i] = 2*binomial(r, k, t.Promoters/ends) - k
		}
	}
	slices.Sort(net)
	tail := (1 - confidence) / 2
	at := func(p float64) float64 { return net[int(min(max(math.Ceil(p*Resamples)-1, 0), Resamples-1))] / n }
	return Interval{at(tail), at(1 - tail)}, true
}

func (t Trinomial) whole() bool {
	return t.Promoters == math.Trunc(t.Promoters) && t.Passives == math.Trunc(t.Passives) && t.Detractors == math.Trunc(t.Detractors)
}

// binomial draws how many of n come true with the chance p. It goes from the likeliest number to both sides
// until the chances add up to a random part of 1, which takes as many steps as the spread is wide.
func binomial(r *rand.Rand, n, p float64) float64 {
	if p <= 0 || p >= 1 {
		return n * min(max(p, 0), 1)
	}
	up := min(math.Floor((n+1)*p), n)
	chance := binomialChance(n, up, p)
	left, down, atUp, atDown := r.Float64()-chance, up, chance, chance
	odds := p / (1 - p)
	for left > 0 && (up < n || down > 0) {
		if up < n {
			atUp *= (n - up) / (up + 1) * odds
			up++
			if left -= atUp; left <= 0 {
				return up
			}
		}
		if down > 0 {
			atDown *= down / (n - down + 1) / odds
			down--
			if left -= atDown; left <= 0 {
				return down
			}
		}
		if atUp+atDown < 1e-18 {
			break // what is left is rounding
		}
	}
	return min(math.Floor((n+1)*p), n)
}

// binomialChance is the chance that k of n come true, each with the chance p.
func binomialChance(n, k, p float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return math.Exp(a - b - c + k*math.Log(p) + (n-k)*math.Log1p(-p))
}

package stats

import (
	"fmt"
	"math"
)

// ShareTrend tests whether shares rise or fall from one ordered group to the next, by Cochran and Armitage. Groups stand at
// 1, 2, 3 …; empty ones keep their place. z is below 0 where the shares fall, and its square is the statistic of R's
// prop.trend.test:
//
//	z = Σ sᵢ(kᵢ − nᵢp) / √(p(1 − p)(Σ nᵢsᵢ² − (Σ nᵢsᵢ)² / N))
//
// It is refused where fewer than two groups hold anybody, or where all or none are hit.
// Sources: Cochran, Biometrics 10, 1954; Armitage, Biometrics 11, 1955.
func ShareTrend(groups []Share) (z, p float64, err error) {
	var k, n, moved, first, second float64
	filled := 0
	for _, g := range groups {
		if g.N == 0 && g.K == 0 {
			continue
		}
		if err := g.err(); err != nil {
			return 0, 0, err
		}
		k, n = k+g.K, n+g.N
		filled++
	}
	switch {
	case n == 0:
		return 0, 0, ErrNoData
	case filled < 2:
		return 0, 0, fmt.Errorf("%w: one group, and a trend takes two", ErrNoSpread)
	case k == 0 || k == n:
		return 0, 0, fmt.Errorf("%w: all groups have the same share", ErrNoSpread)
	}
	share := k / n
	for i, g := range groups {
		s := float64(i + 1)
		moved += s * (g.K - g.N*share)
		first += s * g.N
		second += s * s * g.N
	}
	z = moved / math.Sqrt(share*(1-share)*(second-first*first/n))
	return z, normalP(z), nil
}

// RiskRatio returns how many times as often the first of two groups is hit as the second, with limits of the logarithm:
//
//	ln RR ± z·√(1/kₐ − 1/nₐ + 1/k_b − 1/n_b)
//
// It is refused where a group holds nobody, and where nobody of one is hit: a ratio would be 0 or without bound, and has
// no limits. Source: Katz, Baptista, Azen & Pike, Biometrics 34, 1978.
func RiskRatio(a, b Share, confidence float64) (ratio float64, v Interval, err error) {
	for _, s := range []Share{a, b} {
		switch err := s.err(); {
		case err != nil:
			return 0, v, err
		case s.K == 0:
			return 0, v, fmt.Errorf("%w: nobody of one group is hit", ErrNoSpread)
		}
	}
	if err := level(confidence); err != nil {
		return 0, v, err
	}
	ratio = a.K / a.N / (b.K / b.N)
	half := Z(confidence) * math.Sqrt(1/a.K-1/a.N+1/b.K-1/b.N)
	return ratio, Interval{ratio * math.Exp(-half), ratio * math.Exp(half)}, nil
}

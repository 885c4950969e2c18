package stats

import (
	"fmt"
	"math"
)

// WaldShare returns k/n ± z √(p (1 − p) / n), clipped to [0, 1]. It is offered because other tools
// print it; Wilson is the better choice. It is refused with a reason where it has no width: when
// k = 0 or k = n.
func WaldShare(k, n, z float64) (Interval, error) {
	switch {
	case n == 0:
		return Interval{}, ErrNoData
	case !isShare(k, n) || !isQuantile(z):
		return Interval{}, impossible("%v of %v, quantile %v", k, n, z)
	case k == 0 || k == n:
		return Interval{}, fmt.Errorf("%w: %v of %v gives a Wald interval without width", ErrNoSpread, k, n)
	}
	p := k / n
	return around(p, z*math.Sqrt(p*(1-p)/n)).Clip(0, 1), nil
}

package trend

import (
	"math"
)

// Limits are between which a figure lies as long as nothing changes but chance.
type Limits struct {
	Kind              string // PChart or Individuals
	Center, Low, High float64
	// Varies says that the points have limits of their own, since they stand on different numbers. Low and High are then
	// those of a point that stands on the mean of them.
	Varies bool
	// Sigmas are the standard errors of the points.
	Sigmas []float64
	within Realm
	rare   []bool // of the points that expect too few cases
	alike  bool   // most of the figures are the same
}

// A Realm is which figures there can be.
type Realm struct{ Least, Most float64 }

// Boundless is the extent of figures that can be anything.
func Boundless() Realm { return Realm{math.Inf(-1), math.Inf(1)} }

// The kinds of limits.
const (
	PChart      = "p-chart"
	Individuals = "XmR"
)

// Shares returns the limits of shares of a whole, such as 100 percent, three standard errors around their common mean:
//
//	center = Σ k / Σ n    σ = √(center (1 − center) / n)
//
// Source: Shewhart, Economic Control of Quality of Manufactured Product, 1931. ok is false below eight points.
func Shares(points []Point, whole float64) (l Limits, ok bool) {
	if len(points) < LeastForLimits {
		return Limits{}, false
	}
	l = Limits{Kind: PChart, within: Realm{0, whole}}
	var n, sum float64
	for _, p := range points {
		if !(p.N > 0) {
			return Limits{}, false
		}
		n += p.N
		sum += p.N * p.Value
		l.Varies = l.Varies || p.N != points[0].N
	}
	l.Center = sum / n
	for _, p := range points {
		l.Sigmas = append(l.Sigmas, l.sigma(p.N))
	}
	l.Low, l.High = l.around(l.sigma(n / float64(len(points))))
	l.mark(points)
	return l, true
}

func (l *Limits) sigma(n float64) float64 {
	return math.Sqrt(math.Max(0, l.Center*(l.within.Most-l.Center)) / n)
}

// Single returns the limits of individual figures by how much neighbouring ones differ:
//
//	center ± 2.66 · mean moving range
//
// cut to the figures that there can be.
//
// Source: Wheeler & Chambers, Understanding Statistical Process Control, 1992. ok is false below eight points.
func Single(points []Point, within Realm) (l Limits, ok bool) {
	if len(points) < LeastForLimits {
		return Limits{}, false
	}
	l = Limits{Kind: Individuals, within: within, alike: alike(points)}
	var sum, ranges float64
	moves := 0
	for i, p := range points {
		sum += p.Value
		if i > 0 && p.At == points[i-1].At+1 {
			ranges += math.Abs(p.Value - points[i-1].Value)
			moves++
		}
	}
	if moves < LeastForLimits/2 {
		return Limits{}, false
	}
	l.Center = sum / float64(len(points))
	sigma := 2.66 / 3 * ranges / float64(moves)
	for range points {
		l.Sigmas = append(l.Sigmas, sigma)
	}
	l.Low, l.High = l.around(sigma)
	return l, true
}

// Of returns the limits of the i-th point.
func (l *Limits) Of(i int) (low, high float64) { return l.around(l.Sigmas[i]) }

// around goes three standard errors to both sides, as far as there are figures.
func (l *Limits) around(sigma float64) (low, high float64) {
	return math.Max(l.within.Least, l.Center-3*sigma), math.Min(l.within.Most, l.Center+3*sigma)
}

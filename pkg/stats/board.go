package stats

import "math"

// A Cluster sums up answers that are not independent, such as those of one branch or one agent.
type Cluster struct {
	N   float64 // N is how many answers it has.
	Sum float64 // Sum is the sum of their values.
}

// A ClusteredEstimate is a mean of answers that came in clusters.
type ClusteredEstimate struct {
	Mean     float64 // Mean is the mean of all answers.
	SE       float64 // SE is the standard error from the variance of the clusters' totals.
	Clusters float64 // Clusters is how many of them hold answers; degrees of freedom are one less.
}

// ClusteredMean estimates the mean of clustered answers:
//
//	SE = √( m/(m − 1) · Σ (sum − mean · n)² ) / Σ n
//
// It is refused when fewer than two clusters hold answers. Source: Cochran, Sampling Techniques, 3rd
// ed.; R's survey package, svydesign(ids = ~cluster) and svymean.
func ClusteredMean(clusters []Cluster) (ClusteredEstimate, error) {
	var n, sum, m float64
	for _, c := range clusters {
		if c.N > 0 {
			n += c.N
			sum += c.Sum
			m++
		}
	}
	switch {
	case m == 0:
		return ClusteredEstimate{}, ErrNoData
	case m < 2:
		return ClusteredEstimate{}, ErrTooFew
	}
	mean := sum / n
	var squares float64
	for _, c := range clusters {
		if c.N > 0 {
			x := (c.Sum - mean*c.N) / n
			squares += x * x
		}
	}
	return ClusteredEstimate{Mean: mean, SE: math.Sqrt(squares * m / (m - 1)), Clusters: m}, nil
}

// Interval returns the t interval of the mean with as many degrees of freedom as clusters, less one.
// ok is false below two clusters.
func (e ClusteredEstimate) Interval(confidence float64) (v Interval, ok bool) {
	if !(e.Clusters >= 2) || !isLevel(confidence) {
		return Interval{}, false
	}
	return around(e.Mean, T(confidence, e.Clusters-1)*e.SE), true
}

// Shrink returns a mean or share of n answers drawn towards what is known beforehand, which counts as
// so many answers more. It keeps three perfect answers from leading a list.
//
//	(weight · prior + n · mean) / (weight + n)
//
// ok is false when both counts are 0, and for what is no number. Source: Gelman et al., Bayesian Data Analysis, 3rd ed.
func Shrink(mean, n, prior, weight float64) (shrunk float64, ok bool) {
	if !isCount(n) || !isCount(weight) || n+weight == 0 || !isFinite(mean) || !isFinite(prior) {
		return 0, false
	}
	return (weight*prior + n*mean) / (weight + n), true
}

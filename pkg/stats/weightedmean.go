package stats

import "math"

// A Weighted sums up the answers that have the same value.
type Weighted struct {
	Value float64 // Value is what they say: a score, 0 or 1 for a share, -1, 0 or 1 for a net share.
	N     float64 // N is how many there are.
	W     float64 // W is the sum of their weights.
	W2    float64 // W2 is the sum of the squares of their weights.
}

// A WeightedEstimate is a mean of weighted answers.
type WeightedEstimate struct {
	Mean         float64 // Mean is Σ w·x / Σw.
	EffectiveN   float64 // EffectiveN is Kish's effective number of answers.
	DesignEffect float64 // DesignEffect is the number of answers divided by the effective number.
	// SE is the linearised standard error, which is what R's survey package gives for sampling with
	// replacement; 0 below two answers.
	//
	//	√( n/(n − 1) · Σ (w (x − mean) / Σw)² )
	SE float64
}

// WeightedMean estimates the mean of weighted answers, which is a share for the values 0 and 1 and a
// net share for -1, 0 and 1. ok is false when the weights sum to nothing, and when a count, a weight
// or a value cannot be. Source: Lumley, Complex Surveys, 2010; Kish, Survey Sampling, 1965
func WeightedMean(answers []Weighted) (e WeightedEstimate, ok bool) {
	var n, w, w2, sum float64
	for _, a := range answers {
		if !isCount(a.N) || !isCount(a.W) || !isCount(a.W2) || !isFinite(a.Value) {
			return WeightedEstimate{}, false
		}
		n += a.N
		w += a.W
		w2 += a.W2
		sum += a.W * a.Value
	}
	if !(w > 0 && w2 > 0 && n > 0) {
		return WeightedEstimate{}, false
	}
	e = WeightedEstimate{Mean: sum / w, EffectiveN: Kish(w, w2)}
	e.DesignEffect = n / e.EffectiveN
	if n >= 2 {
		e.SE = linearised(answers, e.Mean, w) * math.Sqrt(n/(n-1))
	}
	return e, true
}

// linearised returns √ Σ (w (x − mean) / Σw)².
func linearised(answers []Weighted, mean, sumW float64) float64 {
	var squares float64
	for _, a := range answers {
		x := (a.Value - mean) / sumW
		squares += a.W2 * x * x
	}
	return math.Sqrt(squares)
}

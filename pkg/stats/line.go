package stats

import "math"

// A Line is a straight line through measured points, by weighted least squares.
type Line struct {
	Slope     float64   // per unit of x
	Intercept float64   // at x = 0
	SE        float64   // standard error of the slope
	DF        float64   // degrees of freedom, n − 2
	Residuals []float64 // what each point lies above the line, in standard units: √w · (y − line)
}

// FitLine fits a line to points of which the i-th has the weight w[i], as precise as it is: 1 / variance. How much the
// points scatter is estimated and not taken from the weights, which only say how they stand to each other:
//
//	slope = Σ w (x − x̄)(y − ȳ) / Σ w (x − x̄)²
//	SE²   = Σ w r² / (n − 2) / Σ w (x − x̄)²
//
// Three points and two different x are the least. Source: Aitken, Proc. R. Soc. Edinburgh 55, 1935.
func FitLine(x, y, w []float64) (Line, error) {
	n := min(len(x), len(y), len(w))
	if n < 3 {
		return Line{}, ErrTooFew
	}
	var sum, mx, my float64
	for i := range n {
		if !(w[i] > 0) || !isFinite(w[i]) || !isFinite(x[i]) || !isFinite(y[i]) {
			return Line{}, impossible("a point without a weight or a place")
		}
		sum += w[i]
		mx += w[i] * x[i]
		my += w[i] * y[i]
	}
	mx, my = mx/sum, my/sum
	var xx, xy float64
	for i := range n {
		xx += w[i] * (x[i] - mx) * (x[i] - mx)
		xy += w[i] * (x[i] - mx) * (y[i] - my)
	}
	if !(xx > 0) {
		return Line{}, ErrTooFew
	}
	l := Line{Slope: xy / xx, DF: float64(n - 2)}
	l.Intercept = my - l.Slope*mx
	var squares float64
	for i := range n {
		r := math.Sqrt(w[i]) * (y[i] - my - l.Slope*(x[i]-mx))
		l.Residuals = append(l.Residuals, r)
		squares += r * r
	}
	l.SE = math.Sqrt(squares / l.DF / xx)
	return l, nil
}

// Interval returns Student's t interval of the slope, and the p value of a slope of 0 by the same distribution. Points that
// lie on a line to the last digit tell nothing of how they scatter: then the interval is the slope, and p is 1 for a level
// line and 0 for another.
func (l Line) Interval(confidence float64) (v Interval, p float64) {
	v = around(l.Slope, T(confidence, l.DF)*l.SE)
	switch {
	case l.SE > 0:
		p = StudentP(l.Slope/l.SE, l.DF)
	case l.Slope == 0:
		p = 1
	}
	return v, p
}

// Neighbours tells how much what is left of neighbouring points resembles: the correlation of residuals at lag 1, and the
// statistic of Durbin and Watson, near 2 where they do not. next tells whether a point has the one before for its
// neighbour. ok is false where nothing is left. Source: Durbin & Watson, Biometrika 37, 1950.
func (l Line) Neighbours(next func(i int) bool) (r, durbinWatson float64, ok bool) {
	var products, steps, squares float64
	for i, e := range l.Residuals {
		squares += e * e
		if i > 0 && next(i) {
			products += e * l.Residuals[i-1]
			steps += (e - l.Residuals[i-1]) * (e - l.Residuals[i-1])
		}
	}
	if !(squares > 0) {
		return 0, 0, false
	}
	return products / squares, steps / squares, true
}

// Package trend tells from a row of figures, one a period, whether they go up or down, and which of them chance alone does
// not explain.
//
// A period without a figure stays a gap: the line goes over it, and runs of points end at it.
package trend

import (
	"errors"
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// The least numbers of points. Three give a line one degree of freedom and an interval twelve times as wide as its
// standard error, which says nothing; limits from fewer than eight points are themselves too unsure to call one of them
// unusual.
const (
	LeastForSlope  = 4
	LeastForLimits = 8
)

// ErrFew says that there are too few points for a slope.
var ErrFew = errors.New("too few periods")

// A Point is the figure of a period.
type Point struct {
	At    int64   // number of the period; neighbouring periods have neighbouring numbers
	N     float64 // how many the figure stands on
	Value float64
	SE    float64 // standard error, 0 where none is known
}

// A Slope is how much a figure changes per period.
type Slope struct {
	Value, Low, High, P float64
	// Level and Begin give the line: Level at the number Begin.
	Level float64
	Begin int64
	// Weighted says that points count by their precision; they count alike where the standard error of one is not known.
	Weighted bool
	// Correlation of what is left of neighbouring periods, and the statistic of Durbin and Watson; Left is false where
	// nothing is left.
	Correlation, DurbinWatson float64
	Left                      bool
	// Dependent says that neighbouring periods resemble each other more than chance makes them, so that the interval is
	// too narrow.
	Dependent bool
}

// Fit fits a line to points that stand in the order of time.
func Fit(points []Point, confidence float64) (Slope, error) {
	if len(points) < LeastForSlope {
		return Slope{}, ErrFew
	}
	s := Slope{Weighted: true, Begin: points[0].At}
	for _, p := range points {
		s.Weighted = s.Weighted && p.SE > 0
	}
	var x, y, w []float64
	for _, p := range points {
		weight := 1.0
		if s.Weighted {
			weight = 1 / (p.SE * p.SE)
		}
		x, y, w = append(x, float64(p.At-s.Begin)), append(y, p.Value), append(w, weight)
	}
	line, err := stats.FitLine(x, y, w)
	if err != nil {
		return Slope{}, err
	}
	v, p := line.Interval(confidence)
	s.Value, s.Low, s.High, s.P, s.Level = line.Slope, v.Low, v.High, p, line.Intercept
	s.Correlation, s.DurbinWatson, s.Left = line.Neighbours(func(i int) bool { return points[i].At == points[i-1].At+1 })
	s.Dependent = s.Left && s.Correlation > 2/math.Sqrt(float64(len(points)))
	return s, nil
}

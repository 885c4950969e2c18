package journey

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A column of scores adds up those of a stage.
type scores struct {
	n       int64
	sum     tally.Fixed
	squares tally.Products
}

func (s *scores) add(x tally.Fixed) {
	s.n++
	s.sum += x
	s.squares.Add(x, x)
}

func (s *scores) merge(o scores) {
	s.n, s.sum = s.n+o.n, s.sum+o.sum
	s.squares.Merge(o.squares)
}

func (s scores) mean() float64 { return float64(s.sum) / float64(s.n) / float64(tally.One) }

// spread is the sum of the squared distances from the mean.
func (s scores) spread() float64 {
	return max(s.squares.Float()-float64(s.n)*s.mean()*s.mean(), 0)
}

// sample sums up the scores.
func (s scores) sample() stats.Sample {
	if s.n == 0 {
		return stats.Sample{}
	}
	out := stats.Sample{N: float64(s.n), Mean: s.mean()}
	if s.n > 1 && s.spread() > 1e-12*s.squares.Float() {
		out.SD = math.Sqrt(s.spread() / float64(s.n-1))
	}
	return out
}

// A duo adds up the scores of two stages, of those who gave both.
type duo struct {
	n        int64
	a, b     tally.Fixed
	products tally.Products
}

func (j *duo) add(a, b tally.Fixed) {
	j.n, j.a, j.b = j.n+1, j.a+a, j.b+b
	j.products.Add(a, b)
}

func (j *duo) merge(o duo) {
	j.n, j.a, j.b = j.n+o.n, j.a+o.a, j.b+o.b
	j.products.Merge(o.products)
}

// around is the sum of the products of the distances from two means.
func (j duo) around(a, b float64) float64 {
	return j.products.Float() - b*float64(j.a)/float64(tally.One) - a*float64(j.b)/float64(tally.One) + float64(j.n)*a*b
}

// A total experience is the mean of the stages that have scores.
type experience struct {
	value    float64
	stages   int
	n        int64 // those who gave a score to any
	variance float64
}

// experienced takes the mean of the stages. The variance is that of the linearised mean, since stages may be answered by
// different people, and by the same:
//
//	n/(n−1) · Σ u²,  u = Σ (x − mean of the stage) / (answers of the stage · stages)
//
// Where everybody has answered all it is that of the mean of everybody's own means.
func experienced(stages []scores, duos func(a, b int) duo, n int64) experience {
	e := experience{n: n}
	sum := 0.0
	for a, s := range stages {
		if s.n == 0 {
			continue
		}
		e.stages++
		e.value += s.mean()
		sum += s.spread() / float64(s.n) / float64(s.n)
		for b := range a {
			if o := stages[b]; o.n > 0 {
				sum += 2 * duos(b, a).around(o.mean(), s.mean()) / float64(s.n) / float64(o.n)
			}
		}
	}
	if e.stages > 0 {
		k := float64(e.stages)
		e.value /= k
		if n > 1 {
			e.variance = max(sum/k/k*float64(n)/float64(n-1), 0)
		}
	}
	return e
}

// limits are those of the mean of the stages: Student's, with a degree of freedom less than there are people.
func (e experience) limits(confidence float64) (stats.Interval, bool) {
	if e.n < 2 || e.stages == 0 {
		return stats.Interval{}, false
	}
	half := stats.T(confidence, float64(e.n-1)) * math.Sqrt(e.variance)
	return stats.Interval{Low: e.value - half, High: e.value + half}, true
}

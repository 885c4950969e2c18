package drivers

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A contrast is the score of those for whom a driver is bad, and of those for whom it is good, against that of all others.
type contrast struct {
	low, middle, high crowdScore
}

// A crowdScore is a group of rows: how many, and what their scores add up to.
type crowdScore struct {
	n   int64
	sum tally.Products // of scores with the number 1
}

func (s *crowdScore) add(score tally.Fixed, rows int64) {
	s.n += rows
	s.sum.AddTimes(score, tally.One, rows)
}

func (s crowdScore) mean() float64 { return s.sum.Float() / float64(s.n) }

// against is what the mean of a group is more than that of the middle; ok is false where one of both is empty. It is the
// coefficient of its dummy variable, beside that of the other group.
func (s crowdScore) against(middle crowdScore) (x float64, ok bool) {
	if s.n == 0 || middle.n == 0 {
		return 0, false
	}
	return s.mean() - middle.mean(), true
}

// Outskirts are where answers begin to be bad, and good.
type outskirts struct{ low, high float64 }

// quarters are the outer quarters of a scale: up to 2 and from 4 of 1 to 5.
func quarters(s metric.Scale) outskirts {
	quarter := (s.Max - s.Min) / 4
	return outskirts{s.Min + quarter, s.Max - quarter}
}

// contrast splits the rows by their answers to a driver.
func (m meets) contrast(o outskirts) (c contrast) {
	for p, rows := range m.rows {
		switch x := p.driver.Float(); {
		case x <= o.low:
			c.low.add(p.score, rows)
		case x >= o.high:
			c.high.add(p.score, rows)
		default:
			c.middle.add(p.score, rows)
		}
	}
	return c
}

// spearman is the correlation of the ranks of the answers to a driver and of the scores; ok is false where one of both does
// not vary, or where there are too many different pairs.
func (m meets) spearman() (rho float64, ok bool) {
	drivers, scores := make(map[tally.Fixed]int64), make(map[tally.Fixed]int64)
	for p, rows := range m.rows {
		drivers[p.driver] += rows
		scores[p.score] += rows
	}
	a, b := ranks(drivers), ranks(scores)
	if m.many || len(a) < 2 || len(b) < 2 {
		return 0, false
	}
	pairs := slices.SortedFunc(maps.Keys(m.rows), func(p, q answerPair) int {
		return cmp.Or(cmp.Compare(p.driver, q.driver), cmp.Compare(p.score, q.score))
	})
	var aa, bb, ab float64
	for _, p := range pairs {
		rows, x, y := float64(m.rows[p]), a[p.driver], b[p.score]
		aa, bb, ab = aa+rows*x*x, bb+rows*y*y, ab+rows*x*y
	}
	return min(max(ab/math.Sqrt(aa*bb), -1), 1), true
}

// ranks are the middle ranks of values that come so often, about the middle of all: their mean is 0.
func ranks(counts map[tally.Fixed]int64) map[tally.Fixed]float64 {
	out, below, all := make(map[tally.Fixed]float64), int64(0), int64(0)
	for _, rows := range counts {
		all += rows
	}
	for _, x := range slices.Sorted(maps.Keys(counts)) {
		out[x] = float64(2*below+counts[x]-all) / 2
		below += counts[x]
	}
	return out
}

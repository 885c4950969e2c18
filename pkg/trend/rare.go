package trend

import "math"

// fewestExpected is how many cases of either kind a period has to expect for the runs of its share to tell anything. Below, a
// count is most often the same few numbers, all on one side of a center that none of them meets, so that chance alone makes runs.
//
// Source: Montgomery, Introduction to Statistical Quality Control, on p-charts of small n·p; NHS England, Making Data Count.
const fewestExpected = 5

// outside is how often chance alone may put a rare count beyond where rule 1 begins: half of what a normal figure does to
// both sides.
const outside = 0.00135

// Rare tells whether the i-th point expects too few cases of either kind.
func (l *Limits) Rare(i int) bool { return i < len(l.rare) && l.rare[i] }

// rares counts the points that expect too few cases of either kind.
func (l *Limits) rares() (n int) {
	for _, rare := range l.rare {
		if rare {
			n++
		}
	}
	return n
}

// mark notes which points expect too few cases.
func (l *Limits) mark(points []Point) {
	part := l.Center / l.within.Most
	for _, p := range points {
		l.rare = append(l.rare, p.N*math.Min(part, 1-part) < fewestExpected)
	}
}

// unusual tells whether chance alone seldom makes so many cases, or so few, of the i-th point.
func (l *Limits) unusual(p Point) bool {
	part, share := l.Center/l.within.Most, p.Value/l.within.Most
	if part <= 0 || part >= 1 {
		return false
	}
	if part > 0.5 {
		part, share = 1-part, 1-share // the rarer kind, of which there are fewer to add up
	}
	n := math.Round(p.N)
	k := math.Round(n * share)
	below, chance := 0.0, math.Exp(n*math.Log1p(-part))
	for i := 0.0; i < k; i++ {
		below += chance
		chance *= (n - i) / (i + 1) * part / (1 - part)
	}
	return 1-below < outside || below+chance < outside
}

// mostAlike is the share of equal figures from which runs on one side tell nothing: they lie on one side of the center
// because others do not.
const mostAlike = 0.5

// alike tells whether most of the figures are the same.
func alike(points []Point) bool {
	seen := make(map[float64]int)
	for _, p := range points {
		if seen[p.Value]++; float64(seen[p.Value]) > mostAlike*float64(len(points)) {
			return true
		}
	}
	return false
}

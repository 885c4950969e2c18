package trend

import "math"

// A Signal is something that chance alone seldom does: a point, or a run of points that ends with it.
type Signal struct {
	Rule  int // number of the rule, 1 to 8
	First int // index of the point with which the run begins
	Last  int // index of the point that completes it
	Text  string
}

// A runRule looks at the points up to one of them, in standard errors from the center, and at the figures themselves.
type runRule struct {
	points int // how many it looks at
	text   string
	holds  func(z, values []float64) bool
}

// rules returns the eight rules. Source: Nelson, Journal of Quality Technology 16, 1984.
func rules() []runRule {
	return []runRule{
		{1, "farther from the center than three standard errors", func(z, _ []float64) bool { return beyond(z, 3, 1) }},
		{9, "nine in a row on one side of the center", func(z, _ []float64) bool { return beyond(z, 0, 9) }},
		{6, "six in a row rising or falling", func(_, v []float64) bool { return steady(v, 1) || steady(v, -1) }},
		{14, "fourteen in a row going up and down by turns", func(_, v []float64) bool { return alternating(v) }},
		{3, "two of three beyond two standard errors on one side", func(z, _ []float64) bool { return beyond(z, 2, 2) }},
		{5, "four of five beyond one standard error on one side", func(z, _ []float64) bool { return beyond(z, 1, 4) }},
		{15, "fifteen in a row within one standard error: the limits are too wide for them", func(z, _ []float64) bool { return within(z) == len(z) }},
		{8, "eight in a row with none within one standard error, on both sides", func(z, _ []float64) bool {
			return within(z) == 0 && !beyond(z, 1, len(z))
		}},
	}
}

// Signals looks for what the eight rules name, in the order of the points. A run is told once, with the point that
// completes it. Runs end at gaps, where nobody knows what was, and where counts are too small for them.
func Signals(points []Point, l Limits) []Signal {
	var out []Signal
	z, values := make([]float64, len(points)), make([]float64, len(points))
	running := make([]bool, len(rules()))
	begin := 0
	for i, p := range points {
		if i > 0 && p.At != points[i-1].At+1 {
			begin = i
			clear(running)
		}
		if l.Rare(i) {
			begin = i + 1
			clear(running)
			if math.Abs(p.Value-l.Center) > 3*l.Sigmas[i] && l.unusual(p) {
				out = append(out, Signal{Rule: 1, First: i, Last: i, Text: rules()[0].text})
			}
			continue
		}
		values[i] = p.Value
		z[i] = standard(p.Value-l.Center, l.Sigmas[i])
		for r, rule := range rules() {
			first := i - rule.points + 1
			holds := first >= begin && (r == 0 || !l.alike) && rule.holds(z[first:i+1], values[first:i+1])
			if holds && (r == 0 || !running[r]) {
				out = append(out, Signal{Rule: r + 1, First: first, Last: i, Text: rule.text})
			}
			running[r] = holds
		}
	}
	return out
}

// standard brings a distance to standard errors. Where none of the points differ, none is far.
func standard(distance, sigma float64) float64 {
	if sigma == 0 {
		return 0
	}
	return distance / sigma
}

// beyond tells whether at least some points, and the last one, lie on one side farther than a limit.
func beyond(z []float64, limit float64, some int) bool {
	side := math.Copysign(1, z[len(z)-1])
	if side*z[len(z)-1] <= limit {
		return false
	}
	n := 0
	for _, x := range z {
		if side*x > limit {
			n++
		}
	}
	return n >= some
}

// within counts the points within one standard error.
func within(z []float64) (n int) {
	for _, x := range z {
		if math.Abs(x) < 1 {
			n++
		}
	}
	return n
}

// steady tells whether every figure is farther in a direction than the one before.
func steady(values []float64, direction float64) bool {
	for i := 1; i < len(values); i++ {
		if direction*(values[i]-values[i-1]) <= 0 {
			return false
		}
	}
	return true
}

// alternating tells whether figures go up and down by turns.
func alternating(values []float64) bool {
	for i := 2; i < len(values); i++ {
		if (values[i]-values[i-1])*(values[i-1]-values[i-2]) >= 0 {
			return false
		}
	}
	return true
}

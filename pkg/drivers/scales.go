package drivers

import (
	"regexp"
	"slices"
	"strconv"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/ratings"
)

// settle finds the scales of the drivers. A driver that does not vary tells nothing of the scale that all have.
func (p *driverPlan) settle(t *driverTerms, of []ratings.Sounding) {
	t.method, t.oneUnit = p.method(), true
	if p.grouping != nil {
		t.groups = p.grouping.groups
	}
	var common *metric.Scale
	for i, s := range of {
		scale, known := p.scaleGiven(i)
		if !known {
			var open bool
			if scale, open = scaleOf(s); open {
				t.guessed = append(t.guessed, i)
			}
		}
		t.scales, t.bounds = append(t.scales, scale), append(t.bounds, p.outskirts(scale))
		if len(s.Different()) < 2 && !known {
			continue
		}
		if common == nil {
			common = &scale
		}
		t.oneUnit = t.oneUnit && scale == *common
	}
}

// outskirts are where answers on a scale are bad and good.
func (p *driverPlan) outskirts(s metric.Scale) outskirts {
	o := quarters(s)
	if p.bad != nil {
		o.low = *p.bad
	}
	if p.good != nil {
		o.high = *p.good
	}
	return o
}

// scaleOf is the scale of answers: the one in the header of their column, where they lie on it, else the one that they look
// like. open says that its end was not reached.
func scaleOf(s ratings.Sounding) (scale metric.Scale, open bool) {
	numbers := s.Different()
	if len(numbers) == 0 {
		return metric.Scale{Min: 1, Max: 5}, false
	}
	if scale, ok := headed(s.Header); ok && numbers[0] >= scale.Min && numbers[len(numbers)-1] <= scale.Max {
		return scale, false
	}
	scale = guessed(numbers, s.All() >= sureOfEnd)
	return scale, scale.Max <= 10 && numbers[len(numbers)-1] < scale.Max || slices.Contains(oddEnds, scale.Max)
}

// sureOfEnd is how many answers reach the end of their scale, so that the highest is that end.
const sureOfEnd = 100

// oddEnds are ends of scales that are used, and that answers of a longer one may stop at.
var oddEnds = []float64{3, 4, 6}

// guessed is the scale that numbers look like: from 0 or 1 to the next usual end, or to the highest of many.
func guessed(numbers []float64, many bool) metric.Scale {
	low, high := numbers[0], numbers[len(numbers)-1]
	scale := metric.Scale{Min: 1, Max: ratings.ScaleOf(high)}
	if many && slices.Contains(oddEnds, high) {
		scale.Max = high
	}
	switch {
	case low >= 0 && high <= 1:
		return metric.Scale{Min: 0, Max: 1}
	case low < 0:
		end := max(-low, high)
		return metric.Scale{Min: -end, Max: end}
	case low < 1 || scale.Max > 10:
		scale.Min = 0
	}
	return scale
}

var scaleHeader = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9A-Za-z])([01])(?: ?[-–_.] ?| to | a )([0-9]+)(?:[^0-9]|$)`)
})

// headed is the scale that a header names, as "delivery_1_5" and "Recommend (0-10)" do.
func headed(header string) (s metric.Scale, ok bool) {
	found := scaleHeader().FindStringSubmatch(header)
	if found == nil {
		return s, false
	}
	s.Min, _ = strconv.ParseFloat(found[1], 64)
	s.Max, _ = strconv.ParseFloat(found[2], 64)
	return s, slices.Contains([]float64{3, 4, 5, 6, 7, 9, 10, 100}, s.Max)
}

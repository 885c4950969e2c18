package stats

import (
	"cmp"
	"math"
	"slices"
)

// A Lifetime counts the units that were watched until the same age.
type Lifetime struct {
	Age   float64
	Ended float64 // units whose life ended at this age
	Open  float64 // units that were still alive at this age when they were last seen
}

// A Step is a survival curve just after an age at which lives ended.
type Step struct {
	Age           float64
	AtRisk        float64 // units that were watched just before
	Ended         float64
	Survival      float64 // share still alive, Kaplan-Meier
	StandardError float64 // Greenwood's; NaN when nobody is left, for which there is no variance
	Low, High     float64 // log-log interval; NaN when nobody is left
}

// Limits returns the interval of the survival; ok is false when nobody is left, and before the first step.
func (s Step) Limits() (v Interval, ok bool) {
	return Interval{Low: s.Low, High: s.High}, s.Survival > 0 && s.Survival < 1
}

// A Curve is a survival curve: 1 at first, then one step per age at which lives ended, rising.
type Curve []Step

// KaplanMeier estimates the survival curve from lifetimes, in any order; z is Z(confidence). Those
// that were last seen at an age still count as watched at that age.
//
//	S(t) = Π (1 − dᵢ / nᵢ)
//	log(−log S) ± z · sqrt(Σ dᵢ / (nᵢ (nᵢ − dᵢ))) / log S
//
// Source: Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice 1980, section 1.3 for the
// log-log interval (conf.type = "log-log" in R's survival).
func KaplanMeier(lifetimes []Lifetime, z float64) Curve {
	lives := slices.Clone(lifetimes)
	slices.SortFunc(lives, func(a, b Lifetime) int { return cmp.Compare(a.Age, b.Age) })
	var atRisk float64
	for _, l := range lives {
		atRisk += l.Ended + l.Open
	}
	var curve Curve
	survival, greenwood := 1.0, 0.0
	for i := 0; i < len(lives); {
		age, ended, gone := lives[i].Age, 0.0, 0.0
		for ; i < len(lives) && lives[i].Age == age; i++ {
			ended += lives[i].Ended
			gone += lives[i].Ended + lives[i].Open
		}
		if ended > 0 {
			survival *= 1 - ended/atRisk
			greenwood += ended / (atRisk * (atRisk - ended))
			curve = append(curve, step(age, atRisk, ended, survival, greenwood, z))
		}
		atRisk -= gone
	}
	return curve
}

func step(age, atRisk, ended, survival, greenwood, z float64) Step {
	s := Step{Age: age, AtRisk: atRisk, Ended: ended, Survival: survival}
	if survival <= 0 || ended == atRisk {
		s.Survival, s.StandardError, s.Low, s.High = 0, math.NaN(), math.NaN(), math.NaN()
		return s
	}
	s.StandardError = survival * math.Sqrt(greenwood)
	width := math.Exp(z * math.Sqrt(greenwood) / math.Log(survival))
	s.Low, s.High = math.Pow(survival, 1/width), math.Pow(survival, width)
	return s
}

// Median returns the first age at which no more than half are alive; ok is false when the curve
// never falls so low. A curve that lies on one half until its next step gives the middle between
// the two steps, as R does.
func (c Curve) Median() (age float64, ok bool) { return c.Quantile(0.5) }

// Quantile returns the first age at which a share p of the lives has ended, by the rule of Median.
func (c Curve) Quantile(p float64) (age float64, ok bool) {
	return c.falls(1-p, func(s Step) float64 { return s.Survival })
}

// MedianInterval returns the ages at which the limits of the curve fall to one half, by the rule of Median.
// High is +Inf when the upper limit never does; ok is false when the lower one does not either. Where
// nobody is left the limits do not exist, so a step to 0 ends neither.
// Source: Brookmeyer & Crowley 1982; print.survfit of R's survival gives the same.
func (c Curve) MedianInterval() (v Interval, ok bool) { return c.QuantileInterval(0.5) }

// QuantileInterval is MedianInterval for any share of the lives.
func (c Curve) QuantileInterval(p float64) (v Interval, ok bool) {
	v.High = math.Inf(1)
	if v.Low, ok = c.falls(1-p, func(s Step) float64 { return s.Low }); !ok {
		return Interval{Low: math.Inf(1), High: math.Inf(1)}, false
	}
	if high, ok := c.falls(1-p, func(s Step) float64 { return s.High }); ok {
		v.High = high
	}
	return v, true
}

// falls returns the first age at which a line is at a level or below; where it lies on the level, the
// middle between that age and the next at which it is lower. Steps at which the line is NaN do not count.
func (c Curve) falls(level float64, line func(Step) float64) (age float64, ok bool) {
	const tolerance = 1.5e-8 // R's
	for i, s := range c {
		at := line(s)
		if !(at < level+tolerance) {
			continue
		}
		if math.Abs(at-level) < tolerance {
			for _, next := range c[i+1:] {
				if line(next) < at {
					return (s.Age + next.Age) / 2, true
				}
			}
		}
		return s.Age, true
	}
	return 0, false
}

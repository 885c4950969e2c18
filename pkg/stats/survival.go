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
	StandardError float64 // Greenwood's; 0 when nobody is left
	Low, High     float64 // log-log interval; equal to Survival when it does not exist
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
	s := Step{Age: age, AtRisk: atRisk, Ended: ended, Survival: survival, Low: survival, High: survival}
	if survival <= 0 || ended == atRisk {
		s.Survival, s.Low, s.High = 0, 0, 0
		return s
	}
	s.StandardError = survival * math.Sqrt(greenwood)
	width := math.Exp(z * math.Sqrt(greenwood) / math.Log(survival))
	s.Low, s.High = math.Pow(survival, 1/width), math.Pow(survival, width)
	return s
}

// At returns the curve at an age; before the first step it is 1, without an interval.
func (c Curve) At(age float64) Step {
	at := Step{Age: age, Survival: 1, Low: 1, High: 1}
	for _, s := range c {
		if s.Age > age {
			break
		}
		at = s
	}
	return at
}

// Median returns the first age at which no more than half are alive; ok is false when the curve
// never falls so low. A curve that lies on one half until its next step gives the middle between
// the two steps, as R does.
func (c Curve) Median() (age float64, ok bool) {
	const half, tolerance = 0.5, 1e-12
	for i, s := range c {
		switch {
		case math.Abs(s.Survival-half) < tolerance && i+1 < len(c):
			return (s.Age + c[i+1].Age) / 2, true
		case s.Survival < half+tolerance:
			return s.Age, true
		}
	}
	return 0, false
}

// MedianInterval returns the ages at which the limits of the curve fall to one half. High is +Inf
// when the upper limit never does; ok is false when the lower one does not either.
// Source: Brookmeyer & Crowley 1982.
func (c Curve) MedianInterval() (v Interval, ok bool) {
	v = Interval{Low: math.Inf(1), High: math.Inf(1)}
	for _, s := range c {
		if s.Low <= 0.5 {
			v.Low = min(v.Low, s.Age)
		}
		if s.High <= 0.5 {
			v.High = min(v.High, s.Age)
		}
	}
	return v, !math.IsInf(v.Low, 1)
}

// A LogRankTest compares two survival curves.
type LogRankTest struct {
	ChiSquare, P         float64 // with one degree of freedom
	ObservedA, ObservedB float64 // lives that ended
	ExpectedA, ExpectedB float64 // lives that would have ended, were the two alike
}

// LogRank tests whether two groups survive alike. ok is false when no life ended while both were
// watched.
// Source: Mantel 1966; survdiff of R's survival gives the same.
func LogRank(a, b []Lifetime) (t LogRankTest, ok bool) {
	all := KaplanMeier(append(slices.Clone(a), b...), 0)
	var variance float64
	for _, s := range all {
		d, n := s.Ended, s.AtRisk
		nA, dA := watched(a, s.Age)
		t.ObservedA += dA
		t.ObservedB += d - dA
		t.ExpectedA += d * nA / n
		t.ExpectedB += d * (n - nA) / n
		if n > 1 {
			variance += d * (nA / n) * (1 - nA/n) * (n - d) / (n - 1)
		}
	}
	if !(variance > 0) {
		return LogRankTest{}, false
	}
	difference := t.ObservedA - t.ExpectedA
	t.ChiSquare = difference * difference / variance
	t.P = chiSquareP(t.ChiSquare, 1)
	return t, true
}

// watched returns how many of a group were watched just before an age, and how many ended at it.
func watched(group []Lifetime, age float64) (atRisk, ended float64) {
	for _, l := range group {
		if l.Age >= age {
			atRisk += l.Ended + l.Open
		}
		if l.Age == age {
			ended += l.Ended
		}
	}
	return atRisk, ended
}

package stats

import (
	"cmp"
	"math"
)

// A Prior is what is known of a group before anybody has answered: as if Weight answers more had given Mean.
type Prior struct{ Mean, Weight float64 }

// A Pulled is the figure of a group drawn towards those of the others, as far as its own answers are few.
type Pulled struct {
	Value    float64  // Value is the figure that the group most likely has.
	Interval Interval // Interval holds the true one as often as the confidence says.
	Pull     float64  // Pull is how far it was drawn, from 0 for not at all to 1 for all the way.
}

// A Scatter is how groups differ, beyond chance: the mean of the figures that they really have, and their variance.
type Scatter struct{ Mean, Between float64 }

// A Measure is the mean of a group, with the variance that it has by chance, and how many answers it stands on.
type Measure struct{ Mean, Variance, N float64 }

// FewPulled is the number of groups below which they do not tell how groups differ: nothing is drawn then.
const FewPulled = 4

// PullShare draws the share of a group: the posterior of a beta prior.
//
//	(hits + weight · mean) / (n + weight)
//
// Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4.
func (p Prior) PullShare(s Share, confidence float64) (Pulled, error) {
	if err := cmp.Or(s.err(), p.err(), level(confidence)); err != nil {
		return Pulled{}, err
	}
	if p.Mean < 0 || p.Mean > 1 {
		return Pulled{}, impossible("a share of %v beforehand", p.Mean)
	}
	value, _ := Shrink(s.K/s.N, s.N, p.Mean, p.Weight)
	all := s.N + p.Weight
	return Pulled{value, betaAround(value, all, confidence), p.Weight / all}, nil
}

// PullMean draws the mean of a group, whose answers have the same spread as those that are known beforehand.
// Source: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5.
func (p Prior) PullMean(m Measure, confidence float64) (Pulled, error) {
	if err := cmp.Or(m.err(), p.err(), level(confidence)); err != nil {
		return Pulled{}, err
	}
	value, _ := Shrink(m.Mean, m.N, p.Mean, p.Weight)
	kept := m.N / (m.N + p.Weight)
	return Pulled{value, around(value, Z(confidence)*math.Sqrt(m.Variance*kept)), 1 - kept}, nil
}

func (p Prior) err() error {
	if !isFinite(p.Mean) || !isCount(p.Weight) || p.Weight == 0 {
		return impossible("%v answers of %v beforehand", p.Weight, p.Mean)
	}
	return nil
}

func (m Measure) err() error {
	if !isFinite(m.Mean) || !isCount(m.Variance) || m.Variance == 0 || !isCount(m.N) || m.N == 0 {
		return impossible("a mean of %v with the variance %v", m.Mean, m.Variance)
	}
	return nil
}

// PullMeans draws the means of groups towards their common mean, by what the groups themselves tell about
// how far groups differ (empirical Bayes):
//
//	pull = (k − 3)/(k − 1) · variance / (variance + between)
//	pulled = mean + pull · (common − mean)
//
// The interval allows for how little k groups tell about the spread of groups. Below four groups nothing is drawn.
// Sources: Morris, JASA 78, 1983, (1.17) to (4.2); the variance between groups: Paule & Mandel, Journal of
// Research of the National Bureau of Standards 87, 1982.
func PullMeans(groups []Measure, confidence float64) ([]Pulled, Scatter, error) {
	f := family{variance: func(i int, _ Scatter) float64 { return groups[i].Variance }}
	most := 0.0
	for _, m := range groups {
		if err := m.err(); err != nil {
			return nil, Scatter{}, err
		}
		f.add(m.Mean, true)
	}
	for _, y := range f.values {
		most = max(most, math.Abs(y-f.values[0]))
	}
	if err := cmp.Or(level(confidence), f.err()); err != nil {
		return nil, Scatter{}, err
	}
	spread := f.spread(most * most * float64(len(groups)))
	out := make([]Pulled, len(groups))
	for i := range groups {
		d := f.draw(i, spread)
		out[i] = Pulled{d.value, around(d.value, Z(confidence)*math.Sqrt(groups[i].Variance*(1-d.pull)+d.doubt)), d.pull}
	}
	return out, spread, nil
}

// PullShares does so with shares that come from a beta distribution, so that chance is larger in the middle than
// at the ends, and the interval stays between 0 and 1.
// Sources: Kleinman, JASA 68, 1973, for the moments of the beta-binomial; Morris, JASA 78, 1983.
func PullShares(groups []Share, confidence float64) ([]Pulled, Scatter, error) {
	var all Share
	for _, s := range groups {
		if err := s.err(); err != nil {
			return nil, Scatter{}, err
		}
		all.K, all.N = all.K+s.K, all.N+s.N
	}
	// Half a hit and half a miss more: without any miss there would be no chance at all.
	least := 0.5 / (all.N + 1)
	f := family{variance: func(i int, s Scatter) float64 {
		m := min(max(s.Mean, least), 1-least)
		return max(m*(1-m)-s.Between, 0) / groups[i].N
	}}
	for _, s := range groups {
		f.add(s.K/s.N, s.N > 1) // one answer tells nothing about how groups differ
	}
	if err := cmp.Or(level(confidence), f.err()); err != nil {
		return nil, Scatter{}, err
	}
	m := min(max(all.K/all.N, least), 1-least)
	spread := f.spread(m * (1 - m) * (1 - 1e-6))
	out := make([]Pulled, len(groups))
	for i, s := range groups {
		d := f.draw(i, spread)
		if d.pull == 0 {
			limits, _ := Wilson(s.K, s.N, Z(confidence))
			out[i] = Pulled{d.value, limits, 0}
			continue
		}
		value := min(max(d.value, least), 1-least)
		own := value * (1 - value) / (s.N/(1-d.pull) + 1) // of the beta posterior
		out[i] = Pulled{d.value, betaAround(value, value*(1-value)/(own+d.doubt)-1, confidence), d.pull}
	}
	return out, spread, nil
}

// betaAround returns the middle of the beta distribution with a mean, as sure as so many answers make it.
func betaAround(mean, n, confidence float64) Interval {
	tail := (1 - confidence) / 2
	const some = 1e-3 // as in ClopperPearson
	v := Interval{0, 1}
	a, b := mean*n, (1-mean)*n
	if a >= some {
		v.Low = betaQuantile(a, b, tail)
	}
	if b >= some {
		v.High = betaQuantile(a, b, 1-tail)
	}
	return v
}

// A family is groups whose figures have something in common.
type family struct {
	values   []float64
	tells    []bool                         // which of them tell how groups differ
	variance func(i int, s Scatter) float64 // what a figure has by chance, while groups differ like this
}

func (f *family) add(value float64, tells bool) {
	f.values, f.tells = append(f.values, value), append(f.tells, tells)
}

func (f *family) err() error {
	if len(f.values) == 0 {
		return ErrNoData
	}
	return nil
}

// telling is the number of groups that tell how groups differ.
func (f *family) telling() (k float64) {
	for _, tells := range f.tells {
		if tells {
			k++
		}
	}
	return k
}

// spread finds how groups differ: the variance between them with which they are as far apart as k groups are,
// k − 1, each measured by its own variance. most is larger than it can be.
func (f *family) spread(most float64) Scatter {
	k := f.telling()
	narrow := func(between float64) bool {
		s := f.common(between)
		apart := 0.0
		for i, y := range f.values {
			if f.tells[i] {
				apart += (y - s.Mean) * (y - s.Mean) / (f.variance(i, s) + between)
			}
		}
		return apart <= k-1
	}
	if most == 0 || k < 2 || narrow(0) {
		return f.common(0)
	}
	return f.common(boundary(0, most, narrow))
}

// common returns the mean of the groups while they differ so far. What chance is may hang on the mean itself.
func (f *family) common(between float64) Scatter {
	s := Scatter{Between: between}
	for _, y := range f.values {
		s.Mean += y / float64(len(f.values))
	}
	for range 20 {
		var sum, weights float64
		for i, y := range f.values {
			w := 1 / (f.variance(i, s) + between)
			sum, weights = sum+w*y, weights+w
		}
		before := s.Mean
		if s.Mean = sum / weights; math.Abs(s.Mean-before) <= ulp*math.Abs(before) {
			break
		}
	}
	return s
}

// A drawing is what becomes of a figure: how far it is pulled, and the variance that comes of not knowing the
// common mean and how groups differ.
type drawing struct{ value, pull, doubt float64 }

func (f *family) draw(i int, s Scatter) drawing {
	k, y := f.telling(), f.values[i]
	if k < FewPulled {
		return drawing{value: y}
	}
	var weights, typical float64
	for j := range f.values {
		v := f.variance(j, s)
		weights += 1 / (v + s.Between)
		typical += v / (v + s.Between)
	}
	typical /= weights
	v := f.variance(i, s)
	pull := (k - 3) / (k - 1) * v / (v + s.Between)
	mean := v * pull / ((v + s.Between) * weights)
	far := 2 / (k - 3) * pull * pull * (typical + s.Between) / (v + s.Between) * (y - s.Mean) * (y - s.Mean)
	return drawing{y + pull*(s.Mean-y), pull, mean + far}
}

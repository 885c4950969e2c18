package ltv

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A ShiftedBetaGeometric forecasts how long the customers of a cohort stay. Each has a chance to leave of
// its own, the same at every age, and these chances are spread over the cohort as a beta distribution.
// Those likely to leave do so early, so the share lost falls with age.
// Source: Fader & Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21, 2007.
type ShiftedBetaGeometric struct {
	Alpha float64 // above 0; alpha / (alpha + beta) is the share lost at age 1
	Beta  float64 // above 0
}

// Survival returns which share of the cohort is still there at an age, from 0 to 1; at age 0 all are.
//
//	S(age) = B(α, β + age) / B(α, β)
//
// ok is false when age is below 0 or a parameter is not above 0.
// Source: Fader & Hardie 2007.
func (m ShiftedBetaGeometric) Survival(age int) (share float64, ok bool) {
	if age < 0 || !m.valid() {
		return 0, false
	}
	return math.Exp(mathext.Lbeta(m.Alpha, m.Beta+float64(age)) - mathext.Lbeta(m.Alpha, m.Beta)), true
}

// Ahead returns how many of the periods after an age a customer who is there at that age is expected to be
// there in, each worth less by the discount the later it comes:
//
//	Σ S(age + t) / S(age) / (1 + d)^t,   t from 1 to the horizon
//
// A horizon of 0 is none: without a discount the sum is then (β + age) / (α − 1), and has no bound where α is 1
// or less. ok is false there, for impossible arguments, and for a discount so small that the sum does not end.
// Source: Fader & Hardie, "Customer-Base Valuation in a Contractual Setting", Marketing Science 29, 2010.
func (m ShiftedBetaGeometric) Ahead(age, horizon int, discount float64) (periods float64, ok bool) {
	if age < 0 || horizon < 0 || !(discount >= 0) || !m.valid() {
		return 0, false
	}
	beta := m.Beta + float64(age)
	if horizon == 0 && discount == 0 {
		return beta / (m.Alpha - 1), m.Alpha > 1
	}
	there, worth := 1., 1/(1+discount)
	for t := 0; horizon == 0 || t < horizon; t++ {
		there *= worth * (beta + float64(t)) / (m.Alpha + beta + float64(t))
		if periods += there; there < endless*periods*discount {
			return periods, true
		}
		if t == longest {
			return 0, false
		}
	}
	return periods, true
}

const (
	endless = 1e-10     // of a sum without an end, what may be missing
	longest = 2_000_000 // terms of a sum
)

// FitShiftedBetaGeometric returns the model that makes the lives of customers most likely, and its
// log-likelihood. Ages are whole numbers; those who are still there count up to the age that they have reached.
// Forecast the ages beyond with Survival.
//
// The error is stats.ErrNoData when nobody was watched until age 1; stats.ErrArgument when ages or counts
// cannot be; and stats.ErrNoMaximum when nobody left, when all who left did so at age 1, and when the share
// lost does not fall with age, for which the model has no explanation.
func FitShiftedBetaGeometric(lives []stats.Lifetime) (m ShiftedBetaGeometric, logLikelihood float64, err error) {
	steps, err := stepsOf(lives)
	if err != nil {
		return m, 0, err
	}
	best, logLikelihood, err := stats.MaximumLikelihood(func(p []float64) float64 {
		return ShiftedBetaGeometric{Alpha: p[0], Beta: p[1]}.logLikelihood(steps)
	}, []float64{1, 1})
	if err != nil {
		return m, 0, err
	}
	return ShiftedBetaGeometric{Alpha: best[0], Beta: best[1]}, logLikelihood, nil
}

// A watched is what became of the customers who were watched from an age to the next.
type watched struct{ left, stayed float64 }

// stepsOf goes from age to age: the first step is to age 1.
func stepsOf(lives []stats.Lifetime) ([]watched, error) {
	oldest := 0
	for _, l := range lives {
		if l.Age != math.Trunc(l.Age) || !(l.Age >= 0) || l.Age > longest || !(l.Ended >= 0) || !(l.Open >= 0) || l.Age == 0 && l.Ended > 0 {
			return nil, fmt.Errorf("%w: %v left and %v stayed at age %v", stats.ErrArgument, l.Ended, l.Open, l.Age)
		}
		if l.Ended+l.Open > 0 {
			oldest = max(oldest, int(l.Age))
		}
	}
	if oldest == 0 {
		return nil, fmt.Errorf("%w: nobody was watched until age 1", stats.ErrNoData)
	}
	steps := make([]watched, oldest)
	for _, l := range lives {
		for age := range min(int(l.Age), oldest) {
			if l.Ended > 0 && age == int(l.Age)-1 {
				steps[age].left += l.Ended
			} else {
				steps[age].stayed += l.Ended
			}
			steps[age].stayed += l.Open
		}
	}
	return steps, nil
}

// logLikelihood returns the natural logarithm of how likely the model makes the lives, at most 0:
//
//	Σ left(t) · log P(t) + there(T) · log S(T)
//
// where P(t) is the share of the cohort that leaves at age t. It goes from age to age: of those who are
// there, some leave and the others stay.
// Source: Fader & Hardie 2007, appendix B.
func (m ShiftedBetaGeometric) logLikelihood(steps []watched) (sum float64) {
	for i, s := range steps {
		both := math.Log(m.Alpha + m.Beta + float64(i))
		if s.left > 0 {
			sum += s.left * (math.Log(m.Alpha) - both)
		}
		if s.stayed > 0 {
			sum += s.stayed * (math.Log(m.Beta+float64(i)) - both)
		}
	}
	return sum
}

func (m ShiftedBetaGeometric) valid() bool {
	return m.Alpha > 0 && m.Beta > 0 && !math.IsInf(m.Alpha, 1) && !math.IsInf(m.Beta, 1)
}

package cohort

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

// FitShiftedBetaGeometric returns the model that makes the survivors of one cohort most likely, and its
// log-likelihood. survivors is the customers at ages 0, 1, 2 …, of whom those at age 0 are the cohort;
// forecast the ages beyond with Survival.
//
// The error is stats.ErrNoData when there is no cohort or no age after 0; stats.ErrArgument when a count
// is below 0 or above the one before, as where customers came back; and stats.ErrNoMaximum when nobody
// left, when all who left did so at age 1, and when the share lost does not fall with age, for which the
// model has no explanation.
func FitShiftedBetaGeometric(survivors []int64) (m ShiftedBetaGeometric, logLikelihood float64, err error) {
	if err := checkSurvivors(survivors); err != nil {
		return m, 0, err
	}
	best, logLikelihood, err := stats.MaximumLikelihood(func(p []float64) float64 {
		return ShiftedBetaGeometric{Alpha: p[0], Beta: p[1]}.logLikelihood(survivors)
	}, []float64{1, 1})
	if err != nil {
		return m, 0, err
	}
	return ShiftedBetaGeometric{Alpha: best[0], Beta: best[1]}, logLikelihood, nil
}

// logLikelihood returns the natural logarithm of how likely the model makes the survivors, at most 0:
//
//	Σ lost(t) · log P(t) + survivors(T) · log S(T)
//
// where P(t) is the share of the cohort that leaves at age t. It goes from age to age: of those who are
// there, some leave and the others stay.
// Source: Fader & Hardie 2007, appendix B.
func (m ShiftedBetaGeometric) logLikelihood(survivors []int64) (sum float64) {
	for i, stay := range survivors[1:] {
		both := math.Log(m.Alpha + m.Beta + float64(i))
		if leave := survivors[i] - stay; leave > 0 {
			sum += float64(leave) * (math.Log(m.Alpha) - both)
		}
		if stay > 0 {
			sum += float64(stay) * (math.Log(m.Beta+float64(i)) - both)
		}
	}
	return sum
}

func checkSurvivors(survivors []int64) error {
	if len(survivors) < 2 || survivors[0] == 0 {
		return fmt.Errorf("%w: want the customers of a cohort at age 0 and at one age more", stats.ErrNoData)
	}
	for age, n := range survivors {
		if n < 0 {
			return fmt.Errorf("%w: %d survivors at age %d, want 0 or more", stats.ErrArgument, n, age)
		}
		if age > 0 && n > survivors[age-1] {
			return fmt.Errorf("%w: %d survivors at age %d after %d at age %d, want no more than before",
				stats.ErrArgument, n, age, survivors[age-1], age-1)
		}
	}
	return nil
}

func (m ShiftedBetaGeometric) valid() bool {
	return m.Alpha > 0 && m.Beta > 0 && !math.IsInf(m.Alpha, 1) && !math.IsInf(m.Beta, 1)
}

package ltv

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Below so many customers, so many who left, and so many ages, two parameters are guesswork.
const (
	fewForModel = 100
	fewLeft     = 30
	fewAges     = 3
)

// A Stay is how long customers stay by the model, and what that is worth.
type Stay struct {
	Model         ShiftedBetaGeometric
	LogLikelihood float64
	Customers     int64 // whose beginning is known
	Unknown       int64 // who may have come before the data begin
	Left          int64 // of Customers
	There         int64 // of them, who never left
	Ages          int   // periods that the oldest of them have been watched after their first

	horizon  int     // of what is worth anything, in periods; 0 for none
	discount float64 // per period
	staying  []int64 // those who are there, by age

	// Expected is how many of those who were there Back periods before the end the same model, fitted then,
	// says would leave until the end, and Lost how many did; Checked tells whether it could be fitted.
	Expected float64
	Lost     int64
	Back     int
	Checked  bool
	// Lack says why there is no model, "" where there is one.
	Lack string
}

// Why there is no model.
const (
	lackCohorts   = "no cohorts"
	lackGaps      = "missing periods"
	lackCustomers = "few customers"
	lackLeft      = "few left"
	lackAges      = "few ages"
	lackModel     = "no model"
)

// StayOf fits the model to the cohorts of all customers, and holds it against the last periods.
func StayOf(cs *tally.Cohorts, q metric.Account) Stay {
	s := Stay{horizon: int(q.Own.Int("horizon")), discount: discountOf(q)}
	for key, c := range cs.ByStart {
		if !cs.KnownStart(key.Period) {
			s.Unknown += c.Active[0]
		}
	}
	switch {
	case len(cs.ByStart) == 0:
		s.Lack = lackCohorts
	case len(cs.Missing) > 0:
		s.Lack = lackGaps
	default:
		s.Lack = s.fit(cs, cs.Last)
	}
	if s.Lack == "" {
		s.check(cs)
	}
	return s
}

// fit finds the model of what was known at the end of a period, or says why there is none.
func (s *Stay) fit(cs *tally.Cohorts, last int) (lack string) {
	ended, staying := cs.Lives("", last)
	lives := make([]stats.Lifetime, len(ended))
	for age := range lives {
		lives[age] = stats.Lifetime{Age: float64(age), Ended: float64(ended[age]), Open: float64(staying[age])}
		s.Left += ended[age]
		s.There += staying[age]
		if ended[age]+staying[age] > 0 {
			s.Ages = age
		}
	}
	s.Customers, s.staying = s.Left+s.There, staying
	switch {
	case s.Customers < fewForModel:
		return lackCustomers
	case s.Ages < fewAges:
		return lackAges
	case s.Left < fewLeft:
		return lackLeft
	}
	var err error
	if s.Model, s.LogLikelihood, err = FitShiftedBetaGeometric(lives); err != nil {
		return lackModel
	}
	return ""
}

// check fits the model as of some periods ago, a quarter of the ages, and lets it say who left since.
func (s *Stay) check(cs *tally.Cohorts) {
	back := max(s.Ages/4, 1)
	var then Stay
	if then.fit(cs, cs.Last-back) != "" {
		return
	}
	s.Back, s.Checked = back, true
	for age, n := range then.staying {
		now, _ := then.Model.Survival(age + back)
		before, _ := then.Model.Survival(age)
		s.Expected += float64(n) * (1 - now/before)
	}
	s.Lost = then.There
	for key, c := range cs.ByStart {
		if key.Period > cs.Last-back || !cs.KnownStart(key.Period) {
			continue
		}
		for _, n := range c.Staying {
			s.Lost -= n
		}
	}
}

// Periods returns how many periods a new customer is expected to be there, the first with it, each worth less
// by a discount; within the horizon, where there is one.
func (s *Stay) Periods(discount float64) (periods float64, ok bool) {
	if s.Lack != "" {
		return 0, false
	}
	return s.within(s.horizon, discount)
}

func (s *Stay) within(horizon int, discount float64) (periods float64, ok bool) {
	if horizon == 1 {
		return 1, true
	}
	periods, ok = s.Model.Ahead(0, max(horizon-1, 0), discount)
	return 1 + periods, ok
}

// Beyond returns which share of Periods, from 0 to 1, lies beyond the ages that anybody has been watched at.
func (s *Stay) Beyond() (share float64, ok bool) {
	all, ok := s.Periods(s.discount)
	if s.horizon > 0 && s.horizon <= s.Ages+1 {
		return 0, ok
	}
	seen, _ := s.within(s.Ages+1, s.discount)
	return 1 - seen/all, ok
}

// Residual returns how many periods those who are there will be there yet, added over all of them.
func (s *Stay) Residual() (periods float64, ok bool) {
	if s.Lack != "" {
		return 0, false
	}
	for age, n := range s.staying {
		if n == 0 {
			continue
		}
		one, ok := s.Model.Ahead(age, s.horizon, s.discount)
		if !ok {
			return 0, false
		}
		periods += float64(n) * one
	}
	return periods, true
}

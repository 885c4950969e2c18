package ltv

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// modelled tells whether a model is asked for, or what is wrong with how.
func modelled(q metric.Account) (bool, error) {
	model, horizon := q.Own.Text("model"), q.Own.Int("horizon")
	switch {
	case model != "" && model != "sbg":
		return false, fmt.Errorf("--model %q is not sbg, the one model of how long customers stay", model)
	case horizon < 0 || horizon > 10_000:
		return false, fmt.Errorf("--horizon %d is not a number of periods from 1 to 10000", horizon)
	case horizon > 0 && model == "":
		return false, errors.New("--horizon bounds what a model says: it needs --model sbg")
	}
	return model != "", nil
}

// perPeriod is what a customer brings in a period, in the unit of the currency, of which the margin remains.
func (f ltvFigures) perPeriod() float64 {
	return f.worth.ARPA * f.worth.Margin / cmp.Or(f.worth.Periods, 1)
}

type list = []metric.Figure[ltvFigures]

// modelField is a field of a model; it is not there where none is asked for, nor in groups.
func modelField(name, title string, kind result.Form, doc string, of func(f ltvFigures, s *Stay) any) metric.Figure[ltvFigures] {
	return metric.Figure[ltvFigures]{Field: result.Field{Name: name, Title: title, Kind: kind, Extra: true, Doc: doc},
		Of: func(f ltvFigures) any {
			if f.stay == nil {
				return metric.Absent{}
			}
			return of(f, f.stay)
		}}
}

func modelNumber(name, title, doc string, of func(s *Stay) (float64, bool)) metric.Figure[ltvFigures] {
	return modelField(name, title, result.Number, doc, func(_ ltvFigures, s *Stay) any { return metric.Optional(of(s)) })
}

func modelCount(name, title, doc string, of func(s *Stay) (int64, bool)) metric.Figure[ltvFigures] {
	return modelField(name, title, result.Count, doc, func(_ ltvFigures, s *Stay) any {
		if n, ok := of(s); ok {
			return n
		}
		return nil
	})
}

// worthOf is what a customer brings in so many periods.
func (f ltvFigures) worthOf(periods float64, ok bool) any {
	return f.Told(f.perPeriod()*periods, ok && f.worth.Base > 0)
}

// worthFields tell what customers bring by the model.
func worthFields() list {
	return list{
		modelField("model_value", "LTV by the model", result.Money, "Worth of a new customer within the horizon: arpa × margin × the periods it is expected to be there, each worth less by the discount.",
			func(f ltvFigures, s *Stay) any { return f.worthOf(s.Periods(s.discount)) }),
		modelNumber("model_lifetime", "stays by the model", "Periods that a new customer is expected to be there within the horizon, its first with them.",
			func(s *Stay) (float64, bool) { return s.Periods(0) }),
		modelField("model_beyond_pct", "of it not yet seen", result.Percent, "Share of model_value from ages at which nobody has been watched yet: it rests on the model alone.",
			func(_ ltvFigures, s *Stay) any {
				share, ok := s.Beyond()
				return metric.Optional(100*share, ok)
			}),
		modelField("model_residual", "still to come", result.Money, "What those who are there now, model_there, will bring within the horizon, all together: the residual lifetime value.",
			func(f ltvFigures, s *Stay) any { return f.worthOf(s.Residual()) }),
		modelCount("model_there", "from customers", "Customers with a known beginning who never left.", func(s *Stay) (int64, bool) { return s.There, s.Lack == "" }),
	}
}

// checkFields hold the model against what came.
func checkFields() list {
	return list{
		modelNumber("model_check_expected", "expected to leave", "How many, by the same model fitted model_check_periods before the end, would leave in those periods.",
			func(s *Stay) (float64, bool) { return s.Expected, s.Checked }),
		modelCount("model_check_lost", "left", "How many of those customers left in those periods.", func(s *Stay) (int64, bool) { return s.Lost, s.Checked }),
		modelCount("model_check_periods", "checked over", "Periods before the end that the model is held against.", func(s *Stay) (int64, bool) { return int64(s.Back), s.Checked }),
	}
}

// fitFields tell what the model is fitted to, and the model itself.
func fitFields() list {
	return list{
		modelCount("model_customers", "customers of the model", "Customers that the model is fitted to: those whose beginning is known.", func(s *Stay) (int64, bool) { return s.Customers, true }),
		modelCount("model_left", "who left", "Those of them that left.", func(s *Stay) (int64, bool) { return s.Left, true }),
		modelCount("model_ages", "ages seen", "Periods that the oldest of them have been watched after their first.", func(s *Stay) (int64, bool) { return int64(s.Ages), true }),
		modelCount("model_unknown", "beginning unknown", "Customers who may have come before the data begin, and are not in the model.", func(s *Stay) (int64, bool) { return s.Unknown, true }),
		modelNumber("model_alpha", "alpha", "First parameter of the model (shifted beta-geometric): alpha / (alpha + beta) leave after their first period.",
			func(s *Stay) (float64, bool) { return s.Model.Alpha, s.Lack == "" }),
		modelNumber("model_beta", "beta", "Second parameter of it.", func(s *Stay) (float64, bool) { return s.Model.Beta, s.Lack == "" }),
		modelNumber("model_loglik", "log-likelihood", "Log-likelihood of the model.", func(s *Stay) (float64, bool) { return s.LogLikelihood, s.Lack == "" }),
		modelField("model_retention", "retention by the model", result.Distribution,
			"Customers that the model expects to be there at each age, in percent of those who came; twice as far as model_ages, 120 at most.",
			func(_ ltvFigures, s *Stay) any { return retention(s) }),
		modelField("model_lack", "why no model", result.Text, "Why there is no model, in short; null where there is one.",
			func(_ ltvFigures, s *Stay) any {
				if s.Lack == "" {
					return nil
				}
				return s.Lack
			}),
	}
}

func retention(s *Stay) result.Object {
	out := result.Object{}
	if s.Lack != "" {
		return out
	}
	for age := 1; age <= min(2*s.Ages, 120); age++ {
		share, _ := s.Model.Survival(age)
		out = append(out, result.Member{Key: strconv.Itoa(age), Value: 100 * share})
	}
	return out
}

// shown brings the fields of a model into tables where it is asked for.
func shown(fields []result.Field, q metric.Account) []result.Field {
	for i := range fields {
		switch f := &fields[i]; f.Name {
		case "model_value", "model_lifetime", "model_beyond_pct", "model_residual", "model_there", "model_check_expected", "model_check_lost":
			if q.Followed {
				f.Only, f.Extra, f.IfTold = "total", false, true
			}
		}
	}
	return fields
}

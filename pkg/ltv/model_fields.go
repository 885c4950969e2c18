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

// modelFields are the fields of a model; there are none where it is not asked for, and of groups.
func modelFields() []metric.Figure[ltvFigures] {
	one := func(name, title string, kind result.Form, doc string, of func(f ltvFigures, s *Stay) (float64, bool)) metric.Figure[ltvFigures] {
		return metric.Figure[ltvFigures]{Field: result.Field{Name: name, Title: title, Kind: kind, Extra: true, Doc: doc},
			Of: func(f ltvFigures) any {
				if f.stay == nil {
					return metric.Absent{}
				}
				v, ok := of(f, f.stay)
				return metric.Optional(v, ok)
			}}
	}
	number := func(name, title, doc string, of func(s *Stay) (float64, bool)) metric.Figure[ltvFigures] {
		return one(name, title, result.Number, doc, func(_ ltvFigures, s *Stay) (float64, bool) { return of(s) })
	}
	count := func(name, title, doc string, of func(s *Stay) (int64, bool)) metric.Figure[ltvFigures] {
		return metric.Figure[ltvFigures]{Field: result.Field{Name: name, Title: title, Kind: result.Count, Extra: true, Doc: doc},
			Of: func(f ltvFigures) any {
				if f.stay == nil {
					return metric.Absent{}
				}
				n, ok := of(f.stay)
				if !ok {
					return nil
				}
				return n
			}}
	}
	worth := func(f ltvFigures, periods float64, ok bool) (float64, bool) {
		return f.perPeriod() * periods, ok && f.Account.Priced && f.worth.Base > 0
	}
	known := func(of func(s *Stay) float64) func(s *Stay) (float64, bool) {
		return func(s *Stay) (float64, bool) { return of(s), s.Lack == "" }
	}
	return []metric.Figure[ltvFigures]{
		one("model_value", "LTV by the model", result.Money, "Worth of a new customer within the horizon: arpa × margin × the periods it is expected to be there, each worth less by the discount.",
			func(f ltvFigures, s *Stay) (float64, bool) {
				periods, ok := s.Periods(s.discount)
				return worth(f, periods, ok)
			}),
		number("model_lifetime", "stays by the model", "Periods that a new customer is expected to be there within the horizon, its first with them.",
			func(s *Stay) (float64, bool) { return s.Periods(0) }),
		one("model_beyond_pct", "of it not yet seen", result.Percent, "Share of model_value from ages at which nobody has been watched yet: it rests on the model alone.",
			func(_ ltvFigures, s *Stay) (float64, bool) {
				share, ok := s.Beyond()
				return 100 * share, ok
			}),
		one("model_residual", "still to come", result.Money, "What those who are there now, model_there, will bring within the horizon, all together: the residual lifetime value.",
			func(f ltvFigures, s *Stay) (float64, bool) {
				periods, ok := s.Residual()
				return worth(f, periods, ok)
			}),
		count("model_there", "from customers", "Customers with a known beginning who never left.", func(s *Stay) (int64, bool) { return s.There, s.Lack == "" }),
		number("model_check_expected", "expected to leave", "How many, by the same model fitted model_check_periods before the end, would leave in those periods.",
			func(s *Stay) (float64, bool) { return s.Expected, s.Checked }),
		count("model_check_lost", "left", "How many of those customers left in those periods.", func(s *Stay) (int64, bool) { return s.Lost, s.Checked }),
		count("model_check_periods", "checked over", "Periods before the end that the model is held against.", func(s *Stay) (int64, bool) { return int64(s.Back), s.Checked }),
		count("model_customers", "customers of the model", "Customers that the model is fitted to: those whose beginning is known.", func(s *Stay) (int64, bool) { return s.Customers, true }),
		count("model_left", "who left", "Those of them that left.", func(s *Stay) (int64, bool) { return s.Left, true }),
		count("model_ages", "ages seen", "Periods that the oldest of them have been watched after their first.", func(s *Stay) (int64, bool) { return int64(s.Ages), true }),
		count("model_unknown", "beginning unknown", "Customers who may have come before the data begin, and are not in the model.", func(s *Stay) (int64, bool) { return s.Unknown, true }),
		number("model_alpha", "alpha", "First parameter of the model (shifted beta-geometric): alpha / (alpha + beta) leave after their first period.",
			known(func(s *Stay) float64 { return s.Model.Alpha })),
		number("model_beta", "beta", "Second parameter of it.", known(func(s *Stay) float64 { return s.Model.Beta })),
		number("model_loglik", "log-likelihood", "Log-likelihood of the model.", known(func(s *Stay) float64 { return s.LogLikelihood })),
		{Field: result.Field{Name: "model_retention", Title: "retention by the model", Kind: result.Distribution, Extra: true,
			Doc: "Customers that the model expects to be there at each age, in percent of those who came; twice as far as model_ages, 120 at most."},
			Of: func(f ltvFigures) any { return metric.If(f.stay != nil, retention(f.stay)) }},
		{Field: result.Field{Name: "model_lack", Title: "why no model", Kind: result.Text, Extra: true, Doc: "Why there is no model, in short; null where there is one."},
			Of: func(f ltvFigures) any {
				switch {
				case f.stay == nil:
					return metric.Absent{}
				case f.stay.Lack == "":
					return nil
				}
				return f.stay.Lack
			}},
	}
}

func retention(s *Stay) result.Object {
	out := result.Object{}
	if s == nil || s.Lack != "" {
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
				f.Only, f.Extra = "total", false
			}
		}
	}
	return fields
}

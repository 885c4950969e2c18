package metric

import "github.com/cxcalc/cxcalc/pkg/result"

// fewPeriods is how many periods it takes to see how far periods differ; one alone speaks of itself.
const fewPeriods = 3

// Verdict compares the figures of a group with the target of the user, or with the metric's own. It is nil
// where there is neither, and where nothing can be lost. Two periods together prove nothing.
func (l Ledger) Verdict(values result.Object, target *float64, q Account) *result.Verdict {
	if q.NothingToLose {
		return nil
	}
	v := l.compare(values, target, q)
	if v != nil && q.Periods > 1 && q.Periods < fewPeriods {
		v.Proven, v.Text = false, Verdict(v.Met, false)
	}
	return v
}

func (l Ledger) compare(values result.Object, target *float64, q Account) *result.Verdict {
	switch {
	case target != nil:
		return l.against(values, *target)
	case l.Judge != nil:
		return l.Judge(values)
	case l.Target == nil:
		return nil
	case l.Monthly:
		return l.monthly(values, q)
	}
	return l.against(values, *l.Target)
}

func (l Ledger) against(values result.Object, target float64) *result.Verdict {
	if l.LowerIsBetter {
		return JudgeLower(values, target)
	}
	return Judge(values, target)
}

// monthly compares the rate of a month with a target that is of a month. Without periods there is none.
func (l Ledger) monthly(values result.Object, q Account) *result.Verdict {
	if q.PerYear == 0 {
		return nil
	}
	var month result.Object
	for _, key := range []string{"value", "low", "high"} {
		if x, ok := values.Number(key); ok {
			month = append(month, result.Member{Key: key, Value: q.Month(x)})
		}
	}
	v := l.against(month, *l.Target)
	if v == nil {
		return nil
	}
	v.Per = "month"
	if value, _ := values.Number("value"); q.Month(value) != value {
		compared := q.Month(value)
		v.Compared = &compared
	}
	return v
}

package metric

import "github.com/cxcalc/cxcalc/pkg/result"

// fewPeriods is how many periods it takes to see how far periods differ; one alone speaks of itself.
const fewPeriods = 3

// Verdict compares the figures of a group with the target of the user, or with the metric's own. It is nil
// where there is neither, where nothing can be lost, and where a period may not be over. Two periods together prove
// nothing.
func (m Metric) Verdict(values result.Object, target *float64, q Account) *result.Verdict {
	if q.NothingToLose || q.Open {
		return nil
	}
	v := m.compare(values, target, q)
	if v != nil && q.Periods > 1 && q.Periods < fewPeriods {
		v.Proven, v.Text = false, Verdict(v.Met, false)
	}
	return v
}

func (m Metric) compare(values result.Object, target *float64, q Account) *result.Verdict {
	switch {
	case target != nil:
		return m.against(values, *target)
	case m.Judge != nil:
		return m.Judge(values)
	case m.Target == nil:
		return nil
	case m.Monthly:
		return m.monthly(values, q)
	}
	return m.against(values, *m.Target)
}

func (m Metric) against(values result.Object, target float64) *result.Verdict {
	if m.LowerIsBetter {
		return judge(values, target, -1)
	}
	return judge(values, target, 1)
}

// monthly compares the rate of a month with a target that is of a month. Without periods there is none.
func (m Metric) monthly(values result.Object, q Account) *result.Verdict {
	if q.PerYear == 0 {
		return nil
	}
	var month result.Object
	for _, key := range []string{"value", "low", "high"} {
		if x, ok := values.Number(key); ok {
			month = append(month, result.Member{Key: key, Value: q.Month(x)})
		}
	}
	v := m.against(month, *m.Target)
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

// Judge compares a value and its interval with a target that it should reach from below. It is nil
// without a value.
func Judge(group result.Object, target float64) *result.Verdict {
	return judge(group, target, 1)
}

// judge compares on the side that good points to: 1 up, -1 down.
func judge(group result.Object, target, good float64) *result.Verdict {
	value, ok := group.Number("value")
	if !ok {
		return nil
	}
	near, far := "low", "high"
	if good < 0 {
		near, far = far, near
	}
	v := &result.Verdict{Target: target, Met: good*value >= good*target}
	if v.Met {
		worst, ok := group.Number(near)
		v.Proven = ok && good*worst >= good*target
	} else {
		best, ok := group.Number(far)
		v.Proven = ok && good*best < good*target
	}
	v.Text = Verdict(v.Met, v.Proven)
	return v
}

// Verdict returns the words for a verdict.
func Verdict(met, proven bool) string {
	switch {
	case met && proven:
		return "met and proven"
	case met:
		return "met, not proven"
	case proven:
		return "missed and proven"
	}
	return "missed, not proven"
}

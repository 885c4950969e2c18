package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// An openEnd is a last period that may not be over.
type openEnd struct {
	period int
	label  string
	last   string // the last day of which the data tell
	left   int    // days of the period after it
	runs   bool   // it is that of today, whatever the data tell
	ahead  int64  // subscriptions that begin or end in it after today
}

// openEndOf returns the last period where it may not be over, by more than a tenth of it; else nil.
func openEndOf(c *ledger.Closing, found *ledger.Remarks) *openEnd {
	last, left, ok := c.LastDay()
	periods := c.Periods()
	at := periods[len(periods)-1]
	if c.Running() {
		return &openEnd{period: at, label: c.Label(at), runs: true}
	}
	if found.Ahead > 0 && c.Runs() {
		return &openEnd{period: at, label: c.Label(at), ahead: found.Ahead}
	}
	if !ok || 10*left <= c.PeriodDays(at) {
		return nil
	}
	return &openEnd{period: at, label: c.Label(at), last: last, left: left}
}

// endsLater tells whether the period is that of today, and more is planned in it.
func (o *openEnd) endsLater() bool { return o != nil && o.ahead > 0 }

// isOpen tells whether movements reach into a period that may not be over.
func (f *figures) isOpen(of tally.Movements) bool {
	if f.open != nil {
		for cell := range of {
			if cell.Period == f.open.period {
				return true
			}
		}
	}
	return false
}

// openPeriod tells of a last period that may not be over, and that it has no verdict where others have.
func (s *audit) openPeriod(o *openEnd) []result.Warning {
	if o == nil {
		return nil
	}
	judged := s.Target != nil || s.Metric.Target != nil || s.Metric.Judge != nil
	left, verdict := kind.HowMany(int64(o.left), "day"), result.Phrase{}
	if s.shape == ledger.Transaction {
		if judged {
			verdict = result.Say(", so it has no verdict, nor has the total")
		}
		return []result.Warning{result.Warn(result.OpenPeriod, "the last order is of %s, %s before %s is over: who has not ordered in it yet counts as lost%s; --as-of %s leaves it out",
			o.last, left, o.label, verdict, o.label)}
	}
	if judged {
		verdict = result.Say(" and has no verdict, nor has the total")
	}
	if o.ahead > 0 {
		return []result.Warning{result.Warn(result.OpenPeriod, "%s is not over: what begins or ends in it after today, in %s, does not count yet, so it may not be whole%s; --as-of %s leaves it out",
			o.label, kind.HowMany(o.ahead, "row"), verdict, o.label)}
	}
	if o.runs {
		return []result.Warning{result.Warn(result.OpenPeriod, "%s is not over: who has no row in it yet counts as lost, so it may not be whole%s; --as-of %s leaves it out", o.label, verdict, o.label)}
	}
	return []result.Warning{result.Warn(result.OpenPeriod, "the last date is %s, %s before %s is over, which the periods before come nearer to: so it may not be whole%s; --as-of %s leaves it out",
		o.last, left, o.label, verdict, o.label)}
}

// stretch says how much time lies between the states that movements compare: "1 month", "3 months", or "1 to 3 months, 1.8
// on average" where the data do not tell of some; "" where no state has a time.
func (s *audit) stretch(f *figures, of tally.Movements) string {
	var steps []int
	seen := make(map[int]bool)
	for cell := range of {
		if !seen[cell.Period] {
			seen[cell.Period] = true
			steps = append(steps, f.closing.Step(cell.Period))
		}
	}
	if len(steps) == 0 || s.shape == ledger.Status {
		return ""
	}
	least, most, all := slices.Min(steps), slices.Max(steps), 0
	for _, step := range steps {
		all += step
	}
	if least == most {
		return kind.HowMany(int64(most), string(s.Cut)).String()
	}
	return fmt.Sprintf("%d to %s, %.1f on average", least, kind.HowMany(int64(most), string(s.Cut)), float64(all)/float64(len(steps)))
}

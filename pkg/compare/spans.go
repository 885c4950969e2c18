package compare

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// spanBorne is how much the shorter of two spans may fall short of the longer.
const spanBorne = 0.1

// sameSpan refuses figures that grow with the days in which customers may come, where one side has more of them.
func sameSpan(x Contrast) error {
	before, after := days(x.Baseline), days(x.Value)
	if before == 0 || after == 0 || min(before, after) >= (1-spanBorne)*max(before, after) {
		return nil
	}
	return problem.Failure("the sides are not of the same length: %.0f days before, %s to %s, and %.0f after, %s to %s, and %s grows with the days in which customers may come",
		before, x.Baseline.From, x.Baseline.To, after, x.Value.From, x.Value.To, x.Metric).
		Advise("cut the files to the same length with --since and --until before they are compared, or compare --field again_within_pct")
}

// OutOfOrder doubts sides of which all of what is called before is later than all that is called after. Both are counted
// by day; where they cannot be, nothing is told.
func OutOfOrder(before, after *report.Answer) []result.Warning {
	if before.Err != nil || after.Err != nil {
		return nil
	}
	was, is := before.Document.Groups, after.Document.Groups
	if was.Len() == 0 || is.Len() == 0 {
		return nil
	}
	first, last := was.At(0).Period, is.At(is.Len()-1).Period
	if last >= first {
		return nil
	}
	return []result.Warning{result.Warn("sides_reversed", "all answers of the side before, from %s on, are later than those of the side after, until %s: the sides may be in the wrong order", first, last)}
}

// days is how many days figures of orders stand on; 0 where they do not grow with them.
func days(e metric.Evidence) float64 {
	from, err := time.Parse(time.DateOnly, e.From)
	to, late := time.Parse(time.DateOnly, e.To)
	if err != nil || late != nil {
		return 0
	}
	return to.Sub(from).Hours()/24 + 1
}

package duration

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// mostPoints is how many points of a curve are told: where it has more, the first at which a further percent has ended.
const mostPoints = 100

// points thins a curve.
func points(curve stats.Curve) stats.Curve {
	if len(curve) <= mostPoints {
		return curve
	}
	var kept stats.Curve
	next := mostPoints - 1
	for _, s := range curve {
		if level := s.Survival * mostPoints; level <= float64(next) {
			kept = append(kept, s)
			for next >= 0 && level <= float64(next) {
				next--
			}
		}
	}
	return kept
}

// rowsOf lists how many of all go on, by length, from the beginning.
func rowsOf(curve stats.Curve) []result.Object {
	row := func(age, share, atRisk float64, limits metric.Bounds) result.Object {
		return result.Object{{Key: "time", Value: age}, {Key: "open_pct", Value: 100 * share},
			{Key: "open_low", Value: limits.LowerEnd()}, {Key: "open_high", Value: limits.UpperEnd()}, {Key: "at_risk", Value: int64(atRisk)}}
	}
	out := []result.Object{}
	if len(curve) > 0 && curve[0].Age > 0 {
		out = append(out, row(0, 1, curve[0].AtRisk, metric.Bounds{}))
	}
	for _, s := range points(curve) {
		limits, ok := s.Limits()
		out = append(out, row(s.Age, s.Survival, s.AtRisk, metric.Bound(limits.Times(100), ok)))
	}
	return out
}

func curveField() result.Field {
	return result.Field{Name: "curve", Title: "still open", Kind: result.Listing, Chart: result.ChartCurve, Extra: true, Roomy: true,
		Doc: "How many are still open after some time, of all groups together: a row for each length that ended, or beyond 100 of them for the first at which a further percent has ended.",
		Rows: []result.Field{
			{Name: "time", Title: "time", Kind: result.Duration, Doc: "Length in seconds, from the begin."},
			{Name: "open_pct", Title: "still open", Kind: result.Percent, Drawn: true, Doc: "Share that takes longer, in percent from 0 to 100; with open cases that of Kaplan-Meier."},
			{Name: "open_low", Title: "low", Kind: result.Percent, Doc: "Lower end of the interval of open_pct, log-log."},
			{Name: "open_high", Title: "high", Kind: result.Percent, Doc: "Upper end of the interval of open_pct, log-log."},
			{Name: "at_risk", Title: "at risk", Kind: result.Count, Doc: "Number of cases that were watched until then, and had not ended before."},
		}}
}

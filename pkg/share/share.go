package share

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A ballot is how many of how many, and what they were exposed to.
type ballot struct {
	yes, of, rows int64
	exposure      tally.Sum
}

func (o *ballot) add(p *ballot) {
	o.yes += p.yes
	o.of += p.of
	o.rows += p.rows
	o.exposure.Merge(&p.exposure)
}

func pool(groups []ballot) (sum ballot) {
	for i := range groups {
		sum.add(&groups[i])
	}
	return sum
}

// A terms says of what a ballot is told.
type terms struct {
	// Per is the exposure that a rate is told for; 0 for a share.
	Per float64
	// Whole is the exposure of all rows, where it is no column of theirs.
	Whole float64
	// Counts says that rows hold numbers of yes, and of nothing else.
	Counts     bool
	Confidence float64
	// Method makes the interval of a share, or where several verdicts have to hold together, the Exact one for it.
	Method metric.Chosen
	Exact  bool
}

// exposed is what a ballot was exposed to.
func (t terms) exposed(o ballot) float64 {
	if t.Whole > 0 {
		return t.Whole
	}
	return o.exposure.Float()
}

func (t terms) incidence(o ballot) stats.Incidence {
	return stats.Incidence{K: float64(o.yes), Exposure: t.exposed(o)}
}

// value is the share in percent, or the rate; ok is false where there is nothing to divide by.
func (t terms) value(o ballot) (x float64, ok bool) {
	if t.Per > 0 {
		of := t.exposed(o)
		return t.Per * float64(o.yes) / of, of > 0
	}
	return 100 * float64(o.yes) / float64(o.of), o.of > 0
}

func (t terms) limits(o ballot) (stats.Interval, bool) {
	if t.Per > 0 {
		limits, ok := t.incidence(o).Limits(t.Confidence)
		return limits.Times(t.Per), ok
	}
	limits, ok := t.Method.Share(float64(o.yes), float64(o.of), metric.Sureness{Confidence: t.Confidence, Z: stats.Z(t.Confidence), Exact: t.Exact})
	return limits.Times(100), ok
}

// n is what the figure stands on: what says yes or no, or the rows of counts.
func (t terms) n(o ballot) int64 {
	if t.Counts {
		return o.rows
	}
	return o.of
}

// evidence is what the figure stands on.
func (t terms) evidence(o ballot) metric.Evidence {
	value, ok := t.value(o)
	if t.Per == 0 {
		e := metric.ShareEvidence(float64(o.of), value, stats.Share{K: float64(o.yes), N: float64(o.of)})
		if t.Method.Joins() && ok {
			e.Asked = func(confidence float64) (stats.Interval, bool) {
				t.Confidence = confidence
				return t.limits(o)
			}
		}
		return e
	}
	e := metric.Evidence{Value: value, Factor: t.Per, Form: result.Number}
	if !ok {
		return e
	}
	of := t.incidence(o)
	e.N, e.Incidence = float64(max(t.n(o), 1)), &of
	e.Limits = func(confidence float64) (stats.Interval, bool) {
		limits, ok := of.Limits(confidence)
		return limits.Times(t.Per), ok
	}
	return e
}

// A quota is what the fields of a group are made of.
type quota struct {
	metric.Estimate
	ballot
	terms
}

func fields() ([]result.Field, metric.Compute[ballot, terms]) {
	return metric.Fields(func(o ballot, t terms) quota {
		value, ok := t.value(o)
		return quota{metric.Estimated(t.n(o), value, ok, metric.Bound(t.limits(o))), o, t}
	},
		metric.From(func(q quota) metric.Estimate { return q.Estimate }, metric.Head(result.Percent, "share", "Share that says yes, in percent; with --exposure, yes per so many of the exposure.")...),
		[]metric.Figure[quota]{
			{Field: result.Field{Name: "yes", Title: "yes", Kind: result.Count, Doc: "How many say yes."},
				Of: func(q quota) any { return q.yes }},
			{Field: result.Field{Name: "of", Title: "of", Kind: result.Count, IfTold: true, Doc: "How many say yes or no; not with numbers of --count and an exposure alone."},
				Of: func(q quota) any { return metric.If(!q.Counts, q.of) }},
			{Field: result.Field{Name: "exposure", Title: "exposure", Kind: result.Number, Extra: true, Doc: "What they were exposed to; only with --exposure."},
				Of: func(q quota) any { return metric.If(q.Per > 0, q.exposed(q.ballot)) }},
			{Field: result.Field{Name: "per", Title: "per", Kind: result.Number, Extra: true, Doc: "How much of the exposure the rate is told for; only with --exposure."},
				Of: func(q quota) any { return metric.If(q.Per > 0, q.Per) }},
		})
}

func declared() []result.Field { fields, _ := fields(); return fields }

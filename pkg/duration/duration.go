package duration

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// sojourns are how long something took, and since when it goes on where it has not ended.
type sojourns struct {
	done   lengths
	open   begun
	closed int64 // that have ended
	left   int64 // that have not
	within int64 // that have ended within the target
}

func (w *sojourns) add(o *sojourns) {
	w.done.merge(&o.done)
	w.open.merge(&o.open)
	w.closed += o.closed
	w.left += o.left
	w.within += o.within
}

// A reckoning says what is told of sojourns.
type reckoning struct {
	confidence float64
	limit      int64                   // the target in microseconds, below 0 for none
	age        func(begun int64) int64 // how long something goes on that has not ended
	whole      bool                    // it is of all, so the curve is told
}

// A lapse is what the fields of a group are made of: all in seconds.
type lapse struct {
	n, open     int64
	median, p90 any
	low, high   any
	mean        any
	limits      func(confidence float64) (stats.Interval, bool)
	sample      *stats.Sample // nil where some have not ended
	limit       any
	kept        stats.Share // within the target, of those of which it is known
	within      bool        // there is a target
	confidence  float64
	curve       any // nil for a group
}

// reckon tells what sojourns come to.
func (r reckoning) reckon(w sojourns) lapse {
	l := lapse{n: w.closed + w.left, open: w.left, within: r.limit >= 0, confidence: r.confidence}
	sorted := w.done.sorted()
	lives := r.ages(w)
	for _, v := range sorted {
		lives = append(lives, stats.Lifetime{Age: v.Value, Ended: float64(v.N)})
	}
	var curve stats.Curve
	if r.whole || w.left > 0 {
		curve = stats.KaplanMeier(lives, stats.Z(r.confidence))
	}
	if w.left == 0 {
		l.ended(sorted, w)
	} else {
		l.going(curve, lives)
	}
	if r.whole {
		l.curve = rowsOf(curve)
	}
	if limits, ok := l.limits(r.confidence); ok {
		l.low = limits.Low
		if !math.IsInf(limits.High, 1) {
			l.high = limits.High
		}
	}
	if l.within {
		l.limit, l.kept = seconds(r.limit), stats.Share{K: float64(w.within), N: float64(w.closed)}
		w.open.each(func(at, times int64) {
			if r.age(at) >= r.limit {
				l.kept.N += float64(times)
			}
		})
	}
	return l
}

// ended tells of lengths that are all known.
func (l *lapse) ended(sorted []stats.Counted, w sojourns) {
	l.median, l.p90 = metric.Optional(stats.Quantile(sorted, 0.5)), metric.Optional(stats.Quantile(sorted, 0.9))
	l.limits = func(confidence float64) (stats.Interval, bool) { return stats.MedianLimits(sorted, confidence) }
	if w.closed == 0 {
		return
	}
	values, times := make([]float64, len(sorted)), make([]float64, len(sorted))
	for i, v := range sorted {
		values[i], times[i] = v.Value, float64(v.N)
	}
	sample := stats.SampleOfCounts(values, times)
	sample.Mean = w.done.sum.float() / 1e6 / float64(w.closed)
	l.sample, l.mean = &sample, sample.Mean
}

// going tells of lengths some of which go on.
func (l *lapse) going(curve stats.Curve, lives []stats.Lifetime) {
	l.median, l.p90 = metric.Optional(curve.Median()), metric.Optional(curve.Quantile(0.9))
	l.limits = func(confidence float64) (stats.Interval, bool) {
		return stats.KaplanMeier(lives, stats.Z(confidence)).MedianInterval()
	}
}

// ages are those of what goes on.
func (r reckoning) ages(w sojourns) (out []stats.Lifetime) {
	w.open.each(func(at, times int64) {
		out = append(out, stats.Lifetime{Age: seconds(r.age(at)), Open: float64(times)})
	})
	return out
}

// evidence is what a field stands on.
func (l lapse) evidence(field string) (e metric.Evidence, ok bool) {
	switch field {
	case "value":
		e = metric.Evidence{N: float64(l.n), Factor: 1, LowerIsBetter: true, Form: result.Duration}
		var known bool
		if e.Value, known = l.median.(float64); !known {
			e.N = 0
		}
		e.Limits = func(confidence float64) (stats.Interval, bool) {
			v, ok := l.limits(confidence)
			return v, ok && !math.IsInf(v.High, 1)
		}
		return e, true
	case "mean":
		e = metric.Evidence{Factor: 1, LowerIsBetter: true, Form: result.Duration}
		if l.sample != nil {
			e.N, e.Value, e.Sample = l.sample.N, l.sample.Mean, l.sample
			e.Limits = func(confidence float64) (stats.Interval, bool) { return l.sample.Interval(confidence, 1) }
		}
		return e, true
	case "within_pct":
		return metric.ShareEvidence(l.kept.N, 100*l.kept.K/l.kept.N, l.kept), l.within
	}
	return e, false
}

// bounds are the limits of the share within the target.
func (l lapse) bounds() metric.Bounds { return metric.Wilson(l.kept, l.confidence) }

func fields() ([]result.Field, metric.Compute[sojourns, reckoning]) {
	figure := func(f result.Field, of func(l lapse) any) metric.Figure[lapse] {
		return metric.Figure[lapse]{Field: f, Of: of}
	}
	length := func(name, title, doc string, of func(l lapse) any) metric.Figure[lapse] {
		return figure(result.Field{Name: name, Title: title, Kind: result.Duration, Doc: doc}, of)
	}
	target := func(name, title string, form result.Form, doc string, of func(l lapse) any) metric.Figure[lapse] {
		return figure(result.Field{Name: name, Title: title, Kind: form, Extra: true, Doc: doc + "; only with --within."},
			func(l lapse) any { return metric.If(l.within, of(l)) })
	}
	return metric.Fields(func(w sojourns, r reckoning) lapse { return r.reckon(w) }, []metric.Figure[lapse]{
		figure(result.Field{Name: "n", Title: "cases", Kind: result.Count, Doc: "Number of cases that began, ended or not."}, func(l lapse) any { return l.n }),
		length("value", "median", "Median length in seconds: half of all took no longer. With open cases that of Kaplan-Meier.", func(l lapse) any { return l.median }),
		length("low", "low", "Lower end of the confidence interval of value, in seconds.", func(l lapse) any { return l.low }),
		length("high", "high", "Upper end of the confidence interval of value, in seconds; null where open cases leave it open.", func(l lapse) any { return l.high }),
		length("p90", "p90", "Length in seconds that nine of ten took at most; null where too many are open.", func(l lapse) any { return l.p90 }),
		length("mean", "mean", "Mean length in seconds; null with open cases, whose lengths nobody knows.", func(l lapse) any { return l.mean }),
		figure(result.Field{Name: "open", Title: "open", Kind: result.Count, Doc: "Number of cases that have not ended."}, func(l lapse) any { return l.open }),
		target("within", "target", result.Duration, "Length in seconds to stay within", func(l lapse) any { return l.limit }),
		target("within_n", "in time", result.Count, "Number of cases that ended within it", func(l lapse) any { return int64(l.kept.K) }),
		target("within_of", "of", result.Count, "Number of cases of which it is known: that ended, or are open for longer", func(l lapse) any { return int64(l.kept.N) }),
		target("within_pct", "in time", result.Percent, "Share that ended within it, in percent", func(l lapse) any { return metric.Percent(l.kept.K, l.kept.N) }),
		target("within_low", "from", result.Percent, "Lower end of the interval of within_pct", func(l lapse) any { return l.bounds().LowerEnd() }),
		target("within_high", "to", result.Percent, "Upper end of the interval of within_pct", func(l lapse) any { return l.bounds().UpperEnd() }),
		figure(curveField(), func(l lapse) any { return metric.If(l.curve != nil, l.curve) }),
	})
}

func declared() []result.Field { fields, _ := fields(); return fields }

package journey

import (
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A subject is what figures are of: the cases of a log, or the answers of a survey.
type subject struct {
	log    *trail
	survey *turnout
}

// An outlook is a subject, looked at with some confidence.
type outlook struct {
	metric.Estimate
	subject
	confidence float64
}

// seen looks at a subject.
func seen(s subject, confidence float64) outlook {
	v := outlook{subject: s, confidence: confidence}
	switch {
	case s.survey != nil:
		e := s.survey.experience()
		v.Estimate = metric.Estimated(e.n, e.value, e.stages > 0, metric.Bound(e.limits(confidence)))
	case s.log.on.funnel == nil:
		v.Estimate = metric.Estimate{N: s.log.cases}
	default:
		share, _ := s.log.share("value")
		v.Estimate = metric.Estimate{N: s.log.reached[0], Value: metric.Percent(share.K, share.N), Bounds: metric.Wilson(share, confidence)}
	}
	return v
}

// share is the share that a field is; ok is false for what is none.
func (t *trail) share(field string) (s stats.Share, ok bool) {
	switch field {
	case "value":
		if t.on.funnel == nil {
			return s, false
		}
		return stats.Share{K: float64(t.reached[len(t.reached)-1]), N: float64(t.reached[0])}, true
	case "return_pct":
		return t.lore().back, t.on.timed
	case "repeat_pct":
		return stats.Share{K: float64(t.lore().repeated), N: float64(t.cases)}, t.on.timed
	case "cross_channel_pct":
		return t.crossed, t.on.channelled
	case "goal_pct":
		return t.lore().whole.reached, t.on.asks.goal
	case "no_problem_pct":
		return stats.Share{K: float64(t.clean), N: float64(t.cases)}, t.on.asks.problem
	case "recovered_pct":
		return t.lore().whole.mended, t.on.asks.recovered
	case "emotion_positive_pct":
		return t.lore().whole.glad(), t.on.asks.emotion
	case "met_pct":
		whole := t.lore().whole
		return stats.Share{K: float64(whole.met), N: float64(pairs(whole.gaps))}, t.on.asks.gap
	}
	return s, false
}

func pairs(gaps map[float64]int64) (n int64) {
	for _, k := range gaps {
		n += k
	}
	return n
}

// meanEvidence is what a mean stands on.
func meanEvidence(s stats.Sample) metric.Evidence {
	return metric.Evidence{N: s.N, Value: s.Mean, Sample: &s, Factor: 1, Form: result.Mean,
		Limits: func(confidence float64) (stats.Interval, bool) { return s.Interval(confidence, 1) }}
}

// onLog is the value of a field of a log; Absent for a survey, and where the field is not asked for.
func onLog(asked func(t *trail) bool, of func(t *trail, v outlook) any) func(outlook) any {
	return func(v outlook) any {
		if v.log == nil || asked != nil && !asked(v.log) {
			return metric.Absent{}
		}
		return of(v.log, v)
	}
}

// part returns the fields of a share of a log, with its interval.
func part(name, title, doc string, spare int) []metric.Figure[outlook] {
	of := func(v outlook) (s stats.Share, ok bool) {
		if v.log == nil {
			return s, false
		}
		return v.log.share(name)
	}
	if name == "met_pct" {
		of = func(v outlook) (stats.Share, bool) { return v.met() }
	}
	stem := name[:len(name)-len("_pct")]
	out := []metric.Figure[outlook]{{Field: result.Field{Name: name, Title: title, Kind: result.Percent, Doc: doc, IfTold: true, Spare: spare}, Of: func(v outlook) any {
		s, ok := of(v)
		return metric.If(ok, metric.Percent(s.K, s.N))
	}}}
	for _, end := range metric.Ends(result.Percent, stem, name, func(v outlook) metric.Bounds {
		s, _ := of(v)
		return metric.Wilson(s, v.confidence)
	}) {
		told := end.Of
		end.Of = func(v outlook) any {
			if _, ok := of(v); !ok {
				return metric.Absent{}
			}
			return told(v)
		}
		out = append(out, end)
	}
	return out
}

// gaps are what was perceived less what was expected; ok is false where nobody asks.
func (v outlook) gaps() (whole impression, ok bool) {
	if v.survey != nil {
		return v.survey.gaps, v.survey.on.paired
	}
	if !v.log.on.asks.gap {
		return whole, false
	}
	return v.log.lore().whole, true
}

func (v outlook) met() (s stats.Share, ok bool) {
	whole, ok := v.gaps()
	return stats.Share{K: float64(whole.met), N: float64(pairs(whole.gaps))}, ok
}

// mean returns the fields of a mean with its interval of Student.
func mean(name, title, doc string, of func(outlook) (stats.Sample, bool)) []metric.Figure[outlook] {
	told := func(tell func(stats.Sample, float64) any) func(outlook) any {
		return func(v outlook) any {
			s, ok := of(v)
			if !ok {
				return metric.Absent{}
			}
			return tell(s, v.confidence)
		}
	}
	end := func(side func(stats.Interval) float64) func(outlook) any {
		return told(func(s stats.Sample, confidence float64) any {
			limits, ok := s.Interval(confidence, 1)
			return metric.Optional(side(limits), ok)
		})
	}
	return []metric.Figure[outlook]{
		{Field: result.Field{Name: name, Title: title, Kind: result.Mean, Doc: doc, IfTold: true},
			Of: told(func(s stats.Sample, _ float64) any { return metric.Optional(s.Mean, s.N > 0) })},
		{Field: result.Field{Name: name + "_low", Title: "low", Kind: result.Mean, Extra: true, Doc: "Lower end of the interval of " + name + "."},
			Of: end(func(i stats.Interval) float64 { return i.Low })},
		{Field: result.Field{Name: name + "_high", Title: "high", Kind: result.Mean, Extra: true, Doc: "Upper end of the interval of " + name + "."},
			Of: end(func(i stats.Interval) float64 { return i.High })},
	}
}

// fields are those of a group, in the order of documents.
func fields() ([]result.Field, metric.Compute[subject, float64]) {
	return metric.Fields(seen, head(), funnelFields(), pathFields(), channelFields(), ratingFields(), stageFields())
}

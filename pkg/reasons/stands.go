package reasons

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// stands is what the share of those who name the followed reason stands on, or the score.
func (s standpoint) stands(o *outcry, field string) (metric.Evidence, bool) {
	switch {
	case field == "score" && s.scored:
		return s.grading.evidence(o.everybody), true
	case field != "value" || s.follow == noReason:
		return metric.Evidence{}, false
	}
	share := found(o, s).followed()
	percent, _ := metric.Percent(share.K, share.N).(float64)
	e := metric.ShareEvidence(share.N, percent, share)
	e.LowerIsBetter = true
	return e, true
}

// weigh is how many people a field is the mean of.
func (s standpoint) weigh(o *outcry, field string) (float64, bool) {
	if field == "score" && s.scored {
		return float64(o.everybody.scored()), true
	}
	return float64(o.named.all()), field == "value" && s.follow != noReason
}

// evidence is what the score of people stands on.
func (g grading) evidence(v voices) metric.Evidence {
	n, happy := float64(v.scored()), float64(v[happy])
	score, _ := g.score(v)
	if !g.net {
		return metric.ShareEvidence(n, score, stats.Share{K: happy, N: n})
	}
	counts := stats.Trinomial{Promoters: happy, Passives: float64(v[neither]), Detractors: float64(v[unhappy])}
	return metric.Evidence{N: n, Value: score, Counts: &counts, Factor: 100, Form: result.Points,
		Limits: func(confidence float64) (stats.Interval, bool) {
			limits, ok := counts.Score(stats.Z(confidence))
			return limits.Times(100), ok
		}}
}

// tagged are the columns that name reasons, or hold the texts that do.
func tagged(heard facts.Heard) (out []string) {
	cs := heard.Columns[0]
	for n := 0; cs.Has(facts.Part(roleTags, n)); n++ {
		out = append(out, cs.Name(facts.Part(roleTags, n), 0))
	}
	if cs.Has(roleText) {
		out = append(out, cs.Name(roleText, 0))
	}
	return out
}

// Factions divide people with a score by the reasons that they name.
func (u *utterance) Factions(field string) (of metric.Factions, ok bool) {
	if field != "score" || !u.scored || u.Total.everybody.scored() == 0 {
		return of, false
	}
	faction := func(name string, v voices) metric.Faction {
		figure, known := u.score(v)
		return metric.Faction{Name: name, N: float64(v.scored()), Figure: figure, Known: known}
	}
	of = metric.Factions{Columns: slices.Clone(u.columns), All: faction("", u.Total.everybody), Others: faction("", u.Total.everybody.minus(u.Total.named))}
	mentions := 0.0
	for _, r := range found(u.Total, u.standpoint).ranked {
		one := faction(r.Shown, r.voices)
		of.Of, mentions = append(of.Of, one), mentions+one.N
	}
	of.Overlap = mentions > of.All.N-of.Others.N
	return of, true
}

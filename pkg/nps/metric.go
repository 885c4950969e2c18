package nps

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// The names of the breaks, which are also the names of their flags.
const (
	promoterFrom = "promoter-from"
	detractorTo  = "detractor-to"
)

var scale = metric.Scale{Min: 0, Max: 10}

// Metric declares the Net Promoter Score.
func Metric() metric.Metric {
	zero := 0.0
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfAnswers,
		Name:  "nps",
		Title: "Net Promoter Score",
		Short: "Net Promoter Score: would customers recommend us?",
		Long: `The Net Promoter Score of answers from 0 to 10 to "How likely are you to recommend us?":
the share of promoters (9 and 10) less the share of detractors (0 to 6), in points
from -100 to 100. A negative score means: act.

The interval is the score interval, which keeps its 95 % with few answers and with
nearly everybody a promoter, where the usual formula does not. --interval takes another one.`,
		Examples: []metric.Example{
			{Says: "The score of a survey export", Command: "cxcalc nps responses.csv"},
			{Says: "One line per region and month, as JSON", Command: "cxcalc nps --by region --period month -o json responses.csv"},
			{Says: "Fail a pipeline when the score may be below 20", Command: "cxcalc nps --threshold 'low>=20' responses.csv"},
			{Says: "The interval that other tools print", Command: "cxcalc nps --interval adjusted-wald responses.csv"},
			{Says: "Choose the column; 11 means no answer", Command: "cxcalc nps --score NETPRO --missing 11 survey.csv"},
		},
		Unit:     "points",
		Interval: score,
		Methods:  methods(),
		Sources: []string{
			"Reichheld, The One Number You Need to Grow, Harvard Business Review, December 2003",
			"Interval: Tango 1998; May & Johnson 1997; Rocks 2016, Interval Estimation for the Net Promoter Score; Lewis & Sauro 2021 (adjusted-wald); Efron 1979 (bootstrap)",
		},
		Target: &zero,
		Fields: declared,
		Camps:  []metric.Camp{{Word: "detractor", Field: "detractors"}, {Word: "passive", Field: "passives"}, {Word: "promoter", Field: "promoters"}},
		Flags:  append(metric.BreakFlags(breaks()...), metric.MethodFlags(methods()...)...),
		AnswerTraits: &metric.AnswerTraits{
			Scale:   scale,
			Breaks:  breaks(),
			Settle:  settle,
			Define:  define,
			Rivals:  rivals,
			Unsure:  unsure,
			Compute: compute,
			Stands:  stands,
		},
	}
}

type npsFigures struct {
	metric.Asked
	metric.Estimate
	metric.Invitation
	answers, weights Buckets
}

func figuresOf(a tally.Answers, q metric.Inquiry) npsFigures {
	f := npsFigures{Asked: metric.Asked{Answers: a, Inquiry: q}}
	f.answers, f.weights = Count(a, cut(q))
	points, ok := f.weights.Points()
	effective := metric.Effective(a)
	limits := metric.Bound(q.Limits(a.N(), points, func(z float64) (stats.Interval, bool) { return f.weights.interval(effective, z, q) }))
	f.Estimate = metric.Estimated(a.N(), points, ok, limits).Whole()
	if unsure(a, q) != "" {
		f.Known = false
	}
	f.Invitation = q.Response(a.N(), func(invited float64) (stats.Interval, bool) {
		silent, err := stats.Trinomial(f.weights).Resize(float64(a.N())).NonResponse(invited)
		return silent.Times(100), err == nil && ok
	})
	return f
}

// stands tells what the score and the shares of its groups stand on.
func stands(a tally.Answers, q metric.Inquiry, field string) (metric.Evidence, bool) {
	_, weights := Count(a, cut(q))
	points, ok := weights.Points()
	n, effective := float64(a.N()), metric.Effective(a)
	if !ok || !(effective > 0) {
		n, effective = 0, 0
	}
	part, ok := map[string]float64{"promoters_pct": weights.Promoters, "passives_pct": weights.Passives, "detractors_pct": weights.Detractors}[field]
	switch {
	case field == "value":
		counts := stats.Trinomial(weights).Resize(effective)
		e := metric.Evidence{N: n, Value: points, Counts: &counts, Factor: 100, Form: result.Points,
			Limits: func(confidence float64) (stats.Interval, bool) {
				return weights.Interval(effective, stats.Z(confidence))
			}}
		if q.Method.Joins() {
			e.Asked = func(confidence float64) (stats.Interval, bool) {
				q.Confidence = confidence
				limits, ok := weights.interval(effective, stats.Z(confidence), q)
				return limits, ok && unsure(a, q) == ""
			}
		}
		return e, true
	case !ok || n == 0:
		return metric.Evidence{}, ok
	}
	e := metric.ShareEvidence(n, 100*part/weights.N(), stats.Share{K: part / weights.N() * effective, N: effective})
	e.LowerIsBetter = field == "detractors_pct"
	return e, true
}

func fields() ([]result.Field, metric.Compute[tally.Answers, metric.Inquiry]) {
	count := func(name string, of func(Buckets) float64) metric.Figure[npsFigures] {
		return metric.Figure[npsFigures]{Field: result.Field{Name: name, Title: name, Kind: result.Count, Doc: "Number of " + name + "."},
			Of: func(f npsFigures) any { return int64(of(f.answers)) }}
	}
	share := func(name, part string, of func(Buckets) float64) metric.Figure[npsFigures] {
		return metric.Figure[npsFigures]{Field: result.Field{Name: name + "_pct", Title: name + "_pct", Kind: result.Percent, Share: part,
			Doc: "Share of " + name + " in percent, weighted where weights are given."},
			Of: func(f npsFigures) any { return metric.Percent(of(f.weights), f.weights.N()) }}
	}
	promoters := func(b Buckets) float64 { return b.Promoters }
	passives := func(b Buckets) float64 { return b.Passives }
	detractors := func(b Buckets) float64 { return b.Detractors }
	return metric.Fields(figuresOf,
		metric.From(func(f npsFigures) metric.Estimate { return f.Estimate },
			metric.Head(result.Points, "NPS", "Net Promoter Score in points, from -100 to 100.")...),
		[]metric.Figure[npsFigures]{
			count("promoters", promoters), count("passives", passives), count("detractors", detractors),
			share("promoters", "good", promoters), share("passives", "neutral", passives), share("detractors", "bad", detractors),
		},
		metric.From(func(f npsFigures) metric.Asked { return f.Asked }, metric.Tail()...),
		metric.From(func(f npsFigures) metric.Invitation { return f.Invitation }, metric.InvitationFields(result.Points)...))
}

// settle asks for both breaks on any other scale: there is no usual cut of it.
func settle(q metric.Inquiry) (metric.Inquiry, error) {
	q, err := metric.SettleAll(q, scale, breaks())
	if err != nil && len(q.Breaks) == 0 && q.Scale == (metric.Scale{Min: 1, Max: 5}) {
		err = fmt.Errorf("%w, such as --%s 5 --%s 3", err, promoterFrom, detractorTo)
	}
	if err == nil && q.Breaks[detractorTo] >= q.Breaks[promoterFrom] {
		err = fmt.Errorf("--%s %v must be below --%s %v", detractorTo, q.Breaks[detractorTo], promoterFrom, q.Breaks[promoterFrom])
	}
	return q, err
}

func breaks() []metric.Break {
	return []metric.Break{
		{Flag: promoterFrom, Default: Standard.PromoterFrom, Doc: "lowest score of a promoter"},
		{Flag: detractorTo, Default: Standard.DetractorTo, Doc: "highest score of a detractor"},
	}
}

func cut(q metric.Inquiry) Breaks {
	return Breaks{DetractorTo: q.Breaks[detractorTo], PromoterFrom: q.Breaks[promoterFrom]}
}

func define(q metric.Inquiry) string {
	b := cut(q)
	return fmt.Sprintf("100 × (promoters − detractors) / answers; promoters %s, detractors %s",
		metric.Range(b.PromoterFrom, q.Scale.Max), metric.Range(q.Scale.Min, b.DetractorTo))
}

// rivals are the scales that other questions use: answers on one of them would make nearly every
// respondent a detractor.
func rivals(metric.Inquiry) []metric.Rival {
	rival := func(low, high, b float64) metric.Rival {
		return metric.Rival{Scale: metric.Scale{Min: low, Max: high}, A: 4, B: b}
	}
	filled := func(r metric.Rival) metric.Rival { r.Filled = true; return r }
	instead := func(r metric.Rival, name string) metric.Rival { r.Instead = name; return r }
	nine := func(low float64) metric.Rival { // of those who give 9 or 10, more give 10
		r := metric.OneShort(metric.Scale{Min: low, Max: 9})
		r.A, r.B = 5, 4
		return r
	}
	return []metric.Rival{
		metric.YesNo(),
		filled(rival(1, 4, 1.3)), filled(rival(0, 4, 1.6)),
		instead(rival(1, 5, 1.5), "csat"), rival(0, 5, 2),
		filled(rival(1, 6, 2)), filled(rival(0, 6, 2.5)),
		instead(rival(1, 7, 2.5), "ces"),
		nine(1), nine(0),
	}
}

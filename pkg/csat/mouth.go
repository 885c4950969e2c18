package csat

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// How many people hear of it, and what it costs: figures that surveys have told, and that no file of answers can check.
const (
	goodReach = 9    // people whom one satisfied customer tells
	badReach  = 16   // people whom one dissatisfied customer tells
	leaving   = 0.86 // of those with a bad experience, who do not buy again
)

const mouthSource = "People told, 9 and 16: American Express, Global Customer Service Barometer 2011; buyers lost, 86 %: RightNow and Harris Interactive, Customer Experience Impact Report 2009; what people say in surveys, and not measured here"

// A mouth is what is said of satisfaction.
type mouth struct {
	satisfied, dissatisfied float64
	asked                   bool
}

func mouthOf(a tally.Answers, q metric.Inquiry) mouth {
	from := q.Breaks[satisfiedFrom]
	// Where the satisfied begin at the middle, nobody is both.
	bad := a.Share(func(score float64) bool { return score < from && score <= q.Scale.Min+q.Scale.Max-from })
	return mouth{a.Share(func(score float64) bool { return score >= from }).W, bad.W, q.Own.Is("wom")}
}

// breakEven is the share of satisfied among all who tell, in percent, at which as many hear good as bad:
//
//	100 · 16 / (9 + 16)
func breakEven() float64 { return 100 * badReach / (goodReach + badReach) }

func mouthFields() ([]result.Field, metric.Compute[tally.Answers, metric.Inquiry]) {
	of := func(name, title, doc string, kind result.Form, of func(m mouth) float64) metric.Figure[mouth] {
		return metric.Figure[mouth]{Field: result.Field{Name: name, Title: title, Kind: kind, Extra: true, Only: "total", Doc: doc + "; only with --wom."},
			Of: func(m mouth) any { return metric.If(m.asked, of(m)) }}
	}
	return metric.Fields(mouthOf, []metric.Figure[mouth]{
		of("told_good", "hear good", "People who hear good: 9 × satisfied (American Express 2011)", result.Number, func(m mouth) float64 { return goodReach * m.satisfied }),
		of("told_bad", "hear bad", "People who hear bad: 16 × dissatisfied, those as far from the low end as the satisfied are from the high one (American Express 2011)", result.Number, func(m mouth) float64 { return badReach * m.dissatisfied }),
		of("lost_buyers", "buyers lost", "Dissatisfied who do not buy again: 86 % (RightNow and Harris Interactive 2009)", result.Number, func(m mouth) float64 { return math.Round(100*leaving) * m.dissatisfied / 100 }),
		of("break_even_pct", "break-even", "Share of satisfied, of those satisfied or dissatisfied, in percent, at which as many hear good as bad: 16 / (9 + 16)", result.Percent, func(mouth) float64 { return breakEven() }),
	})
}

func mouthFlag() flags.Flag {
	return flags.Flag{Name: "wom", Default: false, Group: flags.Figures, Usage: "tell how many people hear of it: 9 × satisfied, 16 × dissatisfied"}
}

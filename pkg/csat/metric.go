package csat

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

const satisfiedFrom = "satisfied-from"

// Metric declares the Customer Satisfaction Score.
func Metric() metric.Metric {
	good := 80.0
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfAnswers,
		Name:  "csat",
		Title: "Customer Satisfaction Score",
		Short: "Customer Satisfaction Score: how many are satisfied?",
		Long: `The share of satisfied answers to "How satisfied are you?": 4 and 5 on a scale from
1 to 5, in percent. 80 % is good.

The interval is Wilson's, which never leaves 0 to 100 %.

With --wom it tells word of mouth: a satisfied customer is said to tell 9 people, a dissatisfied one 16, and 86 of 100
dissatisfied ones to buy no more. Satisfaction of 64 % breaks even, among those who are one or the other; who stands in
the middle tells nobody. These are figures of surveys in which people told what they do, and nothing that the answers show.`,
		Examples: []metric.Example{
			{Says: "The share of satisfied answers", Command: "cxcalc csat responses.csv"},
			{Says: "Another column, on another scale", Command: "cxcalc csat --score Stars --scale 1-10 --satisfied-from 8 reviews.csv"},
			{Says: "How many people hear of it", Command: "cxcalc csat --wom responses.csv"},
			{Says: "Words instead of numbers", Command: "cxcalc csat --score Food --value Excelente=5 --value Bueno=4 --value Regular=2 encuesta.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Methods:  metric.ShareMethods(),
		Sources: []string{
			"Share of 4 and 5 on a scale from 1 to 5, as Intercom, Zendesk and Delighted define it",
			"Interval: Wilson 1927; Clopper & Pearson 1934; Brown, Cai & DasGupta 2001, Interval Estimation for a Binomial Proportion (Jeffreys)",
			mouthSource,
		},
		Target: &good,
		Fields: declared,
		Camps:  []metric.Camp{{Word: "not satisfied"}, {Word: "satisfied", Field: "satisfied"}},
		Flags:  append(append(metric.BreakFlags(breaks()...), mouthFlag()), metric.MethodFlags(metric.ShareMethods()...)...),
		AnswerTraits: &metric.AnswerTraits{
			Scale:   metric.Scale{Min: 1, Max: 5},
			Breaks:  breaks(),
			Settle:  settle,
			Define:  define,
			Rivals:  rivals,
			Compute: compute,
			Stands:  metric.ProportionStands(counted),
		},
	}
}

func breaks() []metric.Break {
	return []metric.Break{{Flag: satisfiedFrom, Default: 4, Doc: "lowest satisfied score"}}
}

func fields() ([]result.Field, metric.Compute[tally.Answers, metric.Inquiry]) {
	declared, compute := metric.ProportionFields("CSAT", "Share of satisfied answers in percent, from 0 to 100.",
		result.Field{Name: "satisfied", Title: "satisfied", Kind: result.Count, Doc: "Number of satisfied answers."},
		counted)
	more, computeMore := mouthFields()
	return append(declared, more...), func(a tally.Answers, q metric.Inquiry, only ...string) result.Object {
		return append(compute(a, q, only...), computeMore(a, q, only...)...)
	}
}

func counted(a tally.Answers, q metric.Inquiry) metric.Proportion {
	return Count(a, q.Breaks[satisfiedFrom])
}

func rivals(metric.Inquiry) []metric.Rival {
	return []metric.Rival{metric.YesNo(), metric.ThreeSteps(), metric.OneShort(metric.Scale{Min: 1, Max: 4})}
}

func settle(q metric.Inquiry) (metric.Inquiry, error) {
	return metric.SettleOne(q, satisfiedFrom, metric.TopTwo)
}

func define(q metric.Inquiry) string {
	return fmt.Sprintf("100 × satisfied / answers; satisfied %s on %s",
		metric.Range(q.Breaks[satisfiedFrom], q.Scale.Max), q.Scale)
}

package ces

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

const easyFrom = "easy-from"

// Metric declares the Customer Effort Score.
func Metric() metric.Metric {
	declared, compute := fields()
	return metric.Metric{
		Kind:  metric.OfAnswers,
		Name:  "ces",
		Title: "Customer Effort Score",
		Short: "Customer Effort Score: how many found it easy?",
		Long: `The share of answers that found it easy, to "The company made it easy for me to handle
my issue": 5 to 7 on a scale from 1 (disagree) to 7 (agree), in percent.

Where the question was asked the other way round and a high score means much effort, add
--reverse: then 1 to 3 are easy. The mean is always that of the answers as given.

The interval is Wilson's, which never leaves 0 to 100 %.`,
		Examples: []metric.Example{
			{Says: "The share of easy answers", Command: "cxcalc ces responses.csv"},
			{Says: "High means much effort, on a scale from 1 to 5", Command: "cxcalc ces --score Effort --scale 1-5 --reverse tickets.csv"},
			{Says: "By team, as a table for a report", Command: "cxcalc ces --score Ease --by team -o markdown tickets.csv"},
		},
		Unit:     "percent",
		Sizeable: true,
		Interval: "wilson",
		Methods:  metric.ShareMethods(),
		Sources: []string{
			"Dixon, Freeman & Toman, Stop Trying to Delight Your Customers, Harvard Business Review, July 2010; the 2013 wording on 1–7",
			"Interval: Wilson 1927; Clopper & Pearson 1934; Brown, Cai & DasGupta 2001, Interval Estimation for a Binomial Proportion (Jeffreys)",
		},
		Fields: declared,
		Camps:  []metric.Camp{{Word: "not easy"}, {Word: "easy", Field: "easy"}},
		Flags:  slices.Concat(metric.BreakFlags(breaks()...), []flags.Flag{metric.ReverseFlag()}, metric.MethodFlags(metric.ShareMethods()...)),
		AnswerTraits: &metric.AnswerTraits{
			Scale:   metric.Scale{Min: 1, Max: 7},
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
	return []metric.Break{{Flag: easyFrom, Default: 5, Doc: "lowest easy score"}}
}

func fields() ([]result.Field, metric.Compute[tally.Answers, metric.Inquiry]) {
	return metric.ProportionFields("CES", "Share of answers that found it easy, in percent, from 0 to 100.",
		result.Field{Name: "easy", Title: "easy", Kind: result.Count, Doc: "Number of answers that found it easy."}, counted)
}

// rivals are the shorter scales. Where high means much effort, good service leaves the high scores out, so
// that only many answers tell anything.
func rivals(q metric.Inquiry) []metric.Rival {
	three := metric.ThreeSteps()
	four := metric.Rival{Scale: metric.Scale{Min: 1, Max: 4}, A: 3, B: 1.2, Filled: true}
	five := metric.Rival{Scale: metric.Scale{Min: 1, Max: 5}, A: 3, B: 1.2}
	if q.Reverse {
		three.A, three.B = 1, 3
		four.A, four.B = 1, 4
		five.A, five.B = 1, 6
	}
	return []metric.Rival{metric.YesNo(), three, four, five, metric.OneShort(metric.Scale{Min: 1, Max: 6})}
}

func settle(q metric.Inquiry) (metric.Inquiry, error) {
	return metric.SettleOne(q, easyFrom, EasyFrom)
}

func define(q metric.Inquiry) string {
	from := q.Breaks[easyFrom]
	if q.Reverse {
		return fmt.Sprintf("100 × easy / answers; easy %s on %s, where high means effort",
			metric.Range(q.Scale.Min, q.Scale.Reverse(from)), q.Scale)
	}
	return fmt.Sprintf("100 × easy / answers; easy %s on %s", metric.Range(from, q.Scale.Max), q.Scale)
}

// counted counts on the side of the scale that means little effort.
func counted(a tally.Answers, q metric.Inquiry) metric.Proportion {
	from := q.Breaks[easyFrom]
	if q.Reverse {
		return CountReverse(a, q.Scale.Reverse(from))
	}
	return Count(a, from)
}

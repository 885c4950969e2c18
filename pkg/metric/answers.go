package metric

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// AnswerTraits are what metrics of survey answers declare beside what every metric does.
type AnswerTraits struct {
	// Scale is the scale that the answers are on unless the user says otherwise.
	Scale Scale
	// Breaks are the limits that cut the scale, in the order of help. BreakFlags makes their flags.
	Breaks []Break

	// Settle completes the breaks for a scale, or says what the user has to give.
	Settle func(q Inquiry) (Inquiry, error)
	// Define returns the definition in one line, with the breaks in use.
	Define func(q Inquiry) string
	// Rivals are the usual scales inside that of the metric which its answers are mistaken for, the
	// shortest first; nil where there are none.
	Rivals func(q Inquiry) []Rival
	// Unsure says why the chosen interval claims too much for some answers, "" where it does not; nil for never.
	Unsure func(a tally.Answers, q Inquiry) string
	// Compute returns the fields of a group.
	Compute Compute[tally.Answers, Inquiry]
	// Stands tells what a field with an interval stands on; ok is false for other fields. Mean needs none.
	Stands func(a tally.Answers, q Inquiry, field string) (e Evidence, ok bool)
}

// A Break is a limit on the scale that the user may move.
type Break struct {
	Flag    string  // name of the flag, "promoter-from"
	Default float64 // the limit on the metric's own scale
	Doc     string
}

// A Scale is the range that answers lie in, both ends included.
type Scale struct{ Min, Max float64 }

// BreakFlags returns the flags that move breaks.
func BreakFlags(breaks ...Break) []flags.Flag {
	var out []flags.Flag
	for _, b := range breaks {
		out = append(out, flags.Flag{Name: b.Flag, Default: "", Usage: "`N` is the " + b.Doc, Group: flags.Answers})
	}
	return out
}

// ReverseFlag is the flag of metrics whose scale may run the other way.
func ReverseFlag() flags.Flag {
	return flags.Flag{Name: "reverse", Default: flags.Auto, Usage: "a high score means the bad end", Group: flags.Answers}
}

// UnderstandBreaks adds what the metric's own flags say to a question: the breaks, and which way the scale runs.
func (t *AnswerTraits) UnderstandBreaks(own flags.Values, q Inquiry) (Inquiry, error) {
	choice := own.Choice("reverse")
	q.Reverse, q.Straight, q.Breaks = choice == flags.Yes, choice == flags.No, make(map[string]float64)
	for _, b := range t.Breaks {
		text := own.Text(b.Flag)
		if text == "" {
			continue
		}
		at, err := flags.Number(b.Flag, text)
		if err != nil {
			return q, err
		}
		q.Breaks[b.Flag] = at
	}
	return q, nil
}

// String writes the scale as people do, "0–10".
func (s Scale) String() string { return fmt.Sprintf("%s–%s", trim(s.Min), trim(s.Max)) }

// Reverse mirrors a score: the lowest becomes the highest.
func (s Scale) Reverse(score float64) float64 { return s.Min + s.Max - score }

// Steps returns the number of whole scores on the scale.
func (s Scale) Steps() int { return int(s.Max-s.Min) + 1 }

// A Inquiry is how the answers were asked for, and how sure the figures shall be.
type Inquiry struct {
	// Scale is the scale of the answers.
	Scale Scale
	// ScaleGiven says that the user named the scale, so it is not doubted.
	ScaleGiven bool
	// Breaks holds the limits by flag, those that the user gave and those that Settle added.
	Breaks map[string]float64
	// Reverse says that a high score means the bad end.
	Reverse bool
	// Straight says that the user has said that a high score means the good end, whatever headers say.
	Straight bool
	// Confidence is the confidence level of the intervals, 0.95 for 95 %.
	Confidence float64
	// Population is the number of people the answers are drawn from; 0 for very many.
	Population int64
	// Invited is the number of people who were asked to answer; 0 where nobody tells.
	Invited int64
	// Exact asks for limits that never hold the truth less often than they say, where the metric knows
	// such: far from 95 % the usual ones do.
	Exact bool
	// Method is how the interval is made.
	Method Chosen
	// Own are all flags, settled, for those that only the metric knows.
	Own flags.Values
}

// Z returns the two-sided normal quantile of the confidence, narrowed by the finite population
// that n answers are drawn from: z · sqrt((N − n) / (N − 1)). n is the number of people, whatever
// their answers weigh: weights make an answer no less known.
func (q Inquiry) Z(n int64) float64 {
	z := stats.Z(q.Confidence)
	if q.Population > 0 {
		if fpc, err := stats.FPC(float64(n), float64(q.Population)); err == nil {
			return z * fpc
		}
	}
	return z
}

// Limits returns the interval of a value that n answers give, where method is the interval at a normal
// quantile. When all of the population have answered there is no sampling error, and no width.
func (q Inquiry) Limits(n int64, value float64, method func(z float64) (stats.Interval, bool)) (stats.Interval, bool) {
	if q.Population > 0 && n == q.Population {
		return stats.Interval{Low: value, High: value}, true
	}
	return method(q.Z(n))
}

// Range writes the scores from a to b, "9–10", or "10" when they are the same.
func Range(a, b float64) string {
	if a == b {
		return trim(a)
	}
	return Scale{a, b}.String()
}

func trim(x float64) string {
	s := fmt.Sprintf("%.6f", x)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

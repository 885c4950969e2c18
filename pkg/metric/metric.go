// Package metric says what a metric declares: its name and words, what it reads, and how the
// counts become figures. Commands, help, documents and schemas follow from the declaration.
package metric

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Answers is a metric of survey answers: a pure function of the answers to one question.
type Answers struct {
	// Name is the command and the "metric" of the document.
	Name string
	// Title is the name in words.
	Title string
	// Short says in one line what the metric tells.
	Short string
	// Long explains how it is computed and read, for --help and the docs.
	Long string
	// Examples are command lines that work, for --help.
	Examples []Example
	// Unit is the unit of value, low and high: "points" or "percent".
	Unit string
	// Interval names the method of the interval.
	Interval string
	// Sources says where the formula and the interval come from.
	Sources []string
	// Scale is the scale that the answers are on unless the user says otherwise.
	Scale Scale
	// Breaks are the limits that cut the scale, in the order of help.
	Breaks []Break
	// Reversible says that the scale may run the other way, with --reverse.
	Reversible bool
	// Target is the built-in figure to reach, nil for none. Reaching it means value ≥ target.
	Target *float64
	// Fields are the fields of a group, in order.
	Fields []result.Field

	// Settle completes the breaks for a scale, or says what the user has to give.
	Settle func(q Question) (Question, error)
	// Define returns the definition in one line, with the breaks in use.
	Define func(q Question) string
	// Rivals are the usual scales inside that of the metric which its answers are mistaken for, the
	// shortest first; nil where there are none.
	Rivals func(q Question) []Rival
	// Compute returns the fields of a group. Numbers that do not exist are nil.
	Compute func(a tally.Answers, q Question) result.Object
}

// An Example is a command line and what it is for.
type Example struct{ Says, Command string }

// A Break is a limit on the scale that the user may move.
type Break struct {
	Flag    string  // name of the flag, "promoter-from"
	Default float64 // the limit on the metric's own scale
	Doc     string
}

// A Scale is the range that answers lie in, both ends included.
type Scale struct{ Min, Max float64 }

// String writes the scale as people do, "0–10".
func (s Scale) String() string { return fmt.Sprintf("%s–%s", trim(s.Min), trim(s.Max)) }

// Reverse mirrors a score: the lowest becomes the highest.
func (s Scale) Reverse(score float64) float64 { return s.Min + s.Max - score }

// Steps returns the number of whole scores on the scale.
func (s Scale) Steps() int { return int(s.Max-s.Min) + 1 }

// A Question is how the answers were asked for, and how sure the figures shall be.
type Question struct {
	// Scale is the scale of the answers.
	Scale Scale
	// ScaleGiven says that the user named the scale, so it is not doubted.
	ScaleGiven bool
	// Breaks holds the limits by flag, those that the user gave and those that Settle added.
	Breaks map[string]float64
	// Reverse says that a high score means the bad end.
	Reverse bool
	// Confidence is the confidence level of the intervals, 0.95 for 95 %.
	Confidence float64
	// Population is the number of people the answers are drawn from; 0 for very many.
	Population int64
	// Exact asks for limits that never hold the truth less often than they say, where the metric knows
	// such: far from 95 % the usual ones do.
	Exact bool
}

// Z returns the two-sided normal quantile of the confidence, narrowed by the finite population
// that n answers are drawn from: z · sqrt((N − n) / (N − 1)). n is the number of people, whatever
// their answers weigh: weights make an answer no less known.
func (q Question) Z(n int64) float64 {
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
func (q Question) Limits(n int64, value float64, method func(z float64) (stats.Interval, bool)) (stats.Interval, bool) {
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

// Judge compares a value and its interval with a target that it should reach from below. It is nil
// without a value.
func Judge(group result.Object, target float64) *result.Verdict {
	return judge(group, target, 1)
}

// JudgeLower compares a value and its interval with a target that it should not pass.
func JudgeLower(group result.Object, target float64) *result.Verdict {
	return judge(group, target, -1)
}

// judge compares on the side that good points to: 1 up, -1 down.
func judge(group result.Object, target, good float64) *result.Verdict {
	value, ok := group.Number("value")
	if !ok {
		return nil
	}
	near, far := "low", "high"
	if good < 0 {
		near, far = far, near
	}
	v := &result.Verdict{Target: target, Met: good*value >= good*target}
	if v.Met {
		worst, ok := group.Number(near)
		v.Proven = ok && good*worst >= good*target
	} else {
		best, ok := group.Number(far)
		v.Proven = ok && good*best < good*target
	}
	v.Text = Verdict(v.Met, v.Proven)
	return v
}

// Verdict returns the words for a verdict.
func Verdict(met, proven bool) string {
	switch {
	case met && proven:
		return "met and proven"
	case met:
		return "met, not proven"
	case proven:
		return "missed and proven"
	}
	return "missed, not proven"
}

// Package compare says what changed between two sides: before and after, a group and the rest, one period and the
// one before. Each change comes with its interval and p-value, of the same method, and the verdicts of a table are
// adjusted for how many there are.
package compare

import (
	"errors"
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Contrast is one figure on two sides.
type Contrast struct {
	// By, Period and Former say which group it is; Former is the period that Period is compared with.
	By             result.Object
	Period, Former string
	Metric         string
	// Value and Baseline are what the figures of both sides stand on.
	Value, Baseline metric.Evidence
	// Pairs are the differences of the same respondents, in the unit of the figure; nil where the sides are
	// independent.
	Pairs *stats.Sample
	// Whole is what the figure of all respondents stands on where Pairs are given: it says how far figures can reach.
	Whole *metric.Evidence
	// Company is the customers of ledgers of which some are on both sides; nil where nobody asks.
	Company *metric.Company

	// Alike is the p-value of the change where answers are spread alike on both sides, for means of one of several groups
	// against the rest; else 0. Where it is the larger one, it is what is adjusted.
	Alike float64

	spoiled string // why nothing can be claimed of the change, in a word; "" where it can
}

// Comparing is how sides are compared.
type Comparing struct {
	// Confidence is the level of the intervals; a verdict needs a p-value below what it leaves.
	Confidence float64
	// Correction is how the p-values of a table are adjusted: CorrectBH, CorrectHolm or CorrectNone.
	Correction string
	// MinN is the number below which a side is held back.
	MinN int64
	// Field names the figure, "" for value.
	Field string
	// Asked says that the user named the intervals by which changes are told.
	Asked bool
	// Every says that the user wants every answer of a respondent to count.
	Every bool
}

// The corrections for many changes in one table.
const (
	CorrectBH   = "bh"
	CorrectHolm = "holm"
	CorrectNone = "none"
)

// Corrections lists them, the default first.
func Corrections() []string { return []string{CorrectBH, CorrectHolm, CorrectNone} }

// A judgedChange is a contrast and what came of it.
type judgedChange struct {
	Contrast
	metric.Change
	known    bool   // there is an interval
	reason   string // why not
	adjusted float64
	verdict  string
}

// The verdicts on a change.
const (
	better  = "better"
	worse   = "worse"
	neither = "~"
)

// judge compares both sides of every contrast, and adjusts the p-values for all of them.
func (c Comparing) judge(list []Contrast) []judgedChange {
	out := make([]judgedChange, len(list))
	var p []float64
	for i, x := range list {
		out[i] = c.change(x)
		if out[i].known {
			p = append(p, max(out[i].P, x.Alike))
		}
	}
	adjusted := c.adjust(p)
	for i := range out {
		if j := &out[i]; j.known {
			j.adjusted, adjusted = adjusted[0], adjusted[1:]
			j.verdict = c.verdict(j)
		}
	}
	return out
}

func (c Comparing) change(x Contrast) judgedChange {
	j := judgedChange{Contrast: x}
	if least := float64(c.MinN); x.Value.N < least || x.Baseline.N < least {
		j.reason = result.ReasonFew
		return j
	}
	if x.spoiled != "" {
		j.reason, j.Change.Change = x.spoiled, x.Value.Value-x.Baseline.Value
		return j
	}
	var err error
	switch {
	case x.Company != nil:
		j.Change, err = x.Value.CompareAmong(x.Baseline, *x.Company, c.Confidence)
	case x.Pairs != nil:
		j.Change, err = metric.PairedChange(*x.Pairs, 1, c.Confidence)
		j.Change = j.Change.Within(x.reach())
	default:
		j.Change, err = x.Value.AsAsked().Compare(x.Baseline.AsAsked(), c.Confidence)
	}
	if j.known = err == nil; !j.known {
		j.reason = reasonOf(err)
		j.Change.Change = x.Value.Value - x.Baseline.Value
	}
	return j
}

// reach is the largest change that there can be.
func (x Contrast) reach() float64 {
	if x.Whole != nil {
		return x.Whole.Reach()
	}
	return x.Value.Reach()
}

// reasonOf is why there is no interval, in a word.
func reasonOf(err error) string {
	for known, word := range map[error]string{stats.ErrNoData: "no_data", stats.ErrTooFew: "too_few", stats.ErrNoSpread: "no_spread", metric.ErrNoInterval: "no_interval", metric.ErrOpen: result.OpenPeriod, metric.ErrStretch: "stretch"} {
		if errors.Is(err, known) {
			return word
		}
	}
	return fmt.Sprint(err)
}

func (c Comparing) adjust(p []float64) []float64 {
	switch c.Correction {
	case CorrectHolm:
		return stats.Holm(p)
	case CorrectNone:
		return p
	}
	return stats.BenjaminiHochberg(p)
}

func (c Comparing) verdict(j *judgedChange) string {
	switch {
	case !(j.adjusted < 1-c.Confidence):
		return neither
	case (j.Change.Change < 0) == j.Value.LowerIsBetter:
		return better
	}
	return worse
}

// row is a change as documents have it.
func (c Comparing) row(j judgedChange, by, period, several bool) result.Object {
	held := j.reason == result.ReasonFew
	told := func(x float64, ok bool) any { return metric.Optional(x, ok && !held) }
	there, was, detectable := j.Value.N > 0, j.Baseline.N > 0, j.Detectable(c.Confidence, metric.Power)
	var o result.Object
	o.Add(by, "by", j.By)
	o.Add(period, "period", j.Period)
	o.Add(period, "baseline_period", j.Former)
	o.Add(several, "metric", j.Metric)
	o = append(o, result.Object{
		{Key: "baseline_n", Value: int64(j.Baseline.N)}, {Key: "baseline_value", Value: told(j.Baseline.Value, was)},
		{Key: "n", Value: int64(j.Value.N)}, {Key: "value", Value: told(j.Value.Value, there)},
		{Key: "change", Value: told(j.Change.Change, there && was && j.reason != "scales")},
		{Key: "change_low", Value: told(j.Low, j.known)}, {Key: "change_high", Value: told(j.High, j.known)},
		{Key: "p", Value: told(j.P, j.known)}, {Key: "p_adjusted", Value: told(j.adjusted, j.known)},
		{Key: "verdict", Value: text(j.verdict, j.known)},
		{Key: "detectable", Value: told(detectable, j.known && detectable <= j.reach())},
		{Key: "method", Value: text(j.Method, j.known)},
	}...)
	if j.Company != nil {
		o.Add(true, "both", j.Company.Both)
	}
	o = append(o, j.ratio(c.Confidence)...)
	o.Add(j.reason != "", "reason", j.reason)
	return o
}

// ratio is how often as many there are, of rates that have been compared.
func (j judgedChange) ratio(confidence float64) (o result.Object) {
	if j.Method != metric.ByRates || !j.known {
		return nil
	}
	ratio, limits, ok := stats.RateRatio(*j.Baseline.Incidence, *j.Value.Incidence, confidence)
	o.Add(true, "ratio", metric.Optional(ratio, ok))
	o.Add(true, "ratio_low", metric.Optional(limits.Low, ok))
	o.Add(true, "ratio_high", metric.Optional(limits.High, ok))
	return o
}

func text(s string, ok bool) any {
	if !ok {
		return nil
	}
	return s
}

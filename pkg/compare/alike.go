package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// mustAgree are settings without which figures of two sides are not of one kind; mayDiffer are those that are worth a
// doubt.
var (
	mustAgree = []string{"scale", "promoter_from", "detractor_to", "satisfied_from", "easy_from", "reverse", "definition", "currency", "period", "margin"}
	mayDiffer = []string{"words", "shape", "values", "dedup"}
	// The names of these columns mean nothing for the figure.
	whoAndWhen = []string{"respondent", "customer", "time", "by"}
)

// Alike refuses sides whose figures are not of one kind, and doubts those whose answers were read in different ways.
func Alike(before, after *result.Document) (doubts []result.Warning, err error) {
	for _, key := range mustAgree {
		if a, b := said(before.Settings, key), said(after.Settings, key); a != b {
			return nil, problem.Usage("%s of the two sides differ: %s is %s before and %s after, so their figures are of different kinds",
				after.Metric, strings.ReplaceAll(key, "_", " "), a, b)
		}
	}
	for _, s := range after.Sources {
		if slices.ContainsFunc(before.Sources, func(b result.Source) bool { return b.Name == s.Name && b.Sheet == s.Sheet }) {
			doubts = append(doubts, result.Warn("same_source", "%s is on both sides, so its answers are compared with themselves", s.Name))
		}
	}
	if err := sameStretch(before, after); err != nil {
		return nil, err
	}
	for _, key := range mayDiffer {
		if a, b := said(before.Settings, key), said(after.Settings, key); a != b {
			doubts = append(doubts, result.Warn("sides_differ", "the two sides are not read in the same way: %s is %s before and %s after", strings.ReplaceAll(key, "_", " "), a, b))
		}
	}
	for _, m := range after.Columns {
		if slices.Contains(whoAndWhen, m.Key) {
			continue
		}
		if a, b := said(before.Columns, m.Key), said(after.Columns, m.Key); a != b {
			doubts = append(doubts, result.Warn("sides_differ", "the two sides have different columns: %s is %s before and %s after", m.Key, a, b))
		}
	}
	return doubts, nil
}

// sameStretch refuses sides whose figures are of different lengths of time, and proposes a period that is as long as either.
func sameStretch(before, after *result.Document) error {
	a, b := said(before.Settings, "stretch"), said(after.Settings, "stretch")
	if a == b {
		return nil
	}
	single := "1 " + said(after.Settings, "period")
	words := func(s string) string {
		if s == "none" {
			return single
		}
		return s
	}
	e := problem.Usage("%s of the two sides is of different lengths of time: the data have %s from one state to the next before, and %s after, so their figures are of different kinds",
		after.Metric, words(a), words(b))
	longer := map[string]string{"1 day": "month", "1 week": "month", "1 month": "quarter", "1 quarter": "year"}
	if period, ok := longer[single]; ok {
		e.Flags = []string{"--period", period}
	}
	return e
}

// Amounts of two sides that differ by about so much may be in cents on one of them.
const (
	hundredth      = 100.
	aboutHundredth = 1.25
)

// Cents doubts money that is about a hundred times as much on one side, and takes the claim from its change.
func Cents(list []Contrast) (doubts []result.Warning) {
	for i, x := range list {
		most, least := max(x.Value.Value, x.Baseline.Value), min(x.Value.Value, x.Baseline.Value)
		if times := most / least; x.Value.Form == result.Money && least > 0 && times > hundredth/aboutHundredth && times < hundredth*aboutHundredth {
			list[i].spoiled = "units"
			doubts = append(doubts, result.Warn("sides_differ", "the amounts of one side are about %.0f times those of the other: where one file has cents and the other does not, bring them to one unit first; without that no verdict is told", times))
		}
	}
	return doubts
}

func said(o result.Object, key string) string {
	v, ok := o.Get(key)
	if !ok || v == nil {
		return "none"
	}
	return fmt.Sprintf("%v", v)
}

// Two samples fall into groups in clearly different ways where chance alone makes such a difference less often than
// surely, and the difference is at least of such a size.
const (
	surely     = 0.01
	noticeable = 0.1
)

// Differ doubts two sides whose answers fall into the values of a column in clearly different ways: chi-square, with
// Cramér's V for the size. before and after are how many answers there are; advise adds how to split the change.
func (s MixShift) Differ(before, after float64, advise bool) []result.Warning {
	if len(s.Parts) == 0 {
		return nil
	}
	table := [][]float64{nil, nil}
	for _, p := range s.Parts {
		table[0], table[1] = append(table[0], p.WeightBefore*before), append(table[1], p.WeightAfter*after)
	}
	test, err := stats.ChiSquareTable(table)
	if err != nil || test.P >= surely || test.CramersV(before+after, 2, len(s.Parts)) < noticeable {
		return nil
	}
	most := s.Parts[0]
	for _, p := range s.Parts {
		if abs(p.WeightAfter-p.WeightBefore) > abs(most.WeightAfter-most.WeightBefore) {
			most = p
		}
	}
	hint := result.Phrase{}
	if advise {
		hint = result.Say("; --decompose %s splits it", s.Column)
	}
	return []result.Warning{result.Warn("sides_mixed", "the two sides differ in %s, too: %q has %.0f %% of the answers before and %.0f %% after, so the change may be one of who answered%s",
		s.Column, most.Value, 100*most.WeightBefore, 100*most.WeightAfter, hint)}
}

func abs(x float64) float64 { return max(x, -x) }

// Gates understands thresholds on fields.
func Gates(expressions []string, fields []result.Field) (gates []gate.Gate, err error) {
	for _, e := range expressions {
		g, err := gate.Parse(e)
		if err == nil {
			err = g.Check(fields)
		}
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		gates = append(gates, g)
	}
	return gates, nil
}

// Pass compares the thresholds with the document, which keeps how they ended.
func Pass(d *result.Document, gates []gate.Gate) (missed bool, err error) {
	for _, g := range gates {
		passed, err := g.Apply(d)
		if err != nil {
			return false, problem.Wrong("", err)
		}
		missed = missed || !passed.Passed
		d.Thresholds = append(d.Thresholds, passed)
	}
	return missed, nil
}

// CanPair refuses metrics whose sides cannot be told to have some of the same people.
func CanPair(m metric.Metric) error {
	if m.AnswerTraits != nil || m.LedgerTraits != nil && m.Stakes != nil {
		return nil
	}
	return problem.Usage("--paired knows answers of the same respondents, and ratios over customers such as churn and revenue; %s is neither", m.Name).
		Advise("compare it without --paired")
}

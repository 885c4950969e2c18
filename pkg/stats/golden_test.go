package stats

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// The families of reference cases that this package answers for, by the first word of their ids.
var families = []string{"nps", "csat", "ces", "mean", "prop", "resp", "cluster", "multi", "board"}

// Cases of these families that are not statistics, with what they are.
var elsewhere = map[string]string{
	"nps-047-asknicely-rank": "a vendor's own rank for lists, no estimate",
	"csat-025-word-of-mouth": "arithmetic on how many people an answer reaches",
	"csat-026-delivery-gap":  "the difference of two figures given in percent",
	"cluster-001":            "answers that come in clusters, which no column of an export tells",
	"resp-002-lag":           "a median of durations, and when an answer is fresh",
}

// Cases of second methods: one figure has one interval and one test here, the best.
var second = map[string]string{
	"nps-007-seed-t":              "net shares have the score interval",
	"nps-008-seed-goodman":        "net shares have the score interval",
	"nps-026-large-n":             "net shares have the score interval",
	"nps-036-compare-wald":        "net shares are compared by the adjusted method",
	"nps-040-mannwhitney":         "scores are compared by their means or net shares",
	"nps-051-compare-mover-score": "net shares are compared by the adjusted method",
	"csat-005-agresti-coull":      "shares have Wilson's interval",
	"csat-013-test-target":        "a verdict is whether the interval clears the target",
	"prop-001-multi":              "each share has its own interval",
}

// Keys of cases that are checked, but say what is decided elsewhere, or are of a second method.
var uncomputed = map[string]string{
	"nps/status":                           "the metric's verdict",
	"nps/policy":                           "which answers count, decided where answers are read",
	"nps/valid":                            "which answers count, decided where answers are read",
	"nps/invalid":                          "which answers count, decided where answers are read",
	"nps/wald_ci_pts":                      "net shares have the score interval",
	"nps.ci.fpc/ci_pts":                    "net shares have the score interval",
	"nps.weighted/se_linearized_pts":       "weights make an effective number of answers",
	"nps.weighted.ci/ci_kish_pts":          "net shares have the score interval",
	"nps.compare/wald_p":                   "net shares are compared by the adjusted method",
	"nps.sample_size/n_adjusted_wald":      "three answers fewer",
	"csat.weighted/se_linearized_pp":       "weights make an effective number of answers",
	"csat.ci.edge/rule_of_three_upper_pct": "shares have Wilson's interval",
	"csat.test_target/p_greater":           "a verdict is whether the interval clears the target",
	"csat.compare/z":                       "shares are compared by Newcombe's method",
	"csat.compare/p":                       "shares are compared by Newcombe's method",
	"csat.compare/p_yates":                 "shares are compared by Newcombe's method",
	"csat.compare/p_n_minus_1":             "shares are compared by Newcombe's method",
	"csat.compare/wald_ci_pp":              "shares are compared by Newcombe's method",
	"csat.compare/cohens_h":                "the difference is its own size",
	"proportion.diff/pooled_z_p":           "shares are compared by Newcombe's method",
	"multiple.bh/bonferroni":               "Holm's holds as much and claims more",
}

type goldenCase struct {
	ID        string         `json:"id"`
	Metric    string         `json:"metric"`
	Inputs    inputs         `json:"inputs"`
	Expected  map[string]any `json:"expected"`
	Tolerance float64        `json:"tolerance"`
}

// A checker computes what a case expects, under the same keys. A value of nil stands for null.
type checker func(in inputs) map[string]any

func TestGolden(t *testing.T) {
	for _, c := range goldenCases(t) {
		check, known := checkers[c.Metric]
		family, _, _ := strings.Cut(c.ID, "-")
		switch {
		case elsewhere[c.ID] != "" || second[c.ID] != "":
			continue
		case !known && slices.Contains(families, family):
			t.Errorf("%s: no checker for %s", c.ID, c.Metric)
		case known:
			t.Run(c.ID, func(t *testing.T) { c.compare(t, check(c.Inputs)) })
		}
	}
}

func goldenCases(t *testing.T) []goldenCase {
	raw, err := os.ReadFile(shared.Dir(t, "golden", "golden_values.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Cases []goldenCase `json:"cases"`
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Cases) == 0 {
		t.Fatal("the reference data holds no cases")
	}
	return document.Cases
}

func (c goldenCase) compare(t *testing.T, got map[string]any) {
	for key, want := range c.Expected {
		if uncomputed[c.Metric+"/"+key] != "" {
			continue
		}
		value, ok := got[key]
		if !ok {
			t.Errorf("%s: nothing computes it, want %v", key, want)
			continue
		}
		if diff := differs(want, value, c.Tolerance); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
}

// differs compares by the rule of the reference data: numbers within tolerance · max(1, |want|), all
// else exactly.
func differs(want, got any, tolerance float64) string {
	switch want := want.(type) {
	case float64:
		got, ok := got.(float64)
		if !ok || !(math.Abs(got-want) <= tolerance*max(1, math.Abs(want))) {
			return fmt.Sprintf("got %v, want %v within %v", got, want, tolerance)
		}
	case []any:
		got, ok := got.([]any)
		if !ok || len(got) != len(want) {
			return fmt.Sprintf("got %v, want %v", got, want)
		}
		for i := range want {
			if diff := differs(want[i], got[i], tolerance); diff != "" {
				return fmt.Sprintf("entry %d: %s", i, diff)
			}
		}
	default:
		if got != want {
			return fmt.Sprintf("got %v, want %v", got, want)
		}
	}
	return ""
}

// inputs are the numbers a case starts from.
type inputs map[string]any

// number returns a number; a missing one is 0.
func (in inputs) number(key string) float64 {
	x, _ := in[key].(float64)
	return x
}

// confidence returns the level of the case, 95 % if it names none.
func (in inputs) confidence() float64 {
	if x := in.number("conf"); x != 0 {
		return x
	}
	return 0.95
}

func (in inputs) z() float64 { return Z(in.confidence()) }

func (in inputs) list(key string) []float64 {
	var xs []float64
	values, _ := in[key].([]any)
	for _, x := range values {
		xs = append(xs, x.(float64))
	}
	return xs
}

func (in inputs) sub(key string) inputs {
	values, _ := in[key].(map[string]any)
	return values
}

// trinomial returns the three groups, counted or sorted from the scores.
func (in inputs) trinomial() Trinomial {
	if scores := in.list("scores"); scores != nil {
		return grouped(scores, nil)
	}
	return Trinomial{in.number("promoters"), in.number("passives"), in.number("detractors")}
}

func (in inputs) share() Share { return Share{in.number("k"), in.number("n")} }

// grouped sorts scores from 0 to 10 into the three groups, by weight if there is one.
func grouped(scores, weights []float64) (t Trinomial) {
	for i, score := range scores {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		switch {
		case score < 0 || score > 10:
		case score < 7:
			t.Detractors += w
		case score < 9:
			t.Passives += w
		default:
			t.Promoters += w
		}
	}
	return t
}

// hundred returns a figure in points or percent, or null when it does not exist.
func hundred(x float64, ok bool) any {
	if !ok {
		return nil
	}
	return 100 * x
}

// percent returns k of n in percent, or null of nothing.
func percent(k, n float64) any { return hundred(k/n, n > 0) }

// limits returns an interval in points or percent, or null when it does not exist.
func limits(v Interval, ok bool) any {
	if !ok {
		return nil
	}
	return pair(v.Times(100))
}

func pair(v Interval) any { return []any{v.Low, v.High} }

func numbers(xs []float64) any {
	list := []any{}
	for _, x := range xs {
		list = append(list, x)
	}
	return list
}

func sum(xs []float64) (total float64) {
	for _, x := range xs {
		total += x
	}
	return total
}

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
	"resp-002-lag":           "a median of durations, and when an answer is fresh",
}

// Keys of cases that are checked, but say what is decided elsewhere.
var wordedElsewhere = map[string]string{
	"nps/status":  "the metric's verdict",
	"nps/policy":  "which answers count, decided where answers are read",
	"nps/valid":   "which answers count, decided where answers are read",
	"nps/invalid": "which answers count, decided where answers are read",
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
		case elsewhere[c.ID] != "":
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
		if wordedElsewhere[c.Metric+"/"+key] != "" {
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

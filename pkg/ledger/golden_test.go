package ledger_test

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

// The families of reference cases that the ledger half answers for, by the first word of their ids.
var families = []string{"churn", "rev", "cohort", "km", "ltv", "repeat", "period"}

// Cases of these families without a checker, and why.
var unchecked = map[string]string{
	"rev-022-sales-density":          "sales per square metre of a branch: no figure of a customer ledger",
	"churn-004-threshold-test":       "a second method: a verdict is whether the interval clears the target",
	"churn-009-lost-more-than-start": "a ledger cannot say so: who is lost was there",
	"churn-012-daily-sum":            "a sum of days, which is no share of anybody",
	"rev-021-revenue-at-risk":        "a product of three figures that are given",
	"rev-023-top-share":              "how far revenue hangs on a few customers, which nothing prints",
	"ltv-003-bgnbd-cdnow":            "checked through the program, beside it",
	"km-003-logrank":                 "a test without an interval: no metric is a whole curve",
}

type object = map[string]any

// checkers compute what the cases of a metric expect, under the same keys; nil stands for null.
var checkers = map[string]func(t *testing.T, in object) object{
	"churn.logo":                 checkLogo,
	"churn.ci.wilson":            checkWilson,
	"churn.definitions":          checkDefinitions,
	"churn.convert":              checkConvert,
	"churn.revenue":              checkCappedChurn,
	"churn.event_date":           checkEventDate,
	"churn.revenue_share":        checkLeavers,
	"expansion":                  checkExpansion,
	"expansion.offset":           checkOffset,
	"mrr.churn":                  checkRetention,
	"mrr.retention":              checkRetention,
	"mrr.quick_ratio":            checkQuickRatio,
	"mrr.grr.ci":                 checkGRRInterval,
	"mrr.fx":                     checkRates,
	"ltv.simple":                 checkLTV,
	"ltv.ci":                     checkLTVInterval,
	"retention.km":               checkCurve,
	"retention.km.edge":          checkCurveEdge,
	"retention.sbg":              checkForecastStay,
	"retention.cohort":           checkTriangle,
	"retention.cohort.mean":      checkCohortMean,
	"retention.cohort.open_cell": checkOpenCell,
	"repeat.cycle":               checkCycle,
	"repeat.bgnbd":               checkForecastRepeat,
	"period.assign":              checkPeriods,
}

func TestGolden(t *testing.T) {
	raw, err := os.ReadFile(shared.Dir(t, "golden", "golden_values.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Cases []struct {
			ID, Metric       string
			Inputs, Expected object
			Tolerance        float64
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, c := range document.Cases {
		family, _, _ := strings.Cut(c.ID, "-")
		check := checkers[c.Metric]
		switch {
		case !slices.Contains(families, family) || unchecked[c.ID] != "":
			continue
		case check == nil:
			t.Errorf("%s: no checker for %s", c.ID, c.Metric)
			continue
		}
		checked++
		t.Run(c.ID, func(t *testing.T) { compare(t, "", check(t, c.Inputs), c.Expected, c.Tolerance) })
	}
	if checked == 0 {
		t.Error("the reference data hold no case of these families")
	}
}

// compare holds what was computed against what is expected, all the way down.
func compare(t *testing.T, at string, got, want any, tolerance float64) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		values, _ := got.(object)
		for key, w := range want {
			g, ok := values[key]
			if !ok {
				t.Errorf("%s%s: not computed", at, key)
				continue
			}
			compare(t, at+key+".", g, w, tolerance)
		}
	case []any:
		values, _ := got.([]any)
		if len(values) != len(want) {
			t.Errorf("%s got %v, want %v", at, got, want)
			return
		}
		for i, w := range want {
			compare(t, fmt.Sprintf("%s%d.", at, i), values[i], w, tolerance)
		}
	case float64:
		if g, ok := got.(float64); !ok || !(math.Abs(g-want) <= tolerance*max(1, math.Abs(want))) {
			t.Errorf("%s got %v, want %v", at, got, want)
		}
	default:
		if got != want {
			t.Errorf("%s got %v, want %v", at, got, want)
		}
	}
}

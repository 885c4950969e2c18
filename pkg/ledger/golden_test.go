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
	"rev-022-sales-density": "sales per square metre of a branch: no figure of a customer ledger",
	"rev-023-top-share":     "how far revenue hangs on few customers: the intervals say it by effective customers",
}

type object = map[string]any

// checkers compute what the cases of a metric expect, under the same keys; nil stands for null.
var checkers = map[string]func(t *testing.T, in object) object{
	"churn.logo":                 checkLogo,
	"churn.ci.wilson":            checkWilson,
	"churn.test_threshold":       checkThreshold,
	"churn.definitions":          checkDefinitions,
	"churn.convert":              checkConvert,
	"churn.revenue":              checkCappedChurn,
	"churn.event_date":           checkEventDate,
	"churn.revenue_share":        checkLeavers,
	"cost_of_inaction":           checkAtRisk,
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
	"retention.compare.logrank":  checkLogRank,
	"retention.sbg":              checkForecastStay,
	"retention.cohort":           checkTriangle,
	"retention.cohort.mean":      checkCohortMean,
	"retention.cohort.open_cell": checkOpenCell,
	"repeat.cycle":               checkCycle,
	"repeat.bgnbd":               checkForecastRepeat,
	"repeat.bgnbd.fit":           checkFitRepeat,
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

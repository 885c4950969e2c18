package main_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A forecastCase is a reference case of a forecast.
type forecastCase struct {
	ID, Metric string
	Inputs     struct {
		Start     int
		Survivors []int
	}
	Expected  map[string]any
	Tolerance float64
}

// The program forecasts what others computed: who stays of a cohort, and the orders of a known shop.
func TestGoldenForecasts(t *testing.T) {
	raw, err := os.ReadFile(besides(t, "golden", "golden_values.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document struct{ Cases []json.RawMessage }
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, raw := range document.Cases {
		var c forecastCase
		if json.Unmarshal(raw, &c) != nil {
			continue // of a metric whose inputs are other ones
		}
		switch c.Metric {
		case "retention.sbg":
			t.Run(c.ID, func(t *testing.T) { c.compare(t, staying(t, c)) })
		case "repeat.bgnbd.fit":
			t.Run(c.ID, func(t *testing.T) { c.compare(t, ordering(t)) })
		default:
			continue
		}
		checked++
	}
	if checked == 0 {
		t.Error("the reference data hold no forecast")
	}
}

// compare holds a total against what is expected, of which only what was seen is no forecast.
func (c forecastCase) compare(t *testing.T, got map[string]any) {
	t.Helper()
	for key, want := range c.Expected {
		if strings.HasPrefix(key, "observed_") {
			continue
		}
		w, number := want.(float64)
		if g, ok := got[key].(float64); !ok || !number || !(math.Abs(g-w) <= c.Tolerance*max(1, math.Abs(w))) {
			t.Errorf("%s: got %v, want %v", key, got[key], want)
		}
	}
}

// staying writes a cohort as a list of subscriptions of years and asks for the model.
func staying(t *testing.T, c forecastCase) map[string]any {
	var rows strings.Builder
	rows.WriteString("customer,start,end,amount\n")
	n, there := 0, c.Inputs.Start
	add := func(customers int, end string) {
		for range customers {
			n++
			fmt.Fprintf(&rows, "c%d,2001-01-01,%s,10\n", n, end)
		}
	}
	for i, stay := range c.Inputs.Survivors {
		add(there-stay, fmt.Sprintf("%d-01-01", 2002+i))
		there = stay
	}
	add(there, "")
	end := fmt.Sprintf("%d-01-01", 2002+len(c.Inputs.Survivors))
	total := forecastTotal(t, rows.String(), "ltv", "--model", "sbg", "--horizon", "9", "--period", "year", "--as-of", end)
	out := map[string]any{"alpha": total["model_alpha"], "beta": total["model_beta"], "loglik": total["model_loglik"]}
	for age, percent := range total["model_retention"].(map[string]any) {
		out["predicted_survival_year_"+age] = percent.(float64) / 100
	}
	return out
}

// ordering asks for a forecast of the CDNOW sample as of the end of its 39th week. Columns: id, id in the sample,
// day, disks, dollars.
func ordering(t *testing.T) map[string]any {
	f, err := os.Open(besides(t, "data", "cdnow", "CDNOW_sample.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows strings.Builder
	rows.WriteString("customer,order_date,amount\n")
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if c := strings.Fields(lines.Text()); len(c) == 5 {
			fmt.Fprintf(&rows, "%s,%s-%s-%s,%s\n", c[0], c[2][:4], c[2][4:6], c[2][6:], c[4])
		}
	}
	total := forecastTotal(t, rows.String(), "repeat", "--forecast", "39w", "--as-of", "1997-10-01")
	if total["customers"] != 2357. {
		t.Errorf("%v customers, want 2357", total["customers"])
	}
	// 1,882 days with an order came in the 39 weeks that follow, of the same customers, by a count of the file. The
	// papers show the model a tenth below what came.
	if orders, ok := total["forecast_orders"].(float64); !ok || orders < 1500 || orders > 2000 {
		t.Errorf("%v orders expected", total["forecast_orders"])
	}
	return map[string]any{"r": total["forecast_r"], "alpha": total["forecast_alpha"], "a": total["forecast_a"],
		"b": total["forecast_b"], "loglik": total["forecast_loglik"]}
}

func forecastTotal(t *testing.T, rows string, args ...string) map[string]any {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "rows.csv"), []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, status := find(t).run(t, dir, append(args, "-q", "-o", "json", "rows.csv")...)
	var document struct{ Total map[string]any }
	if err := json.Unmarshal([]byte(stdout), &document); err != nil || status != 0 {
		t.Fatalf("exit status %d, %v: %s", status, err, stderr)
	}
	return document.Total
}

// besides returns the path of reference data, which stand beside the project and are not part of it.
func besides(t *testing.T, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{root, "..", "shared"}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference data at ../shared/%s: test skipped", filepath.Join(elem...))
	}
	return path
}

package main_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cxcalc/cxcalc/pkg/catalog"
)

// Every metric leaves a record that holds to the schema, once, and a run of it can be compared with that.
func TestHistoryOfEveryMetric(t *testing.T) {
	forWholeRun(t)
	schema := compileSchema(t, "history")
	t.Chdir(samples(t))
	lines := []string{"nps responses.csv", "csat tickets.csv", "ces --scale 0-10 --score score responses.csv", "churn ledger.csv", "expansion ledger.csv",
		"revenue ledger.csv", "cohort ledger.csv", "ltv ledger.csv", "repeat orders.csv",
		"share --good yes --yes hours<=24 requests.csv", "drivers --score overall --drivers rate_* hotel-drivers.csv", "reasons complaints.csv", "reviews stars.csv", "journey --funnel search,order,delivery journeys.csv", "contacts calls.csv",
		"delivery deliveries.csv", "mystery visits.csv", "time --from opened --to closed requests.csv"}
	var asked []string
	for _, line := range lines {
		args := strings.Fields(line)
		name := args[0]
		asked = append(asked, name)
		for range 2 {
			if out, stderr, status := inside(append(args, "-qq", "--history", name+".ndjson")...); status != 0 || out+stderr != "" {
				t.Errorf("%s: status %d, %s%s", line, status, out, stderr)
			}
		}
		text, err := os.ReadFile(name + ".ndjson")
		if err != nil {
			t.Error(err)
			continue
		}
		if n := bytes.Count(text, []byte("\n")); n != 1 {
			t.Errorf("%s: %d records, want 1:\n%s", line, n, text)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			t.Errorf("%s: %v\n%s", line, err, text)
		}
		want := 0
		if name == "drivers" || name == "reasons" { // whose figure has no interval
			want = 2
		}
		if _, stderr, status := inside(append(args, "-q", "-o", "json", "--baseline", name+".ndjson")...); status != want {
			t.Errorf("%s: exit status %d with its record as the baseline, want %d: %s", line, status, want, stderr)
		}
	}
	for _, m := range catalog.Metrics() {
		if !slices.Contains(asked, m.Name) {
			t.Errorf("%s is not asked", m.Name)
		}
	}
}

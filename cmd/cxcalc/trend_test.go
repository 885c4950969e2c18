package main_test

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Every trend holds to its schema, whatever the metric.
func TestTrendsHoldToTheirSchema(t *testing.T) {
	schema := compileSchema(t, "trend")
	t.Chdir(samples(t))
	for _, line := range []string{"nps --period week responses.csv", "nps --period day --min-n 3 responses.csv", "csat --period week --time closed_at tickets.csv",
		"churn ledger.csv", "revenue ledger.csv", "expansion ledger.csv", "ltv ledger.csv", "repeat orders.csv", "repeat --period week orders.csv"} {
		out, stderr, status := inside(append([]string{"trend", "-o", "json"}, strings.Fields(line)...)...)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil || status != 0 {
			t.Errorf("trend %s: exit status %d, %v\n%s", line, status, err, stderr)
		}
	}
}

package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Documents of boards and with baselines hold to the schema of their metric.
func TestBoardsHoldToTheirSchema(t *testing.T) {
	forWholeRun(t)
	lines := []string{"nps responses.csv", "csat responses.csv", "ces responses.csv", "churn ledger.csv", "revenue ledger.csv",
		"expansion ledger.csv", "ltv ledger.csv", "repeat orders.csv"}
	schemas := make(map[string]*jsonschema.Schema)
	for _, line := range lines {
		name, _, _ := strings.Cut(line, " ")
		schemas[name] = compileSchema(t, name)
	}
	earlier := t.TempDir()
	t.Chdir(samples(t))
	for _, line := range lines {
		name, source, _ := strings.Cut(line, " ")
		by := map[string]string{"responses.csv": "region", "ledger.csv": "plan", "orders.csv": "channel"}[source]
		file := filepath.Join(earlier, name+".json")
		if _, stderr, status := inside(name, source, "--by", by, "-q", "-o", "json="+file); status != 0 {
			t.Fatalf("%s: exit status %d\n%s", name, status, stderr)
		}
		for _, flags := range [][]string{{"--board"}, {"--board", "--min-n", "50", "--prior", "20"}, {"--baseline", file}, {"--board", "--baseline", file}} {
			out, stderr, status := inside(append([]string{name, source, "--by", by, "-o", "json"}, flags...)...)
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			if err == nil {
				err = schemas[name].Validate(v)
			}
			if err != nil || status != 0 {
				t.Errorf("%s %q: exit status %d, %v\n%s", name, flags, status, err, stderr)
			}
		}
	}
}

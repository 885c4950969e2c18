package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A total that stands behind the rows that are looked at first is asked about as one among them, whatever it is called, and each
// hint leads to a figure.
func TestTotalsBehindTheFirstRows(t *testing.T) {
	forWholeRun(t)
	a := &asking{t, find(t), t.TempDir()}
	for label, jobs := range map[string]string{"Grand Total": "1", "Team": "4", "": "4"} {
		var rows [][]any
		missed, calls := 0, 0
		for i := range 3000 {
			m, n := i%5, 5+i%11
			missed, calls = missed+m, calls+n
			rows = append(rows, []any{fmt.Sprint("Agent ", i%7), m, n})
		}
		rows = append(rows, []any{label, missed, calls})
		a.file("sums.csv", "agent,missed,calls", rows...)
		for _, metric := range []string{"contacts", "share"} {
			args := []string{metric, "--count", "missed", "--of", "calls", "sums.csv", "--jobs", jobs}
			_, stderr, status := a.run(t, a.dir, args...)
			if status != 2 || !strings.Contains(stderr, "sums.csv:3002: column \"agent\"") {
				t.Fatalf("%q: status %d, %s", label, status, stderr)
			}
			for condition, want := range map[string]int{`agent!~^\s*(` + label + `)\s*$`: calls, "agent~.*": 2 * calls} {
				if !strings.Contains(stderr, condition) {
					t.Errorf("%q: no hint with %s: %s", label, condition, stderr)
				}
				d := a.ask(append(slices.Clone(args), "--where", condition)...)
				if got := d.number("total/n"); got != float64(want) {
					t.Errorf("%s: %v of all, want %d", condition, got, want)
				}
			}
		}
	}
}

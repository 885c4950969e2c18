package customers_test

import (
	"strings"
	"testing"
)

// Ends of subscriptions that run may have been still to come when the file was written, where nothing else of it is later.
func TestFileWrittenBeforeEnds(t *testing.T) {
	const header = "customer,start_date,end_date,status\n"
	check := func(rows, want string) {
		t.Helper()
		e := refused(t, request(t, "churn", file(t, "ledger.csv", header+rows)))
		if len(e.Senses) == 0 {
			t.Fatalf("%q has no senses", e.Text)
		}
		if got := strings.Join(e.Senses[0].Flags, " "); got != want {
			t.Errorf("%q: got %q first, want %q", e.Text, got, want)
		}
	}
	check("a,2024-01-05,2025-01-05,active\nb,2024-02-01,2024-04-03,cancelled\nc,2024-03-09,2025-03-09,active\n", "--end end_date --as-of 2024-04-03")
	check("a,2024-01-05,2025-01-05,active\nb,2024-02-01,2024-04-03,cancelled\nc,2025-03-09,2026-03-09,active\n", "--end end_date")
}

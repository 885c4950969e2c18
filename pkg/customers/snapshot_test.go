package customers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// Ends of subscriptions that run may have been still to come when the file was written, where nothing else of it is later.
func TestFileWrittenBeforeEnds(t *testing.T) {
	now := dates.Instant(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC).UnixMicro())
	const header = "customer,start_date,end_date,status\n"
	check := func(rows, want string) {
		t.Helper()
		r := request(t, "churn", file(t, "ledger.csv", header+rows))
		r.Now = &now
		e := refused(t, r)
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

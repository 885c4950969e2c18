package customers_test

import (
	"strings"
	"testing"
)

// A charge that failed and is tried again may be of a customer who is still there, and no subscription that never began.
func TestFailedChargesAreAsked(t *testing.T) {
	for _, c := range []struct{ csv, flags string }{
		{"customer,amount,status,retry_count\nc1,10,active,0\nc2,10,cancelled,0\nc3,10,failed,2\n",
			"--lost cancelled\n--lost cancelled --lost failed\n--exclude status in failed"},
		{"cliente,importe,estado,reintentos\nc1,10,activo,0\nc2,10,cancelado,0\nc3,10,failed,2\n",
			"--lost cancelado\n--lost cancelado --lost failed\n--exclude estado in failed"},
		{"customer,start_date,end_date,mrr,status,failure_code\nc1,2026-01-05,,10,active,\nc2,2026-01-06,2026-03-01,10,canceled,\nc3,2026-01-06,,10,failed,LIMIT\n",
			"--status none\n--exclude status in failed"},
	} {
		e := refused(t, request(t, "churn", file(t, "ledger.csv", c.csv)))
		var told []string
		for _, sense := range e.Senses {
			told = append(told, strings.Join(sense.Flags, " "))
		}
		if got := strings.Join(told, "\n"); !e.Usage || got != c.flags {
			t.Errorf("%q: got %q, want %q", e.Text, got, c.flags)
		}
	}
}

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

// A charge that failed in a month without another one, between two months that were paid for, is of a customer who never left, or
// who came back; one whose month was paid all the same is neither.
func TestFailedMonthsAreAsked(t *testing.T) {
	const head = "customer_id,payment_date,amount,payment_status\nB,2026-01-04,20,paid\nB,2026-02-04,20,paid\nB,2026-03-04,20,paid\n"
	const bridged = "--inactive-after 2 months\n--inactive-after 1 month"
	for _, c := range []struct{ csv, flags string }{
		{head + "A,2026-01-03,20,paid\nA,2026-02-03,20,failed\nA,2026-03-03,20,paid\n", bridged},
		{"cliente;fecha de pago;importe;estado\nA;03/01/2026;20;pagado\nA;23/02/2026;20;fallido\nA;03/03/2026;20;pagado\nB;13/02/2026;20;pagado\n", bridged},
		{"customer_id,month,mrr,payment_status\nA,2026-01,20,paid\nA,2026-02,20,failed\nA,2026-02,20,paid\nB,2026-01,20,paid\nB,2026-02,20,paid\n", "--exclude payment_status in failed"},
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

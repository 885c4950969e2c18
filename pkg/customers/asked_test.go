package customers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// Where a list does not tell what it must, it is asked for, and no command is proposed that would mislead.
func TestWhatListsDoNotTell(t *testing.T) {
	check := func(metric, says, csv string, flags ...string) {
		t.Helper()
		r := request(t, metric, file(t, "ledger.csv", csv))
		if strings.Contains(csv, "status") { // which would do for the share of those who left
			r.Shape = "subscription"
		}
		e := refused(t, r)
		if !strings.Contains(e.Text, says) || !slices.Equal(e.Flags, flags) || e.Instead != "" {
			t.Errorf("%q, flags %q, instead %q; want %q and %q", e.Text, e.Flags, e.Instead, says, flags)
		}
	}
	check("churn", "tells when a subscription ended", "customer,start date,gone,plan,status\na,2026-01-05,,x,active\nb,2026-02-05,2026-04-01,x,canceled\n", "--end", "gone")
	check("churn", "says that customers left", "customer,start date,mrr,status\na,2026-01-05,10,active\nb,2026-02-05,10,canceled\n")
	check("churn", "no column tells when a subscription ended", "customer,start,mrr\na,2026-01-05,10\nb,2026-02-05,10\n")
	check("churn", "start of a subscription", "customer,date in,date out,mrr\na,2026-01-05,,10\nb,2026-02-05,2026-04-01,10\n", "--start", "date in")
	check("ltv", "of a month and of a year", "customer,start,end,amount\na,2026-01-05,,10\nb,2026-01-05,,120\nc,2026-01-05,,20\nd,2026-01-05,2026-04-01,240\n")
	check("churn", "afterwards", "customer,date,mrr,movement type\na,2026-01-05,10,new\nb,2026-01-09,10,new\na,2026-01-19,20,upgrade\nb,2026-03-04,0,churn\n")
}

func TestIntervalWithoutHeader(t *testing.T) {
	d := document(t, request(t, "revenue", file(t, "ledger.csv", "Kunde;Beginn;Ende;Betrag;Wie oft\na;01.05.2026;;120;jährlich\nb;01.05.2026;01.07.2026;30;vierteljährlich\n")))
	checkNumbers(t, d.Total, map[string]float64{"opening": 20})
}

// A last term whose end is past and which is said to run is asked about, whoever names the column of the states; one that the next
// term of its customer follows is not. Who left is not told by all terms alike, so the status alone is no way out.
func TestTermStates(t *testing.T) {
	now := dates.Instant(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).UnixMicro())
	const terms = "1,100,2025-01-01,2025-12-31,Renewed\n1,100,2026-01-01,2026-02-10,Active\n2,100,2025-01-10,2025-06-10,Churned\n3,100,2025-03-01,,Active\n"
	const lost = "2,100,2025-01-10,2025-06-10,Renewed\n2,100,2025-06-11,2026-01-05,Churned\n3,100,2025-03-01,,Active\n1,100,2025-04-01,2026-02-10,Active\n"
	for _, c := range []struct {
		header, rows, status string
		senses               int
	}{
		{"status", terms, "", 3}, {"status", terms, "status", 3}, {"end_status", terms, "", 3}, {"Verlängerungsstatus", terms, "", 3},
		{"estado final", lost, "", 2}, {"renewal_status", lost, "", 2}, {"статус продления", lost, "", 2},
	} {
		r := request(t, "churn", file(t, "ledger.csv", "customer,mrr,start_date,end_date,"+c.header+"\n"+c.rows))
		r.Status, r.Now = c.status, &now
		e := refused(t, r)
		if !strings.Contains(e.Text, "of 1 subscription whose end in column") || len(e.Senses) != c.senses {
			t.Errorf("%s: %q, %d ways; want %d", c.header, e.Text, len(e.Senses), c.senses)
		}
	}
}

package customers_test

import (
	"slices"
	"strings"
	"testing"
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

package customers_test

import (
	"slices"
	"strings"
	"testing"
)

// Statuses beside amounts that may be read in two ways are asked about, with both ways.
func TestDoubtfulStatesAreAskedFor(t *testing.T) {
	for _, c := range []struct {
		csv, says string
		none      int // which of the ways counts all rows
	}{
		{"month,customer,status,mrr\n2026-01,a,cancelled,1\n2026-01,b,active,1\n2026-02,a,cancelled,1\n2026-02,b,active,1\n",
			`column "status" says "cancelled" in all rows of its customers`, 0},
		{"month,customer,churned,mrr\n2026-01,a,0,1\n2026-01,b,0,1\n2026-02,a,1,1\n2026-02,b,0,1\n", "they may be gone in that period, or leave at its end", 1},
		{"month,customer,status,mrr\n2026-01,a,violet,1\n2026-01,b,violet,1\n2026-02,a,violet,1\n2026-02,b,cancelled,1\n", `and "violet", which is not known`, 1},
	} {
		e := refused(t, request(t, "churn", file(t, "ledger.csv", c.csv)))
		if !e.Usage || !strings.Contains(e.Text, c.says) {
			t.Errorf("got %q, want %q", e.Text, c.says)
		}
		if len(e.Senses) != 2 || !slices.Equal(e.Senses[c.none].Flags, []string{"--status", "none"}) {
			t.Errorf("%s: senses %v", c.says, e.Senses)
		}
	}
}

// Where whoever is gone has no row at the end, and the status never changes, it is what customers are today.
func TestStatesOfToday(t *testing.T) {
	d := document(t, request(t, "churn", file(t, "ledger.csv", "month,customer,status,mrr\n2026-01,a,Inactive,1\n2026-01,b,Active,1\n2026-02,b,Active,1\n2026-03,b,Active,1\n")))
	checkNumbers(t, d.Total, map[string]float64{"customers_lost": 1})
}

// A customer with a word of totals whose amounts are nearly what the others add up to is asked about.
func TestTotalsAreAskedFor(t *testing.T) {
	e := refused(t, request(t, "churn", file(t, "ledger.csv", "month,customer,mrr\n2026-01,a,100\n2026-01,b,50\n2026-01,Total,150\n2026-02,a,100\n2026-02,Total,120\n")))
	if !e.Usage || len(e.Senses) != 2 || !strings.Contains(e.Text, `"Total" may be the total of other rows`) {
		t.Errorf("got %q with %v", e.Text, e.Senses)
	}
}

// What the statuses of many subscriptions mean is asked, and not left out.
func TestUnknownStatesAreAskedFor(t *testing.T) {
	e := refused(t, request(t, "churn", file(t, "ledger.csv", "customer,start_date,end_date,status,mrr\na,2026-01-15,,Gold,1\nb,2026-01-20,2026-03-31,Expired,1\n")))
	if !e.Usage || len(e.Senses) != 2 || !slices.Equal(e.Senses[1].Flags, []string{"--lost", "Gold"}) {
		t.Errorf("got %q with %v", e.Text, e.Senses)
	}
}

package dataset_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// A column counts what rows sum up where nothing else tells rows of single cases apart, or makes two of them the same.
func TestCounts(t *testing.T) {
	check := func(want bool, headers []string, rows ...[]string) {
		t.Helper()
		table := &dataset.Table{Headers: headers, Rows: rows}
		if got := table.Counts(len(headers) - 1); got != want {
			t.Errorf("%q %q counts: %v", headers, rows, got)
		}
	}
	check(true, []string{"Reason", "Tickets"}, []string{"Price", "50"}, []string{"Quality", "1,200"})
	check(true, []string{"Month", "Reason", "Count"}, []string{"2026-05", "Price", "5"}, []string{"2026-06", "Price", "1"})
	check(true, []string{"Team", "Complaint type", "complaint_count"}, []string{"A", "late", "5"}, []string{"A", "rude", "2"}, []string{"B", "late", "7"}, []string{"B", "rude", "1"})
	check(false, []string{"Date", "Complaint", "Reply count"}, []string{"1 May", "late", "5"}, []string{"2 May", "rude", "2"}, []string{"3 May", "broken", "7"}, []string{"4 May", "lost", "1"})
	check(false, []string{"Reason", "Tickets"}, []string{"Price", "1"}, []string{"Quality", "0"})
	check(false, []string{"Reason", "Tickets"}, []string{"Price", "5"}, []string{"Price", "2"})
	check(false, []string{"Ticket ID", "Reason", "Contacts"}, []string{"1", "Price", "5"}, []string{"2", "Price", "2"})
	check(false, []string{"Customer", "Reason", "Tickets"}, []string{"anna", "Price", "5"}, []string{"ben", "Price", "2"})
	check(false, []string{"Reason", "Age"}, []string{"Price", "50"}, []string{"Quality", "30"})
	check(false, []string{"Reason", "Count"}, []string{"Price", "50 %"}, []string{"Quality", "30 %"})
}

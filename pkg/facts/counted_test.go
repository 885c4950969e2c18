package facts_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
)

// A column counts what rows sum up where nothing else tells rows of single cases apart, or makes two of them the same.
func TestCounts(t *testing.T) {
	check := func(want bool, headers []string, rows ...[]string) {
		t.Helper()
		table := &dataset.Table{Headers: headers, Rows: rows}
		if got := facts.Counts(table, len(headers)-1); got != want {
			t.Errorf("%q %q counts: %v", headers, rows, got)
		}
	}
	check(true, []string{"Reason", "Tickets"}, []string{"Price", "50"}, []string{"Quality", "1,200"})
	check(true, []string{"Month", "Reason", "Count"}, []string{"2026-05", "Price", "5"}, []string{"2026-06", "Price", "1"})
	check(false, []string{"Reason", "Tickets"}, []string{"Price", "1"}, []string{"Quality", "0"})
	check(false, []string{"Reason", "Tickets"}, []string{"Price", "5"}, []string{"Price", "2"})
	check(false, []string{"Ticket ID", "Reason", "Contacts"}, []string{"1", "Price", "5"}, []string{"2", "Price", "2"})
	check(false, []string{"Customer", "Reason", "Tickets"}, []string{"anna", "Price", "5"}, []string{"ben", "Price", "2"})
	check(false, []string{"Reason", "Age"}, []string{"Price", "50"}, []string{"Quality", "30"})
	check(false, []string{"Reason", "Count"}, []string{"Price", "50 %"}, []string{"Quality", "30 %"})
}

package dataset_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// What names rows is told by what it holds where no header says so: each text goes with a time of day of its own.
func TestNaming(t *testing.T) {
	for _, tt := range []struct {
		name, text    string
		column, again int
	}{
		{"tickets", "Ticker;Opened\n7;2026-01-01 10:00\n7;2026-01-01 10:00\n7;2026-01-01 10:00\n8;2026-01-02 11:00\n9;2026-01-03 12:00\n", 0, 2},
		{"one by chance", "Ticker;Opened\n7;2026-01-01 10:00\n7;2026-01-01 10:00\n8;2026-01-02 11:00\n9;2026-01-03 12:00\n", dataset.None, 0},
		{"waves", "wave;Opened\n1;2026-01-01 10:00\n1;2026-01-01 10:00\n2;2026-01-02 11:00\n2;2026-01-02 11:00\n", dataset.None, 0},
		{"agents", "agent;Opened\n7;2026-01-01 10:00\n7;2026-01-01 10:30\n7;2026-01-01 11:00\n8;2026-01-02 11:00\n9;2026-01-03 12:00\n", dataset.None, 0},
		{"days", "day;Opened\n2026-01-01;2026-01-01\n2026-01-01;2026-01-01\n2026-01-01;2026-01-01\n2026-01-02;2026-01-02\n2026-01-03;2026-01-03\n", dataset.None, 0},
	} {
		table := open(t, file(t, "rows.csv", tt.text), dataset.Terms{})
		column, again, ok := table.Naming(table.Rows, func(int) bool { return true })
		if column != tt.column || again != tt.again || ok != (tt.column != dataset.None) {
			t.Errorf("%s: column %d, %d again, %t", tt.name, column, again, ok)
		}
	}
}

// A header of ids is believed before what columns hold: where its ids do not repeat, nothing does.
func TestRepeated(t *testing.T) {
	free := func(int) bool { return true }
	table := open(t, file(t, "rows.csv", "ticket_id;ref;at\n1;7;2026-01-01 10:00\n2;7;2026-01-01 10:00\n3;7;2026-01-01 10:00\n4;8;2026-01-02 11:00\n5;9;2026-01-03 12:00\n"), dataset.Terms{})
	if _, again := table.Repeated(table.Rows, free); again != 0 {
		t.Errorf("%d again beside ids that do not repeat", again)
	}
	if column, again := table.Repeated(table.Rows, func(i int) bool { return i > 0 }); column != 1 || again != 2 {
		t.Errorf("without them %d again in column %d", again, column)
	}
}

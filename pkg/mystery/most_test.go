package mystery

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

func TestIsMaximal(t *testing.T) {
	check := func(want bool, rows ...[]string) {
		t.Helper()
		table := &dataset.Table{Headers: []string{"item", "points", "other"}, Rows: rows}
		cs, err := dataset.Chooser{Roles: []dataset.Wish{{Role: roleItem, Name: "item"}, {Role: rolePoints, Name: "points"}}}.Named(table)
		if err != nil {
			t.Fatal(err)
		}
		if got := isMaximal(table, cs, 2); got != want {
			t.Errorf("%q: %v, want %v", rows, got, want)
		}
	}
	check(true, []string{"a", "5", "5"}, []string{"b", "2", "10"}, []string{"a", "3", "5"})
	check(false, []string{"a", "5", "5"}, []string{"a", "6", "6"})                                         // moves as a score does
	check(false, []string{"a", "5", "4"}, []string{"b", "2", "10"})                                        // below the points
	check(false, []string{"a", "1", "1"}, []string{"b", "1", "2"}, []string{"c", "0", "3"})                // counts the items
	check(true, []string{"a", "5", "5"}, []string{"b"}, []string{"b", "2", "10"}, []string{"c", "x", "4"}) // a broken row tells nothing
}

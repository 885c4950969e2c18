package duration

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
)

func TestOfProgram(t *testing.T) {
	check := func(want bool, cells ...string) {
		t.Helper()
		table := &dataset.Table{Headers: []string{"length"}}
		for _, cell := range cells {
			table.Rows = append(table.Rows, []string{cell})
		}
		if got := ofProgram(table, 0); got != want {
			t.Errorf("%q: %v, want %v", cells, got, want)
		}
	}
	check(true, "415256", "451181", "12000")
	check(false, "15", "451181", "12000") // one long wait
	check(false, "15", "90", "")
	check(false, "415256", "1:30", "451181")
	check(false)
}

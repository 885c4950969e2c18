package cohort_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func Example() {
	cs := tally.Cohorts{First: 0, Last: 2, KnownFirst: true}
	c := cs.Of(0, "") // of two customers, one is gone a period later
	c.Add(0, 1000)
	c.Add(1, 1000)
	c.Add(0, 500)
	for _, cell := range cohort.Triangle(&cs, "")[0] {
		percent, _ := cell.Percent()
		fmt.Printf("age %d: %.0f %%\n", cell.Age, percent)
	}
	// Output:
	// age 0: 100 %
	// age 1: 50 %
	// age 2: 0 %
}

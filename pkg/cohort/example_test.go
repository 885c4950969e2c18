package cohort_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/cohort"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Ten customers come in the first of three periods, and six and five of them are there one and two later.
func ExampleMetric() {
	cs := &tally.Cohorts{Last: 2, KnownFirst: true}
	c := cs.Of(0, "")
	for age, active := range []int{10, 6, 5} {
		for range active {
			c.Add(age, 50_00)
		}
	}
	_, cells := cohort.Metric().Cohorts(cs, "", metric.Account{Confidence: 0.95, Priced: true, Decimals: 2})
	for _, cell := range cells {
		retained, _ := cell.Values.Number("value")
		active, _ := cell.Values.Number("active")
		fmt.Printf("age %d: %v there, %v %%\n", cell.Age, active, retained)
	}
	// Output:
	// age 0: 10 there, 100 %
	// age 1: 6 there, 60 %
	// age 2: 5 there, 50 %
}

package tally_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Movements of parts of the customers merge into those of all.
func Example() {
	var here, there tally.Movement
	here.Stay(1000, 1500) // a customer who brings more
	here.Lose(3000, tally.CauseVoluntary, nil)
	there.Join(700)
	here.Merge(&there)
	fmt.Println(here.Customers.Opening, here.Customers.Closing, here.Money.Opening, here.Money.Closing, here.Reconciles())
	// Output: 2 2 4000 2200 true
}

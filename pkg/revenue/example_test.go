package revenue_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/revenue"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func Example() {
	var m tally.Movement
	m.Stay(1000, 1500)
	m.Stay(1000, 900)
	m.Lose(500, tally.CauseUnknown, nil)
	nrr, _ := revenue.NRR(&m)
	grr, _ := revenue.GRR(&m)
	fmt.Printf("NRR %.0f %%, GRR %.0f %%\n", nrr, grr)
	// Output: NRR 96 %, GRR 76 %
}

package expansion_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/expansion"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

func Example() {
	var m tally.Movement
	m.Stay(1000, 1500)
	m.Lose(250, tally.CauseUnknown, nil)
	percent, _ := expansion.Percent(&m)
	cover, _ := expansion.CoverRatio(&m)
	fmt.Printf("%.0f %% more, %.0f times what left\n", percent, cover)
	// Output: 40 % more, 2 times what left
}

package ltv_test

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/ltv"
)

func Example() {
	worth, _ := ltv.Value{ARPA: 50, Margin: 0.8, Lost: 2, Base: 100}.Worth()
	fmt.Printf("%.0f\n", worth)
	// Output: 2000
}

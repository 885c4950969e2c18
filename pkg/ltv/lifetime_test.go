package ltv_test

import (
	"math"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/ltv"
)

// What a customer brings in the time of ARPA, as often as it stays so long, is what it is worth.
func TestLifetimeIsThatOfTheWorth(t *testing.T) {
	for _, periods := range []float64{0, 1, 1.0 / 3, 1.0 / 12, 3} { // of a month, a month by quarters, by years, and three days
		v := ltv.Value{ARPA: 97, Margin: 1, Lost: 2, Base: 7, Periods: periods}
		worth, _ := v.Worth()
		stays, ok := v.Lifetime()
		if periods == 0 {
			periods = 1
		}
		if product := v.ARPA * stays / periods; !ok || math.Abs(product-worth) > 1e-9*worth {
			t.Errorf("of %g periods: %g times %g is %g, and the worth %g", periods, v.ARPA, stays/periods, product, worth)
		}
	}
}

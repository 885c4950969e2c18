package layout

import "testing"

func TestTotalsOfCountsAreNoMoney(t *testing.T) {
	for header, sure := range map[string]bool{"total_nights": false, "TotalClassesAttended": false, "Total Distance": false, "ordersTotal": false,
		"total_cost": false, "Net Total EUR": true, "Grand Total (Purchased)": true, "Cargo total": true, "total_2024": true, "Order Total Amount": true} {
		r, ok := RatingOf(Amount, "transaction", header)
		if !ok || r.Sure != sure {
			t.Errorf("%q is an amount: %t, surely: %t", header, ok, r.Sure)
		}
	}
}

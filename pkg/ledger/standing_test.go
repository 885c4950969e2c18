package ledger

import "testing"

// Words that plainly mean paid are not left out, and what says two things is not understood.
func TestStandingOfSeveralWords(t *testing.T) {
	for text, want := range map[string]Standing{
		"Shipped - Delivered to Buyer": Paid, "paidout": Paid, "Paid via card": Paid, "paid in full": Paid, "Pagado con tarjeta": Paid,
		"Shipped - Returned to Seller": NotPaid, "Cancelled by customer": NotPaid, "returned to seller": NotPaid,
		"Refund failed": StandingUnknown, "Paid, return requested": StandingUnknown, "Processing payment": StandingUnknown,
		"Open - paid": StandingUnknown, "Shipped - Damaged": StandingUnknown, "never paid": StandingUnknown, "to customer": StandingUnknown,
	} {
		if got := standingOf([]byte(text)); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

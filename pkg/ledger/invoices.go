package ledger

import "strings"

// invoiceStanding reads the status of an invoice, which is there before it is paid; one that a credit note takes back is there as
// well, since the note takes its money off.
func (r Refunds) invoiceStanding(text []byte) Standing {
	if is := wordsOf("invoice")[strings.ReplaceAll(plainWords(text), " ", "")]; is == "owed" || is == "credited" && r.Credited {
		return Owed
	}
	return standingOf(text)
}

// IsUnpaid tells whether a text is the status of an order that is left out.
func (r Refunds) IsUnpaid(text string) bool {
	if r.Owing {
		return r.invoiceStanding([]byte(text)) == NotPaid
	}
	return IsUnpaid(text)
}

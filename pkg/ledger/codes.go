package ledger

import "strings"

// Codes is a list of short words for the types of rows, which mean something only beside each other: SI and SC, Invoice and
// Credit. "" is none.
type Codes string

// everyCodes are the lists of the file.
var everyCodes = []Codes{"sage", "orders", "bookings", "vouchers", "points", "tills", "words"}

func (c Codes) list() map[string]string { return wordsOf("codes " + string(c)) }

// CodesOf returns the list that all texts of a column come from, or are understood without: one of orders at least, and one
// of something else.
func CodesOf(texts []string) Codes {
	for _, c := range everyCodes {
		if c.fits(texts) {
			return c
		}
	}
	return ""
}

func (c Codes) fits(texts []string) bool {
	orders, others := false, false
	for _, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		switch is := recordNamed(c.list()[plainWords([]byte(text))]); {
		case is == VoucherSale || is == VoucherInvoice:
			orders = true
		case is != VoucherUnknown:
			others = true
		case VoucherOf(text) == VoucherUnknown:
			return false
		}
	}
	return orders && others
}

// IsCasual tells whether a word for an order may as well say something else in a column of which nothing is known: customers
// are new, too.
func IsCasual(text string) bool { return wordsOf("casual")[plainWords([]byte(text))] != "" }

// IsPromise tells whether a text says that money was promised, beside which words for what was given say enough.
func IsPromise(text string) bool { return wordsOf("promise")[plainWords([]byte(text))] != "" }

// VoucherOf reads the type of a row by the list, and as any other where it has no such word.
func (c Codes) VoucherOf(text string) Voucher {
	if is := recordNamed(c.list()[plainWords([]byte(text))]); is != VoucherUnknown {
		return is
	}
	return VoucherOf(text)
}

// PointsOf tells what a text says of a movement of points: that an order brought them, or that they came or went for something
// else, which is so wherever it says both.
func PointsOf(text string) Voucher {
	is := VoucherUnknown
	for word := range strings.FieldsSeq(plainWords([]byte(text))) {
		if found := recordNamed(Codes("points").list()[word]); found > is {
			is = found
		}
	}
	return is
}

package ledger

import (
	"bytes"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// Refunds says how orders tell what went back of their money.
type Refunds struct {
	Flags    bool // the column of what went back says whether all did, so that 1 is yes
	Net      bool // the amounts are what is left, so nothing is taken off
	Invoiced bool // invoices stand beside payments and orders, which then are the same money again
	Owing    bool // rows are invoices, which are orders before they are paid
	Credited bool // credit notes stand beside the invoices that they take back
	Codes    Codes
}

// A Voucher is what the type of a row among orders says.
type Voucher uint8

// The vouchers.
const (
	VoucherUnknown Voucher = iota // nobody understands it
	VoucherSale                   // an order
	VoucherInvoice                // an order that payments are for
	VoucherPaying                 // money for an invoice, where such stand beside it, and an order where none do
	VoucherRefund                 // money goes back
	VoucherOther                  // neither an order nor a refund: an estimate, a withdrawal
)

// records are the words for them in the file, in their order.
var records = []string{"", "sale", "invoice", "paying", "refund", "other"}

// VoucherOf reads the type of a row among orders: that of the words that it is, or has. One that is an order and something
// else is that, Payment Refund; one that is a refund and something else is unknown.
func VoucherOf(text string) Voucher {
	plain := plainWords([]byte(text))
	if means, ok := wordsOf("record")[plain]; ok {
		return recordNamed(means)
	}
	found := VoucherUnknown
	for phrase, means := range wordsOf("within") {
		if !strings.Contains(" "+plain+" ", " "+phrase+" ") {
			continue
		}
		switch is := recordNamed(means); {
		case found >= VoucherRefund && is >= VoucherRefund && is != found:
			return VoucherUnknown
		default:
			found = max(found, is)
		}
	}
	return found
}

func recordNamed(name string) Voucher {
	for i, known := range records {
		if name == known {
			return Voucher(i)
		}
	}
	return VoucherUnknown
}

// YesOrNo reads a text that says yes or no.
func YesOrNo(text string) (yes, ok bool) {
	if text = flagOf([]byte(text)); text == "" {
		return false, false
	}
	means := wordsOf("status")[plainWords([]byte(text))]
	return means == "yes", means == "yes" || means == "no"
}

// orderPrice reads what an order brings: its amount without what went back.
func (c *Collector) orderPrice(r *Row) (price, Outcome) {
	p, out := c.price(r)
	if out.Fate != Counted {
		return p, out
	}
	if text := bytes.TrimSpace(r.Type); r.Type != nil && !c.isBlank(text) {
		if p, out = c.recorded(p, text, r); out.Fate != Counted {
			return p, out
		}
	}
	if text := bytes.TrimSpace(r.Refunded); r.Refunded != nil && !c.isBlank(text) && p.amount >= 0 {
		return c.withoutRefund(p, text, r)
	}
	return p, counted
}

// recorded makes of a row what its type says.
func (c *Collector) recorded(p price, text []byte, r *Row) (price, Outcome) {
	switch is := c.records.of(text); {
	case is == VoucherOther, is == VoucherPaying && c.options.Refunds.Invoiced, is == VoucherRefund && p.amount == 0:
		c.noted &^= 1<<NoteNegative | 1<<NoteZero
		return p, excluded(Type, "is no order")
	case is == VoucherRefund:
		c.noted &^= 1 << NoteNegative
		c.note(NoteRefund)
		p.amount = min(p.amount, -p.amount)
	case is == VoucherUnknown:
		c.found.Unknown.of(string(text)).add(r, text)
	}
	return p, counted
}

// withoutRefund takes off what went back; an order of which all did is none.
func (c *Collector) withoutRefund(p price, text []byte, r *Row) (price, Outcome) {
	if yes, ok := YesOrNo(string(text)); ok && (c.options.Refunds.Flags || !answer.IsNumber(string(text))) {
		if yes {
			return p, excluded(Refunded, "says that all of it went back")
		}
		return p, counted
	}
	n, err := money.Read(text, c.options.Decimal)
	if err != nil {
		return p, invalid(Refunded, ofAmount(err))
	}
	currency, out := c.currency(r, n)
	if out.Fate != Counted {
		currency = money.Currency{}
	}
	back, _, err := n.Amount(c.decimalsOf(currency) + c.options.Zeros)
	if err != nil {
		return p, invalid(Refunded, ofAmount(err))
	}
	return c.less(p, max(int64(back), -int64(back)))
}

func (c *Collector) less(p price, back int64) (price, Outcome) {
	switch {
	case back == 0 || c.options.Unpriced || c.options.Refunds.Net && p.amount > 0:
		return p, counted
	case back == p.amount, c.options.Refunds.Net:
		return p, excluded(Refunded, "is all of the amount")
	case back > p.amount:
		return p, invalid(Refunded, "is more than the amount")
	}
	c.note(NotePartBack)
	p.amount -= back
	return p, counted
}

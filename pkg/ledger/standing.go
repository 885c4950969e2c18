package ledger

import (
	"bytes"
	"slices"
	"strings"
)

// A Standing is what the status of an order says about its money.
type Standing uint8

// The standings. Orders of an unknown one count, as those do whose ledger has no status.
const (
	Paid            Standing = iota
	PartlyPaid               // some of the money is missing, went back or is in dispute; the amount counts as it stands
	NotPaid                  // nothing was paid, or all of it went back: the order is left out
	Owed                     // an invoice that is not paid yet, or that a credit note takes back
	StandingUnknown          // nobody understands it
)

// standings are the words for them in the file, in their order. What is on its way to be paid, or only authorised, is
// not paid; what is being packed or sent is.
var standings = []string{"paid", "partly paid", "not paid"}

// standingOf reads the status of an order: "On-Hold", "on_hold" and "onHold" are one. WooCommerce writes "wc-" before
// its words in the database.
func standingOf(text []byte) Standing {
	plain := strings.TrimPrefix(plainWords(text), "wc ")
	if i := slices.Index(standings, wordsOf("order")[strings.ReplaceAll(plain, " ", "")]); i >= 0 {
		return Standing(i)
	}
	return standingOfWords(plain)
}

// standingOfWords reads a status of several words: they have to agree, and the others to say nothing of payment. "Shipped -
// Delivered to Buyer" is paid, and "Paid, return requested" is not understood.
func standingOfWords(plain string) Standing {
	found := StandingUnknown
	for _, word := range strings.Fields(plain) {
		is := slices.Index(standings, wordsOf("order")[word])
		switch {
		case is < 0 && wordsOf("beside")[word] == "":
			return StandingUnknown
		case is < 0:
		case found != StandingUnknown && (found != Standing(is) || found != Paid):
			return StandingUnknown
		default:
			found = Standing(is)
		}
	}
	return found
}

// IsOrderStatus tells whether a text is known as the status of an order.
func IsOrderStatus(text string) bool { return standingOf([]byte(text)) != StandingUnknown }

// IsUnpaid tells whether a text is the status of an order that is left out, since nothing was paid for it.
func IsUnpaid(text string) bool { return standingOf([]byte(text)) == NotPaid }

// IsBooked tells whether a text that is no known status of an order says rather that it stands than that it does not: a shop
// may close orders that were paid, and another those that were not.
func IsBooked(text string) bool { return wordsOf("booked")[plainWords([]byte(text))] != "" }

// IsFailedCharge tells whether a text says that a charge failed, and that who was charged is left out of subscriptions for it.
func IsFailedCharge(text string) bool {
	return wordsOf("charge")[plainWords([]byte(text))] != "" && IsNotYet(text)
}

// IsFailedPayment tells whether a text says that a charge failed, and nothing was paid.
func IsFailedPayment(text string) bool {
	return wordsOf("charge")[plainWords([]byte(text))] != "" && IsUnpaid(text)
}

// IsBilled tells whether a text is the status of an order or an invoice, and none of a customer or a subscription.
func IsBilled(text string) bool {
	plain := []byte(text)
	_, ofCustomer := IsLost(text, false)
	return standingOf(plain) != StandingUnknown && !ofCustomer && usualState(plain) == ""
}

// An OrderStatus is a text of the status of orders, and what it says.
type OrderStatus struct {
	Standing Standing
	Text     string
}

// maxStatuses bounds the texts that are told apart; a column with more of them tells something else.
const maxStatuses = 1000

// OtherStatuses stands for all unknown texts, where there are more than are told apart.
var OtherStatuses = OrderStatus{Standing: StandingUnknown}

// foldStatuses makes one of all unknown texts, where there are very many. However rows are spread, it comes
// to the same.
func (f *Remarks) foldStatuses() {
	unknown := 0
	for s := range f.Statuses {
		if s.Standing == StandingUnknown {
			unknown++
		}
	}
	if unknown <= maxStatuses && f.Statuses[OtherStatuses] == nil {
		return
	}
	for s, n := range f.Statuses {
		if s.Standing == StandingUnknown && s != OtherStatuses {
			f.Statuses.of(OtherStatuses).Merge(n)
			delete(f.Statuses, s)
		}
	}
}

// orderStatus reads the status of an order, and remembers it until it is known what becomes of the row.
func (c *Collector) orderStatus(text []byte) Standing {
	if text = bytes.TrimSpace(text); !c.isBlank(text) {
		c.said = c.standings.of(text)
	}
	return c.said
}

// keepStatus counts the status of the row at hand, when it counts or is left out for it. When there are many
// texts, unknown ones become one, and others are known by their words.
func (c *Collector) keepStatus(out Outcome, r *Row) {
	said := c.said
	c.said = Paid
	if out.Fate != Counted && (out.Fate != Excluded || said == StandingUnknown) { // what is left out need not be understood
		return
	}
	text := bytes.TrimSpace(r.Status)
	n, ok := c.found.Statuses[OrderStatus{said, string(text)}]
	if !ok {
		if len(c.found.Statuses) >= 2*maxStatuses {
			if c.found.foldStatuses(); said != StandingUnknown {
				text = []byte(plainWords(text))
			}
		}
		n = c.found.Statuses.of(OrderStatus{said, string(text)})
	}
	n.add(r, nil)
}

package ledger

import "github.com/cxcalc/cxcalc/pkg/tally"

// An Item is what a column of a ledger means.
type Item uint8

// The items. Which of them a ledger has depends on its shape; see Needs.
const (
	NoRole Item = iota
	Customer
	Time
	Start
	End
	Request  // when the customer asked to cancel
	TrialEnd // when a trial ends and paying begins
	Amount
	Quantity // how many times the amount
	Currency
	StatusOf
	Type      // of a movement
	Interval  // of billing
	Intervals // how many intervals lie between two bills
	Reason    // why a customer left
	OrderID   // the order that a row is a line of
	Refunded  // what of the amount of an order went back, or whether it did
	Product   // what was ordered; the ledger itself does not read it
	roles
)

// String returns the name of the role, as in the "columns" of a document.
func (r Item) String() string {
	return [roles]string{"", "customer", "time", "start", "end", "request", "trial_end", "amount", "quantity", "currency",
		"status", "type", "interval", "interval_count", "reason", "order", "refunded", "product"}[r]
}

// A Row is the cells of one row. Cells of roles that the ledger does not have are nil. The texts
// are read while Add runs and never kept.
type Row struct {
	Customer, Time, Start, End, Request, TrialEnd []byte
	Amount, Quantity, Currency                    []byte
	Status, Type, Interval, Intervals, Reason     []byte
	// Order names the order that a line belongs to, and Product what was ordered, which the ledger does not read.
	Order, Product []byte
	Refunded       []byte
	// Group is the key of the row's group, as the caller writes it.
	Group []byte
	// GroupCell is the cell that Group was made of, where it is one: the same cell makes the same group.
	GroupCell []byte
	// Place tells where the row stands. It is asked only when something has to be remembered.
	Place func() tally.Place
}

// Cell returns the place of the cell of a role, for setting it; nil for NoRole.
func (r *Row) Cell(role Item) *[]byte {
	return [roles]*[]byte{nil, &r.Customer, &r.Time, &r.Start, &r.End, &r.Request, &r.TrialEnd, &r.Amount, &r.Quantity, &r.Currency,
		&r.Status, &r.Type, &r.Interval, &r.Intervals, &r.Reason, &r.Order, &r.Refunded, &r.Product}[role]
}

// A Fate is the account that a row goes to.
type Fate uint8

// The accounts, as in result.Rows. Undecided is no account: the date of the row can be read with
// the day or with the month first, and the row waits until the column has decided.
const (
	Counted Fate = iota
	Blank
	Invalid
	Filtered
	Excluded
	Undecided
	fates
)

// String returns the name of the account in result.Rows.
func (k Fate) String() string {
	return [fates]string{"counted", "blank", "invalid", "filtered", "excluded", "undecided"}[k]
}

// An Outcome is what became of a row.
type Outcome struct {
	Fate Fate
	// Role is the column at fault, NoRole for rows that count.
	Role Item
	// Why says what is wrong with the cell, to stand behind its value: "is not a date". It is "" for rows
	// that count.
	Why string
}

var counted = Outcome{}

func blank(r Item) Outcome                { return Outcome{Fate: Blank, Role: r, Why: "is blank"} }
func invalid(r Item, why string) Outcome  { return Outcome{Fate: Invalid, Role: r, Why: why} }
func excluded(r Item, why string) Outcome { return Outcome{Fate: Excluded, Role: r, Why: why} }

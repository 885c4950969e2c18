package ledger

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Role is what a column of a ledger means.
type Role uint8

// The roles. Which of them a ledger has depends on its shape; see Needs.
const (
	NoRole Role = iota
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
	Product   // what was ordered; the ledger itself does not read it
	roles
)

// String returns the name of the role, as in the "columns" of a document.
func (r Role) String() string {
	return [roles]string{"", "customer", "time", "start", "end", "request", "trial_end", "amount", "quantity", "currency",
		"status", "type", "interval", "interval_count", "reason", "order", "product"}[r]
}

// A Row is the cells of one row. Cells of roles that the ledger does not have are nil. The texts
// are read while Add runs and never kept.
type Row struct {
	Customer, Time, Start, End, Request, TrialEnd []byte
	Amount, Quantity, Currency                    []byte
	Status, Type, Interval, Intervals, Reason     []byte
	// Order names the order that a line belongs to.
	Order []byte
	// Group is the key of the row's group, as the caller writes it.
	Group []byte
	// GroupCell is the cell that Group was made of, where it is one: the same cell makes the same group.
	GroupCell []byte
	// Place tells where the row stands. It is asked only when something has to be remembered.
	Place func() tally.Place
}

// A Kind is the account that a row goes to.
type Kind uint8

// The accounts, as in result.Rows. Undecided is no account: the date of the row can be read with
// the day or with the month first, and the row waits until the column has decided.
const (
	Counted Kind = iota
	Blank
	Invalid
	Filtered
	Excluded
	Undecided
	kinds
)

// String returns the name of the account in result.Rows.
func (k Kind) String() string {
	return [kinds]string{"counted", "blank", "invalid", "filtered", "excluded", "undecided"}[k]
}

// An Outcome is what became of a row.
type Outcome struct {
	Kind Kind
	// Role is the column at fault, NoRole for rows that count.
	Role Role
	why  why
}

// Why says what is wrong with the cell, to stand behind its value: "is not a date". It is "" for rows
// that count.
func (o Outcome) Why() string { return whys[o.why] }

var counted = Outcome{}

func blank(r Role) Outcome           { return Outcome{Kind: Blank, Role: r, why: isBlank} }
func invalid(r Role, w why) Outcome  { return Outcome{Kind: Invalid, Role: r, why: w} }
func excluded(r Role, w why) Outcome { return Outcome{Kind: Excluded, Role: r, why: w} }

// An Account counts the rows of a collector.
type Account [kinds]int64

// Rows returns the account in the words of the document. Malformed records and duplicates are not
// known here.
func (a Account) Rows() result.Rows {
	r := result.Rows{Counted: a[Counted], Blank: a[Blank], Invalid: a[Invalid], Filtered: a[Filtered], Excluded: a[Excluded]}
	r.Read = r.Counted + r.Blank + r.Invalid + r.Filtered + r.Excluded
	return r
}

// A Note is something about rows that were read which people should know.
type Note int

// The notes.
const (
	NoteTrial     Note = iota // trials that were left out
	NoteOneTime               // one-time fees that were left out
	NotePending               // subscriptions that never began: incomplete, future, failed
	NotePaused                // paused subscriptions, which count as running
	NoteCancelled             // cancelled subscriptions without an end, which still run
	NoteRounded               // amounts with more digits than their currency has
	NoteZero                  // rows of zero money
	NoteNegative              // rows of negative money: discounts, credits, refunds
	NoteOwnEnd                // subscriptions that ended without an end date, taken at the request
	notes
)

// Code returns the stable name of the note, for warnings.
func (n Note) Code() string {
	return [notes]string{"trials", "one_time_fees", "pending_subscriptions", "paused_subscriptions",
		"cancelled_running", "rounded_amounts", "zero_amounts", "negative_amounts", "end_from_request"}[n]
}

// Noted is how many rows a note is about, and the first of them.
type Noted struct {
	Rows  int64
	First tally.Place
}

// Notes holds what was noted, indexed by Note.
type Notes [notes]Noted

func (ns *Notes) add(n Note, r *Row) {
	if ns[n].Rows == 0 && r.Place != nil {
		ns[n].First = r.Place()
	}
	ns[n].Rows++
}

// Merge adds the notes of another collector.
func (ns *Notes) Merge(o *Notes) {
	for i, x := range o {
		mine := &ns[i]
		if x.Rows > 0 && (mine.Rows == 0 || x.First.Before(mine.First)) {
			mine.First = x.First
		}
		mine.Rows += x.Rows
	}
}

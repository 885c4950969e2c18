package ledger

import (
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Remarks is what rows tell beside what their customers bring. Merging those of the parts of a whole, in
// any order, gives those of the whole.
type Remarks struct {
	// Account counts the rows by what became of them.
	Account Fates
	// Odd holds the rows that do not count, by what is wrong with them.
	Odd FindingsBy[Outcome]
	// Notes holds what people should know of rows that count or are excluded.
	Notes [notes]Finding
	// Marks is what amounts say about the decimal mark.
	Marks MarkCounts
	// Statuses holds the orders by their status, Paid ones aside: those that count, or are left out for it.
	Statuses FindingsBy[OrderStatus]
	// Unknown holds the rows whose type of movement, or of a row among orders, is not understood, by its text.
	Unknown FindingsBy[string]
	// Seams is how subscriptions follow each other.
	Seams Seams
	// Dated and Undated count subscriptions that are over, by whether a date says since when.
	Dated, Undated int64
	// Ahead counts the subscriptions that begin or end within the period that runs, and after today.
	Ahead int64
	// Left says that some row of a ledger of subscriptions, statuses or movements told of a customer who left.
	Left bool
	// Replaces says that a type of movements is one of customers who take another plan for the one they have.
	Replaces bool
	// Stayed says that some row of a ledger of subscriptions or statuses told of a customer who is still there.
	Stayed bool
}

// Merge adds the findings of other rows.
func (f *Remarks) Merge(o *Remarks) {
	for fate, n := range o.Account {
		f.Account[fate] += n
	}
	f.Odd.merge(o.Odd)
	for i := range o.Notes {
		f.Notes[i].Merge(&o.Notes[i])
	}
	f.Marks.Merge(&o.Marks)
	f.Statuses.merge(o.Statuses)
	f.foldStatuses()
	f.Unknown.merge(o.Unknown)
	f.Seams.Merge(&o.Seams)
	f.Dated += o.Dated
	f.Undated += o.Undated
	f.Ahead += o.Ahead
	f.Replaces = f.Replaces || o.Replaces
	f.Left, f.Stayed = f.Left || o.Left, f.Stayed || o.Stayed
}

// A Finding is something that is true of some rows: of how many, and of which first.
type Finding struct {
	Rows  int64
	First tally.Place
	Text  string // the cell of the first that it is about, "" where it is about none
}

// add counts a row; text is the cell that the finding is about.
func (f *Finding) add(r *Row, text []byte) {
	if f.Rows++; f.Rows > 1 {
		return
	}
	f.Text = string(text)
	if r.Place != nil {
		f.First = r.Place()
	}
}

// Merge adds other rows of which the same is true.
func (f *Finding) Merge(o *Finding) {
	if o.Rows > 0 && (f.Rows == 0 || o.First.Before(f.First)) {
		f.First, f.Text = o.First, o.Text
	}
	f.Rows += o.Rows
}

// FindingsBy holds findings by what they are about. The nil map is empty and ready.
type FindingsBy[K comparable] map[K]*Finding

// of returns a finding, for adding to it.
func (fs *FindingsBy[K]) of(about K) *Finding {
	f, ok := (*fs)[about]
	if !ok {
		if *fs == nil {
			*fs = make(FindingsBy[K])
		}
		f = new(Finding)
		(*fs)[about] = f
	}
	return f
}

func (fs *FindingsBy[K]) merge(o FindingsBy[K]) {
	for about, f := range o {
		fs.of(about).Merge(f)
	}
}

// Fates counts rows by what became of them.
type Fates [fates]int64

// Rows returns the account in the words of the document. Malformed records and duplicates are not
// known here, and what is undecided is none of it.
func (a Fates) Rows() result.Rows {
	r := result.Rows{Counted: a[Counted], Blank: a[Blank], Invalid: a[Invalid], Filtered: a[Filtered], Excluded: a[Excluded]}
	r.Read = r.Counted + r.Blank + r.Invalid + r.Filtered + r.Excluded
	return r
}

// A Note is something about rows that were read which people should know.
type Note int

// The notes.
const (
	NoteTrial        Note = iota // trials that were left out
	NoteOneTime                  // one-time fees that were left out
	NotePending                  // subscriptions that never began: incomplete, future, failed
	NotePaused                   // paused subscriptions, which count as running
	NoteCancelled                // cancelled subscriptions without an end, which still run
	NoteRounded                  // amounts with more digits than their currency has
	NoteZero                     // rows of zero money
	NoteNegative                 // rows of negative money: discounts, credits, refunds
	NoteOwnEnd                   // subscriptions that ended without an end date, taken at the request
	NoteJoined                   // customers who joined lately, and were not there before
	NoteIdle                     // reasons of customers who did not leave
	NoteNoEnd                    // ends that stand for none
	NoteUnknownState             // statuses in a period that nobody understands, which count as there
	NoteRefund                   // rows of a type that says that money went back
	NotePartBack                 // orders of which a part went back
	NoteNoCurrency               // amounts without a currency of their own, taken for the one that is asked for
	notes
)

// Code returns the stable name of the note, for warnings.
func (n Note) Code() string {
	return [notes]string{"trials", "one_time_fees", "pending_subscriptions", "paused_subscriptions",
		"cancelled_running", "rounded_amounts", "zero_amounts", "negative_amounts", "end_from_request", "joined", "reason_of_kept", "no_end", "unknown_state",
		"refund_rows", "part_refunded", "blank_currency"}[n]
}

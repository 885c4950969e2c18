// Package pass reads a set of sources once, for any number of counts. It is the front of every row, whoever
// counts it: it asks the conditions, makes the keys of groups, tells what does not count in the order of the
// sources, and settles what dates mean whose day and month the first rows do not tell apart.
package pass

import (
	"fmt"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A Counting is one way to count the rows of a set of sources.
type Counting struct {
	Rule Rule
	// Columns holds the columns of each source, by their number in its table.
	Columns []Seats
	// Where keeps the rows that meet every condition; Columns.Where are their columns.
	Where []*where.Cond
	// Dates says how times are written. While their order is unknown, rows whose dates have two readings are
	// counted both ways, and the whole column decides which one is taken.
	Dates dates.Writing
	// Period cuts groups by the first of the times; "" where the rule does so itself, or nobody.
	Period dates.Period
	// Marked says that the counters work with marks, on as many rows at once as those can look at.
	Marked bool
}

// A Rule says how rows are counted. It does not change while it counts.
type Rule interface {
	// Counter returns an empty counter of rows whose dates are read in an order. A counter for Unknown leaves those with two
	// readings undecided. tell is told of rows that turn out later not to count; it is nil where nobody asks.
	Counter(order dates.DayOrder, tell func(Reject)) (Counter, error)
	// Same tells whether another rule counts rows in the same way, where nobody is told of them.
	Same(o Rule) bool
}

// A Sharer is a Rule that has to know what another one, which is the same, wants of the rows beside what it wants itself. It is
// told before anything is counted.
type Sharer interface{ Share(o Rule) }

// A Counter counts the rows of one worker in one reading of their dates.
type Counter interface {
	// Begin readies it for a source.
	Begin(s Feed)
	// Usual counts n rows from one on that say nothing unusual, and hands any other to the front. It is asked
	// where all rows count and nobody has to be told of any.
	Usual(b *scan.Batch, from, n int, other func(row int) error) error
	// Add counts a row and says what came of it.
	Add(r *Record) (Became, error)
	// Leave takes note of a row that a condition leaves out.
	Leave(r *Record, condition int)
	// End is told the end of a source.
	End()
	// Evidence is what the dates of the rows that it has counted say about the order of day and month.
	Evidence() *dates.OrderEvidence
	// Merge adds what another counter of the rule has counted, which stays as it is.
	Merge(o Counter) error
}

// A Multiplier is a Counter that heeds Record.Times. Any other is asked about a row as often as it stands in the source.
type Multiplier interface{ Multiplies() bool }

// A Coarse rule says how much of the times in the column of a role matters to it; nil where all does.
type Coarse interface {
	TimeCut(role dataset.Role) *scan.Rounding
}

// CutOf is the cut of times of which only the period and the bounds matter; "" is no period, and years are told apart.
func CutOf(period dates.Period, zone *time.Location, bounds ...*dates.Instant) *scan.Rounding {
	if period == "" {
		period = dates.Year
	}
	cut := &scan.Rounding{Period: string(period), Zone: zone}
	for _, bound := range bounds {
		if bound != nil {
			cut.Bounds = append(cut.Bounds, time.UnixMicro(int64(*bound)).UTC())
		}
	}
	return cut
}

// A Feed is what a counter has to know of the source whose rows it is about to count.
type Feed struct {
	Number  int
	Columns Seats // by their place in batches
	// Marks finds groups and periods of many rows at once; nil where the front has to ask about every row.
	Marks *Marks
	// InOrder has something done in the order of the source, after what batches before have had done.
	InOrder func(do func())
	// Batch is whatever the counters of one count keep of the batch at hand, in either reading of dates; nil at its begin.
	Batch *any
}

// Seats say which columns of a source play which roles.
type Seats struct {
	Roles map[dataset.Role]int
	// Times are the roles of columns with times.
	Times []dataset.Role
	// By are the parts of the key of a group, in order.
	By    []KeyPart
	Where []int
	// While says how long the column of a role is wanted, for roles that nobody else needs; nil for to the end.
	While map[dataset.Role]func() bool
}

// A KeyPart of a key is the text of a column, or of all rows of a source; or what a label says for that text.
type KeyPart struct {
	Column int // dataset.None for the text of the source
	Text   string
	Label  Label // nil for the text as it stands
}

// A Label says what stands for a text in a key, such as what another question has told about whoever it names.
// Those of two counts are the same where they are equal, so it is a pointer.
type Label interface {
	// Of returns what stands for a text, which is trimmed: "" where nothing does. Any number of workers may ask.
	Of(text []byte) string
}

// A Caller is a Label that knows all that it may say, and takes note of whom it was asked about by Call, which writes the
// number of what it says of each, below 0 for nothing; a name of no bytes is nobody. Whoever has every name only once calls
// them, many together, instead of asking in every row; all says that these are all names that there are.
type Caller interface {
	Label
	Words() []string
	Call(names [][]byte, numbers []int)
	Calls(all bool)
}

// At returns the column of a role, or dataset.None.
func (c Seats) At(role dataset.Role) int {
	if i, ok := c.Roles[role]; ok {
		return i
	}
	return dataset.None
}

// Placed returns the columns that were chosen in a table; times are the roles of columns with times.
func Placed(cs dataset.Columns, times ...dataset.Role) Seats {
	out := Seats{Roles: cs.Roles(), Times: times, Where: cs.Where}
	for _, column := range cs.By {
		part := KeyPart{Column: column}
		if column == dataset.BySource {
			part = KeyPart{Column: dataset.None, Text: cs.Source()}
		}
		out.By = append(out.By, part)
	}
	return out
}

// Became is what came of a row.
type Became struct {
	Account string       // Counted, Undecided, or an account of result.Rows: "invalid", "filtered" …
	Role    dataset.Role // the role of the column at fault
	Value   []byte       // the cell at fault
	Reason  string
}

// What comes of rows that are not left out. Undecided is no account: the dates of the row have two readings,
// and it waits until the column has decided.
const (
	Counted   = "counted"
	Undecided = "undecided"
)

// A Reject is a row that is not counted, and why.
type Reject struct {
	tally.Place
	Count     int          // which of the counts does not count it
	Role      dataset.Role // the role of the column at fault, "" where the whole record is
	Condition int          // with the role dataset.Where: which of the conditions
	Value     string       // the cell as it was read
	Account   string       // "blank", "invalid", "out_of_range", "duplicate", "filtered", "excluded" or "malformed"
	Reason    string
}

// A SourceError is a failure to read a source.
type SourceError struct {
	Source int
	Err    error
}

func (e *SourceError) Error() string { return fmt.Sprintf("source %d: %v", e.Source+1, e.Err) }
func (e *SourceError) Unwrap() error { return e.Err }

// A CountError is a failure of one of the counts.
type CountError struct {
	Count int
	Err   error
}

func (e *CountError) Error() string { return e.Err.Error() }
func (e *CountError) Unwrap() error { return e.Err }

// A GroupsError says that there are more groups than are allowed.
type GroupsError struct {
	Limit int
	// At is the row that would begin one more, as far as that is known; with several workers it is the row
	// at which one of them noticed.
	At     tally.Place
	By     []string
	Period int64
}

func (e *GroupsError) Error() string { return fmt.Sprintf("more than %d groups", e.Limit) }

// A Record is one row of a batch.
type Record struct {
	Batch  *scan.Batch
	At     int
	Source int
	// Times is how often the row stands in the source.
	Times int64
	// Key is the key of its group, without a period; Cell made it, where it is one cell as it stands.
	Key       []byte
	GroupCell []byte

	damaged bool // the name of its group is not UTF-8
}

// Cell returns the text of a wanted column, nil where there is none.
func (r *Record) Cell(i int) []byte {
	if i == dataset.None {
		return nil
	}
	return r.Batch.Cell(r.At, i)
}

// Place tells where the row stands. One that comes for several stands nowhere, and has no line.
func (r *Record) Place() tally.Place {
	if r.Batch.Times != nil {
		return tally.Place{Source: r.Source, Record: r.Batch.Seq<<32 | int64(r.At)}
	}
	return tally.Place{Source: r.Source, Line: r.Batch.Line(r.At), Record: r.Batch.Seq<<32 | int64(r.At)}
}

package customers

import (
	"bytes"
	"slices"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A rule counts the rows of a ledger. Rows whose dates can be read with the day or with the month first go to two
// other ledgers, one for each order; when the columns have decided, the one that counts is merged.
type rule struct {
	options ledger.Bookkeeping
	cycles  *cycles
	who     naming
	wide    []spread  // of each source, where a row has the amounts of several periods
	same    *sameRows // nil where each row counts
	main    *ledger.Ledger
	sides   [2]func() (*ledger.Ledger, error) // with the day first and with the month first, made when they are needed
	closed  map[*ledger.Ledger]*audited
}

func newRule(o ledger.Bookkeeping, cycles *cycles, who naming, wide []spread, same *sameRows) (*rule, error) {
	main, err := ledger.New(o)
	r := &rule{options: o, cycles: cycles, who: who, wide: wide, same: same, main: main, closed: make(map[*ledger.Ledger]*audited)}
	for i := range r.sides {
		r.sides[i] = sync.OnceValues(func() (*ledger.Ledger, error) {
			side := r.options
			side.Dates.Order = dates.DayFirst + dates.DayOrder(i)
			return ledger.New(side)
		})
	}
	return r, err
}

// Counter returns a counter of rows whose dates are read in an order. All counters of an order fill one ledger.
func (r *rule) Counter(order dates.DayOrder, tell func(pass.Reject)) (pass.Counter, error) {
	l := r.main
	if order != r.options.Dates.Order {
		var err error
		if l, err = r.sides[order-dates.DayFirst](); err != nil {
			return nil, err
		}
	}
	c := &taker{rule: r, ledger: l, tell: tell}
	c.row.Place = func() tally.Place { return c.at.Place() }
	var err error
	c.rows, err = l.Collector()
	return c, err
}

// A taker reads the rows of one worker into a ledger.
type taker struct {
	*rule
	ledger *ledger.Ledger
	rows   *ledger.Collector

	source pass.Feed
	cells  []filling
	parts  []portion
	// The role of the part that was added last.
	partRole dataset.Role
	usual    bool // rows have nothing but customer, time, amount and one group
	places   ledger.Places
	at       *pass.Record
	row      ledger.Row
	key      []byte
	name     []byte // of the customer, where it is not the cell
	folds    bool   // and differs from it by its case

	found    ledger.Remarks
	gathered bool // what the collector has found is in found
	uncycled uncycled
	fates    ledger.Fates // of wide rows
	dashed   int64        // cells of wide rows that say that there is no amount
	folded   int64        // rows whose customer differs from the cell by its case
	doubled  int64        // rows that are the same as another
	whole    []byte       // the cells of the row at hand, where rows are compared
	tell     func(pass.Reject)
}

// A filling says which field of a row a wanted column fills.
type filling struct {
	field *[]byte
	at    int
}

// Begin readies the counter for a source.
func (c *taker) Begin(s pass.Feed) {
	c.source, c.cells = s, c.cells[:0]
	for role := ledger.Customer; role <= ledger.Product; role++ {
		if at := s.Columns.At(roleOf(role)); at != none {
			c.cells = append(c.cells, filling{c.row.Cell(role), at})
		}
	}
	at := s.Columns.At
	for _, role := range []ledger.Item{ledger.Type, ledger.Refunded} { // which another source may have
		if at(roleOf(role)) == none {
			*c.row.Cell(role) = nil
		}
	}
	c.beginParts(s)
	c.places = ledger.Places{Customer: at("customer"), Time: at("time"), Amount: at("amount"), Group: none}
	plain := len(s.Columns.By) == 0
	if len(s.Columns.By) == 1 {
		c.places.Group = s.Columns.By[0].Column
		plain = c.places.Group != none && s.Columns.By[0].Label == nil
	}
	c.usual = plain && c.same == nil && c.who == (naming{}) && len(c.cells) == 3 && !slices.Contains([]int{c.places.Customer, c.places.Time, c.places.Amount}, none)
}

// Usual adds rows without a call per cell, as long as they are of the sort that the largest ledgers consist of.
func (c *taker) Usual(b *scan.Batch, from, n int, other func(row int) error) error {
	for row := from; row < from+n; row++ {
		if c.usual {
			if row = c.rows.AddUsual(b, row, c.places); row == b.Rows() {
				break
			}
		}
		if err := other(row); err != nil {
			return err
		}
	}
	return nil
}

// absent stands for a value that a record lacks although the ledger has its column.
var absent = []byte{}

func (c *taker) take(r *pass.Record) {
	c.at = r
	for _, one := range c.cells {
		if *one.field = r.Cell(one.at); *one.field == nil {
			*one.field = absent
		}
	}
	c.identify(r)
}

// Add reads a row.
func (c *taker) Add(r *pass.Record) (pass.Became, error) {
	c.take(r)
	c.group(r)
	out, again, err := c.enterOnce(r)
	switch {
	case err != nil:
		return pass.Became{}, err
	case again:
		return pass.Became{Account: "duplicate", Reason: sameRow}, nil
	case out.Fate == ledger.Undecided:
		return pass.Became{Account: pass.Undecided}, nil
	case out.Fate == ledger.Counted:
		c.noteProduct()
		if c.folds {
			c.folded++
		}
		return pass.Became{Account: pass.Counted}, nil
	}
	role, text := roleOf(out.Role), r.Cell(c.source.Columns.At(roleOf(out.Role)))
	if c.wide != nil && out.Role == ledger.Amount {
		role, text = c.partRole, c.row.Amount
	}
	return pass.Became{Account: out.Fate.String(), Role: role, Value: text, Reason: out.Why}, nil
}

// enter adds the row at hand to the ledger.
func (c *taker) enter(r *pass.Record) (ledger.Outcome, error) {
	if c.wide == nil {
		return c.rows.Add(&c.row)
	}
	out, err := c.addParts(r)
	c.fates[out.Fate]++
	return out, err
}

// Leave takes note of a row that a condition leaves out, unless it is one on the time itself: what that leaves out is not asked
// about, and tells of nobody who is kept.
func (c *taker) Leave(r *pass.Record, condition int) {
	column := c.source.Columns.Where[condition]
	if column == c.places.Time {
		return
	}
	c.take(r)
	for _, role := range []ledger.Item{ledger.Start, ledger.End, ledger.StatusOf} {
		if column == c.source.Columns.At(roleOf(role)) {
			c.row.Start = nil // a far date, or one that a state says is to come, tells nothing of how far the data go
		}
	}
	c.rows.Pass(&c.row)
}

// End has nothing to do: rows that wait are counted when all are gathered.
func (c *taker) End() {}

// Evidence is what the dates of the rows say about the order of day and month.
func (c *taker) Evidence() *dates.OrderEvidence { return &c.rows.Evidence }

// Merge adds what another counter has read.
func (c *taker) Merge(from pass.Counter) error {
	o := from.(*taker)
	c.gather().Merge(o.gather())
	c.uncycled.merge(&o.uncycled)
	c.folded += o.folded
	c.doubled += o.doubled
	c.dashed += o.dashed
	for fate, n := range o.fates {
		c.fates[fate] += n
	}
	if o.ledger == c.ledger {
		return nil
	}
	return c.ledger.Merge(o.ledger)
}

// gather returns all that was noted beside the amounts.
func (c *taker) gather() *ledger.Remarks {
	if !c.gathered {
		c.gathered = true
		c.found.Merge(c.rows.Remarks())
	}
	return &c.found
}

// group sets the group of the row at hand: its --by values, and its product where products have cycles.
func (c *taker) group(r *pass.Record) {
	c.row.GroupCell = r.GroupCell
	if c.row.Group = r.Key; c.cycles == nil {
		return
	}
	c.row.Product = bytes.TrimSpace(c.row.Product)
	c.key = pass.AppendText(append(c.key[:0], r.Key...), c.cycles.named(c.row.Product))
	c.row.Group, c.row.GroupCell = c.key, nil
}

// noteProduct takes note of a row that counts and whose product has no cycle.
func (c *taker) noteProduct() {
	if c.cycles != nil && c.cycles.named(c.row.Product) == nil {
		c.uncycled.add(string(c.row.Product), c.at.Place)
	}
}

package ledger

import (
	"bytes"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Collector reads the rows of one worker into a ledger. Collectors of one ledger may run at the
// same time; each is used by one goroutine.
type Collector struct {
	// Evidence is what their dates say about the order of day and month.
	Evidence dates.OrderEvidence

	found   Remarks
	ledger  *Ledger
	options *Bookkeeping
	missing map[string]bool // as in the ledger; kept here because the ledger's memory is written to all the time
	seed    [2]uint64
	scratch scratch
	time    clock
	prices  prices
	usual   bool     // rows have nothing but customer, time, amount and group
	row     *Row     // the row at hand
	noted   uint32   // notes about the row at hand, one bit each
	said    Standing // of the row at hand, Paid when there is nothing to tell
	groups  map[string]uint16
	buffers [shardCount]buffer
	usuals  *usuals  // nil until there are some
	passed  observed // days of usual rows, and periods of changes in rows that are left out
	learnt  slotDay  // the last that the ledger was told of

	states    lexicon[state]    // of subscriptions
	motions   lexicon[Motion]   // of movements
	replacing lexicon[bool]     // movements to another plan
	standings lexicon[Standing] // of orders
	records   lexicon[Voucher]  // of rows among orders
	reasoned  lexicon[bool]     // cells that give a reason
	nobodies  lexicon[bool]     // customers who are not known

	whys  whys
	cells map[string]string // reasons that are known, so that each is kept once
}

// A buffer holds the entries for one shard until they are worth the way.
type buffer struct {
	entries []entry
	texts   arena
}

// batchSize is how many entries go to a shard at once: enough that their cache misses overlap.
const batchSize = 128

// Collector returns a new collector for the ledger. Dates that cannot be read as the options say
// are an error.
func (l *Ledger) Collector() (*Collector, error) {
	c := &Collector{ledger: l, options: new(l.options), missing: l.missing, seed: l.seed, groups: make(map[string]uint16)}
	c.states.read, c.motions.read, c.standings.read = l.statuses.stateOf, c.options.MotionOf, standingOf
	if l.options.Refunds.Owing {
		c.standings.read = l.options.Refunds.invoiceStanding
	}
	c.records.read = func(text []byte) Voucher { return c.options.Refunds.Codes.VoucherOf(string(text)) }
	c.replacing.read = func(text []byte) bool { return ReplacesPlan(string(text)) }
	c.reasoned.read = func(text []byte) bool { return c.options.Reasoned(string(text)) }
	c.nobodies.read = IsNobody
	c.prices = newPrices(l)
	o := l.options
	c.usual = o.Shape == Balance && !o.Unpriced && !o.MinorUnits && o.Zeros == 0 && c.prices.month == perMonth && len(o.Missing) == 0 && len(o.Totals) == 0 && !o.Nameless && !c.prices.all
	return c, c.time.init(&l.options)
}

// Add reads one row. The error is for what has to stop the run: too many groups.
func (c *Collector) Add(r *Row) (Outcome, error) {
	c.row = r
	out, err := c.read(r)
	if err != nil {
		return out, err
	}
	c.found.Account[out.Fate]++
	if out.Fate != Counted && out.Fate != Undecided {
		c.keepOdd(out, r)
	}
	if c.noted != 0 {
		c.keepNotes(out, r)
	}
	if c.said != Paid {
		c.keepStatus(out, r)
	}
	return out, nil
}

// keepOdd keeps a row that does not count.
func (c *Collector) keepOdd(out Outcome, r *Row) {
	var text []byte
	if cell := r.Cell(out.Role); cell != nil {
		text = *cell
	}
	c.found.Odd.of(out).add(r, text)
}

func (c *Collector) place() tally.Place {
	if c.row.Place == nil {
		return tally.Place{}
	}
	return c.row.Place()
}

func (c *Collector) note(n Note) { c.noted |= 1 << n }

// keepNotes keeps what was noted about a row that counts or was left out.
func (c *Collector) keepNotes(out Outcome, r *Row) {
	for n := range notes {
		if c.noted>>n&1 != 0 && (out.Fate == Counted || out.Fate == Excluded) {
			c.found.Notes[n].add(r, nil)
		}
	}
	c.noted = 0
}

func (c *Collector) read(r *Row) (Outcome, error) {
	who := bytes.TrimSpace(r.Customer)
	switch {
	case c.isBlank(who):
		return blank(Customer), nil
	case len(who) > maxKey:
		return invalid(Customer, "is too long for a key"), nil
	case c.isNobody(who):
		if c.options.Shape == Balance || c.options.Shape == Transaction {
			c.Pass(r)
		}
		return excluded(Customer, "stands for customers who are not known"), nil
	case len(c.options.Totals) > 0 && slices.Contains(c.options.Totals, string(who)):
		return excluded(Customer, "sums up the other rows"), nil
	}
	switch c.options.Shape {
	case Subscription:
		return c.subscription(who, r)
	case Transaction:
		return c.transaction(who, r)
	case Status:
		return c.status(who, r)
	case Movement:
		return c.movement(who, r)
	}
	return c.balance(who, r)
}

// isBlank tells whether a trimmed cell means no answer.
func (c *Collector) isBlank(text []byte) bool {
	return len(text) == 0 || c.missing != nil && c.missing[string(text)]
}

func (c *Collector) balance(who []byte, r *Row) (Outcome, error) {
	return c.dated(who, r, (*Collector).worthWhileThere, func(price) uint8 { return flagSeen })
}

func (c *Collector) transaction(who []byte, r *Row) (Outcome, error) {
	if r.Status != nil && c.orderStatus(r.Status) == NotPaid {
		return excluded(StatusOf, "is no order that was paid"), nil
	}
	return c.dated(who, r, (*Collector).orderPrice, func(p price) uint8 { return flagsOf(p.amount >= 0, 0) })
}

// dated reads a row that stands for itself at its time. Outside the bounds it counts no more, but what it
// tells of its customer is known: what lies before tells who is new. Where orders alone are counted, they
// count within the bounds only.
func (c *Collector) dated(who []byte, r *Row, worth func(*Collector, *Row) (price, Outcome), flags func(price) uint8) (Outcome, error) {
	at, when := c.time.read(Time, r.Time, c)
	if when.Fate != Counted && (when.Fate != Filtered || c.options.OnlyOrders || !c.time.keeps(at)) {
		return when, nil
	}
	p, out := worth(c, r)
	if out.Fate != Counted {
		return worse(when, out), nil
	}
	return when, c.push(who, r.Group, at, p, flags(p))
}

// worse is what became of a row that is outside the bounds and cannot be read: it is outside.
func worse(when, read Outcome) Outcome {
	if when.Fate == Filtered {
		return when
	}
	return read
}

func (c *Collector) push(who, group []byte, when slotDay, p price, flags uint8) error {
	var id uint16
	if c.options.Grouped {
		var err error
		if id, err = c.group(group); err != nil {
			return err
		}
		c.keepGroup(c.row.GroupCell, id)
	}
	var k key
	var hash uint64
	if len(who) <= shortKey {
		k = pack(who)
		hash = k.hash(c.seed)
	} else {
		hash = hashText(who, c.seed)
	}
	at := shardOf(hash)
	b := &c.buffers[at]
	if len(who) > shortKey {
		k = longKeyOf(b.texts.add(who), len(who), hash)
	}
	b.entries = append(b.entries, entry{k, hash, p.amount, when, id, p.currency, flags, c.orderID()})
	if len(b.entries) == batchSize {
		c.flush(at)
	}
	return nil
}

// orderSeed is the same in all ledgers, so that lines find each other when ledgers are merged.
var orderSeed = [2]uint64{0x9e3779b97f4a7c15, 0xd6e8feb86659fd93}

// orderID tells the order of the row at hand from the others of its customer. Lines that name none are each
// an order of their own.
func (c *Collector) orderID() uint64 {
	if !c.options.Lines {
		return 0
	}
	if text := bytes.TrimSpace(c.row.Order); !c.isBlank(text) {
		return max(hashText(text, orderSeed), 1)
	}
	return 0
}

func (c *Collector) group(text []byte) (uint16, error) {
	if id, ok := c.groups[string(text)]; ok {
		return id, nil
	}
	key := string(text)
	id, err := c.ledger.groups.id(key, c.row.Place)
	if err == nil {
		c.groups[key] = id
	}
	return id, err
}

func (c *Collector) flush(at int) {
	b := &c.buffers[at]
	c.ledger.shards[at].add(b.entries, &b.texts, &c.scratch)
	b.entries = b.entries[:0]
	b.texts.reset()
}

// Pass takes note of a row that the caller leaves out: the data tell about its period, so whoever is
// kept and has no row in it was lost in it. Without this, a period in which nobody is left of those who
// are kept would vanish. It matters to ledgers that are a row a period or order.
func (c *Collector) Pass(r *Row) {
	c.row = r
	if shape := c.options.Shape; shape != Balance && shape != Transaction {
		c.passSide(r)
		return
	}
	c.passTime(r)
}

// passTime takes note of the day of a row that counts for nobody.
func (c *Collector) passTime(r *Row) {
	if day, ok := c.time.passing(r.Time, c); ok {
		c.time.reach.others.tell(day)
	}
}

// learn takes note of a moment that was met.
func (c *Collector) learn(at slotDay) {
	if c.options.Shape == Balance && at != c.learnt {
		c.ledger.days.learn(at.slot, at.day)
		c.learnt = at
	}
}

// Remarks hands over what is still on its way, and returns what the rows told beside it. Call it after the
// last row.
func (c *Collector) Remarks() *Remarks {
	for at := range c.buffers {
		if len(c.buffers[at].entries) > 0 {
			c.flush(at)
		}
		if c.usuals != nil && c.usuals.n[at] > 0 {
			c.flushUsual(at)
		}
	}
	c.ledger.pass(&c.passed, &c.time.latest, &c.time.reach, c.prices.signs, c.whys)
	return &c.found
}

package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// A Collector reads the rows of one worker into a ledger. Collectors of one ledger may run at the
// same time; each is used by one goroutine.
type Collector struct {
	// Account counts the rows that were added.
	Account Account
	// Notes holds what was noted about them.
	Notes Notes

	ledger  *Ledger
	options *Options
	time    clock
	prices  prices
	noted   uint32 // notes about the row at hand, one bit each
	states  map[string]state
	groups  map[string]uint16
	buffers [partCount]buffer
}

// A buffer holds the entries for one part until they are worth the way.
type buffer struct {
	entries []entry
	texts   arena
}

// batchSize is how many entries go to a part at once: enough that their cache misses overlap.
const batchSize = 128

// Collector returns a new collector for the ledger. Dates that cannot be read as the options say
// are an error.
func (l *Ledger) Collector() (*Collector, error) {
	c := &Collector{ledger: l, options: &l.options, groups: make(map[string]uint16), states: make(map[string]state)}
	c.prices = newPrices(l)
	return c, c.time.init(&l.options)
}

// Add reads one row. The error is for what has to stop the run: too many groups.
func (c *Collector) Add(r *Row) (Outcome, error) {
	out, err := c.read(r)
	if err != nil {
		return out, err
	}
	c.Account[out.Kind]++
	if c.noted != 0 {
		c.keepNotes(out, r)
	}
	return out, nil
}

// note remembers something about the row at hand.
func (c *Collector) note(n Note) { c.noted |= 1 << n }

// keepNotes keeps what was noted about a row that counts or was left out.
func (c *Collector) keepNotes(out Outcome, r *Row) {
	for n := range notes {
		if c.noted>>n&1 != 0 && (out.Kind == Counted || out.Kind == Excluded) {
			c.Notes.add(n, r)
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
	return len(text) == 0 || c.ledger.missing != nil && c.ledger.missing[string(text)]
}

func (c *Collector) balance(who []byte, r *Row) (Outcome, error) {
	slot, out := c.time.slot(Time, r.Time, c)
	if out.Kind != Counted {
		return out, nil
	}
	p, out := c.price(r)
	if out.Kind != Counted {
		return out, nil
	}
	return out, c.push(who, r.Group, entry{slot: slot, amount: p.amount, currency: p.currency, flags: flagSeen})
}

func (c *Collector) transaction(who []byte, r *Row) (Outcome, error) {
	if r.Status != nil && isVoid(plainWords(r.Status)) {
		return excluded(StatusOf, "is no order that was paid"), nil
	}
	day, out := c.time.slot(Time, r.Time, c)
	if out.Kind != Counted {
		return out, nil
	}
	p, out := c.price(r)
	if out.Kind != Counted {
		return out, nil
	}
	return out, c.push(who, r.Group, entry{slot: day, amount: p.amount, currency: p.currency, flags: flagsOf(p.amount >= 0, 0)})
}

// isVoid tells whether the status of an order says that it came to nothing.
func isVoid(plain string) bool {
	return isOneOf(plain, "voided|void|canceled|cancelled|failed|pending|refunded|draft|abandoned|expired|declined|on hold|checkout draft")
}

func (c *Collector) movement(who []byte, r *Row) (Outcome, error) {
	slot, out := c.time.slot(Time, r.Time, c)
	if out.Kind != Counted {
		return out, nil
	}
	p, out := c.price(r)
	if out.Kind != Counted {
		return out, nil
	}
	if r.Type != nil {
		kind := bytes.TrimSpace(r.Type)
		if c.isBlank(kind) {
			return blank(Type), nil
		}
		direction := directionOf(kind)
		switch {
		case direction == 0:
			return invalid(Type, "is not a type of movement"), nil
		case direction > 0 && p.amount < 0:
			return invalid(Amount, "is below zero, which such a movement cannot be"), nil
		case c.options.Unpriced && resizes(kind):
			p.amount = 0
		case direction < 0 && p.amount > 0:
			p.amount = -p.amount
		}
	}
	return out, c.push(who, r.Group, entry{slot: slot, amount: p.amount, currency: p.currency,
		flags: flagsOf(p.amount > 0, uint8(causeOf(r.Reason)))})
}

// The two periods of a status ledger.
const (
	before = 0
	after  = 1
)

func (c *Collector) status(who []byte, r *Row) (Outcome, error) {
	text := bytes.TrimSpace(r.Status)
	if c.isBlank(text) {
		return blank(StatusOf), nil
	}
	lost, ok := c.ledger.statuses.isLost(text)
	if !ok {
		return invalid(StatusOf, "does not say whether the customer is lost"), nil
	}
	p, out := c.price(r)
	if out.Kind != Counted {
		return out, nil
	}
	e := entry{slot: before, amount: p.amount, currency: p.currency, flags: flagSeen}
	if err := c.push(who, r.Group, e); err != nil {
		return out, err
	}
	e.slot = after
	if lost {
		e.amount, e.flags = 0, flagsOf(false, uint8(causeOf(r.Reason)))
	}
	return out, c.push(who, r.Group, e)
}

// push sends an entry on its way. Only rows that make their customer present give it a group.
func (c *Collector) push(who, group []byte, e entry) error {
	if c.options.Grouped && e.flags&flagSeen != 0 {
		id, err := c.group(group)
		if err != nil {
			return err
		}
		e.group = id
	}
	if len(who) <= shortKey {
		e.key = pack(who)
		e.hash = e.key.hash(c.ledger.seed)
	} else {
		e.hash = hashText(who, c.ledger.seed)
	}
	at := partOf(e.hash)
	b := &c.buffers[at]
	if b.entries == nil {
		b.entries = make([]entry, 0, batchSize)
	}
	if len(who) > shortKey {
		e.key = longKeyOf(b.texts.add(who), len(who), e.hash)
	}
	if b.entries = append(b.entries, e); len(b.entries) == batchSize {
		c.flush(at)
	}
	return nil
}

func (c *Collector) group(text []byte) (uint16, error) {
	if id, ok := c.groups[string(text)]; ok {
		return id, nil
	}
	id, err := c.ledger.groups.id(string(text))
	if err != nil {
		return 0, err
	}
	c.groups[string(text)] = id
	return id, nil
}

func (c *Collector) flush(at int) {
	b := &c.buffers[at]
	c.ledger.parts[at].add(b.entries, &b.texts)
	b.entries = b.entries[:0]
	b.texts.reset()
}

// Flush hands over what is still on its way. Call it after the last row.
func (c *Collector) Flush() {
	for at := range c.buffers {
		if len(c.buffers[at].entries) > 0 {
			c.flush(at)
		}
	}
}

// state reads the status of a subscription; the same words come again and again.
func (c *Collector) state(text []byte) state {
	if s, ok := c.states[string(text)]; ok {
		return s
	}
	s := stateOf(text)
	if c.ledger.statuses.lost != nil && c.ledger.statuses.lost[lostKey(text)] {
		s = stateEnded
	}
	if len(c.states) < 1000 {
		c.states[string(text)] = s
	}
	return s
}

// isReading tells whether a text waits for the column to decide the order of day and month.
func isReading(o dates.Options, reading dates.Reading) bool {
	return o.Layout == "" && o.Order == dates.Unknown && reading == dates.Either
}

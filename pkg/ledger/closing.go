package ledger

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// A Closing is a ledger of which all rows are in, with its calendar: which periods it tells about,
// and at which rates.
type Closing struct {
	// Currency is the currency of all amounts; without a code when the ledger names none.
	Currency money.Currency
	// Missing lists the periods in the middle about which the data do not tell.
	Missing []int
	// Planned is the last period of which the data tell although it comes after Now, "" where there is
	// none; such periods are left out.
	Planned string

	ledger *Ledger
	slots  []int32 // the periods that the data tell about, rising
	ords   []int32 // by slot − slots[0]: the place in slots, −1 where missing
	shown  []bool  // by place: whether movements into the period are reported
	money  [256][]rate
	days   dayBook // of a transaction ledger
}

// Prepare closes the ledger: after it, no row may be added. The errors are for what voids the whole:
// sums that do not fit, two currencies, a missing rate, no period.
func (l *Ledger) Prepare() (*Closing, error) {
	c := &Closing{ledger: l}
	var seen observed
	var currencies [256]bool
	for i := range l.parts {
		p := &l.parts[i]
		if err := p.sound(); err != nil {
			return nil, err
		}
		p.survey(&seen, &currencies, &c.days)
	}
	if err := c.setCurrency(currencies); err != nil {
		return nil, err
	}
	seen.merge(&l.passed)
	if err := c.setPeriods(&seen); err != nil {
		return nil, err
	}
	return c, c.setRates(currencies)
}

// sound tells whether the sums of a part can be trusted.
func (p *part) sound() error {
	if p.crowded {
		return errors.New("more customers than one machine should hold: let the warehouse count them")
	}
	if len(p.overflowed) > 0 {
		return fmt.Errorf("customer %q: its amounts add up to more than an amount can be", slices.Min(p.overflowed))
	}
	return nil
}

// survey notes which slots the rows of a part tell about, in which currencies, and the last day with an order.
func (p *part) survey(seen *observed, currencies *[256]bool, days *dayBook) {
	if p.waiting.n > 0 { // their slots are among those that collectors pass
		currencies[p.ledger.currency.Number()] = true
	}
	transactions := p.ledger.options.Shape == Transaction
	changes := p.ledger.options.Shape.changes()
	for number := range uint32(p.heads.n) {
		if transactions {
			p.eachOrder(number, func(o order) {
				base, place := floorSlot(o.day)
				seen.add(base, 1<<place)
				currencies[o.currency] = true
				days.note(o)
			})
			continue
		}
		p.eachBlock(number, func(at uint32) {
			b := p.blocks.at(at)
			mask := uint16(b.meta & (1<<slotsPerBlock - 1))
			if changes {
				mask |= p.touched(b)
			}
			seen.add(b.meta.base(), mask)
			currencies[b.meta.currency()] = true
		})
	}
}

// touched returns the places of a block in which something changes.
func (p *part) touched(b *block) (mask uint16) {
	for i := range slotsPerBlock {
		if p.amount(b, i) != 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// observed is a set of slots.
type observed struct {
	first int32 // base of the first mask
	masks []uint16
}

func (o *observed) add(base int32, mask uint16) {
	if mask == 0 {
		return
	}
	switch {
	case len(o.masks) == 0:
		o.first, o.masks = base, make([]uint16, 1)
	case base < o.first:
		o.masks = append(make([]uint16, o.first-base), o.masks...)
		o.first = base
	case int(base-o.first) >= len(o.masks):
		o.masks = append(o.masks, make([]uint16, int(base-o.first)+1-len(o.masks))...)
	}
	o.masks[base-o.first] |= mask
}

// merge adds the slots of another set.
func (o *observed) merge(x *observed) {
	for i, mask := range x.masks {
		o.add(x.first+int32(i), mask)
	}
}

// slots returns the slots of the set, rising.
func (o *observed) slots() []int32 {
	var out []int32
	for i, mask := range o.masks {
		for place := range slotsPerBlock {
			if mask>>place&1 != 0 {
				out = append(out, (o.first+int32(i))*slotsPerBlock+int32(place))
			}
		}
	}
	return out
}

// setCurrency finds the one currency of the run.
func (c *Closing) setCurrency(seen [256]bool) error {
	c.Currency = c.ledger.currency
	if c.Currency.Code != "" {
		return nil // what has no rate was refused row by row
	}
	for n := 1; n < len(seen); n++ {
		if !seen[n] {
			continue
		}
		if found := money.Numbered(uint8(n)); c.Currency.Code == "" {
			c.Currency = found
		} else {
			return &CurrencyError{c.Currency.Code, found.Code}
		}
	}
	if seen[0] && c.Currency.Code != "" && c.Currency.Decimals != usualDecimals && !c.ledger.options.MinorUnits {
		return &CurrencyError{c.Currency.Code, ""}
	}
	return nil
}

// A CurrencyError says that a ledger holds amounts that cannot be added.
type CurrencyError struct {
	One, Other string // codes; Other is "" for amounts without a currency
}

func (e *CurrencyError) Error() string {
	if e.Other == "" {
		return fmt.Sprintf("some amounts are in %s and others name no currency", e.One)
	}
	return fmt.Sprintf("the ledger holds amounts in %s and in %s: name one currency and give a rate for the other", e.One, e.Other)
}

// setRates looks up the rate of every currency at the end of every period.
func (c *Closing) setRates(seen [256]bool) error {
	rates := c.ledger.options.Rates
	if rates == nil {
		return nil
	}
	for n := 1; n < len(seen); n++ {
		code := money.Numbered(uint8(n)).Code
		if !seen[n] || code == c.Currency.Code {
			continue
		}
		for _, slot := range c.slots {
			x, ok := rates.at(code, c.until(slot))
			if !ok && !c.ledger.options.OnlyOrders { // of orders, only the days count on which there are some
				return fmt.Errorf("no rate for %s in %s", code, c.Label(int(slot)))
			}
			c.money[n] = append(c.money[n], x)
		}
	}
	return nil
}

// until returns the moment at which a period is over.
func (c *Closing) until(slot int32) dates.Instant {
	if c.ledger.options.Shape == Status {
		return always + 1
	}
	_, until := c.ledger.options.Period.Bounds(int64(slot), c.ledger.options.Dates.Zone)
	return until
}

// since returns the moment at which a period begins.
func (c *Closing) since(slot int32) dates.Instant {
	since, _ := c.ledger.options.Period.Bounds(int64(slot), c.ledger.options.Dates.Zone)
	return since
}

// Until names the day on which the last period is over.
func (c *Closing) Until() string {
	zone := c.ledger.options.Dates.Zone
	return dates.Day.Label(dates.Day.Index(c.until(c.slots[len(c.slots)-1]), zone))
}

// Label names a period; it is "" in a status ledger, which has none.
func (c *Closing) Label(period int) string {
	if c.ledger.options.Shape == Status {
		return ""
	}
	return c.ledger.options.Period.Label(int64(period))
}

// Periods lists the periods that the data tell about, rising. The first only opens the books.
func (c *Closing) Periods() []int {
	out := make([]int, len(c.slots))
	for i, s := range c.slots {
		out[i] = int(s)
	}
	return out
}

// Step returns how many periods lie between a period and the one it is compared with: 1, or more where the
// data do not tell of those in between.
func (c *Closing) Step(period int) int {
	if ord := c.ord(int32(period)); ord > 0 {
		return period - int(c.slots[ord-1])
	}
	return 1
}

// ErrNoPeriods says that there is nothing to compare.
var ErrNoPeriods = errors.New("the ledger tells about no whole period")

// setPeriods makes the calendar.
func (c *Closing) setPeriods(seen *observed) error {
	o := &c.ledger.options
	found := seen.slots()
	switch {
	case o.Shape == Transaction:
		found = c.days.periods(found, o)
	case o.Shape == Status && len(found) > 0:
		found = []int32{before, after}
	}
	if len(found) == 0 {
		return ErrNoPeriods
	}
	found = c.happened(found)
	first, last := found[0], found[len(found)-1]
	if o.Shape.changes() {
		found = found[:0]
		for slot := first; slot <= last; slot++ {
			found = append(found, slot)
		}
	}
	if o.AsOf != nil && o.Shape != Status {
		if found = c.extend(found); len(found) == 0 {
			return ErrNoPeriods
		}
	}
	c.slots = found
	c.number()
	if o.WantCohorts && len(c.ords) > maxCohortPeriods {
		return fmt.Errorf("%d periods are too many for cohorts, at most %d: take a longer period", len(c.ords), maxCohortPeriods)
	}
	c.days.windows(c.slots, o)
	return nil
}

// happened leaves out the periods of a ledger of changes that begin after Now. Where all of them do, the clock
// is not to be trusted.
func (c *Closing) happened(slots []int32) []int32 {
	o := &c.ledger.options
	if o.Now == nil || o.AsOf != nil || !o.Shape.changes() {
		return slots
	}
	kept := slices.DeleteFunc(slices.Clone(slots), func(slot int32) bool { return c.since(slot) > *o.Now })
	if len(kept) == 0 || len(kept) == len(slots) {
		return slots
	}
	c.Planned = c.Label(int(slots[len(slots)-1]))
	return kept
}

// maxCohortPeriods bounds the triangle of cohorts, which grows with its square.
const maxCohortPeriods = 1500

// extend takes the calendar to AsOf: periods that are not over then fall away; a ledger of changes
// stays as it is until then.
func (c *Closing) extend(slots []int32) []int32 {
	o := &c.ledger.options
	for len(slots) > 0 && c.until(slots[len(slots)-1]) > *o.AsOf {
		slots = slots[:len(slots)-1]
	}
	if len(slots) == 0 || !o.Shape.changes() {
		return slots
	}
	for next := slots[len(slots)-1] + 1; c.until(next) <= *o.AsOf; next++ {
		slots = append(slots, next)
	}
	return slots
}

// number gives every slot its place, and finds the missing ones and those that are shown.
func (c *Closing) number() {
	first := c.slots[0]
	c.ords = make([]int32, c.slots[len(c.slots)-1]-first+1)
	for i := range c.ords {
		c.ords[i] = -1
	}
	c.shown = make([]bool, len(c.slots))
	for place, slot := range c.slots {
		c.ords[slot-first] = int32(place)
		c.shown[place] = c.isShown(slot)
	}
	for i, place := range c.ords {
		if place < 0 {
			c.Missing = append(c.Missing, int(first)+i)
		}
	}
}

// isShown tells whether movements into a period are reported: in a ledger of changes, those of the
// periods from Since until Until.
func (c *Closing) isShown(slot int32) bool {
	o := &c.ledger.options
	if !o.Shape.changes() {
		return true
	}
	since, until := o.Period.Bounds(int64(slot), o.Dates.Zone)
	return (o.Since == nil || *o.Since <= since) && (o.Until == nil || until <= *o.Until)
}

// ord returns the place of a slot, −1 when the data do not tell about it.
func (c *Closing) ord(slot int32) int32 {
	i := int(slot) - int(c.slots[0])
	if i < 0 || i >= len(c.ords) {
		return -1
	}
	return c.ords[i]
}

package ledger

import (
	"errors"
	"fmt"
	"math"
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
	// PlannedDay is the last day of orders where it comes after Now, "" where none or all do.
	PlannedDay string
	// LastDayOf is the period that AsOf leaves out on its last day, and DayAfter the day that would take it in; "" for none.
	LastDayOf, DayAfter string

	ledger    *Ledger
	slots     []int32 // the periods that the data tell about, rising
	ords      lookup  // of the periods from the first to the last
	begins    []bool  // by place: whether the period lies within Since and Until
	shown     []bool  // by place: whether movements into the period are reported
	several   bool    // movements into several periods are
	opened    bool    // of changes: the data begin with customers who came and left before the first period
	opening   int32   // place of the period that the first of those begins with
	money     [256][]rate
	days      dayBook // of a transaction ledger, and of a balance
	stock     stock   // of a balance
	places    lookup  // of the slots of rows
	lastOrder int32   // the last day with an order that is no refund
	lastDone  int32   // the same until today
}

// Prepare closes the ledger: after it, no row may be added. The errors are for what voids the whole:
// sums that do not fit, two currencies, a missing rate, no period.
func (l *Ledger) Prepare() (*Closing, error) {
	c := &Closing{ledger: l}
	seen := census{first: math.MaxInt32, lastOrder: math.MinInt32, lastDone: math.MinInt32, today: l.options.today()}
	for i := range l.shards {
		p := &l.shards[i]
		if l.days.fine.Load() {
			p.settle()
		}
		if err := p.sound(); err != nil {
			return nil, err
		}
		p.survey(&seen)
	}
	if err := c.setCurrency(seen.currencies); err != nil {
		return nil, err
	}
	if !l.options.Shape.changes() || seen.first != math.MaxInt32 { // without anybody there is nothing to go on
		seen.slots.merge(&l.passed)
	}
	l.reach.tellOthers(&seen.slots)
	if err := c.setPeriods(&seen); err != nil {
		return nil, err
	}
	return c, c.setRates(seen.currencies)
}

// sound tells whether the sums of a shard can be trusted.
func (p *shard) sound() error {
	if p.crowded {
		return errors.New("more customers than one machine should hold: let the warehouse count them")
	}
	if len(p.overflowed) > 0 {
		return fmt.Errorf("customer %q: its amounts add up to more than an amount can be", slices.Min(p.overflowed))
	}
	return nil
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
	if err := c.checkSigns(); err != nil {
		return err
	}
	if seen[0] && c.Currency.Code != "" && c.Currency.Decimals != usualDecimals && !c.ledger.options.MinorUnits {
		return &CurrencyError{c.Currency.Code, ""}
	}
	return nil
}

// checkSigns tells whether the signs that several currencies share can stand for one, and for that of the rest.
func (c *Closing) checkSigns() error {
	one := c.Currency.Code
	for _, sign := range money.Signs() {
		switch {
		case !c.ledger.signs[sign]:
		case one == "":
			one = sign
		case !canBe(sign, one):
			return &CurrencyError{one, sign}
		}
	}
	return nil
}

// Money names what the amounts are in: a currency, or the sign that several share; "" where nothing does.
func (c *Closing) Money() string {
	if c.Currency.Code != "" {
		return c.Currency.Code
	}
	for sign := range c.ledger.signs { // there is one at most
		return sign
	}
	return ""
}

// CanBe tells whether the amounts can be in a currency, by what names theirs.
func (c *Closing) CanBe(code string) bool {
	named := c.Money()
	return named == "" || named == code || c.Currency.Code == "" && canBe(named, code)
}

// A CurrencyError says that a ledger holds amounts that cannot be added.
type CurrencyError struct {
	One, Other string // codes, or signs that several currencies share; Other is "" for amounts without a currency
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

func (c *Closing) until(slot int32) dates.Instant {
	if c.ledger.options.Shape == Status {
		return always + 1
	}
	_, until := c.ledger.options.Period.Bounds(int64(slot), c.ledger.options.Dates.Zone)
	return until
}

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
	if ord := c.ords.of(int32(period)); ord > 0 {
		return period - int(c.slots[ord-1])
	}
	return 1
}

// ErrNoPeriods says that there is nothing to compare.
var ErrNoPeriods = errors.New("the ledger tells about no whole period")

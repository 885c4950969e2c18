package ledger

import (
	"bytes"
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// A price is what a row is about, in minor units of a currency.
type price struct {
	amount   int64
	currency uint8 // number of the currency, 0 when nothing names it
}

const (
	noRate     = "is a currency without a rate"
	noQuantity = "is no quantity that was ordered" // an order that cost nothing is one, and one of no goods is none
)

// prices is what a collector knows about reading money.
type prices struct {
	currency money.Currency // of rows that name none
	number   uint8
	decimals int     // of rows that name no currency
	weigh    bool    // amounts not written in the usual way tell about the decimal mark
	all      bool    // all do, so none is usual
	month    monthly // of rows that name no billing interval
	// The currency column repeats itself.
	lastText     []byte
	lastCurrency money.Currency
	signs        map[string]bool // shared by several currencies, of amounts whose currency nothing else tells
}

// usualDecimals is what amounts of an unknown currency have.
const usualDecimals = 2

func newPrices(l *Ledger) prices {
	p := prices{signs: make(map[string]bool), currency: l.currency, number: l.currency.Number(), decimals: usualDecimals, month: perMonth}
	if l.options.Per != "" {
		p.month, _, _ = intervalOf([]byte(l.options.Per))
	}
	if l.currency.Code != "" {
		p.decimals = l.currency.Decimals
	}
	p.weigh = l.options.Weigh != WeighNone
	p.all = l.options.Weigh == WeighAll || p.weigh && p.decimals == 3 // which 1.234 has
	return p
}

// price reads amount, currency and quantity of a row. Without amounts every row is worth 1.
func (c *Collector) price(r *Row) (price, Outcome) {
	if c.options.Unpriced {
		quantity := bytes.TrimSpace(r.Quantity)
		switch {
		case c.options.Shape != Transaction:
		case bytes.HasPrefix(quantity, []byte{'-'}):
			return price{amount: -1}, counted // goods that came back
		case isZero(quantity):
			return price{}, excluded(Quantity, noQuantity)
		}
		return price{amount: 1}, counted
	}
	text := bytes.TrimSpace(r.Amount)
	if c.isBlank(text) {
		return price{}, blank(Amount)
	}
	if r.Currency == nil && r.Quantity == nil && !c.options.MinorUnits && c.options.Zeros == 0 && !c.prices.all {
		if a, ok := money.Quick(text, c.options.Decimal, c.prices.decimals); ok && a > 0 {
			return price{int64(a), c.prices.number}, counted
		}
	}
	return c.slowPrice(text, r)
}

func (c *Collector) slowPrice(text []byte, r *Row) (price, Outcome) {
	n, err := money.Read(text, c.options.Decimal)
	if err != nil {
		if c.prices.weigh {
			c.found.Marks.Weigh(text, c.prices.currency, r)
		}
		return price{}, invalid(Amount, ofAmount(err))
	}
	currency, out := c.currency(r, n)
	if out.Fate != Counted {
		return price{}, out
	}
	if c.prices.weigh {
		c.found.Marks.Weigh(text, currency, r)
	}
	n = c.regroup(text, currency, n)
	a, rounded, err := n.Amount(c.decimalsOf(currency) + c.options.Zeros)
	if err != nil {
		return price{}, invalid(Amount, ofAmount(err))
	}
	if a, out = c.times(a, r.Quantity); out.Fate != Counted {
		return price{}, out
	}
	if n.Sign != "" && currency.Code == "" {
		c.prices.signs[n.Sign] = true
	}
	c.noteAmount(a, rounded)
	return price{int64(a), currency.Number()}, counted
}

func (c *Collector) noteAmount(a money.Amount, rounded bool) {
	if rounded {
		c.note(NoteRounded)
	}
	switch {
	case a == 0:
		c.note(NoteZero)
	case a < 0:
		c.note(NoteNegative)
	}
}

// decimalsOf is how many decimals amounts of a currency have, or of the ledger's where it is not told.
func (c *Collector) decimalsOf(currency money.Currency) int {
	switch {
	case c.options.MinorUnits:
		return 0
	case currency.Code != "":
		return currency.Decimals
	}
	return c.prices.decimals
}

// currency returns the currency of a row: that of its column, of a sign beside the amount, or of
// the run.
func (c *Collector) currency(r *Row, n money.Written) (money.Currency, Outcome) {
	role, own := Currency, money.Currency{}
	text := bytes.TrimSpace(r.Currency)
	switch {
	case len(text) > 0 && !c.isBlank(text):
		var ok bool
		if sign := sharedSign(text); sign != "" && n.Currency == "" && n.Sign == "" { // as if it stood beside the amount
			if c.prices.currency.Code != "" {
				return c.signed(sign)
			}
			c.prices.signs[sign] = true
			return c.prices.currency, counted
		}
		if own, ok = c.columnCurrency(text); !ok {
			return own, invalid(Currency, "is not a currency of ISO 4217")
		}
		if n.Currency != "" && n.Currency != own.Code || n.Sign != "" && !canBe(n.Sign, own.Code) {
			return own, invalid(Amount, "names another currency than its row")
		}
	case n.Currency != "":
		role = Amount
		own, _ = money.CurrencyOf(n.Currency)
	case c.options.CurrencyColumn && c.prices.currency.Code == "":
		return own, blank(Currency)
	case n.Sign != "" && c.prices.currency.Code != "":
		return c.signed(n.Sign)
	case c.options.CurrencyColumn:
		c.note(NoteNoCurrency)
		return c.prices.currency, counted
	default:
		return c.prices.currency, counted
	}
	if c.prices.currency.Code != "" && own != c.prices.currency && (c.options.Rates == nil || !c.options.Rates.Knows(own.Code)) {
		return own, invalid(role, noRate)
	}
	return own, counted
}

// canBe tells whether a sign that several currencies share can stand for one.
func canBe(sign, code string) bool { return slices.Contains(money.SignCodes(sign), code) }

// signed returns the currency that a shared sign stands for in a run that has one: that, or the only one with a
// rate.
func (c *Collector) signed(sign string) (own money.Currency, out Outcome) {
	if canBe(sign, c.prices.currency.Code) {
		return c.prices.currency, counted
	}
	found := 0
	for _, code := range money.SignCodes(sign) {
		if c.options.Rates != nil && c.options.Rates.Knows(code) {
			own, _ = money.CurrencyOf(code)
			found++
		}
	}
	if found != 1 {
		return own, invalid(Amount, noRate)
	}
	return own, counted
}

func (c *Collector) columnCurrency(text []byte) (money.Currency, bool) {
	if bytes.Equal(text, c.prices.lastText) {
		return c.prices.lastCurrency, true
	}
	own, ok := CurrencyNamed(string(text))
	if ok {
		c.prices.lastText = append(c.prices.lastText[:0], text...)
		c.prices.lastCurrency = own
	}
	return own, ok
}

// sharedSign is the sign of several currencies that a cell consists of, "" where it is something else.
func sharedSign(text []byte) string {
	if len(text) == 3 || len(text) > 4 { // a code, or a word
		return ""
	}
	if n, err := money.Read(append([]byte("1 "), text...), '.'); err == nil {
		return n.Sign
	}
	return ""
}

// CurrencyNamed returns the currency that a cell names: by its code, its sign where no other currency has it, or its name as
// people write it, "руб.", "Euro". A dollar, a crown or a pound alone may be of several states.
func CurrencyNamed(text string) (c money.Currency, ok bool) {
	if c, ok = money.CurrencyOf(text); ok {
		return c, true
	}
	if code := wordsOf("currency")[plainWords([]byte(text))]; code != "" {
		return money.CurrencyOf(code)
	}
	if n, err := money.Read([]byte("1 "+text), '.'); err == nil && n.Currency != "" {
		return money.CurrencyOf(n.Currency)
	}
	return c, false
}

// maxQuantity bounds how many units a row may stand for.
const maxQuantity = 1_000_000_000

// times takes an amount as often as the quantity says; no quantity column means once.
func (c *Collector) times(a money.Amount, quantity []byte) (money.Amount, Outcome) {
	if quantity == nil {
		return a, counted
	}
	text := bytes.TrimSpace(quantity)
	if c.isBlank(text) {
		return 0, blank(Quantity)
	}
	n, rounded, err := money.Parse(text, c.options.Decimal, 0)
	if back := c.options.Shape == Transaction && n >= -maxQuantity; err != nil || rounded || n < 0 && !back || n > maxQuantity {
		return 0, invalid(Quantity, "is not a whole number of units")
	}
	if n < 0 { // goods that came back
		n, a = -n, -a
	}
	if n == 0 && c.options.Shape == Transaction {
		return 0, excluded(Quantity, noQuantity)
	}
	product, _, ok := a.Scale(int64(n), 1)
	if !ok || product > money.Limit || product < -money.Limit {
		return 0, invalid(Amount, ofAmount(money.ErrTooLarge))
	}
	return product, counted
}

// isZero tells whether a text is the number 0.
func isZero(text []byte) bool {
	return bytes.IndexByte(text, '0') >= 0 && len(bytes.Trim(text, "0.,")) == 0
}

func ofAmount(err error) string {
	for _, known := range []error{money.ErrGrouping, money.ErrTooLarge} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return money.ErrNotAmount.Error()
}

// A Weighing says how closely amounts are looked at for what they tell about the decimal mark.
type Weighing uint8

// The weighings.
const (
	WeighNone Weighing = iota // the mark is known
	WeighOdd                  // those that are not written in the usual way, which takes no time
	WeighAll                  // all of them
)

// MarkCounts counts amounts by what they tell about the decimal mark, which is '.' or ','. In 1.234 it may as well stand
// between thousands.
type MarkCounts struct {
	Sure, Doubtful [2]MarkCount // by mark: '.' and ','
	// Grouped are those of currencies without decimals, whose only mark therefore stands between thousands.
	Grouped MarkCount
}

// A MarkCount is how many amounts have a mark, and the first of them.
type MarkCount struct {
	Finding
	Thousandth bool // some are of a currency of three decimals
}

// Mark tells the index of a decimal mark in MarkCounts.
func Mark(decimal byte) int {
	if decimal == ',' {
		return 1
	}
	return 0
}

// Weigh counts an amount.
func (m *MarkCounts) Weigh(text []byte, currency money.Currency, r *Row) {
	mark, sure := money.MarkOf(text)
	if mark == 0 {
		return
	}
	count := &m.Doubtful[Mark(mark)]
	switch {
	case sure:
		count = &m.Sure[Mark(mark)]
	case undivided(currency):
		count = &m.Grouped
	}
	count.add(r, bytes.TrimSpace(text))
	count.Thousandth = count.Thousandth || currency.Decimals == 3
}

// Merge adds what another collector has counted.
func (m *MarkCounts) Merge(o *MarkCounts) {
	for i := range m.Sure {
		m.Sure[i].merge(&o.Sure[i])
		m.Doubtful[i].merge(&o.Doubtful[i])
	}
	m.Grouped.merge(&o.Grouped)
}

// undivided tells whether a currency has no decimals.
func undivided(c money.Currency) bool { return c.Code != "" && c.Decimals == 0 }

// regroup reads an amount of a currency without decimals again, where its mark could stand before decimals or between
// thousands: 10.990 pesos are ten thousand and more.
func (c *Collector) regroup(text []byte, currency money.Currency, n money.Written) money.Written {
	mark, sure := money.MarkOf(text)
	if !c.prices.weigh || !undivided(currency) || sure || mark != c.options.Decimal {
		return n
	}
	other := byte(',')
	if mark == ',' {
		other = '.'
	}
	if again, err := money.Read(text, other); err == nil {
		return again
	}
	return n
}

func (m *MarkCount) merge(o *MarkCount) {
	m.Finding.Merge(&o.Finding)
	m.Thousandth = m.Thousandth || o.Thousandth
}

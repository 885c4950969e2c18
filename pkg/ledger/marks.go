package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/money"
)

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

package customers

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// discounts looks for a column of discounts beside prices. Where a third column is the price less the discount in every row, that
// is what customers bring. Else prices may be before or after it: what is about money asks, and the rest says so.
func (s *audit) discounts(t *dataset.Table, cs columns) error {
	named := s.Amount != "" && s.Amount != noColumn
	order := s.shape == ledger.Transaction && !(cs.has(ledger.Amount) && s.unitPriced(t, cs.at(ledger.Amount))) // whose amount is what it came to
	if named || order || s.shape == ledger.Movement || s.wide != nil || !cs.has(ledger.Amount) ||
		layout.TellsOf(layout.SettledWord, cs.header(ledger.Amount)) {
		return nil
	}
	for i, header := range t.Headers {
		if cs.Taken(i) || s.asksOf(t, i) || !layout.Speaks(layout.DiscountHeader, header) {
			continue
		}
		n := discounted(t, i)
		if n == 0 {
			continue
		}
		if net, found := s.lessDiscount(t, cs, i); found {
			if net != cs.at(ledger.Amount) {
				cs.set(ledger.Amount, net)
				s.because(fmt.Sprintf("amount: column %s is what is left after column %s in every row", t.Header(net), t.Header(i)))
			}
			return nil
		}
		if s.shape == ledger.Transaction && s.leavesMoney(t, cs) && len(s.set.Tables) == 1 {
			s.unsettled = true
			s.unspanned = result.Say("column %s has discounts in %s, and column %s may hold prices before them, so money is left out; --amount %s takes its prices as they stand",
				t.Header(i), kind.HowMany(int64(n), "row"), cs.header(ledger.Amount), layout.ShellQuote(t.Reference(cs.at(ledger.Amount))))
			return nil
		}
		if !s.Metric.Money {
			s.discounted = result.Say("column %s has discounts in %s, and column %s may hold prices before them: its amounts are taken as they stand", t.Header(i), kind.HowMany(int64(n), "row"), cs.header(ledger.Amount))
			return nil
		}
		e := problem.Usage("%s: column %s has discounts in %d of the first %d rows, and column %s may hold prices before or after them; name the column of what is paid with --amount", t.Name, t.Header(i), n, len(t.Rows), cs.header(ledger.Amount))
		e.Senses = []problem.Sense{{Says: "if its prices are after them", Flags: []string{"--amount", t.Reference(cs.at(ledger.Amount))}}}
		return e
	}
	return nil
}

// withoutPrices leaves out prices of which discounts may have to be taken. How many of a thing were ordered tells still what came
// back.
func (s *audit) withoutPrices(cs columns) {
	if s.unsettled {
		cs.set(ledger.Amount, none)
		cs.set(ledger.Currency, none)
	}
}

// discounted counts the first rows that have a discount: a number above zero, or a code.
func discounted(t *dataset.Table, column int) (n int) {
	for _, row := range t.Rows {
		text := cellOf(row, column)
		x, number := discountOf(text, t.Decimal)
		yes, flag := ledger.YesOrNo(text)
		none := text == "" || strings.Trim(text, "-–— ") == "" || layout.Silence().Words[answer.Normalise(text)]
		if number && x > 0 || !number && !none && (!flag || yes) {
			n++
		}
	}
	return n
}

// discountOf reads a discount, in money or in percent.
func discountOf(text string, decimal byte) (float64, bool) {
	a, ok := moneyOf(strings.Trim(text, "% -−"), decimal)
	return float64(a) / 100, ok
}

// lessDiscount returns the column of what is left after a discount: that of the amounts, or one beside it.
func (s *audit) lessDiscount(t *dataset.Table, cs columns, discount int) (net int, found bool) {
	amount := cs.at(ledger.Amount)
	for i := range t.Headers {
		switch {
		case i == discount || i == amount:
		case isLeft(t, i, discount, amount):
			return amount, true
		case !cs.Taken(i) && isLeft(t, amount, discount, i):
			return i, true
		}
	}
	return none, false
}

// isLeft tells whether a column is what is left of prices after their discounts, in money or in percent, in all rows that have
// all three, some of which are discounted.
func isLeft(t *dataset.Table, price, discount, net int) bool {
	seen, inMoney, inPercent, inParts := 0, true, true, true
	for _, row := range t.Rows {
		before, ok := moneyOf(cellOf(row, price), t.Decimal)
		after, too := moneyOf(cellOf(row, net), t.Decimal)
		off, _ := discountOf(cellOf(row, discount), t.Decimal)
		if !ok || !too {
			continue
		}
		p, left := float64(before)/100, float64(after)/100
		if off > 0 && p > 0 {
			seen++
		}
		same := func(x float64) bool { return math.Abs(x-left) < 0.011 }
		inMoney, inPercent, inParts = inMoney && same(p-off), inPercent && same(p*(1-off/100)), inParts && same(p*(1-off))
	}
	return seen > 0 && slices.Contains([]bool{inMoney, inPercent, inParts}, true)
}

// discountDoubt says that amounts may be before discounts.
func (s *audit) discountDoubt() []result.Warning {
	if s.discounted.String() == "" {
		return nil
	}
	return []result.Warning{result.Warn("discounts", "%s", s.discounted)}
}

package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// settleLines finds out whether the amount that was found is that of a whole order, which stands on each of its lines: to
// add it up would count orders as often as they have lines. What lines hold and add up to it is taken instead. Who names the
// column says which it is, and not what a line of it stands for.
func (s *audit) settleLines(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || s.Order == everyRow {
		return nil
	}
	named := s.Amount != ""
	order := cs.at(ledger.OrderID)
	if order == none {
		if f := s.candidates(t, cs, ledger.OrderID, s.shape); f.Sure {
			order = f.Columns[0]
		} else if f = s.byNumbers(t, cs); f.Sure {
			order = f.Columns[0]
		}
	}
	orders := linesOf(t, cs, order)
	if !repeatAmounts(t, orders, cs.at(ledger.Amount)) {
		return nil
	}
	if !named && s.takeParts(t, cs, orders) {
		return nil
	}
	amount := cs.at(ledger.Amount)
	lines := t.Those(func(i int) bool {
		return !cs.Taken(i) && isHeader(layout.Line, t.Headers[i]) && every(t.Sample(i), isMoney(t))
	})
	priced := func(i int) bool { return isHeader(layout.Unit, t.Headers[i]) }
	if amounts := slices.DeleteFunc(slices.Clone(lines), priced); len(amounts) > 0 {
		lines = amounts
	}
	switch {
	case isHeader(layout.Whole, layout.WithoutUnit(t.Headers[amount], isCurrencyWord)), s.hears(t, cs, layout.Total) && severalAmounts(t, orders, amount) > 2:
		s.once = true
		cs.set(ledger.OrderID, order)
	case len(lines) > 0 && !named:
		return s.hint(t, t.Ask("--amount", fmt.Sprintf("column %s has the same amount on all lines of an order, so it may be that of the order", t.Header(amount)), append(lines, amount)))
	}
	return nil
}

// linesOf groups the sampled rows by order, those of one customer and time.
func linesOf(t *dataset.Table, cs columns, order int) (orders [][]int) {
	who, at := cs.at(ledger.Customer), cs.at(ledger.Time)
	if order == none || who == none || at == none {
		return nil
	}
	place := make(map[[3]string]int)
	for n, row := range t.Rows {
		if max(order, who, at) >= len(row) || isBlank(row[order]) {
			continue
		}
		key := [3]string{row[order], row[who], row[at]}
		i, ok := place[key]
		if !ok {
			i = len(orders)
			place[key], orders = i, append(orders, nil)
		}
		orders[i] = append(orders[i], n)
	}
	return orders
}

// repeatAmounts tells whether some orders have several lines, and all lines of each the same amount.
func repeatAmounts(t *dataset.Table, orders [][]int, amount int) bool {
	return severalAmounts(t, orders, amount) > 0
}

// severalAmounts counts the different amounts of orders of several lines; none where lines of one differ, or have none.
func severalAmounts(t *dataset.Table, orders [][]int, amount int) int {
	seen := make(map[money.Amount]bool)
	for _, rows := range orders {
		first, ok := amountAt(t, rows[0], amount)
		if len(rows) == 1 {
			continue
		}
		for _, n := range rows {
			if a, is := amountAt(t, n, amount); !ok || !is || a != first {
				return 0
			}
		}
		seen[first] = true
	}
	return len(seen)
}

// takeParts takes the column whose amounts add up to those of all orders, or the price of a unit that does so times the
// number of units.
func (s *audit) takeParts(t *dataset.Table, cs columns, orders [][]int) bool {
	amount := cs.at(ledger.Amount)
	free := t.Those(func(i int) bool { return !cs.Taken(i) && every(t.Sample(i), isMoney(t)) })
	adds := func(i, times int) bool {
		return !slices.ContainsFunc(orders, func(rows []int) bool { return !addUp(t, rows, amount, i, times) })
	}
	if at := slices.IndexFunc(free, func(i int) bool { return adds(i, none) }); at >= 0 {
		cs.Take(roleOf(ledger.Amount), dataset.Found{Columns: free[at : at+1], Why: "its lines add up to column " + t.Header(amount) + ", which has the amount of the order on each"})
		return true
	}
	units := heard(t, cs, layout.Quantity)
	if at := cs.at(ledger.Quantity); s.Quantity != "" && at != none {
		units = []int{at}
	}
	for _, i := range heard(t, cs, layout.Line) {
		for _, times := range units {
			if s.Quantity != noColumn && i != times && adds(i, times) {
				cs.Take(roleOf(ledger.Amount), dataset.Found{Columns: []int{i}, Why: "times " + t.Header(times) + " it adds up to column " + t.Header(amount)})
				cs.set(ledger.Quantity, times)
				return true
			}
		}
	}
	return false
}

// addUp tells whether the parts on the lines of an order, as often as a column says where there is one, make its amount.
func addUp(t *dataset.Table, rows []int, amount, part, times int) bool {
	whole, ok := amountAt(t, rows[0], amount)
	for _, n := range rows {
		a, is := amountAt(t, n, part)
		if ok = ok && is; times != none {
			units, is := amountAt(t, n, times)
			if ok = ok && is && units%100 == 0; ok {
				a *= units / 100
			}
		}
		whole -= a
	}
	return ok && whole == 0
}

func amountAt(t *dataset.Table, row, column int) (money.Amount, bool) {
	if column >= len(t.Rows[row]) {
		return 0, false
	}
	return moneyOf(t.Rows[row][column], t.Decimal)
}

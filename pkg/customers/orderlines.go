package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// settleLines finds out whether the amount that was found is that of a whole order, which stands on each of its lines: to
// add it up would count orders as often as they have lines. What lines hold and add up to it is taken instead. Who names the
// column says which it is, and not what a line of it stands for.
func (s *audit) settleLines(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || s.Order == everyRow {
		return nil
	}
	named := s.Amount != ""
	order := s.orderOf(t, cs)
	orders := linesOf(t, cs, order)
	same := repeatedAmounts(t, orders, cs.at(ledger.Amount))
	if len(same.amounts) == 0 || !named && !wentBackOfOrders(t, cs, orders) && s.takeParts(t, cs, orders) {
		return nil
	}
	same.odd = slices.DeleteFunc(same.odd, func(i int) bool { return s.keptLines(t, cs, orders[i]) < 2 })
	amount := cs.at(ledger.Amount)
	lines := t.Those(func(i int) bool {
		return !cs.Taken(i) && isHeader(layout.Line, t.Headers[i]) && every(t.Sample(i), isMoney(t))
	})
	priced := func(i int) bool { return isHeader(layout.Unit, t.Headers[i]) }
	if amounts := slices.DeleteFunc(slices.Clone(lines), priced); len(amounts) > 0 {
		lines = amounts
	}
	whole := isHeader(layout.Whole, layout.WithoutUnit(t.Headers[amount], isCurrencyWord))
	ofOrders := whole || s.hears(t, cs, layout.Total) && same.proves()
	switch {
	case len(same.odd) > 0 && (whole && same.orders >= len(same.odd) || !named && same.orders >= fewOdd*len(same.odd) && (ofOrders || len(lines) > 0)):
		return oddOrders(t, amount, order, orders, same.odd, whole)
	case len(same.odd) > 0:
	case ofOrders:
		s.once = true
		cs.set(ledger.OrderID, order)
	case len(lines) > 0 && !named:
		return s.hint(t, t.Ask("--amount", fmt.Sprintf("column %s has the same amount on all lines of an order, so it may be that of the order", t.Header(amount)), append(lines, amount)))
	default:
		s.alike = !named && same.orders >= fewOdd && same.proves()
	}
	return nil
}

// orderOf is the column that names the order; none where none surely does.
func (s *audit) orderOf(t *dataset.Table, cs columns) int {
	if cs.has(ledger.OrderID) {
		return cs.at(ledger.OrderID)
	}
	if f := s.candidates(t, cs, ledger.OrderID, s.shape); f.Sure {
		return f.Columns[0]
	}
	if f := s.byNumbers(t, cs); f.Sure {
		return f.Columns[0]
	}
	return none
}

// ofLines is the one of several columns of amounts that counts. They are all the same, or one holds those of lines: in every order it adds up to another one of them, which
// has the same amount on all lines. f is what headers tell.
func (s *audit) ofLines(t *dataset.Table, cs columns, f dataset.Found) dataset.Found {
	if sameInAllRows(t, f.Columns) {
		return dataset.Found{Columns: f.Columns[:1], Sure: true, Why: "the others that could are the same in every row"}
	}
	if s.Order == everyRow {
		return f
	}
	orders := linesOf(t, cs, s.orderOf(t, cs))
	for _, whole := range f.Columns {
		same := repeatedAmounts(t, orders, whole)
		delete(same.amounts, 0)
		if len(same.amounts) == 0 || len(same.odd) > 0 {
			continue
		}
		if wentBackOfOrders(t, cs, orders) {
			return dataset.Found{Columns: []int{whole}, Sure: s.speaks(layout.Total, t.Headers[whole]), Why: "it is the amount of orders, as what went back is"}
		}
		for _, part := range f.Columns {
			if part != whole && !slices.ContainsFunc(orders, func(rows []int) bool { return !addUp(t, rows, whole, part, none) }) {
				return dataset.Found{Columns: []int{part}, Sure: true, Why: "its lines add up to column " + t.Header(whole) + ", which has the amount of the order on each"}
			}
		}
	}
	return f
}

// sameInAllRows tells whether columns of a table that has been seen to its end do not differ.
func sameInAllRows(t *dataset.Table, columns []int) bool {
	return t.Complete() && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return slices.ContainsFunc(columns, func(i int) bool { return cellOf(row, i) != cellOf(row, columns[0]) })
	})
}

// wentBackOfOrders tells whether what went back of an order stands on each of its lines: taken off the amounts of lines it would count
// as often.
func wentBackOfOrders(t *dataset.Table, cs columns, orders [][]int) bool {
	tells := heard(t, cs, layout.Refunded)
	if cs.has(ledger.Refunded) {
		tells = []int{cs.at(ledger.Refunded)}
	}
	return slices.ContainsFunc(tells, func(i int) bool {
		same := repeatedAmounts(t, orders, i)
		delete(same.amounts, 0)
		return len(same.amounts) > 0 && len(same.odd) == 0
	})
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

// fewOdd is how many orders repeat their amount for one that does not, where nearly all do.
const fewOdd = 5

// A repeating column has the amount of orders on each of their lines. It is about those with several amounts.
type repeating struct {
	amounts map[money.Amount]int // those that all lines of an order have, and of how many orders
	orders  int                  // the orders whose lines have the same amount
	odd     []int                // those whose lines have several
}

// proves tells whether lines hardly had the same amounts by accident: there are more than two, or two, the rarer of them of several orders.
// One alone may be the price of all there is.
func (r repeating) proves() bool {
	rarer := r.orders
	for _, n := range r.amounts {
		rarer = min(rarer, n)
	}
	return len(r.amounts) > 2 || len(r.amounts) == 2 && rarer >= fewOdd
}

// repeatedAmounts looks for orders that have their amount on each line. A blank cell tells nothing.
func repeatedAmounts(t *dataset.Table, orders [][]int, amount int) repeating {
	out := repeating{amounts: make(map[money.Amount]int)}
	for i, rows := range orders {
		first, filled, odd := money.Amount(0), 0, false
		for _, n := range rows {
			if amount >= len(t.Rows[n]) || isBlank(t.Rows[n][amount]) {
				continue
			}
			a, ok := amountAt(t, n, amount)
			if filled++; filled == 1 {
				first = a
			}
			odd = odd || !ok || a != first
		}
		switch {
		case filled < 2:
		case odd:
			out.odd = append(out.odd, i)
		default:
			out.amounts[first]++
			out.orders++
		}
	}
	return out
}

// keptLines counts the rows that conditions leave.
func (s *audit) keptLines(t *dataset.Table, cs columns, rows []int) (kept int) {
	for _, n := range rows {
		leftOut := false
		for i, cond := range s.Conditions {
			leftOut = leftOut || i < len(cs.Where) && !cond.With(where.Cells{Decimal: t.Decimal}).Match([]byte(cellOf(t.Rows[n], cs.Where[i])))
		}
		if !leftOut {
			kept++
		}
	}
	return kept
}

// oddOrders asks about orders whose lines have several amounts, where those of the others repeat that of the order: which of
// them is the amount of the order no row tells.
func oddOrders(t *dataset.Table, amount, order int, orders [][]int, odd []int, whole bool) error {
	ids := make([]string, len(odd))
	for i, at := range odd {
		ids[i] = t.Rows[orders[at][0]][order]
	}
	e := problem.Usage("%s: column %s has the amount of an order on each of its lines, but several amounts on the lines of order %s; say what they are",
		t.Name, t.Header(amount), answer.Quote(ids[0], 40))
	e.Hint = "--order " + everyRow + " where every row is an order"
	if t.Whole && len(ids) <= mostOdd {
		e.Senses = []problem.Sense{{Says: "without such orders", Flags: []string{"--exclude", dataset.Among(t.Reference(order), ids)}}}
	}
	if !whole {
		e.Senses = append(e.Senses, problem.Sense{Says: "if each amount is that of its line", Flags: []string{"--amount", t.Reference(amount)}})
	}
	return e
}

// mostOdd is how many orders a command names.
const mostOdd = 20

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

// addUp tells whether the parts on the lines of an order, as often as a column says where there is one, make its amount, or
// one of them where its lines have several.
func addUp(t *dataset.Table, rows []int, amount, part, times int) bool {
	sum, ok := money.Amount(0), true
	for _, n := range rows {
		a, is := amountAt(t, n, part)
		if ok = ok && is; times != none {
			units, is := amountAt(t, n, times)
			if ok = ok && is && units%100 == 0; ok {
				a *= units / 100
			}
		}
		sum += a
	}
	return ok && slices.ContainsFunc(rows, func(n int) bool {
		whole, is := amountAt(t, n, amount)
		return is && whole == sum
	})
}

func amountAt(t *dataset.Table, row, column int) (money.Amount, bool) {
	if column >= len(t.Rows[row]) {
		return 0, false
	}
	return moneyOf(t.Rows[row][column], t.Decimal)
}

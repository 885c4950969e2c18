package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A lot is what rows of one customer at one moment have in common: they may be lines of one order.
type lot struct{ customer, time string }

// doubtfulLines asks for the number of the order where products stand in the rows and many rows have customer and time
// of another: to take each of them for an order would make customers who came once come again.
func (s *audit) doubtfulLines(t *dataset.Table, cs columns) error {
	if s.Metric.Orders == nil || cs.has(ledger.OrderID) || s.Order == everyRow || !holdsProducts(t) {
		return nil
	}
	rows, again := lots(t, cs)
	if 10*again <= len(rows) {
		return nil
	}
	e := problem.Usage("%s: no header tells the number of the order, and %d of %d rows have customer and time of another, so they may be lines of one order; say with --order which are",
		t.Name, again, len(rows))
	e.Hint = "--order " + everyRow + " where every row is an order"
	if found := t.Those(func(i int) bool { return !cs.Taken(i) && numbersLots(t, i, rows) }); len(found) == 1 {
		e.Flags = []string{"--order", t.Reference(found[0])}
	}
	return e
}

// holdsProducts tells whether a column tells what was bought.
func holdsProducts(t *dataset.Table) bool {
	return len(t.Find(dataset.Search{Role: layout.Product}).Columns) > 0
}

// lots returns the lot of each sampled row that has customer, time and, where there are amounts, an amount, and how many
// of them have that of another.
func lots(t *dataset.Table, cs columns) (rows map[int]lot, again int) {
	rows = make(map[int]lot)
	seen := make(map[lot]bool)
	needed := []int{cs.at(ledger.Customer), cs.at(ledger.Time)}
	if cs.has(ledger.Amount) {
		needed = append(needed, cs.at(ledger.Amount))
	}
	for n, row := range t.Rows {
		if slices.ContainsFunc(needed, func(i int) bool { return i < 0 || i >= len(row) || answer.Trim(row[i]) == "" }) {
			continue
		}
		of := lot{row[needed[0]], row[needed[1]]}
		if rows[n] = of; seen[of] {
			again++
		}
		seen[of] = true
	}
	return rows, again
}

// numbersLots tells whether a column has one value for the rows of a lot, some of which have several, and another for
// every other.
func numbersLots(t *dataset.Table, column int, rows map[int]lot) bool {
	of := make(map[string]lot)
	again := false
	for n, has := range rows {
		if column >= len(t.Rows[n]) || answer.Trim(t.Rows[n][column]) == "" {
			return false
		}
		before, ok := of[t.Rows[n][column]]
		if ok && before != has {
			return false
		}
		of[t.Rows[n][column]] = has
		again = again || ok
	}
	return again
}

package customers

import (
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
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
	found := t.Those(func(i int) bool {
		return !cs.Taken(i) && !t.HoldsTimes(i, dates.Writing{}) && numbersLots(t, i, rows)
	})
	each := slices.IndexFunc(t.Every(), func(i int) bool { return !cs.Taken(i) && numbersRows(t, i) })
	switch {
	case len(found) == 1:
		e.Senses = []problem.Sense{{Says: "if column " + t.Header(found[0]) + " names the order", Flags: []string{"--order", t.Reference(found[0])}}}
	case len(found) == 0 && each != none:
		e.Senses = []problem.Sense{{Says: "if column " + t.Header(each) + " names the order, of which each row has another", Flags: []string{"--order", t.Reference(each)}}}
	}
	return e
}

// numbersRows tells whether a column of numbers of orders has another one in each row, and does not count the rows, as numbers of
// lines do.
func numbersRows(t *dataset.Table, column int) bool {
	texts := t.Sample(column)
	if !layout.IsAsideHeader(layout.BookingNumber, t.Headers[column]) || !areOrderNumbers(texts) || len(different(texts)) < len(texts) {
		return false
	}
	counted, before := 0, 0
	for _, text := range texts {
		now, _ := strconv.Atoi(orderNumber().FindStringSubmatch(answer.Trim(text))[2])
		if now == before+1 {
			counted++
		}
		before = now
	}
	return 2*counted < len(texts)
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

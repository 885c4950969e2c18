package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// pointRows asks about tables whose rows are movements of points, which come and go without an order, too: a bonus, a correction.
func (f *finder) pointRows() error {
	t := f.table
	points := slices.IndexFunc(t.Headers, func(h string) bool { return layout.TellsOf(layout.PointWord, h) })
	if points == none || f.named.has(ledger.Type) {
		return nil
	}
	if column, orders := f.pointKinds(); column != none {
		e := problem.Usage("%s: the rows are movements of points, and column %s tells why, %s: not each of them is an order", t.Name, t.Header(column),
			dataset.Shortly(different(t.Sample(column))))
		e.Hint = "--shape transaction takes every row for an order all the same"
		if len(orders) > 0 {
			e.Senses = []problem.Sense{{Says: "where points are earned by orders", Flags: []string{"--where", dataset.Among(t.Reference(column), orders)}}}
		}
		return e
	}
	column := slices.IndexFunc(t.Headers, func(h string) bool {
		return layout.TellsOf(layout.PointWord, h) && !layout.TellsOf(layout.IDWord, h)
	})
	if column == none || f.paid() || f.ordered() || slices.ContainsFunc(t.Every(), f.sorts) || !f.goes(column) {
		return nil
	}
	e := problem.Usage("%s: the rows are movements of points: in column %s they come and go, and those that go are no orders", t.Name, t.Header(column))
	e.Hint = "--shape transaction takes every row for an order all the same"
	e.Senses = []problem.Sense{{Says: "where points are earned by orders", Flags: []string{"--where", dataset.InWhere(t.Reference(column)) + ">0"}}}
	return e
}

// pointKinds returns the column that says why points came or went, with its texts that tell of orders; none where there is no
// such, or the types of rows are read from it, or a condition says which count.
func (f *finder) pointKinds() (column int, orders []string) {
	t := f.table
	for _, i := range t.Every() {
		kinds := different(t.Sample(i))
		if f.named.Taken(i) || f.asksOf(t, i) || len(kinds) > mostVouchers || layout.TellsOf(layout.PointWord, t.Headers[i]) {
			continue
		}
		orders, others := sortPoints(kinds)
		if others > 0 && !f.typed(i) && (len(orders) > 0 || 2*others >= len(kinds) && !f.paid() && !f.ordered()) {
			return i, orders
		}
	}
	return none, nil
}

// sortPoints returns the texts with a word for points that orders bring, and counts those for others.
func sortPoints(kinds []string) (orders []string, others int) {
	for _, text := range kinds {
		switch is := ledger.PointsOf(text); {
		case is == ledger.VoucherOther:
			others++
		case is == ledger.VoucherSale || isBought(text):
			orders = append(orders, text)
		}
	}
	return orders, others
}

// typed tells whether the types of rows are read from a column, which leaves out what is no order.
func (f *finder) typed(column int) bool {
	return isHeader(layout.Record, f.table.Headers[column]) && ledger.CodesOf(different(f.table.Sample(column))) == "points"
}

// sorts tells whether a column sorts out the rows that are no orders, by its types or by a condition.
func (f *finder) sorts(column int) bool { return f.typed(column) || f.asksOf(f.table, column) }

// goes tells whether a column has numbers below zero and others above.
func (f *finder) goes(column int) bool {
	below, above := false, false
	for _, text := range f.table.Sample(column) {
		n, ok := moneyOf(text, f.table.Decimal)
		below, above = below || ok && n < 0, above || ok && n > 0
	}
	return below && above
}

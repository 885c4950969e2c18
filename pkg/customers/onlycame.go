package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// createdRank is that of headers such as created_at among those of starts: orders are created, too, and purchases come behind it.
const createdRank = 4

// onlyCame refuses tables with a row for each customer, whose only day is that on which it came, or the last one on which it was
// heard of: neither is an order that could have been the first of several.
func (f *finder) onlyCame() error {
	t := f.table
	if !f.oneEach() || len(t.Rows) < 2 {
		return nil
	}
	at, last := f.heardOf()
	if last {
		return problem.Usage("%s: the rows are no orders, but customers: each stands once, with the last day on which it was heard of in column %s, and nothing tells of the days before", t.Name,
			t.Header(at)).Advise("--shape transaction takes every row for an order all the same")
	}
	if at == none || f.ordered() || f.tellsOfSales() {
		return nil
	}
	r, ok := layout.RatingOf(layout.Start, string(ledger.Subscription), t.Headers[at])
	came := layout.IsAsideHeader(layout.CameHeader, t.Headers[at])
	if !came && (!ok || r.Rank > createdRank || r.Rank == createdRank && !t.Whole) {
		return nil
	}
	return problem.Usage("%s: the rows are no orders, but customers: each stands once, with the day since when in column %s, and nothing tells of orders", t.Name,
		t.Header(at)).Advise("--shape transaction takes every row for an order all the same")
}

// heardOf returns the only column of days, and whether it has the last one of each customer.
func (f *finder) heardOf() (at int, last bool) {
	t := f.table
	isLast := func(i int) bool {
		return layout.IsAsideHeader(layout.LastHeader, t.Headers[i]) && t.HoldsTimes(i, dates.Writing{})
	}
	switch {
	case f.named.has(ledger.Time):
		at = f.named.at(ledger.Time)
	case f.timeAt() != none:
		at = f.timeAt()
	case f.one(ledger.Start, ledger.Subscription) != none:
		at = f.one(ledger.Start, ledger.Subscription)
	default:
		at = slices.IndexFunc(t.Every(), isLast)
	}
	return at, at != none && isLast(at)
}

// tellsOfSales tells whether a column holds what was sold, or for how much: no plan, and no money of a whole life.
func (f *finder) tellsOfSales() bool {
	t := f.table
	sold := func(role ledger.Item, other func(header string) bool) bool {
		return slices.ContainsFunc(f.candidates(t, f.named, role, ledger.Transaction).Columns, func(i int) bool { return !other(t.Headers[i]) })
	}
	return len(f.quantities(t)) > 0 || sold(ledger.Amount, func(h string) bool { return layout.IsAsideHeader(layout.EarnedHeader, h) }) ||
		sold(ledger.Product, func(h string) bool { return isHeader(layout.Plan, h) })
}

package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// noEvents asks about tables whose rows are events, with nothing that tells of orders, or what people did on a site.
func (f *finder) noEvents() error {
	t, column := f.table, f.eventsAt()
	if column == none {
		if column = f.viewsAt(); column == none {
			return f.otherTimes()
		}
		return problem.Usage("%s: the rows are no orders: column %s tells what people did on a site, or in which visit", t.Name,
			t.Header(column)).Advise("--shape transaction takes every row for an order all the same")
	}
	kinds := different(t.Sample(column))
	e := problem.Usage("%s: column %s holds events of several kinds, %s, and not every one may be an order", t.Name, t.Header(column),
		dataset.Shortly(kinds))
	if len(kinds) == 1 {
		e = problem.Usage("%s: column %s holds events of one kind, %s, which may be no orders", t.Name, t.Header(column), dataset.Shortly(kinds))
	}
	e.Senses, e.Hint = f.eventSenses(column), "--shape transaction takes every row for an order all the same"
	if _, perhaps := f.namesMovements(); perhaps && f.fits(ledger.Movement) && !slices.ContainsFunc(kinds, isViewed) && !slices.ContainsFunc(kinds, isBought) {
		e.Senses = append(e.Senses, problem.Sense{Says: "if they are changes of what customers bring", Flags: []string{"--shape", string(ledger.Movement)}})
	}
	return e
}

// eventsAt returns the column of events, where nothing tells of orders, or the events themselves tell that some are none; none
// where there is no such column, or a condition says which of them count.
func (f *finder) eventsAt() int {
	t := f.table
	ordered := f.ordered()
	for _, column := range layout.Candidates("step", "journey", t.Headers) {
		kinds := different(t.Sample(column))
		switch {
		case f.asksOf(t, column):
		case len(kinds) == 1:
			if !ordered && !f.paid() && !isBought(kinds[0]) && !isNumber(kinds[0]) {
				return column
			}
		case slices.ContainsFunc(kinds, isViewed) && 2*len(kinds) <= len(t.Sample(column)):
			return column
		case ordered || f.has(ledger.Product, ledger.Transaction):
		case len(kinds) > 1 && 2*len(kinds) <= len(t.Sample(column)) && !slices.ContainsFunc(kinds, isNumber):
			return column
		}
	}
	return none
}

// viewsAt returns a column that tells what people did on a site, or in which visit, where nothing tells of orders; none where
// there is no such.
func (f *finder) viewsAt() int {
	if f.ordered() || f.paid() || f.billed() {
		return none
	}
	for _, kind := range []layout.Aside{layout.ViewHeader, layout.VisitHeader} {
		for i, header := range f.table.Headers {
			if layout.IsAsideHeader(kind, header) {
				return i
			}
		}
	}
	return none
}

// ordered tells whether there are columns that only orders have.
func (f *finder) ordered() bool {
	return len(layout.Candidates(layout.Order, "", f.table.Headers)) > 0 || len(layout.Candidates(layout.Ordered, "", f.table.Headers)) > 0
}

// paid tells whether rows have amounts or goods, as orders do.
func (f *finder) paid() bool {
	return f.has(ledger.Amount, ledger.Transaction) || f.has(ledger.Product, ledger.Transaction)
}

// isBought tells whether the name of an event is that of an order, or of a deal that was won.
func isBought(text string) bool {
	return layout.Speaks(layout.BoughtWord, text) || layout.Meaning("deal", text) == "won" || ledger.IsOrderStatus(text)
}

// isViewed tells whether the name of an event is that of none that could be an order.
func isViewed(text string) bool { return !isBought(text) && layout.Speaks(layout.ViewedWord, text) }

func isNumber(text string) bool { return strings.Trim(answer.Trim(text), "0123456789") == "" }

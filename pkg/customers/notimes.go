package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// otherTimes asks about tables whose times are those of sessions, calls or tickets, with nothing that tells of orders: whoever
// calls twice has not ordered again, whatever the call was about. A visit or an appointment may be as good as an order, so a command
// for that is offered.
func (f *finder) otherTimes() error {
	at := f.timeAt()
	if at == none || f.ordered() || f.billed() || f.has(ledger.Amount, ledger.Transaction) {
		return nil
	}
	t := f.table
	switch header := t.Headers[at]; {
	case layout.Speaks(layout.NeverTime, header):
		return problem.Usage("%s: the rows are no orders: column %s tells when something else was, such as a session, a call, a ticket or an answer",
			t.Name, t.Header(at)).Advise("--shape transaction takes every row for an order all the same")
	case layout.Speaks(layout.SeldomTime, header) && !f.paid() && f.onlyCame() == nil:
		e := problem.Usage("%s: column %s tells when something was that may be no order, such as a visit, an appointment or a request, and nothing tells of orders",
			t.Name, t.Header(at))
		e.Senses = eachAnOrder()
		return e
	}
	return f.otherThings()
}

// otherThings asks about tables in which a column names another thing in each row that may be no order, such as a visit or a lead. An
// id of e-mails may be an address.
func (f *finder) otherThings() error {
	t := f.table
	column := slices.IndexFunc(t.Headers, func(h string) bool { return layout.NamesThing(layout.SeldomThing, h) })
	isAddress := func(text string) bool { return strings.Contains(text, "@") }
	if column == none || f.named.Taken(column) || f.paid() || f.churned() || f.buys() || f.onlyCame() != nil || !f.another(column) ||
		slices.ContainsFunc(t.Sample(column), isAddress) {
		return nil
	}
	e := problem.Usage("%s: column %s names another thing in each row that may be no order, such as a visit, an event or a lead, and nothing tells of orders",
		t.Name, t.Header(column))
	e.Senses = eachAnOrder()
	return e
}

// eachAnOrder is how to have rows counted that may be no orders.
func eachAnOrder() []problem.Sense {
	return []problem.Sense{{Says: "if every row is an order", Flags: []string{"--shape", string(ledger.Transaction)}}}
}

// buys tells whether a column of events holds nothing but orders, or a condition says which of them count.
func (f *finder) buys() bool {
	t := f.table
	return slices.ContainsFunc(layout.Candidates("step", "journey", t.Headers), func(column int) bool {
		return f.asksOf(t, column) || !slices.ContainsFunc(t.Sample(column), func(text string) bool { return !isBought(text) })
	})
}

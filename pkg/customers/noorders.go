package customers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostEvents bounds how many kinds of events are offered as those that are orders.
const mostEvents = 6

// noAnswers refuses or asks about tables whose rows are rather answers than orders.
func (f *finder) noAnswers() error {
	t := f.table
	column := f.scoresAt()
	switch {
	case t.Layout != nil && !t.Layout.Suits(f.Metric.Name, f.Metric.Kind) && !f.ordered() &&
		!f.has(ledger.Amount, ledger.Transaction) && !f.has(ledger.Product, ledger.Transaction):
		return problem.Usage("%s: the file is of the layout %s, which other metrics read, and nothing tells of orders, so the rows may be none", t.Name, t.Layout.Name).
			Advise("--shape says what they stand for all the same")
	case column != none && f.oneEach():
		return problem.Usage("%s: the rows are no orders, but answers: column %s holds their scores, every customer stands once, and nothing tells of orders",
			t.Name, t.Header(column)).Advise("--shape says what they stand for all the same")
	case column != none:
		return problem.Usage("%s: column %s holds scores, and nothing tells of orders, so the rows may be answers", t.Name,
			t.Header(column)).Advise("--shape says what they stand for all the same")
	}
	return nil
}

// otherRows refuses tables in which each row is a ticket, a call, a complaint or an answer, as the column shows that names another
// one in each: whoever calls twice has not ordered again, and who never calls has not left.
func (f *finder) otherRows() error {
	t := f.table
	column := f.headed(layout.OtherIDHeader)
	if column == none {
		column = slices.IndexFunc(t.Headers, func(h string) bool { return layout.NamesThing(layout.ThingWord, h) })
	}
	if column == none || f.named.Taken(column) || f.churned() || f.sold(column) || f.runs(column) || !f.another(column) {
		return nil
	}
	return problem.Usage("%s: the rows are neither orders nor customers: column %s names another thing in each, such as a ticket, a call or an answer",
		t.Name, t.Header(column)).Advise("--shape says what they stand for all the same")
}

// refundRows refuses tables in which each row is a refund: what went back is no order, and no money that came in.
func (f *finder) refundRows() error {
	t := f.table
	column := f.headed(layout.RefundIDHeader)
	if column == none || f.named.Taken(column) || !f.another(column) {
		return nil
	}
	return problem.Usage("%s: the rows are no orders, but refunds: column %s names another one in each", t.Name, t.Header(column)).
		Advise("--shape says what they stand for all the same")
}

// noContacts refuses tables whose rows are rather contacts or reviews than orders.
func (f *finder) noContacts() error {
	t := f.table
	if f.ordered() || f.has(ledger.Amount, ledger.Transaction) {
		return nil
	}
	column := slices.IndexFunc(f.table.Headers, layout.IsOpinion) // whoever has an opinion of goods has not bought them again
	if column == none && !f.has(ledger.Product, ledger.Transaction) {
		column = cmp.Or(f.contactsAt()+1, f.callsAt()+1) - 1
	}
	if column == none {
		return nil
	}
	return problem.Usage("%s: column %s is one that contacts or reviews have, and nothing tells of orders, so the rows may be none", t.Name, t.Header(column)).
		Advise("--shape transaction takes every row for an order all the same")
}

// noCustomers refuses tables with a row for each customer, with the day since when and what each pays again and again.
func (f *finder) noCustomers() error {
	amount := f.one(ledger.Amount, ledger.Balance)
	if f.ordered() || amount == none || !f.recurs(amount) || !f.isStart() || !f.oneEach() {
		return nil
	}
	t := f.table
	return problem.Usage("%s: the rows are no orders, but customers: each stands once, with the day since when in column %s, and column %s holds what each pays again and again", t.Name,
		t.Header(f.timeAt()), t.Header(amount)).Advise("--shape transaction takes every row for an order all the same")
}

// headed returns the column with a header of a kind.
func (f *finder) headed(kind layout.Aside) int {
	return slices.IndexFunc(f.table.Headers, func(h string) bool { return layout.IsAsideHeader(kind, h) })
}

// contactsAt returns a column that contacts have, beside the way in which people got in touch.
func (f *finder) contactsAt() int {
	t := f.table
	isWay := func(text string) bool { return layout.IsAsideHeader(layout.ContactWay, text) }
	if !slices.ContainsFunc(t.Every(), func(column int) bool { return slices.ContainsFunc(t.Sample(column), isWay) }) {
		return none
	}
	return f.headed(layout.ContactHeader)
}

// another tells whether a column holds another text in each row.
func (f *finder) another(column int) bool {
	texts := f.table.Sample(column)
	return len(texts) > 1 && len(different(texts)) == len(texts)
}

// runs tells whether what a column names is no ticket, and has a start, an end and what is paid again and again.
func (f *finder) runs(column int) bool {
	amount := f.one(ledger.Amount, ledger.Subscription)
	return !layout.IsAsideHeader(layout.SoldIDHeader, f.table.Headers[column]) && amount != none && f.recurs(amount) &&
		f.has(ledger.Start, ledger.Subscription) && f.has(ledger.End, ledger.Subscription)
}

// churned tells whether a column tells of customers who left: its header, or its texts where each customer stands once.
func (f *finder) churned() bool {
	at := f.one(ledger.StatusOf, ledger.Status)
	if at == none || f.tellsChurn() {
		return at != none
	}
	says := func(text string) bool { return strings.Contains(answer.Normalise(text), "churn") && isLost(text) }
	return f.oneEach() && slices.ContainsFunc(f.table.Sample(at), says) && f.reads(ledger.Status, ledger.StatusOf, at)
}

// sold tells whether what a column names may be sold, for money that is paid once.
func (f *finder) sold(column int) bool {
	paidOnce := func(amount int) bool { return !layout.Speaks(layout.RecurringWord, f.table.Headers[amount]) }
	return layout.IsAsideHeader(layout.SoldIDHeader, f.table.Headers[column]) && slices.ContainsFunc(f.candidates(f.table, f.named, ledger.Amount, ledger.Transaction).Columns, paidOnce)
}

// eventSenses are the commands that take events of one kind for orders: of those that speak of orders, or of any where none does.
func (f *finder) eventSenses(column int) []problem.Sense {
	kinds := slices.DeleteFunc(different(f.table.Sample(column)), isViewed)
	bought := func(text string) bool { return layout.Speaks(layout.BoughtWord, text) }
	if slices.ContainsFunc(kinds, bought) {
		kinds = slices.DeleteFunc(kinds, func(text string) bool { return !bought(text) })
	}
	var senses []problem.Sense
	for _, text := range kinds[:min(len(kinds), mostEvents)] {
		senses = append(senses, problem.Sense{Says: fmt.Sprintf("if %s is an order", answer.Quote(text, 40)),
			Flags: []string{"--where", dataset.Among(f.table.Reference(column), []string{text})}})
	}
	return senses
}

package customers

import (
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

// guests asks where rows have no id of a customer, and an e-mail: who buys without an account is a customer all the same.
func (s *audit) guests(t *dataset.Table, cs columns) error {
	byLayout := s.Customer != "" && t.Layout != nil && t.Layout.Calls("--customer", s.Customer)
	if s.Customer != "" && !byLayout || s.eachRow || !cs.has(ledger.Customer) || s.hasCondition(t, cs.at(ledger.Customer)) {
		return nil
	}
	customer := cs.at(ledger.Customer)
	rows := s.meeting(t, cs)
	for i := range t.Headers {
		if cs.Taken(i) || byLayout && !t.Layout.Calls("--customer", t.Headers[i]) {
			continue
		}
		known, guests, nobody := 0, 0, 0
		for _, row := range rows {
			switch mail := strings.Contains(row[i], "@"); {
			case mail && isBlank(row[customer]):
				guests++
			case mail:
				known++
			case !isBlank(row[customer]) || !isBlank(row[i]):
				nobody++
			}
		}
		if guests == 0 || known == 0 || nobody > 0 {
			continue
		}
		e := problem.Usage("%s: column %s is blank in %d of %d rows whose column %s says who it was", t.Name, t.Header(customer), guests, len(rows), t.Header(i))
		e.Hint = withoutNobody(t, customer, byLayout)
		e.Senses = []problem.Sense{{Says: "customers by that column", Flags: []string{"--customer", t.Reference(i)}}}
		return e
	}
	return s.callers(t, cs, rows)
}

// withoutNobody says how to leave rows out that have no customer.
func withoutNobody(t *dataset.Table, customer int, byLayout bool) string {
	if byLayout { // which names that column itself
		return "--where " + layout.ShellQuote(dataset.InWhere(t.Reference(customer))+"~.") + " leaves those rows out"
	}
	return "--customer " + layout.ShellQuote(t.Reference(customer)) + " leaves those rows out"
}

// callers asks where most orders have no customer, and the number of a telephone that says whose they are.
func (s *audit) callers(t *dataset.Table, cs columns, rows [][]string) error {
	for i, header := range t.Headers {
		if s.shape != ledger.Transaction || cs.Taken(i) || !layout.IsAsideHeader(layout.PhoneHeader, header) {
			continue
		}
		known, callers := 0, 0
		for _, row := range rows {
			switch {
			case !isBlank(row[cs.at(ledger.Customer)]):
				known++
			case strings.ContainsAny(row[i], "0123456789"):
				callers++
			}
		}
		if callers < known || callers == 0 {
			continue
		}
		e := problem.Usage("%s: column %s is blank in %d of %d rows whose column %s says who it was", t.Name, t.Header(cs.at(ledger.Customer)), callers, len(rows), t.Header(i))
		if known > 0 {
			e.Hint = withoutNobody(t, cs.at(ledger.Customer), s.Customer != "")
		}
		e.Senses = []problem.Sense{{Says: "customers by that column", Flags: []string{"--customer", t.Reference(i)}}}
		return e
	}
	return nil
}

// nobodysMoney tells of rows that bear an amount and no customer: their money is in no figure.
func (s *audit) nobodysMoney(f *figures) []result.Warning {
	rows := int64(0)
	for outcome, found := range f.found.Odd {
		if outcome.Fate == ledger.Blank && outcome.Role == ledger.Customer {
			rows += found.Rows
		}
	}
	if rows == 0 || s.wide != nil || !s.glance.nobodys {
		return nil
	}
	return []result.Warning{result.Warn("money_of_nobody", "%s without a customer in column %s left out, and the money with it",
		kind.HowMany(rows, "row"), s.columns[0].header(ledger.Customer))}
}

// bearsNobodysMoney tells whether a sampled row that would count has an amount and no customer.
func (s *audit) bearsNobodysMoney(t *dataset.Table, cs columns) bool {
	return cs.has(ledger.Customer) && cs.has(ledger.Amount) && slices.ContainsFunc(s.meeting(t, cs), func(row []string) bool {
		return isBlank(row[cs.at(ledger.Customer)]) && strings.ContainsAny(row[cs.at(ledger.Amount)], "123456789")
	})
}

// sumsOfCustomers refuses a list of customers with how many orders each made: its rows are no orders.
func (s *audit) sumsOfCustomers(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction || !s.found {
		return nil
	}
	customer := cs.at(ledger.Customer)
	if f := s.candidates(t, cs, ledger.Customer, s.shape); customer == none && f.Sure {
		customer = f.Columns[0]
	}
	rows := s.meeting(t, cs)
	if customer == none {
		return nil
	}
	if again, _ := dataset.Again(rows, customer); again > 0 {
		return nil
	}
	for i, header := range t.Headers {
		if !layout.IsAsideHeader(layout.OrdersHeader, header) || cs.Taken(i) || i == customer || !severalIn(rows, i) {
			continue
		}
		e := problem.Failure("%s: a row is a customer, and column %s says how many orders it made, not when; export the orders, one on each row, or --shape transaction takes every row for one",
			t.Name, t.Header(i))
		if of := dataset.InWhere(t.Reference(i)); s.Metric.Orders != nil && s.Metric.Plain(s.Own) {
			e.Senses = []problem.Sense{{Says: "how many of those with an order have several", Instead: "share", Flags: []string{"--yes", of + ">=2", "--where", of + ">=1"}}}
		}
		return e
	}
	return nil
}

// severalIn tells whether a column holds whole numbers of which some are above one.
func severalIn(rows [][]string, column int) (several bool) {
	for _, row := range rows {
		text := strings.TrimSuffix(answer.Trim(row[column]), ".0")
		if text == "" || strings.Trim(text, "0123456789") != "" {
			return false
		}
		several = several || text > "1" || len(text) > 1
	}
	return several
}

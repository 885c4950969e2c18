package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// noGoods asks about orders of which a column says that no goods were ordered, and whose total is nothing: they would count as
// orders all the same. Where prices of units are multiplied, the ledger leaves them out.
func (s *audit) noGoods(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction || cs.has(ledger.Quantity) || s.Quantity != "" || !cs.has(ledger.Amount) {
		return nil
	}
	for _, column := range s.quantities(t) {
		if cs.Taken(column) || s.asksOf(t, column) {
			continue
		}
		rows := s.meeting(t, cs)
		empty, some := make(map[[2]string]int), make(map[[2]string]bool) // by customer and time, as lines of one order have them
		for _, row := range rows {
			order := [2]string{cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.Time))}
			goods, counted := moneyOf(cellOf(row, column), t.Decimal)
			total, priced := moneyOf(cellOf(row, cs.at(ledger.Amount)), t.Decimal)
			if counted && goods == 0 && priced && total == 0 {
				empty[order]++
			} else {
				some[order] = true
			}
		}
		n := 0
		for order, lines := range empty {
			if !some[order] {
				n += lines
			}
		}
		if n == 0 || n == len(rows) {
			continue
		}
		e := problem.Usage("%s: column %s is 0 in %s of no money: nothing was ordered then, or nobody wrote down how much", t.Name, t.Header(column), kind.HowMany(int64(n), "row"))
		name := dataset.InWhere(t.Reference(column))
		e.Senses = []problem.Sense{{Says: "without them", Flags: []string{"--exclude", name + "=0"}}, {Says: "if they are orders that cost nothing", Flags: []string{"--where", name + "~.*"}}}
		return e
	}
	return nil
}

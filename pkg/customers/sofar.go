package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// soFar looks whether amounts are what customers have brought since they began, and no price: their header speaks of revenue,
// and they grow with the time from start to end, or to the last date of the file. Then money is left out where the figure
// stands without it; else it asks.
func (s *audit) soFar(t *dataset.Table, cs columns) error {
	if s.namesAmount(t) || !cs.has(ledger.Amount) || s.spanTold(cs) ||
		!layout.IsAsideHeader(layout.EarnedHeader, t.Headers[cs.at(ledger.Amount)]) || !growsWithTime(s.earnings(t, cs)) {
		return nil
	}
	name := layout.ShellQuote(t.Reference(cs.at(ledger.Amount)))
	if s.leavesMoney(t, cs) {
		s.unspanned = result.Say("column %s grows with the time since each start, so it holds what customers brought so far and no price: money is left out; --amount %s takes it for a price all the same",
			cs.header(ledger.Amount), name)
		s.withoutMoney(cs)
		return nil
	}
	e := problem.Usage("%s: column %s grows with the time since each start, so it holds what customers brought so far, and no price; name a column of prices with --amount", t.Name, cs.header(ledger.Amount))
	e.Hint = "--amount " + name + " takes it for a price all the same"
	return e
}

// An earning is what a subscription brought, and how long it ran.
type earning struct{ lasted, amount int64 }

func (s *audit) earnings(t *dataset.Table, cs columns) (out []earning) {
	from, to := cs.at(ledger.Start), cs.at(ledger.End)
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil
	}
	at := func(row []string, column int) (int64, bool) {
		when, _, ok := reader.Parse([]byte(cellOf(row, column)))
		return when, ok && cellOf(row, column) != ""
	}
	last := int64(0)
	for _, row := range t.Rows {
		for _, column := range cs.times() {
			if when, ok := at(row, column); ok && (s.Now == nil || when <= *s.Now) {
				last = max(last, when)
			}
		}
	}
	for _, row := range t.Rows {
		begin, ok := at(row, from)
		end, over := at(row, to)
		amount, priced := moneyOf(cellOf(row, cs.at(ledger.Amount)), t.Decimal)
		if !over || end > last {
			end = last
		}
		if ok && priced && amount > 0 {
			out = append(out, earning{end - begin, int64(amount)})
		}
	}
	return out
}

// growsWithTime tells whether nearly all of those that lasted clearly longer brought more; of a few, none may have brought less.
func growsWithTime(all []earning) bool {
	const fewest, many, month = 4, 8, int64(25 * 86400 * 1e6)
	pairs, more, less := 0, 0, 0
	for _, one := range all {
		for _, other := range all {
			switch {
			case one.lasted <= other.lasted+month:
				continue
			case one.amount > other.amount:
				more++
			case one.amount < other.amount:
				less++
			}
			pairs++
		}
	}
	if len(all) < many {
		return len(all) >= fewest && less == 0 && pairs >= 3 && 4*more >= 3*pairs
	}
	return 2*pairs >= len(all) && 10*more >= 8*pairs
}

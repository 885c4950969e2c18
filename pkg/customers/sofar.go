package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// soFar looks whether amounts are what customers have brought since they began, and no price: their header speaks of revenue,
// and they grow with the time from start to end, or to the last date of the file. Then money is left out where the figure
// stands without it; else it asks.
func (s *audit) soFar(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || s.units.Per != "" || s.IntervalCol != "" {
		return nil
	}
	header := t.Headers[cs.at(ledger.Amount)]
	if !layout.IsAsideHeader(layout.EarnedHeader, header) && !tellsOfPaid(header) || !growsWithTime(s.earnings(t, cs)) {
		return nil
	}
	if s.leavesMoney(t, cs) {
		s.unspanned = result.Say("column %s grows with the time since each start, so it holds what customers brought so far and no price: money is left out; --interval-col %s takes it for a price all the same",
			cs.header(ledger.Amount), s.asPriced(t, cs))
		s.withoutMoney(cs)
		return nil
	}
	e := problem.Usage("%s: column %s grows with the time since each start, so it holds what customers brought so far, and no price; name a column of prices with --amount", t.Name, cs.header(ledger.Amount))
	e.Hint = "--interval-col " + s.asPriced(t, cs) + " takes it for a price all the same"
	return e
}

// asPriced is what says of which time amounts are that are prices: what a column says, or a month.
func (s *audit) asPriced(t *dataset.Table, cs columns) string {
	if cs.has(ledger.Interval) {
		return layout.ShellQuote(t.Reference(cs.at(ledger.Interval)))
	}
	return noColumn
}

// tellsOfPaid tells whether a header speaks of money that was paid, or of a life time, and not of what is paid again and again.
func tellsOfPaid(header string) bool {
	return layout.TellsOf(layout.PaidWord, header) && !layout.TellsOf(layout.RecurringWord, header)
}

// paidSoFar asks whether amounts are what customers pay in a month, or all that they have paid, where their header speaks of what
// was paid, or of revenue and the amounts are none that come again as prices do.
func (s *audit) paidSoFar(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || s.spanTold(cs) || t.Layout != nil && t.Layout.Calls("--amount", t.Headers[cs.at(ledger.Amount)]) {
		return nil
	}
	header := layout.WithoutUnit(t.Headers[cs.at(ledger.Amount)], isCurrencyWord)
	all := s.earnings(t, cs)
	if earned := layout.TellsOf(layout.EarnedWord, header) && !layout.TellsOf(layout.RecurringWord, header); !tellsOfPaid(header) && (!earned || comeAgain(all)) {
		return nil
	}
	if s.leavesMoney(t, cs) {
		s.unspanned = result.Say("column %s may hold all that customers have paid so far or promised, or what they pay in a month, so money is left out; --interval-col %s takes it for that of a month",
			cs.header(ledger.Amount), noColumn)
		s.withoutMoney(cs)
		return nil
	}
	e := problem.Usage("%s: column %s may hold all that customers have paid so far or promised, which is no price, or what they pay in a month; say which with --interval-col, or name a column of prices with --amount",
		t.Name, cs.header(ledger.Amount))
	e.Senses = []problem.Sense{{Says: "if they pay it every month", Flags: []string{"--interval-col", noColumn}}, {Says: "if they pay it every year", Flags: []string{"--interval-col", "year"}}}
	if cs.has(ledger.End) && !slices.ContainsFunc(t.Rows, func(row []string) bool { return cellOf(row, cs.at(ledger.End)) == "" }) {
		e.Senses = append(e.Senses, problem.Sense{Says: "if it was all of the time from start to end", Flags: []string{"--interval-col", byDates}})
	}
	return e
}

// comeAgain tells whether amounts are prices by the times for which they were paid: of those that lasted clearly longer, many are
// the same, and hardly more of the others are higher than lower; or nearly all are lower.
func comeAgain(all []earning) bool {
	const month = int64(25 * 86400 * 1e6)
	pairs, same, more := 0, 0, 0
	for _, one := range all {
		for _, other := range all {
			if one.lasted <= other.lasted+month || 2*one.lasted < 3*other.lasted {
				continue
			}
			if pairs++; one.amount == other.amount {
				same++
			} else if one.amount > other.amount {
				more++
			}
		}
	}
	return pairs > 0 && (5*same >= pairs && 10*more <= 6*pairs || pairs >= 6 && 4*more < pairs-same)
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
		if months, told := ledger.MonthsOf(cellOf(row, cs.at(ledger.Interval))); told && months > 0 { // the prices of a year are no more than those of a month
			amount = money.Amount(float64(amount) / months)
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

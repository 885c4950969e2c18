package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// orders tells whether the rows can be orders, for a metric that counts those. Rows that are clearly something else
// are refused: whoever stands in a file every month has not ordered again.
func (f *finder) orders() (ledger.Shape, error) {
	fits := f.fitting()
	if err := f.noAnswers(); err != nil {
		return "", err
	}
	if len(fits) == 0 || fits[0] == ledger.Transaction || fits[len(fits)-1] == ledger.Transaction && fits[0] != ledger.Movement {
		if err := cmp.Or(f.pointRows(), f.noEvents(), f.noContacts(), f.noReadings(), f.noCustomers(), f.onlyCame()); err != nil {
			return "", err
		}
		f.because("shape: " + string(ledger.Transaction) + ", which is what " + f.Metric.Name + " reads")
		return ledger.Transaction, nil
	}
	why := f.doubt
	if f.why != "" {
		why = ", " + f.why
	}
	e := problem.Usage("%s: the rows are no orders%s; a row looks like\n%s", f.table.Name, why, explain(fits[:1]))
	e.Hint = "--shape transaction takes every row for an order all the same"
	if fits[0] != ledger.Movement && !f.onlyLeft() { // which may tell of the day on which somebody left
		e.Flags = []string{"--shape", string(ledger.Transaction)}
	}
	return "", f.hint(f.table, e)
}

// scoresAt returns the column of scores of a table that has nothing that orders have; none where it is something else.
func (f *finder) scoresAt() int {
	if f.ordered() || f.has(ledger.Amount, ledger.Transaction) {
		return none
	}
	for i, header := range f.table.Headers {
		if layout.IsScore(header) {
			return i
		}
	}
	return none
}

// rhythmPeriod is the period in which customers of a balance have one row: that of the figures, and a month where
// orders are counted, which have none.
func (f *finder) rhythmPeriod() dates.Period {
	if f.Metric.Orders != nil {
		return dates.Month
	}
	return f.Cut
}

// byAmounts tells balances from transactions: by the words of the amounts or of orders, or by the
// days of the rows.
func (f *finder) byAmounts() []ledger.Shape {
	if f.Metric.Orders == nil && f.passing() {
		e := problem.Usage("%s: every customer has one row, with a date in column %s, so it does not tell who stayed; name the column with the start of each with --start, and that with the end with --end, or say with --shape what a row stands for\n%s",
			f.table.Name, f.table.Header(f.timeAt()), f.table.List(f.table.Every()))
		if column := f.kindOfLost(); column != none {
			e.Senses = append(f.byDates(column), f.byStatusAlone(f.table, column)...)
		}
		f.stop = e
		return nil
	}
	for _, shape := range []ledger.Shape{ledger.Balance, ledger.Transaction} {
		amount := f.one(ledger.Amount, shape)
		if amount != none && !(f.isStart() && f.oneEach()) && f.recurs(amount) {
			return f.only(ledger.Balance, "since the amounts are those of a "+layout.UnitsOf(f.table.Headers[amount]).Per)
		}
	}
	if f.ordered() {
		return f.only(ledger.Transaction, "since there are columns that only orders have")
	}
	if f.billed() {
		return f.only(ledger.Transaction, "since a column tells which rows were paid")
	}
	rhythm := f.rhythm()
	if f.Metric.Orders == nil && rhythm != ledger.Balance {
		if f.stop = cmp.Or(f.pointRows(), f.noAnswers(), f.noContacts(), f.noEvents(), f.noReadings()); f.stop != nil {
			return nil
		}
	}
	switch rhythm {
	case ledger.Balance:
		return f.only(ledger.Balance, "since customers have one row a period, on the same day")
	case ledger.Transaction:
		return f.only(ledger.Transaction, "since customers have several rows a period, on different days")
	}
	if f.invoiced() || f.scattered() || f.timeAt() != none && (isHappening(f.table.Headers[f.timeAt()]) || layout.Speaks(layout.SeldomTime, f.table.Headers[f.timeAt()])) {
		return []ledger.Shape{ledger.Transaction, ledger.Balance}
	}
	return []ledger.Shape{ledger.Balance, ledger.Transaction}
}

// scattered tells whether rows without money are of any days: who is listed once a period is so on its first day or its last.
func (f *finder) scattered() bool {
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none || f.has(ledger.Amount, ledger.Balance) {
		return false
	}
	days := f.days(customer, at)
	return 2*days.within > days.rows
}

// billed tells whether a column holds the statuses of orders or invoices, and some that nothing else has: paid, void.
func (f *finder) billed() bool {
	at := f.one(ledger.StatusOf, ledger.Transaction)
	if at == none {
		return false
	}
	texts := f.table.Sample(at)
	return slices.ContainsFunc(texts, ledger.IsBilled) && every(texts, ledger.IsOrderStatus)
}

// invoiced tells whether every row has an id of its own, customers have several, and dates lie within periods: an order is
// likelier than a state.
func (f *finder) invoiced() bool {
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none || f.oneEach() || f.days(customer, at).within == 0 {
		return false
	}
	for i, header := range f.table.Headers { // donation_id
		if i != customer && i != at && layout.TellsOf(layout.IDWord, header) {
			texts := f.table.Sample(i)
			ids := slices.Sorted(slices.Values(texts))
			if len(ids) > 1 && !slices.ContainsFunc(ids, isBlank) && len(slices.Compact(ids)) == len(texts) {
				return true
			}
		}
	}
	return false
}

// passing tells whether every customer has one row, and dates lie within periods: they tell of something that happened, and
// not of a state.
func (f *finder) passing() bool {
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none || f.ordered() || !f.oneEach() {
		return false
	}
	word, _ := layout.RatingOf(layout.Time, string(ledger.Balance), f.table.Headers[at]) // the best are those of periods
	return word.Rank > 0 && f.days(customer, at).within > 0
}

// recurs tells whether the header of an amount says of which time it is, and not by how much it changed.
func (f *finder) recurs(amount int) bool {
	u := layout.UnitsOf(f.table.Headers[amount])
	return u.Per != "" && !u.Change
}

// rhythm looks at the days of the sampled rows. Where all rows are of the first or of the last day of
// a period, and nearly all customers have one row in it, they are balances; where many customers have
// several rows, and the days differ, they are transactions. Anything else does not tell.
func (f *finder) rhythm() ledger.Shape {
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none {
		return ""
	}
	days := f.days(customer, at)
	switch {
	case days.rows == 0:
		return ""
	case 20*days.again <= days.rows && 20*days.within <= days.rows:
		return ledger.Balance
	case 20*days.again > days.rows && 2*days.within > days.rows:
		return ledger.Transaction
	}
	return ""
}

// days counts sampled rows: those beyond the first of a customer and period, and those that are of
// neither the first nor the last day of a period.
type days struct{ rows, again, within int }

func (f *finder) days(customer, at int) days {
	reader, err := f.readerOf(f.table, at)
	if err != nil {
		return days{}
	}
	type visit struct {
		who    string
		period int64
	}
	var d days
	period := f.rhythmPeriod()
	seen := make(map[visit]bool)
	for _, row := range f.table.Rows {
		if max(customer, at) >= len(row) {
			continue
		}
		moment, _, ok := reader.Parse([]byte(row[at]))
		if !ok || answer.Trim(row[customer]) == "" {
			continue
		}
		d.rows++
		k := visit{row[customer], period.Index(moment, f.Zone)}
		if seen[k] {
			d.again++
		}
		seen[k] = true
		since, until := period.Bounds(k.period, f.Zone)
		day := dates.Day.Index(moment, f.Zone)
		if day != dates.Day.Index(since, f.Zone) && day != dates.Day.Index(until-1, f.Zone) {
			d.within++
		}
	}
	return d
}

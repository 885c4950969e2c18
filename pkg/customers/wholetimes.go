package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// byDates says in the place of a column that amounts are of the whole time from start to end.
const byDates = "dates"

// namesTime tells whether --interval-col says of which time all amounts are, and names no column: dates, year.
func (s *audit) namesTime(t *dataset.Table) bool {
	if s.IntervalCol == "" {
		return false
	}
	if _, err := layout.Resolve(s.IntervalCol, t.Headers); err == nil {
		return false
	}
	_, unit := ledger.MonthsOf(s.IntervalCol)
	return unit || s.IntervalCol == byDates
}

// timeNamed takes the time that --interval-col names for that of all amounts.
func (s *audit) timeNamed() {
	if s.units.Per, s.whole = s.IntervalCol, s.IntervalCol == byDates; s.whole {
		s.units.Per = ""
	}
}

// contracts are the amounts of sampled rows by how many whole months lie between their start and their end.
type contracts struct {
	months, amounts []float64
	open, odd       int // without an end, and with one that makes no whole months
	years           int // of about a year, as memberships that are renewed a little before or after it
}

// wholeTimes asks of which time amounts are, where they may be those of contracts as a whole: their header says so, or they
// grow with the time from start to end, or every row has an end that was agreed on when it began.
func (s *audit) wholeTimes(t *dataset.Table, cs columns) error {
	if s.whole && !cs.has(ledger.End) {
		return problem.Usage("--interval-col %s needs a column with the end of each subscription (--end)", byDates)
	}
	if !cs.has(ledger.Amount) || !cs.has(ledger.End) || s.spanTold(cs) {
		return nil
	}
	c, grows := s.contracts(t, cs), false
	if grows = c.grow(); !grows && !c.agreed() && !c.ofYears() && !s.hears(t, cs, layout.Contracted) {
		return nil
	}
	if s.leavesMoney(t, cs) {
		s.unspanned = result.Say("column %s may hold amounts of the whole time from start to end, of a year or of a month, so money is left out; --interval-col says which: %s, year or %s",
			cs.header(ledger.Amount), byDates, noColumn)
		s.withoutMoney(cs)
		return nil
	}
	e := problem.Usage("%s: column %s may hold amounts of the whole time from start to end, of a year or of a month; say which with --interval-col",
		t.Name, cs.header(ledger.Amount))
	e.Hint = "--interval-col dates if each is of its whole time, which rows without an end do not tell, --interval-col year if all are of a year, --interval-col none if all are of a month"
	switch {
	case c.ofYears():
		e.Flags = []string{"--interval-col", "year"}
	case c.open == 0 && len(c.months) > 0:
		e.Flags = []string{"--interval-col", byDates}
	case !c.byLength().grow():
		e.Flags = []string{"--interval-col", "year"}
	}
	return e
}

// namesAmount tells whether somebody named the column with the amounts, and no layout did.
func (s *audit) namesAmount(t *dataset.Table) bool {
	return s.Amount != "" && (t.Layout == nil || !t.Layout.Calls("--amount", s.Amount))
}

// leavesMoney tells whether the figure stands without money whose time is not known: nobody named its column, and who has no
// money is no other customer than who has.
func (s *audit) leavesMoney(t *dataset.Table, cs columns) bool {
	if s.Metric.Money || s.namesAmount(t) || !s.Metric.Plain(s.Own) || len(s.Thresholds) > 0 {
		return false
	}
	return !slices.ContainsFunc(t.Sample(cs.at(ledger.Amount)), func(text string) bool {
		a, _, err := money.Parse([]byte(text), s.decimal(), 2)
		return err != nil || a <= 0
	})
}

func (s *audit) contracts(t *dataset.Table, cs columns) (c contracts) {
	from, to, at := cs.at(ledger.Start), cs.at(ledger.End), cs.at(ledger.Amount)
	reader, err := s.readerOf(t, from, to)
	if err != nil {
		return c
	}
	for _, row := range t.Rows {
		if max(from, to, at) >= len(row) {
			continue
		}
		begin, _, ok := reader.Parse([]byte(cellOf(row, from)))
		end, _, too := endOf(reader, cellOf(row, to))
		a, _, err := money.Parse([]byte(cellOf(row, at)), s.decimal(), 2)
		switch {
		case !ok || err != nil || a <= 0:
		case !too:
			c.open++
		default:
			if days := (end - begin) / (86400 * 1e6); 350 <= days && days <= 380 {
				c.years++
			}
			if n := ledger.WholeMonths(begin, end, s.Zone); n > 0 {
				c.months, c.amounts = append(c.months, float64(n)), append(c.amounts, float64(a))
				continue
			}
			c.odd++
		}
	}
	return c
}

// endOf reads an end; ok is false where there is none, as of a text that stands for no date or for a day that never comes.
func endOf(reader *dates.Reader, text string) (at dates.Instant, reading dates.Reading, ok bool) {
	if ledger.IsNoDate([]byte(text)) {
		return 0, dates.Plain, false
	}
	return reader.Parse([]byte(text))
}

// readerOf reads dates as columns of a table write them.
func (s *audit) readerOf(t *dataset.Table, columns ...int) (*dates.Reader, error) {
	return dates.NewReader(s.Writing(s.set.DateOrder(s.Writing(dates.DayFirst), func(table int) []int {
		if s.set.Tables[table] == t {
			return columns
		}
		return nil
	})))
}

// agreed tells whether all rows have an end that is usual for contracts.
func (c *contracts) agreed() bool {
	return c.open+c.odd == 0 && len(c.months) > 1 && !slices.ContainsFunc(c.months, func(n float64) bool { return n < 6 || !slices.Contains(usualTerms, n) })
}

// ofYears tells whether every row has an end, and nearly all are about a year after their start though not just one.
func (c *contracts) ofYears() bool {
	const fewest = 4
	all := c.odd + len(c.months)
	return c.open == 0 && c.odd > 0 && all >= fewest && 5*c.years >= 4*all
}

// grow tells whether nearly all longer contracts are of more money than shorter ones, as much as they are longer.
func (c *contracts) grow() bool {
	const fewest = 3
	if c.odd > 0 || len(c.months) < fewest {
		return false
	}
	pairs, more := 0, 0
	for i, n := range c.months {
		for k, other := range c.months {
			if n > other {
				pairs++
				if c.amounts[i] > c.amounts[k] {
					more++
				}
			}
		}
	}
	return c.byLength().grow() && 10*more >= 9*pairs
}

func (c *contracts) byLength() *termed {
	by := &termed{amounts: make(map[float64][]float64)}
	for i, n := range c.months {
		by.amounts[n] = append(by.amounts[n], c.amounts[i])
	}
	return by
}

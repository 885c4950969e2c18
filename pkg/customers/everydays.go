package customers

import (
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Customers who are charged every 30 days have two charges in one month and none in another one: whoever is lost only because a
// month has none is not.

// lapseOfCharges is after how long such a customer is lost: half as much again as a month.
const lapseOfCharges = "45d"

// chargedByDays asks where nearly all rows of a customer are about a month apart, and some pass over a month of the calendar.
func (f *finder) chargedByDays(t *dataset.Table, fits []ledger.Shape) error {
	other := func(shape ledger.Shape) bool { return shape != ledger.Transaction && shape != ledger.Balance }
	if f.Metric.Orders != nil || f.InactiveAfter != "" || f.Cut != dates.Month || slices.ContainsFunc(fits, other) {
		return nil
	}
	gaps := f.gaps()
	if gaps.all < 4 || 10*gaps.monthly < 9*gaps.all || gaps.skipping == 0 {
		return nil
	}
	says := "%s: the rows of a customer are about 30 days apart in column %s, and not one a month: %d of %d pass over a month of the calendar, in which the customer would be taken for lost"
	if f.Metric.Money {
		return f.orHowMany(problem.Failure(says+", and two fall into another one, so what customers bring in a month is in no column", t.Name, t.Header(f.timeAt()), gaps.skipping, gaps.all))
	}
	e := problem.Usage(says, t.Name, t.Header(f.timeAt()), gaps.skipping, gaps.all)
	e.Senses = []problem.Sense{{Says: "if they are charges, and who has none for longer than " + lapseOfCharges + " is lost",
		Flags: []string{"--shape", string(ledger.Transaction), "--inactive-after", lapseOfCharges}}}
	return e
}

// rowGaps counts the rows that follow another one of their customer: those about a month later, and those of them that pass over
// a month of the calendar.
type rowGaps struct{ all, monthly, skipping int }

func (f *finder) gaps() (g rowGaps) {
	const day = dates.Instant(24 * time.Hour / time.Microsecond)
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none {
		return g
	}
	reader, err := f.readerOf(f.table, at)
	if err != nil {
		return g
	}
	rows := make(map[string][]dates.Instant)
	for _, row := range f.table.Rows {
		when, _, ok := reader.Parse([]byte(cellOf(row, at)))
		if who := answer.Trim(cellOf(row, customer)); ok && who != "" {
			rows[who] = append(rows[who], when)
		}
	}
	for _, times := range rows {
		slices.Sort(times)
		times = slices.Compact(times)
		for i := 1; i < len(times); i++ {
			g.all++
			if gap := times[i] - times[i-1]; gap < 26*day || gap > 33*day {
				continue
			}
			g.monthly++
			if dates.Month.Index(times[i], f.Zone)-dates.Month.Index(times[i-1], f.Zone) > 1 {
				g.skipping++
			}
		}
	}
	return g
}

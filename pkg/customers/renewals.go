package customers

import (
	"cmp"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A started is a row of a subscription that has no end yet.
type started struct {
	who, amount string
	from        dates.Instant
}

// renewals asks where rows without an end begin a month or a year after another one of their customer, for the same money: each of
// them renews the one before, and as subscriptions of their own they would add up.
func (s *audit) renewals(t *dataset.Table, cs columns) error {
	if !s.found || !cs.has(ledger.Amount) || !cs.has(ledger.Start) || s.eachRow {
		return nil
	}
	monthly, yearly, pairs := renewedOf(s.running(t, cs))
	renewed := monthly + yearly
	if renewed < 2 || 2*renewed <= pairs {
		return nil
	}
	e := problem.Usage("%s: %d rows without an end begin a month or a year after another one of their customer, with the same amount in column %s: they may renew it, and would add up as subscriptions of their own",
		t.Name, renewed, t.Header(cs.at(ledger.Amount)))
	e.Hint = "--shape subscription takes each for a subscription of its own"
	if yearly > 0 || s.severalIntervals(t, cs) || s.Cut != dates.Month {
		return e // who pays for a year has no row in most of its months
	}
	flags := []string{"--shape", string(ledger.Transaction), "--time", t.Reference(cs.at(ledger.Start))}
	if !s.Metric.Money { // and not what they bring in a month
		flags = append(flags, "--inactive-after", lapseOfCharges)
	}
	e.Senses = []problem.Sense{{Says: "if each is a charge, and who has none later has left", Flags: flags}}
	return e
}

// severalIntervals tells whether a column says of which time each amount is, and that not all are of the same.
func (s *audit) severalIntervals(t *dataset.Table, cs columns) bool {
	columns := s.candidates(t, cs, ledger.Interval, s.shape).Columns
	if cs.has(ledger.Interval) {
		columns = append(columns, cs.at(ledger.Interval))
	}
	return slices.ContainsFunc(columns, func(i int) bool { return len(different(t.Sample(i))) > 1 })
}

// running lists the rows that have a start and no end, by customer and start.
func (s *audit) running(t *dataset.Table, cs columns) (all []started) {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil
	}
	for _, row := range s.meeting(t, cs) {
		from, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		if dated && (!cs.has(ledger.End) || cellOf(row, cs.at(ledger.End)) == "") && (!cs.has(ledger.Request) || cellOf(row, cs.at(ledger.Request)) == "") {
			all = append(all, started{cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.Amount)), from})
		}
	}
	slices.SortStableFunc(all, func(a, b started) int { return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.from, b.from)) })
	return all
}

// renewedOf counts the rows that begin later than another one of their customer, and those that renew it after a month or a year.
func renewedOf(all []started) (monthly, yearly, pairs int) {
	const day = dates.Instant(24 * time.Hour / time.Microsecond)
	for i := 1; i < len(all); i++ {
		before, now := all[i-1], all[i]
		gap := (now.from - before.from) / day
		if before.who != now.who || before.who == "" || gap == 0 {
			continue
		}
		switch pairs++; {
		case before.amount != now.amount:
		case 26 <= gap && gap <= 33:
			monthly++
		case 360 <= gap && gap <= 370:
			yearly++
		}
	}
	return monthly, yearly, pairs
}

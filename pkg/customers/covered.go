package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// coveredTimes asks what invoices are that say for which time they were paid, where that is longer than the periods of the
// figures: who has paid for a year has not left in the next month.
func (s *audit) coveredTimes(t *dataset.Table, cs columns) error {
	if s.Metric.Orders != nil || s.InactiveAfter != "" {
		return nil
	}
	from := layout.Candidates(layout.CoveredFrom, "", t.Headers)
	to := layout.Candidates(layout.CoveredTo, "", t.Headers)
	if len(from) != 1 || len(to) != 1 || !s.covers(t, from[0], to[0]) {
		return cmp.Or(s.rareInvoices(t, cs), s.paidAhead(t, cs))
	}
	e := problem.Usage("%s: the rows are invoices of the time from column %s to column %s, and some are of more than a %s: who has paid for a year has not left in the next %s; say with --inactive-after after how long without an invoice a customer is lost, or with --shape subscription, --start, --end and --interval-col dates that each row is a subscription for its time",
		t.Name, t.Header(from[0]), t.Header(to[0]), s.Cut, s.Cut)
	if s.fits(ledger.Subscription) && !s.Metric.Money { // the amounts are of the whole time, and not of a month
		e.Flags = []string{"--shape", string(ledger.Subscription), "--start", t.Reference(from[0]), "--end", t.Reference(to[0]), "--amount", noColumn}
	}
	return e
}

// covers tells whether a sampled time from one column to another is half as long again as the period that it begins in.
func (s *audit) covers(t *dataset.Table, from, to int) bool {
	reader, err := s.readerOf(t, from, to)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(t.Rows, func(row []string) bool {
		if max(from, to) >= len(row) {
			return false
		}
		begin, _, ok := reader.Parse([]byte(answer.Trim(row[from])))
		end, _, too := reader.Parse([]byte(answer.Trim(row[to])))
		since, until := s.Cut.Bounds(s.Cut.Index(begin, s.Zone), s.Zone)
		return ok && too && 2*(end-begin) > 3*(until-since)
	})
}

// rareInvoices asks where whoever has several invoices has one about every year, as a rule of billing has it:
// nobody has left in the months between.
func (s *audit) rareInvoices(t *dataset.Table, cs columns) error {
	if s.Period != "" || len(s.Where) > 0 {
		return nil
	}
	gaps := s.gaps(t, cs)
	if len(gaps) < 2 || slices.ContainsFunc(gaps, func(days int64) bool { return days < 350 || days > 380 }) {
		return nil
	}
	e := problem.Usage("%s: all customers with several rows have one about every year, so whoever has none in a %s has not left; say with --period how long customers pay for, or with --inactive-after after how long without an invoice they are lost",
		t.Name, s.Cut)
	e.Flags = []string{"--period", string(dates.Year)}
	return e
}

// gaps are the days between a sampled order of a customer and its next one.
func (s *audit) gaps(t *dataset.Table, cs columns) (out []int64) {
	reader, err := s.readerOf(t, cs.at(ledger.Time))
	if err != nil {
		return nil
	}
	days := make(map[string][]int64)
	for _, row := range t.Rows {
		if at, _, ok := reader.Parse([]byte(cellOf(row, cs.at(ledger.Time)))); ok {
			who := cellOf(row, cs.at(ledger.Customer))
			days[who] = append(days[who], dates.Day.Index(at, s.Zone))
		}
	}
	for _, own := range days {
		slices.Sort(own)
		own = slices.Compact(own) // lines of an order
		for i := 1; i < len(own); i++ {
			out = append(out, own[i]-own[i-1])
		}
	}
	return out
}

package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// coveredTimes asks what invoices are that say for which time they were paid, where that is longer than the periods of the
// figures: who has paid for a year has not left in the next month.
func (s *audit) coveredTimes(t *dataset.Table) error {
	if s.Metric.Orders != nil || s.InactiveAfter != "" {
		return nil
	}
	from := layout.Candidates(layout.CoveredFrom, "", t.Headers)
	to := layout.Candidates(layout.CoveredTo, "", t.Headers)
	if len(from) != 1 || len(to) != 1 || !s.covers(t, from[0], to[0]) {
		return nil
	}
	return problem.Usage("%s: the rows are invoices of the time from column %s to column %s, and some are of more than a %s: who has paid for a year has not left in the next %s; say with --inactive-after after how long without an invoice a customer is lost, or with --shape subscription, --start, --end and --interval-col dates that each row is a subscription for its time",
		t.Name, t.Header(from[0]), t.Header(to[0]), s.Cut, s.Cut)
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

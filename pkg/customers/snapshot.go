package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A file that was written a while ago holds ends that were still to come then. Its day is that of the latest of what surely
// happened: the starts, and the ends of those of whom it says that they left.

// writtenBefore returns the latest day of which a table surely tells, where all ends of last terms that it says run are later.
func (s *audit) writtenBefore(t *dataset.Table, cs columns, status int, last []agreedTerm) (day string, ok bool) {
	latest, earliest := dates.Instant(0), dates.Instant(0)
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return "", false
	}
	for _, row := range s.meeting(t, cs) {
		from, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		end, _, ends := reader.Parse([]byte(cellOf(row, cs.at(ledger.End))))
		if dated && from <= *s.Now {
			latest = max(latest, from)
		}
		if ends && end <= *s.Now && s.saysLeft(t, status, cellOf(row, status)) {
			latest = max(latest, end)
		}
	}
	for _, x := range last {
		if x.until <= *s.Now && s.saysRuns(t, status, cellOf(x.row, status)) && (earliest == 0 || x.until < earliest) {
			earliest = x.until
		}
	}
	return s.dayOf(latest), latest > 0 && earliest > latest
}

func (s *audit) dayOf(at dates.Instant) string {
	if s.Zone == nil {
		return time.UnixMicro(int64(at)).UTC().Format(time.DateOnly)
	}
	return time.UnixMicro(int64(at)).In(s.Zone).Format(time.DateOnly)
}

// agreedTerms offers to read a table as of the day of its latest start, where every end lies a usual term after its start, and many
// are later than that day, though not all: then it is a list of contracts, and none of customers who left.
func (s *audit) agreedTerms(t *dataset.Table, cs columns) []problem.Sense {
	if s.asOf != nil || s.shape != ledger.Subscription || !cs.has(ledger.End) || cs.has(ledger.StatusOf) {
		return nil
	}
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil
	}
	var ends []dates.Instant
	latest, odd := dates.Instant(0), 0
	for _, row := range s.meeting(t, cs) {
		from, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		end, _, over := endOf(reader, cellOf(row, cs.at(ledger.End)))
		if !dated || !over {
			continue
		}
		if ends = append(ends, end); !s.isTerm(from, end) {
			odd++
		}
		latest = max(latest, from)
	}
	later := 0
	for _, end := range ends {
		if end > latest {
			later++
		}
	}
	if odd > 0 || 3*later < len(ends) || later == len(ends) {
		return nil
	}
	return []problem.Sense{{Says: "if these are the ends of terms that were agreed, and the file is of about " + s.dayOf(latest), Flags: []string{"--as-of", s.dayOf(latest)}}}
}

// isTerm tells whether contracts run as long: for whole months, or so many times 30 days, a half year or a year in days.
func (s *audit) isTerm(from, end dates.Instant) bool {
	days := int64(end-from) / int64(24*time.Hour/time.Microsecond)
	return ledger.WholeMonths(from, end, s.Zone) > 0 || days > 0 && (days%30 == 0 || days == 365 || days == 364 || days == 182)
}

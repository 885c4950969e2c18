package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// shortSpans asks about starts and ends that are minutes or hours apart in nearly all rows: those are sessions, calls or visits, and
// whoever hangs up has not left.
func (f *finder) shortSpans(found ledger.Shape) error {
	if found != ledger.Subscription {
		return nil
	}
	start, end := f.one(ledger.Start, found), f.one(ledger.End, found)
	if start == none || end == none || start == end {
		return nil
	}
	begun, short := f.spans(start, end)
	if begun < 2 || 10*short < 9*begun {
		return nil
	}
	t := f.table
	return problem.Usage("%s: columns %s and %s are less than a day apart in %d of %d rows, as a session, a call or a visit begins and ends, so the rows may be no subscriptions",
		t.Name, t.Header(start), t.Header(end), short, begun).
		Advise("--shape subscription takes every row for one all the same")
}

// spans counts the sampled rows with a start, and those of them that end within a day of it, at a time of the day: days without one
// do not tell.
func (f *finder) spans(start, end int) (begun, short int) {
	const day = dates.Instant(24 * time.Hour / time.Microsecond)
	reader, err := f.readerOf(f.table, start, end)
	if err != nil {
		return 0, 0
	}
	for _, row := range f.table.Rows {
		if answer.Trim(cellOf(row, start)) == "" {
			continue
		}
		begun++
		from, _, okFrom := reader.Parse([]byte(cellOf(row, start)))
		to, _, okTo := reader.Parse([]byte(cellOf(row, end)))
		if okFrom && okTo && from < to && to-from < day {
			short++
		}
	}
	return begun, short
}

package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// otherEnds asks where customers who are still there by the column of the ends have left by another one: they cancelled long ago,
// or what they had has expired.
func (s *audit) otherEnds(t *dataset.Table, cs columns) error {
	if s.End != "" || s.Requested != "" || s.ChurnOn != "" || !cs.has(ledger.End) || s.Now == nil {
		return nil
	}
	if cs.has(ledger.Request) {
		return s.cancelledWithoutEnd(t, cs)
	}
	return s.expiredWithoutEnd(t, cs)
}

// past counts the rows without an end that have a time of a column before a moment, and those that have one after it.
func (s *audit) past(t *dataset.Table, cs columns, column int, moment dates.Instant) (past, ahead int) {
	s.eachTime(t, column, func(row []string, at dates.Instant) {
		switch {
		case cellOf(row, cs.at(ledger.End)) != "":
		case at > moment:
			ahead++
		default:
			past++
		}
	})
	return past, ahead
}

func (s *audit) eachTime(t *dataset.Table, column int, take func(row []string, at dates.Instant)) {
	reader, err := dates.NewReader(s.Writing(dates.Unknown))
	if err != nil {
		return // reading tells of it
	}
	for _, row := range t.Rows {
		if at, _, ok := reader.Parse([]byte(cellOf(row, column))); ok {
			take(row, at)
		}
	}
}

// longestNotice is after how long a cancellation is no longer one that waits for the end of a month that was paid.
const longestNotice = dates.Instant(62 * 24 * time.Hour / time.Microsecond)

// lately is the moment before which cancellations should have ended, by the latest time in the first rows.
func (s *audit) lately(t *dataset.Table, cs columns) (latest dates.Instant) {
	for _, column := range cs.times() {
		s.eachTime(t, column, func(_ []string, at dates.Instant) {
			if at <= *s.Now && (s.asOf == nil || at <= *s.asOf) {
				latest = max(latest, at)
			}
		})
	}
	return latest - longestNotice
}

// cancelledWithoutEnd asks about customers who cancelled and have no end, where no status says what became of them.
func (s *audit) cancelledWithoutEnd(t *dataset.Table, cs columns) error {
	n, _ := s.past(t, cs, cs.at(ledger.Request), s.lately(t, cs))
	if n == 0 || cs.has(ledger.StatusOf) {
		return nil
	}
	end, request := cs.header(ledger.End), cs.header(ledger.Request)
	e := problem.Usage("%s: column %s says that customers cancelled who have no end in column %s (%d of the first rows): say whether those who cancelled are lost on that day, or stay until they have an end",
		t.Name, request, end, n)
	return lostOrStaying(e, t, cs, "if they stay")
}

// expiredWithoutEnd asks about customers who did not cancel, and of whom another column says until when what they had was valid.
func (s *audit) expiredWithoutEnd(t *dataset.Table, cs columns) error {
	for i, header := range t.Headers {
		if _, ok := layout.RatingOf(layout.End, string(s.shape), header); !ok || cs.Taken(i) || s.asksOf(t, i) || !t.HoldsTimes(i, dates.Writing{}) {
			continue
		}
		past, ahead := s.past(t, cs, i, *s.Now)
		if past == 0 || ahead > past {
			continue
		}
		e := problem.Usage("%s: column %s says of %d of the first rows that have no end in column %s that they are over: say whether those customers are lost, too",
			t.Name, t.Header(i), past, cs.header(ledger.End))
		e.Flags = []string{"--end", t.Reference(i), "--requested", t.Reference(cs.at(ledger.End)), "--churn-on", string(ledger.AtRequest)}
		e.Hint = "--end " + layout.ShellQuote(t.Reference(cs.at(ledger.End))) + " if they go on"
		return e
	}
	return nil
}

// findFilled looks for columns in which something stands. One of nothing is better than none: the rows behind the first ones may
// tell, as of who has left.
func findFilled(t *dataset.Table, search *dataset.Search, role ledger.Item) dataset.Found {
	filled, free := *search, search.Free
	filled.Free = func(i int) bool { return free(i) && !(t.Blank(i) && (t.Whole || role != ledger.End)) }
	if f := t.Find(filled); len(f.Columns) > 0 {
		*search = filled
		return f
	}
	return t.Find(*search)
}

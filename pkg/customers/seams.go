package customers

import (
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// seam takes from the first rows what the ends of subscriptions mean, where the request does not say.
func (s *audit) seam() {
	s.lastDay = s.LastDay == flags.Yes
	if s.shape != ledger.Subscription || !s.LastDay.Open() {
		return
	}
	l, err := ledger.New(s.bookkeeping())
	if err != nil {
		return // reading tells of it
	}
	c, err := l.Collector()
	if err != nil {
		return
	}
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		for _, cells := range t.Rows {
			cell := func(role ledger.Item) []byte {
				if at := cs.at(role); at != none && at < len(cells) {
					return []byte(cells[at])
				}
				return nil
			}
			_, _ = c.Add(&ledger.Row{Customer: cell(ledger.Customer), Start: cell(ledger.Start), End: cell(ledger.End)})
		}
	}
	s.lastDay = endsAreLastDays(&c.Findings().Seams)
}

// endsAreLastDays tells whether the next subscription of a customer begins, as a rule, on the day after an end.
// Where ends are first moments without service, it would begin on the day of the end.
func endsAreLastDays(seams *ledger.Seams) bool {
	all, nextDay := seams.Followed()
	return nextDay >= 3 && 10*nextDay >= 9*all
}

// doubtfulEnds asks where all rows tell something else of the ends than the first of them.
func (s *audit) doubtfulEnds(c *ledger.Findings) error {
	if s.shape != ledger.Subscription || !s.LastDay.Open() || endsAreLastDays(&c.Seams) == s.lastDay {
		return nil
	}
	all, nextDay := c.Seams.Followed()
	end := s.columns[0].header(ledger.End)
	e := problem.Usage("%s: column %s may hold the last day of service, or the first day without: of %d ends that another start follows within a week, %d have it on the next day; say which with --last-day or --last-day=false",
		s.set.Names(), end, all, nextDay)
	e.Read, e.Flags = true, []string{"--last-day"}
	if s.lastDay {
		e.Flags[0] = "--last-day=false"
	}
	return e
}

// lastDays says that ends were taken as last days of service.
func (s *audit) lastDays(c *ledger.Findings) []result.Warning {
	if !s.lastDay || !s.LastDay.Open() {
		return nil
	}
	all, nextDay := c.Seams.Followed()
	return []result.Warning{warn("last_day", "the end of a subscription is taken as its last day of service, since the next one of its customer begins on the day after it in %d of %d cases; --last-day=false takes it as the first day without",
		nextDay, all)}
}

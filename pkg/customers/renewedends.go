package customers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// renewedEnds asks of which day the rows are, where each is a term that was paid for, most are renewed, and the last ones end after the
// newest start: who renews then has no row yet, and all would be lost at the end of what the rows know.
func (s *audit) renewedEnds(c *ledger.Remarks) error {
	if s.shape != ledger.Subscription || s.asOf != nil || s.Now == nil || s.churnOn == ledger.AtRequest {
		return nil
	}
	r := c.Seams.Renewals(*s.Now, s.lastsATerm)
	renewed, agreed := r.Followed >= 2 && 3*r.Followed >= r.Terms-r.Later, 3*r.Agreed >= 2*r.Terms
	if !renewed || !agreed || r.Later < 2 || r.Open > 0 && (r.Later > r.Followed || 2*r.Later < r.Open) || s.To != nil && *s.To <= r.Newest {
		return nil
	}
	day := func(at dates.Instant) string { return time.UnixMicro(int64(at)).UTC().Format(time.DateOnly) }
	first, last, known := r.First, r.Last, r.Newest
	if s.lastDay {
		first, last = first+dayLong, last+dayLong
	}
	if s.Metric.Losses && s.Metric.Movement != nil && !s.Metric.Money {
		known = first // who has come since the newest start matters to none of the losses before
	}
	_, over := s.Cut.Bounds(s.Cut.Index(last, nil), nil)
	e := problem.Usage("%s: the rows are terms that renew each other, and the last one of %s ends after %s, when the newest began: who renewed it later has no row, and would be lost; say with --as-of of which day the rows are",
		s.set.Names(), kind.HowMany(r.Later, "customer"), day(r.Newest))
	e.Read = true
	e.Senses = []problem.Sense{
		{Says: "whether those terms were renewed is not known yet", Flags: []string{"--as-of", day(known)}},
		{Says: "nobody renewed them, though the rows are of after " + day(r.Last), Flags: []string{"--as-of", day(over)}},
	}
	return e
}

const dayLong = dates.Instant(24 * time.Hour / time.Microsecond)

// lastsATerm tells whether contracts run as long, or for whole weeks; an end may be the last day.
func (s *audit) lastsATerm(from, until dates.Instant) bool {
	for _, end := range []dates.Instant{until, until + dayLong} {
		if s.isTerm(from, end) || (end-from)%(7*dayLong) == 0 {
			return true
		}
	}
	return false
}

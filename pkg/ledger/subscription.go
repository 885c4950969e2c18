package ledger

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A term is how long a subscription runs: from its first paid moment until the moment at which it
// counts as lost.
type term struct {
	from, until dates.Instant
	ends        bool // until is known; otherwise it still runs
}

func (c *Collector) subscription(who []byte, r *Row) (Outcome, error) {
	s, out := c.subscriptionState(r)
	if out.Fate != Counted {
		return out, nil
	}
	t, out := c.term(r, s)
	if out.Fate != Counted {
		return out, nil
	}
	p, out := c.monthlyPrice(r)
	if out.Fate != Counted {
		return out, nil
	}
	c.sideOf(t.ends && !c.isAhead(t.until))
	if t.ends {
		c.found.Dated++
	}
	from, okFrom := c.time.slotOf(t.from)
	until, okUntil := c.time.slotOf(t.until)
	if !okFrom || t.ends && !okUntil {
		return invalid(Start, tooFar), nil
	}
	c.time.keep(from, t.from, Start, r.Start, r)
	if err := c.push(who, r.Group, slotted(from), p, flagsOf(p.amount != 0, 0)); err != nil || !t.ends {
		return out, err
	}
	ended := r.End
	if len(bytes.TrimSpace(ended)) == 0 {
		ended = r.Request
	}
	c.time.keep(until, t.until, End, ended, r)
	why := causeOf(bytes.TrimSpace(r.Reason))
	if why == tally.CauseUnknown && (s == stateCancelled || s == stateLeaving) {
		why = tally.CauseVoluntary
	}
	return out, c.push(who, r.Group, slotted(until), price{-p.amount, p.currency}, flagsOf(false, uint8(why)))
}

// sideOf takes note that a row tells of a customer who left, or of one who is still there.
func (c *Collector) sideOf(left bool) {
	c.found.Left, c.found.Stayed = c.found.Left || left, c.found.Stayed || !left
}

// isAhead tells whether a moment is still to come.
func (c *Collector) isAhead(at dates.Instant) bool {
	now := c.options.AsOf
	if now == nil {
		now = c.options.Now
	}
	return now != nil && at > *now
}

// subscriptionState reads the status column, where there is one.
func (c *Collector) subscriptionState(r *Row) (state, Outcome) {
	if r.Status == nil {
		return stateRunning, counted
	}
	text := bytes.TrimSpace(r.Status)
	if c.isBlank(text) {
		return stateUnknown, blank(StatusOf)
	}
	s := c.states.of(text)
	switch s {
	case stateUnknown:
		return s, invalid(StatusOf, notSubscription)
	case stateTrial:
		c.note(NoteTrial)
		return s, excluded(StatusOf, isTrial)
	case statePending:
		c.note(NotePending)
		return s, excluded(StatusOf, isPending)
	case statePaused:
		c.note(NotePaused)
	}
	return s, counted
}

// term reads when a subscription runs.
func (c *Collector) term(r *Row, s state) (term, Outcome) {
	from, out := c.time.instant(Start, r.Start, c)
	if out.Fate != Counted {
		return term{}, out
	}
	t := term{from: from}
	end, ends, out := c.time.maybe(End, r.End, c)
	if out.Fate != Counted {
		return term{}, out
	}
	c.addSeam(bytes.TrimSpace(r.Customer), term{from, end, ends})
	if ends && c.options.LastDay {
		end = c.time.dayAfter(end)
	}
	if ends && end < from {
		return term{}, invalid(End, endsEarly)
	}
	t.until, t.ends = end, ends
	if t, out = c.request(t, r, s); out.Fate != Counted {
		return term{}, out
	}
	return c.trial(t, r)
}

// request moves the end of a term to the cancel request, where the options or a missing end say so.
func (c *Collector) request(t term, r *Row, s state) (term, Outcome) {
	asked, hasAsked, out := c.time.maybe(Request, r.Request, c)
	if out.Fate != Counted {
		return t, out
	}
	asked = max(asked, t.from)
	switch {
	case hasAsked && c.options.ChurnOn == AtRequest:
		if !t.ends || asked < t.until {
			t.until, t.ends = asked, true
		}
	case t.ends:
	case s == stateEnded && hasAsked:
		c.note(NoteOwnEnd)
		t.until, t.ends = asked, true
	case s == stateEnded:
		c.found.Undated++
		return t, invalid(StatusOf, noEnd)
	case s == stateCancelled:
		c.found.Undated++
		c.note(NoteCancelled)
	case s == stateLeaving:
		c.note(NoteCancelled)
	}
	return t, counted
}

// trial takes a trial off the front of a term.
func (c *Collector) trial(t term, r *Row) (term, Outcome) {
	over, has, out := c.time.maybe(TrialEnd, r.TrialEnd, c)
	if out.Fate != Counted || !has || over <= t.from {
		return t, out
	}
	t.from = over
	if t.ends && t.until <= over {
		c.note(NoteTrial)
		return t, excluded(TrialEnd, onlyTrial)
	}
	return t, counted
}

// monthlyPrice brings the price of a row to a month, rounded half away from zero.
func (c *Collector) monthlyPrice(r *Row) (price, Outcome) {
	m, out := c.interval(r)
	if out.Fate != Counted {
		return price{}, out
	}
	p, out := c.price(r)
	if out.Fate != Counted || m == perMonth || c.options.Unpriced {
		return p, out
	}
	a, _, ok := money.Amount(p.amount).Scale(m.num, m.den)
	if !ok || a > money.Limit || a < -money.Limit {
		return price{}, invalid(Amount, ofAmount(money.ErrTooLarge))
	}
	p.amount = int64(a)
	return p, counted
}

// interval reads of which time the price of a row is; without a column that is the same for all.
func (c *Collector) interval(r *Row) (monthly, Outcome) {
	if r.Interval == nil {
		return c.prices.month, counted
	}
	text := bytes.TrimSpace(r.Interval)
	if c.isBlank(text) {
		return perMonth, blank(Interval)
	}
	m, oneTime, ok := intervalOf(text)
	switch {
	case oneTime:
		c.note(NoteOneTime)
		return m, excluded(Interval, isOneTime)
	case !ok:
		return m, invalid(Interval, notInterval)
	}
	if count := bytes.TrimSpace(r.Intervals); !c.isBlank(count) {
		n, isNumber := smallNumber(string(count))
		if !isNumber || n == 0 {
			return m, invalid(Intervals, notCount)
		}
		m = m.everyNth(n)
	}
	return m, counted
}

package ledger

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A term is how long a subscription runs: from its first paid moment until the moment at which it
// counts as lost.
type term struct {
	from, until dates.Instant
	ends        bool    // until is known; otherwise it still runs
	lasts       monthly // what makes an amount of all its time one of a month, where amounts are
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
	p, out := c.priceOf(t, r)
	if out.Fate != Counted {
		return out, nil
	}
	left := t.ends && !c.isAhead(t.until)
	if c.sideOf(left); !left {
		c.stays(r)
	}
	if t.ends {
		c.found.Dated++
	}
	from, okFrom := c.time.slotOf(t.from)
	until, okUntil := c.time.slotOf(t.until)
	if !okFrom || t.ends && !okUntil {
		return invalid(Start, tooFar), nil
	}
	if c.isPlanned(from, t.from) {
		c.found.Ahead++
		return out, nil
	}
	if t.ends && c.isPlanned(until, t.until) {
		c.found.Ahead++
		t.ends = false
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
	if left {
		c.explain(who, until, r)
	}
	return out, c.push(who, r.Group, slotted(until), price{-p.amount, p.currency}, flagsOf(false, uint8(causeIn(r, s))))
}

// priceOf is what a row brings in a month of its term.
func (c *Collector) priceOf(t term, r *Row) (price, Outcome) {
	if c.options.Whole {
		return c.pricePer(t.lasts, r)
	}
	return c.monthlyPrice(r)
}

// causeIn is why the subscription of a row ended.
func causeIn(r *Row, s state) tally.Cause {
	why := causeOf(bytes.TrimSpace(r.Reason))
	if why == tally.CauseUnknown && (s == stateCancelled || s == stateLeaving) {
		return tally.CauseVoluntary
	}
	return why
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
		return "", blank(StatusOf)
	}
	s := c.states.of(text)
	switch s {
	case "":
		return s, invalid(StatusOf, "is not a known status of a subscription")
	case stateTrial:
		c.note(NoteTrial)
		return s, excluded(StatusOf, "is a trial")
	case statePending:
		c.note(NotePending)
		return s, excluded(StatusOf, "is no subscription that began")
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
	t := term{from: from, lasts: perMonth}
	end, ends, out := c.time.maybe(End, r.End, c)
	if out.Fate != Counted {
		return term{}, out
	}
	written := end
	if ends && c.options.LastDay {
		end = c.time.dayAfter(end)
	}
	if ends && end < from {
		return term{}, invalid(End, "lies before the start")
	}
	c.addSeam(bytes.TrimSpace(r.Customer), term{from: from, until: written, ends: ends})
	t.until, t.ends = end, ends
	switch {
	case c.options.Whole && !ends:
		return term{}, blank(End)
	case c.options.Whole && end == from:
		return term{}, invalid(End, "is the start, so the amount is of no time")
	case c.options.Whole:
		t.lasts = c.lasting(from, end)
	}
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
		return t, invalid(StatusOf, "says that the subscription ended, but no date says when")
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
	if t.ends && c.isTrialOnly(t.until, over) {
		c.note(NoteTrial)
		return t, excluded(TrialEnd, "ends with the subscription, so it was only a trial")
	}
	return t, counted
}

// isTrialOnly tells whether what ended had not outlived its trial: one that is over on a day without a time of it lasts until that
// day is over, whatever time of the same day the end has.
func (c *Collector) isTrialOnly(end, over dates.Instant) bool {
	if next := c.time.dayAfter(over); c.time.dayAfter(over-1) == over {
		return end < next || c.options.LastDay && end == next
	}
	return end <= over
}

// monthlyPrice brings the price of a row to a month, rounded half away from zero.
func (c *Collector) monthlyPrice(r *Row) (price, Outcome) {
	m, out := c.interval(r)
	if out.Fate != Counted {
		return price{}, out
	}
	return c.pricePer(m, r)
}

// pricePer brings the price of a row, which is of a time, to a month.
func (c *Collector) pricePer(m monthly, r *Row) (price, Outcome) {
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
		return c.nthOf(c.prices.month, r)
	}
	text := bytes.TrimSpace(r.Interval)
	if c.isBlank(text) {
		return perMonth, blank(Interval)
	}
	m, oneTime, ok := intervalOf(text)
	if !ok {
		m, ok = intervalWithin(string(text))
	}
	switch {
	case oneTime:
		c.note(NoteOneTime)
		return m, excluded(Interval, "is a one-time fee")
	case !ok && c.options.ElseMonth:
		return c.nthOf(perMonth, r)
	case !ok:
		return m, invalid(Interval, "is not a billing interval")
	}
	return c.nthOf(m, r)
}

// nthOf makes an interval as many times as long as the row says. Where only the number is told, every row needs one.
func (c *Collector) nthOf(m monthly, r *Row) (monthly, Outcome) {
	count := bytes.TrimSpace(r.Intervals)
	switch {
	case c.isBlank(count) && r.Intervals != nil && r.Interval == nil:
		return m, blank(Intervals)
	case c.isBlank(count):
		return m, counted
	}
	n, isNumber := smallNumber(strings.TrimSuffix(string(count), ".0"))
	if !isNumber || n == 0 {
		return m, invalid(Intervals, "is not a number of intervals")
	}
	return m.everyNth(n), counted
}

// A monthly is what makes an amount per interval an amount per month: amount · num / den.
type monthly struct{ num, den int64 }

var perMonth = monthly{1, 1}

// everyNth makes an interval n times as long.
func (m monthly) everyNth(n int64) monthly { return monthly{m.num, m.den * n} }

// maxIntervals bounds how many intervals may lie between two bills.
const maxIntervals = 1200

// intervalOf reads a billing interval: "month", "yearly", "3 months", "every 2 weeks", "P1Y",
// "month_3". A year is 12 months, a quarter 3, a week 12/52 and a day 12/365 of a month. ok is false
// for unknown words; oneTime tells that there is nothing to bring to a month.
func intervalOf(text []byte) (m monthly, oneTime, ok bool) {
	plain := plainWords(text)
	if wordsOf("interval")[plain] == "once" {
		return monthly{}, true, true
	}
	if m = units()[plain]; m != (monthly{}) { // of several words, some of which are counted
		return m, false, true
	}
	count, unit := int64(1), ""
	for word := range strings.FieldsSeq(joined.Replace(isoDuration(plain))) {
		n, isNumber := smallNumber(word)
		switch {
		case isNumber && n > 0 && count == 1:
			count = n
		case slices.Contains([]string{"every", "each", "per", "a", "all"}, word):
		case unit == "" && !isNumber:
			unit = word
		default:
			return monthly{}, false, false
		}
	}
	m = units()[unit]
	return m.everyNth(count), false, m != monthly{}
}

// IsInterval tells whether a text is a billing interval, or a word for what does not come again.
func IsInterval(text string) bool {
	_, _, ok := intervalOf([]byte(text))
	return ok
}

// joined are words that are written apart as well: semi-annual, half year.
var joined = strings.NewReplacer("semi ", "semi", "half ", "half", "bi ", "bi")

// isoDuration writes p3m as 3 m, and 3m or 3months likewise.
func isoDuration(plain string) string {
	digits := strings.TrimPrefix(plain, "p")
	if digits == "" || digits[0] < '0' || digits[0] > '9' {
		return plain
	}
	n := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	if n < 0 {
		return plain
	}
	return digits[:n] + " " + digits[n:]
}

func smallNumber(word string) (n int64, ok bool) {
	for _, c := range word {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n = n*10 + int64(c-'0'); n > maxIntervals {
			return 0, false
		}
	}
	return n, word != ""
}

// units are the words for units of time, by what makes an amount per unit one per month.
var units = sync.OnceValue(func() map[string]monthly {
	all := make(map[string]monthly)
	for word, per := range wordsOf("interval") {
		var m monthly
		_, _ = fmt.Sscanf(per, "%d/%d", &m.num, &m.den)
		all[word] = m
	}
	return all
})

package contacts

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/hours"
)

// A ring is a contact with a customer, as far as it tells what became of others. There is one for every row, so it is small.
type ring struct {
	at     dates.Instant
	group  int32
	reason uint32 // of the reason, a hash; 0 for none
	number stem
	how    ending
}

// An ending is how a contact went.
type ending uint8

const (
	outward  ending = iota // we called, reached or not
	answered               // the customer called, and was answered
	missed                 // the customer called, and was not
)

func (a ring) compare(b ring) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.how, b.how), cmp.Compare(a.group, b.group), cmp.Compare(a.reason, b.reason),
		cmp.Compare(a.number, b.number))
}

// A follower tells what became of contacts.
type follower struct {
	end      dates.Instant // until when the log tells
	callback dates.Instant // the target of call-backs
	within   dates.Instant // for how long a further contact is about the same matter
	reasons  bool          // only if it has the same reason
	calendar *hours.Calendar
	groups   []*calls
	met      bool        // somebody who called was called, too
	joined   resemblance // callers whose number stands with and without the code of a country
	unclear  resemblance // numbers without one that may be of several callers
}

// businessTime is how long it is from one moment to a later one, by business hours where there are any.
func businessTime(c *hours.Calendar, from, to dates.Instant) dates.Instant {
	if c == nil {
		return to - from
	}
	open, _ := c.Between(from, to)
	return open
}

// follow tells what became of the contacts of one customer, which are in order.
func (f *follower) follow(of []ring) {
	f.met = f.met || bothWays(of)
	f.callBack(of)
	if f.reasons {
		slices.SortStableFunc(of, func(a, b ring) int { return cmp.Compare(a.reason, b.reason) })
	}
	for len(of) > 0 {
		n := 1
		for n < len(of) && (!f.reasons || of[n].reason == of[0].reason) {
			n++
		}
		f.settle(of[:n])
		of = of[n:]
	}
}

// bothWays tells whether a customer called, and was called.
func bothWays(of []ring) bool {
	in, out := false, false
	for _, r := range of {
		in, out = in || r.how != outward, out || r.how == outward
	}
	return in && out
}

// callBack finds who was first after each missed contact: we, or the customer. One call answers all missed ones before it.
func (f *follower) callBack(of []ring) {
	var called, rang *dates.Instant // the first later ones
	for end := len(of); end > 0; {
		begin := end - 1
		for begin > 0 && of[begin-1].at == of[end-1].at {
			begin--
		}
		for _, r := range of[begin:end] {
			if r.how == missed {
				f.answer(r, called, rang)
			}
		}
		for i := range of[begin:end] {
			switch r := &of[begin+i]; r.how {
			case outward:
				called = &r.at
			case answered:
				rang = &r.at
			}
		}
		end = begin
	}
}

// answer counts a missed contact by whoever came first.
func (f *follower) answer(r ring, called, rang *dates.Instant) {
	b := &f.groups[r.group].callbacks
	switch {
	case called != nil && (rang == nil || *called <= *rang):
		age := businessTime(f.calendar, r.at, *called)
		b.done++
		if age <= f.callback {
			b.within++
		}
		b.ages.add(age, true)
	case rang != nil:
		b.rang++
		b.ages.add(businessTime(f.calendar, r.at, *rang), false)
	default:
		f.wait(b, r.at)
	}
}

// wait counts a missed contact that nobody has come back to.
func (f *follower) wait(b *callbacks, at dates.Instant) {
	b.nobody++
	b.ages.add(businessTime(f.calendar, at, max(f.end, at)), false)
}

// settle finds the answered contacts that begin a matter, with none of the customer's before it, and whether another one
// came. What is younger than the time to wait for one is left out.
func (f *follower) settle(of []ring) {
	for i, r := range of {
		if r.how != answered || f.before(of, i) {
			continue
		}
		m := &f.groups[r.group].matters
		if f.end-r.at < f.within {
			m.young++
			continue
		}
		m.of++
		if !f.after(of, i) {
			m.solved++
		}
	}
}

func (f *follower) before(of []ring, i int) bool {
	for j := i - 1; j >= 0 && of[i].at-of[j].at <= f.within; j-- {
		if of[j].how != outward && of[j].at < of[i].at {
			return true
		}
	}
	return false
}

func (f *follower) after(of []ring, i int) bool {
	for j := i + 1; j < len(of) && of[j].at-of[i].at <= f.within; j++ {
		if of[j].how != outward && of[j].at > of[i].at {
			return true
		}
	}
	return false
}

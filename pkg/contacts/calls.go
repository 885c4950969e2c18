package contacts

import (
	"maps"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// calls is what the contacts of a group add up to.
type calls struct {
	inbound, missed, voicemail, outbound int64

	waits     queues
	callbacks callbacks
	matters   matters
	responses ages

	complaints int64
	agents     map[string]stats.Share  // the missed of the inbound, by whoever was to answer
	nameless   int64                   // inbound contacts that name nobody
	sums       map[stats.Share]float64 // rows of counts, by what they count
}

// queues are how long callers waited, and how that stands to a target.
type queues struct {
	met, late, untold      int64 // of those who were answered: within the target, later, nobody knows
	gaveUp, stayed, silent int64 // of those who were not: within the target, later, nobody knows
	short                  int64 // those who hung up so soon that they do not count as missed
	ages                   ages
}

// callbacks are what became of missed contacts: each of them is a case.
type callbacks struct {
	done, within, rang, nobody int64
	ages                       ages
}

// matters are contacts that begin a matter, and whether that was the end of it.
type matters struct{ solved, of, young int64 }

func newCalls() *calls { return &calls{} }

// add adds the contacts of another group.
func (c *calls) add(o *calls) {
	c.inbound += o.inbound
	c.missed += o.missed
	c.voicemail += o.voicemail
	c.outbound += o.outbound
	c.waits.add(&o.waits)
	c.callbacks.add(&o.callbacks)
	c.matters.add(o.matters)
	c.responses.merge(&o.responses)
	c.complaints += o.complaints
	c.nameless += o.nameless
	for name, s := range o.agents {
		c.agent(name, s)
	}
	for row, n := range o.sums {
		c.sum(row, n)
	}
}

// agent adds contacts of somebody who was to answer.
func (c *calls) agent(name string, s stats.Share) {
	if c.agents == nil {
		c.agents = make(map[string]stats.Share)
	}
	had := c.agents[name]
	c.agents[name] = stats.Share{K: had.K + s.K, N: had.N + s.N}
}

// sum adds rows that count alike.
func (c *calls) sum(row stats.Share, n float64) {
	if c.sums == nil {
		c.sums = make(map[stats.Share]float64)
	}
	c.sums[row] += n
}

func (w *queues) add(o *queues) {
	w.met += o.met
	w.late += o.late
	w.untold += o.untold
	w.gaveUp += o.gaveUp
	w.stayed += o.stayed
	w.silent += o.silent
	w.short += o.short
	w.ages.merge(&o.ages)
}

func (b *callbacks) add(o *callbacks) {
	b.done += o.done
	b.within += o.within
	b.rang += o.rang
	b.nobody += o.nobody
	b.ages.merge(&o.ages)
}

func (m *matters) add(o matters) {
	m.solved += o.solved
	m.of += o.of
	m.young += o.young
}

// cases is the number of missed contacts of which the log tells what became of them.
func (b callbacks) cases() int64 { return b.done + b.rang + b.nobody }

// share is how many of the inbound were missed.
func (c *calls) share() stats.Share { return part(c.missed, c.inbound) }

// long is the same without those who hung up soon, who are in neither part.
func (c *calls) long() stats.Share {
	return part(c.missed-c.waits.short, c.inbound-c.waits.short)
}

// mostUntold is the part of waits that may be left out; where more are not known, a share of the others would be of others.
const mostUntold = 0.05

// level is the service level of a form, from 1 to 4; ok is false where the log does not tell it.
func (c *calls) level(form int) (s stats.Share, ok bool) {
	w := &c.waits
	if !told(w.untold, w.met+w.late) || (form == 2 || form == 3) && !told(w.silent, w.gaveUp+w.stayed) {
		return s, false
	}
	switch form {
	case 1:
		return part(w.met, w.met+w.late+w.gaveUp+w.stayed+w.silent), true
	case 2:
		return part(w.met+w.gaveUp, w.met+w.late+w.gaveUp+w.stayed), true
	case 3:
		return part(w.met, w.met+w.late+w.stayed), true
	}
	return part(w.met, w.met+w.late), true
}

// whole tells whether the waits that are known speak for all.
func (w *queues) whole() bool {
	return told(w.untold, w.met+w.late) && told(w.silent, w.gaveUp+w.stayed)
}

// told tells whether so few are not known that the others speak for all.
func told(unknown, known int64) bool {
	return float64(unknown) <= mostUntold*float64(unknown+known)
}

// dispersion is how far those who were to answer differ, beyond chance; that of nobody widens nothing.
func (c *calls) dispersion() stats.Dispersion {
	s := c.share()
	if len(c.agents) < 2 || !(s.N > 0) || !told(c.nameless, c.inbound-c.nameless) {
		return stats.Dispersion{}
	}
	var waves []stats.Wave
	for _, name := range sorted(maps.Keys(c.agents)) {
		waves = append(waves, stats.Wave{N: c.agents[name].N, K: c.agents[name].K})
	}
	return stats.DispersionOf(s.K/s.N, waves)
}

// unlike is how far rows of counts differ, beyond chance: the factor by which the variance is larger.
func (c *calls) unlike() (factor float64, rows int) {
	s := c.share()
	if !(s.N > 0) {
		return 1, 0
	}
	var waves []stats.Wave
	for _, row := range sortedShares(c.sums) {
		for range int(c.sums[row]) {
			waves = append(waves, stats.Wave{N: row.N, K: row.K})
		}
	}
	d := stats.DispersionOf(s.K/s.N, waves)
	return d.Factor, d.Periods
}

// apart tells whether the missed are all in groups of their own, so that groups tell how contacts ended and not who misses
// them: where contacts are grouped by who answered, nobody did so for the missed.
func apart(groups []*calls) bool {
	some, others := false, false
	for _, g := range groups {
		if g.missed > 0 && g.missed < g.inbound {
			return false
		}
		some, others = some || g.missed > 0, others || g.missed == 0 && g.inbound > 0
	}
	return some && others
}

func part(k, n int64) stats.Share { return stats.Share{K: float64(k), N: float64(n)} }

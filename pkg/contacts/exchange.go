package contacts

import (
	"bytes"
	"hash/fnv"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/span"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// An exchange gathers the contacts that one worker meets.
type exchange struct {
	*switchboard
	results, directions, nobody, yes *facts.Lexicon
	groups                           []*calls
	open                             []unanswered // contacts without a first response
	lost                             []unanswered // missed ones of nobody knows whom
	follows                          *cases.Store[ring]
	once                             *cases.Store[int64]
	newest                           dates.Instant
	timed                            bool        // some contact has a time
	clocked                          bool        // and some one that is not midnight
	met                              bool        // somebody who called was called, too; known at the end
	joined, unclear                  resemblance // of numbers; known at the end
	seen                             sightings
	forms                            []waitForms // by source
	number                           []byte
}

// unanswered is a contact that nobody came back to.
type unanswered struct {
	group int32
	at    dates.Instant
}

// A contact is what a row says.
type contact struct {
	at       dates.Instant
	timed    bool
	how      ending
	message  bool // it was missed, and the customer left a message
	sided    bool // the row says who called whom
	wait     dates.Instant
	waited   bool // the wait is known
	response dates.Instant
	answered bool   // there is a first response
	name     []byte // of the customer, nil for one that is not known
	number   stem
}

// Gatherer returns an empty exchange.
func (s *switchboard) Gatherer() facts.Gatherer {
	return &exchange{switchboard: s, results: facts.NewLexicon("contact", s.words), directions: facts.NewLexicon("direction", s.sides),
		nobody: facts.NewLexicon("who", nil), yes: facts.NewLexicon("yes", nil),
		follows: s.rings.Store(), once: s.ids.Store(), seen: make(sightings), forms: make([]waitForms, len(s.units))}
}

func (x *exchange) group(n int32) *calls {
	for int(n) >= len(x.groups) {
		x.groups = append(x.groups, newCalls())
	}
	return x.groups[n]
}

// Take counts a row.
func (x *exchange) Take(r *facts.Fact) pass.Became {
	if x.summed() {
		return x.takeSum(r)
	}
	var c contact
	if out, ok := x.when(r, &c); !ok {
		return out
	}
	if out, ok := x.ending(r, &c); !ok {
		return out
	}
	if out, ok := x.waiting(r, &c); !ok {
		return out
	}
	x.caller(r, &c)
	if out, ok := x.settled(r, c); !ok {
		return out
	}
	x.count(r, c)
	x.note(r, c)
	return facts.Counted()
}

// when reads the time of a contact.
func (x *exchange) when(r *facts.Fact, c *contact) (pass.Became, bool) {
	at, state := r.When(when)
	switch {
	case !r.Has(when):
		return pass.Became{}, true
	case state == facts.Blank:
		return r.Wrong("blank", when, "has no time"), false
	case state == facts.Bad:
		return r.NoTime(when), false
	case x.asOf != nil && at > *x.asOf:
		return r.Wrong("filtered", when, "lies after --as-of"), false
	}
	c.at, c.timed = at, true
	if x.calendar == nil {
		return pass.Became{}, true
	}
	if _, ok := x.calendar.Between(at, at); !ok {
		return r.Wrong("out_of_range", when, "lies outside the years of business hours"), false
	}
	return pass.Became{}, true
}

// ending reads who called whom, and how it ended.
func (x *exchange) ending(r *facts.Fact, c *contact) (pass.Became, bool) {
	side := ""
	if r.Has(direction) {
		text := r.Text(direction)
		if len(text) == 0 {
			return r.Wrong("blank", direction, "does not say who called whom"), false
		}
		if side = x.directions.Meaning(text); side == "" {
			return r.Wrong("invalid", direction, "is no direction that is known"), false
		}
	}
	meaning, text := "", r.Text(outcome)
	switch {
	case side == "out" || side == "inside":
	case r.Has(outcome) && len(text) > 0:
		if meaning = x.result(r.Source, text); meaning == "" {
			return r.Wrong("invalid", outcome, "is no result that is known"), false
		}
	case r.Has(answeredAt):
		meaning = map[bool]string{true: "answered", false: "missed"}[len(r.Text(answeredAt)) > 0]
	default:
		return r.Wrong("blank", outcome, "does not say how the contact ended"), false
	}
	if meaning == "out" || meaning == "inside" {
		if side != "" {
			return r.Wrong("invalid", outcome, "contradicts the direction"), false
		}
		side = meaning
	}
	if side == "inside" {
		return r.Wrong("excluded", map[bool]int{true: direction, false: outcome}[r.Has(direction)], "is no contact with a customer"), false
	}
	c.sided = r.Has(direction)
	c.how = map[bool]ending{true: answered, false: missed}[meaning == "answered"]
	c.message = meaning == "voicemail"
	if side == "out" {
		c.how = outward
	}
	return pass.Became{}, true
}

// result is what the word of a result means, "" for one that nobody knows.
func (x *exchange) result(source int, text []byte) string {
	if yes := x.yesOf[source]; yes != "" && len(x.words) == 0 {
		said := layout.Meaning("yes", string(text))
		switch {
		case said == "yes":
			return yes
		case said == "no":
			return map[string]string{"answered": "missed", "missed": "answered"}[yes]
		}
	}
	return x.results.Meaning(text)
}

// waiting reads how long an inbound contact waited, and when it had a first response.
func (x *exchange) waiting(r *facts.Fact, c *contact) (pass.Became, bool) {
	if c.how == outward {
		return pass.Became{}, true
	}
	if c.timed && !x.days[r.Source] && len(r.Text(answeredAt)) > 0 {
		at, ok := x.moment(r, answeredAt, c.at)
		switch {
		case !ok:
			return r.NoTime(answeredAt), false
		case at < c.at:
			return r.Wrong("out_of_range", answeredAt, "is before the contact began"), false
		}
		c.response, c.answered = at-c.at, true
	}
	if text := r.Told(wait); len(text) > 0 {
		r.Weigh(wait, 0, text)
		age, clear := span.Parse(string(text), x.units[r.Source], r.Decimal())
		switch {
		case clear != span.Good:
			return r.Wrong("invalid", wait, "is no length of time"), false
		case age < 0:
			return r.Wrong("out_of_range", wait, "is below 0"), false
		}
		x.forms[r.Source].add(text, age, r.Place())
		c.wait, c.waited = age, true
		return pass.Became{}, true
	}
	if c.how == answered {
		c.wait, c.waited = c.response, c.answered
		return pass.Became{}, true
	}
	if c.timed && !x.days[r.Source] && len(r.Text(endedAt)) > 0 {
		at, ok := x.moment(r, endedAt, c.at)
		switch {
		case !ok:
			return r.NoTime(endedAt), false
		case at < c.at:
			return r.Wrong("out_of_range", endedAt, "is before the contact began"), false
		}
		c.wait, c.waited = at-c.at, true
	}
	return pass.Became{}, true
}

// moment is the time in a cell, which may be a time of day alone.
func (x *exchange) moment(r *facts.Fact, column int, began dates.Instant) (at dates.Instant, ok bool) {
	if at, state := r.When(column); state == facts.Good {
		if at < began && r.SameDay(when, column) {
			return nextClock(began, sinceMidnight(at, x.Zone), x.Zone), true
		}
		return at, true
	}
	clock, ok := span.OfDay(string(r.Text(column)))
	return nextClock(began, clock, x.Zone), ok
}

// caller reads who the customer is: no name for one that is not known.
func (x *exchange) caller(r *facts.Fact, c *contact) {
	text := r.Text(who)
	if c.how == outward && r.Parts(who) > 1 {
		text = r.Part(who, 1)
	}
	digits := bytes.ContainsAny(text, "0123456789")
	switch {
	case len(text) == 0 || !digits && x.nobody.Meaning(text) != "":
		return
	case digits && rounded(text):
		x.seen.add("rounded", r.Place())
	}
	x.number, c.number = appendNumber(x.number[:0], text)
	c.name = x.number
}

// settled reads whether the log says that the contact settled the matter.
func (x *exchange) settled(r *facts.Fact, c contact) (pass.Became, bool) {
	text := r.Text(resolved)
	if c.how != answered || len(text) == 0 {
		return pass.Became{}, true
	}
	m := &x.group(r.Group).matters
	switch x.yes.Meaning(text) {
	case "yes":
		m.solved++
	case "no":
	default:
		return r.Wrong("invalid", resolved, "says neither yes nor no"), false
	}
	m.of++
	return pass.Became{}, true
}

// count adds a contact to its group.
func (x *exchange) count(r *facts.Fact, c contact) {
	g := x.group(r.Group)
	if c.how == outward {
		g.outbound++
		return
	}
	if !c.sided {
		x.seen.add("all_inbound", r.Place())
	}
	g.inbound++
	if c.how == missed {
		g.missed++
	}
	if c.message {
		g.voicemail++
	}
	if x.complaint != nil && x.complaint.Match(r.Text(complaint)) {
		g.complaints++
	}
	if r.Has(agent) {
		x.byAgent(g, r, stats.Share{K: map[bool]float64{true: 1}[c.how == missed], N: 1})
	}
	g.waits.count(c, x.level, x.short)
	switch {
	case !c.waited && r.Has(wait):
		x.seen.add("wait", r.Place())
	case !c.waited:
		x.seen.add("no wait", r.Place())
	}
}

// byAgent adds contacts to whoever was to answer.
func (x *exchange) byAgent(g *calls, r *facts.Fact, s stats.Share) {
	if name := r.Text(agent); len(name) > 0 {
		g.agent(string(name), s)
		return
	}
	g.nameless += int64(s.N)
}

// count adds the wait of a contact.
func (w *queues) count(c contact, level, short dates.Instant) {
	over := c.how == answered
	switch {
	case !c.waited && over:
		w.untold++
	case !c.waited:
		w.silent++
	case over && c.wait <= level:
		w.met++
	case over:
		w.late++
	case c.wait <= level:
		w.gaveUp++
	default:
		w.stayed++
	}
	if !c.waited {
		return
	}
	w.ages.add(c.wait, over)
	if !over && c.wait < short {
		w.short++
	}
}

// note keeps what tells of other contacts.
func (x *exchange) note(r *facts.Fact, c contact) {
	if text := r.Text(id); len(text) > 0 {
		x.once.Add(text, int64(r.Place().Source)<<40|r.Place().Line)
	}
	if !c.timed {
		return
	}
	x.timed, x.newest = true, max(x.newest, c.at+c.response)
	x.clocked = x.clocked || sinceMidnight(c.at, x.Zone) != 0
	if c.how != outward && r.Has(answeredAt) {
		if c.answered {
			x.group(r.Group).responses.add(businessTime(x.calendar, c.at, c.at+c.response), true)
		} else {
			x.open = append(x.open, unanswered{r.Group, c.at})
		}
	}
	ring := ring{at: c.at, group: r.Group, number: c.number, how: c.how}
	switch {
	case c.name != nil:
		if text := r.Text(reason); len(text) > 0 {
			h := fnv.New32a()
			h.Write(text)
			ring.reason = h.Sum32()
		}
		x.follows.Add(c.name, ring)
	case r.Has(who) && c.how == missed:
		x.seen.add("withheld", r.Place())
		x.lost = append(x.lost, unanswered{r.Group, c.at})
	}
}

package contacts

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// Merge adds what another exchange has gathered.
func (x *exchange) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*exchange)
	x.results.Merge(o.results)
	x.directions.Merge(o.directions)
	x.yes.Merge(o.yes)
	for i, g := range o.groups {
		x.group(group[i]).add(g)
	}
	for _, u := range o.open {
		x.open = append(x.open, unanswered{group[u.group], u.at})
	}
	for _, u := range o.lost {
		x.lost = append(x.lost, unanswered{group[u.group], u.at})
	}
	x.follows.Merge(o.follows, func(r *ring) { r.group = group[r.group] })
	x.once.Merge(o.once, nil)
	if o.timed {
		x.timed, x.newest, x.clocked = true, max(x.newest, o.newest), x.clocked || o.clocked
	}
	x.seen.merge(o.seen)
	for i := range o.forms {
		x.forms[i].merge(o.forms[i])
	}
	return nil
}

// Tell follows the customers, and adds the groups up.
func (s *switchboard) Tell(ctx context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	x := from.(*exchange)
	if err := x.unknown(h); err != nil {
		return nil, err
	}
	if h.Groups > 0 {
		x.group(int32(h.Groups - 1))
	}
	if err := x.follow(ctx, h); err != nil {
		return nil, err
	}
	t := &toldCalls{exchange: x, heard: h, says: x.tells(h), apart: !x.summed() && apart(x.groups)}
	if t.apart && s.Board != nil {
		return nil, problem.Usage("%s: every missed contact is in a group in which nobody was answered, so a board would rank who answered at all: the log does not tell who was to answer", h.Set.Names())
	}
	again, err := x.repeated(ctx, h.Workers)
	if err != nil {
		return nil, err
	}
	_, compute := fields()
	total := pool(x.groups)
	pools := &facts.Pools[*calls]{Total: total, Groups: x.groups, Pool: pool,
		Compute: func(c *calls, confidence float64, _ bool) result.Object {
			return compute(t.figuresOf(c, confidence, total), t.says)
		},
		Stands: func(c *calls, field string) (metric.Evidence, bool) { return t.stands(c, field, total) },
		Weigh:  weigh,
	}
	pools.Warnings = t.doubts(total, again)
	s.agents = total.dispersion().Periods
	s.told = make(map[string]bool)
	for _, m := range pools.Figures(facts.All, s.Confidence, false) {
		s.told[m.Key] = m.Value != nil
	}
	return pools, nil
}

// Shown leaves out of tables what the log does not tell.
func (s *switchboard) Shown(d *result.Document) {
	d.Fields = slices.Clone(d.Fields)
	for i, f := range d.Fields {
		if slices.ContainsFunc(declared(), func(own result.Field) bool { return own.Name == f.Name }) && !s.told[f.Name] && f.Name != "value" {
			d.Fields[i].Extra, d.Fields[i].Only = true, ""
		}
	}
}

func pool(groups []*calls) *calls {
	sum := newCalls()
	for _, g := range groups {
		sum.add(g)
	}
	return sum
}

// end is until when the log tells.
func (x *exchange) end() dates.Instant {
	if x.asOf != nil {
		return *x.asOf
	}
	return x.newest
}

// follow tells what became of missed contacts, of those that began a matter, and of those without a response.
func (x *exchange) follow(ctx context.Context, h facts.Heard) error {
	flagged := has(h, "resolved")
	begin := func() *follower {
		f := &follower{end: x.end(), callback: x.callback, within: x.within, reasons: has(h, "reason"), calendar: x.calendar}
		for range x.groups {
			f.groups = append(f.groups, newCalls())
		}
		return f
	}
	all, err := cases.Walk(ctx, x.follows, h.Workers, ring.compare, begin, (*follower).meet)
	if err != nil {
		return err
	}
	for _, f := range all {
		x.met = x.met || f.met
		x.joined.add(f.joined)
		x.unclear.add(f.unclear)
		for i, g := range f.groups {
			if flagged {
				g.matters = matters{}
			}
			x.groups[i].add(g)
		}
	}
	lost := begin()
	for _, u := range x.lost {
		lost.wait(&x.groups[u.group].callbacks, u.at)
	}
	for _, u := range x.open {
		x.groups[u.group].responses.add(businessTime(x.calendar, u.at, max(x.end(), u.at)), false)
	}
	return nil
}

// repeated is how many rows have an id that another one has, too.
func (x *exchange) repeated(ctx context.Context, workers int) (sightings, error) {
	all, err := cases.Walk(ctx, x.once, workers, func(a, b int64) int { return int(max(min(a-b, 1), -1)) },
		func() sightings { return make(sightings) }, func(s sightings, of []int64) {
			for _, at := range of[1:] {
				s.add("repeated", placeOf(at))
			}
		})
	sum := make(sightings)
	for _, s := range all {
		sum.merge(s)
	}
	return sum, err
}

// has tells whether some source has a column for a role.
func has(h facts.Heard, role dataset.Role) bool {
	return slices.ContainsFunc(h.Columns, func(cs dataset.Columns) bool { return cs.Has(role) })
}

// toldCalls is what is told of all groups.
type toldCalls struct {
	*exchange
	heard facts.Heard
	says  says
	apart bool // groups tell how contacts ended, and nothing of who misses them
}

// tells is what the log tells of.
func (x *exchange) tells(h facts.Heard) says {
	outbound := slices.ContainsFunc(x.groups, func(g *calls) bool { return g.outbound > 0 })
	voicemail := slices.ContainsFunc(x.groups, func(g *calls) bool { return g.voicemail > 0 })
	_, rounded := x.seen["rounded"]
	followed := !x.summed() && has(h, "who") && has(h, "time") && (x.clocked || !x.timed) && !rounded
	waits := !x.summed() && (has(h, "wait") || has(h, "time") && (has(h, "answered_at") || has(h, "ended_at")))
	return says{callbacks: followed && outbound, waits: waits, short: x.short > 0, matters: followed || has(h, "resolved"),
		responses: has(h, "answered_at") && has(h, "time") && !slices.Contains(x.days, true), complaints: x.complaint != nil, voicemail: voicemail}
}

func (t *toldCalls) figuresOf(c *calls, confidence float64, total *calls) callFigures {
	out := callFigures{calls: c, says: t.says, confidence: confidence}
	if c == total {
		out.exposure = t.exposure
	}
	return out
}

// stands is what a field stands on.
func (t *toldCalls) stands(c *calls, field string, total *calls) (metric.Evidence, bool) {
	if field == "value" {
		e := t.missedEvidence(c)
		if t.apart && c != total {
			e.Share, e.Limits = nil, nil
		}
		return e, true
	}
	for _, f := range measured() {
		if f.Name != field {
			continue
		}
		at := func(confidence float64) metric.Estimate { return f.of(t.figuresOf(c, confidence, total)) }
		e := at(t.Confidence)
		value, ok := e.Value.(float64)
		if !ok {
			return metric.Evidence{Factor: 1, Form: f.Kind}, true
		}
		out := metric.Evidence{N: float64(e.N), Value: value, Factor: 1, Form: f.Kind, LowerIsBetter: !f.better,
			Limits: func(confidence float64) (stats.Interval, bool) { v := at(confidence); return v.Interval, v.Known }}
		if f.Name == "complaints_per_1000" {
			out.Incidence, out.Factor = &stats.Incidence{K: float64(c.complaints), Exposure: t.exposure}, 1000
		}
		if f.Kind == result.Percent {
			share := stats.Share{K: value / 100 * float64(e.N), N: float64(e.N)}
			share.K = float64(int64(share.K + 0.5))
			out.Share, out.Factor = &share, 100
		}
		return out, true
	}
	return metric.Evidence{}, false
}

// missedEvidence is the share that was missed. Where those who were to answer differ, contacts count as fewer.
func (t *toldCalls) missedEvidence(c *calls) metric.Evidence {
	s := c.share()
	d := c.dispersion()
	if d.Factor > 1 {
		s = stats.Share{K: s.K / d.Factor, N: s.N / d.Factor}
	}
	e := metric.ShareEvidence(float64(c.inbound), percentOf(s), s)
	e.LowerIsBetter = true
	e.Limits = func(confidence float64) (stats.Interval, bool) {
		limits, ok := d.Share(float64(c.missed), float64(c.inbound), confidence)
		return limits.Times(100), ok
	}
	return e
}

// weigh is what contacts weigh in a figure of several groups.
func weigh(c *calls, field string) (float64, bool) {
	switch field {
	case "value":
		return float64(c.inbound), true
	case "called_back_pct", "callback_within_pct":
		return float64(c.callbacks.cases()), true
	case "first_contact_pct":
		return float64(c.matters.of), true
	}
	return 0, false
}

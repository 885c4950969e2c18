package duration

import (
	"context"
	"strings"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Tell adds the groups up.
func (p *watch) Tell(_ context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	s := from.(*stopwatch)
	if s.unsure != nil {
		return nil, p.askUnit(h.Set.Tables[s.unsure.Source], h.Set.At(s.unsure.Place), h.Columns[s.unsure.Source], s.unsure.text)
	}
	if m := s.mixed(); m != nil {
		return nil, p.askMixed(h.Set.At(m.Place), h.Columns[m.Source], *m)
	}
	if h.Groups > 0 {
		s.at(int32(h.Groups - 1))
	}
	total := pool(s.groups)
	p.censored = total.left > 0
	_, compute := fields()
	reckoning := p.reckoning(s)
	return &facts.Pools[*sojourns]{Total: total, Groups: pointers(s.groups), Warnings: p.doubts(s, total),
		Pool: func(groups []*sojourns) *sojourns {
			var sum sojourns
			for _, w := range groups {
				sum.add(w)
			}
			return &sum
		},
		Compute: func(w *sojourns, confidence float64, _ bool) result.Object {
			r := reckoning
			r.confidence, r.whole = confidence, w == total
			return compute(*w, r)
		},
		Stands: func(w *sojourns, field string) (metric.Evidence, bool) { return reckoning.reckon(*w).evidence(field) },
		Weigh: func(w *sojourns, field string) (float64, bool) {
			return float64(w.closed), field == "mean" && w.left == 0
		}}, nil
}

func pointers(list []sojourns) (out []*sojourns) {
	for i := range list {
		out = append(out, &list[i])
	}
	return out
}

func pool(groups []sojourns) *sojourns {
	var sum sojourns
	for i := range groups {
		sum.add(&groups[i])
	}
	return &sum
}

// reckoning says what is told of all waits.
func (p *watch) reckoning(s *stopwatch) reckoning {
	until := p.until(s)
	return reckoning{confidence: p.Confidence, limit: p.limit, age: func(begun int64) int64 {
		age, _ := p.between(min(begun, until), until)
		return age
	}}
}

// until is the moment as of which cases are open.
func (p *watch) until(s *stopwatch) dates.Instant {
	if p.asOf != nil {
		return *p.asOf
	}
	return s.newest
}

// doubts are about what the lengths stand on.
func (p *watch) doubts(s *stopwatch, total *sojourns) (out []result.Warning) {
	warn := func(there bool, code, format string, args ...any) {
		if there {
			out = append(out, result.Warn(code, format, args...))
		}
	}
	var until any = "--as-of " + p.Own.Text("as-of")
	if p.asOf == nil {
		until = result.Say("%s, the newest time of all rows", p.moment(s.newest))
	}
	warn(total.left > 0, "open", "%d of %d cases are open at %s: they count as longer than they are by then, and the median is that of Kaplan-Meier", total.left, total.closed+total.left, until)
	l := p.reckoning(s).reckon(*total)
	young := total.closed + total.left - int64(l.kept.N)
	warn(p.limit >= 0 && young > 0, "young", "%s open for less than --within, left out of the share in time", cases(young))
	warn(s.planned > 0, "planned", "%s with an end that is later than now, taken to be open", cases(s.planned))
	warn(s.ahead > 0, "ahead", "%s with a begin that is later than now, left out: --as-of DATE takes another day for now", cases(s.ahead))
	warn(s.zero > 0, "zero", "%d of %d cases took no time at all", s.zero, total.closed)
	warn(s.night > 0, "midnight", "%s with clock times that end before they begin, taken to end the day after", cases(s.night))
	warn(total.done.coarse(), "coarse", "more than %d different lengths: they are kept to 1 part of %d, and the median and p90 with them", mostDistinct, 2*drawers)
	warn(total.open.shift > 0, "coarse_begin", "more than %d different begins of what is open: they are kept to %v", mostBegun, time.Duration(1<<total.open.shift)*time.Microsecond)
	return append(out, p.said...)
}

// cases says how many there are.
func cases(n int64) result.Heap { return result.Heap{N: n, Thing: "case"} }

// moment writes an instant by the clock of the run.
func (p *watch) moment(at dates.Instant) string {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	text := time.UnixMicro(at).In(zone).Format("2006-01-02 15:04:05")
	return strings.TrimSuffix(text, ":00")
}

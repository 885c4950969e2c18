package survey

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/rows"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Dates are strays when a gap of so many days divides them from all others, and they are at most one in so
// many of the rows.
const (
	strayDays = 3652 // ten years
	strayRows = 100
)

// A dated period is how many rows fall into it, and the first of them.
type dated struct {
	period int64
	rows   int64
	first  tally.Place
}

// strays warns of few answers whose dates lie far from all others: a year with a slip, or the day with which a
// clock begins.
func (s *session) strays(t *engine.Tallies) []result.Warning {
	if s.period == "" {
		return nil
	}
	all := datedPeriods(t)
	var total int64
	for _, d := range all {
		total += d.rows
	}
	var out []result.Warning
	var before int64
	for i := 1; i < len(all); i++ {
		before += all[i-1].rows
		near, far := s.starts(all[i-1].period+1), s.starts(all[i].period)
		if far-near < strayDays*24*60*60*1e6 {
			continue
		}
		if strayRows*before <= total {
			out = append(out, s.stray(all[:i], "--since "+layout.ShellQuote(s.period.Label(all[i].period))))
		}
		if strayRows*(total-before) <= total {
			out = append(out, s.stray(all[i:], "--until "+layout.ShellQuote(s.period.Label(all[i-1].period+1))))
		}
	}
	return out
}

func (s *session) starts(period int64) dates.Instant {
	since, _ := s.period.Bounds(period, s.Zone)
	return since
}

// stray tells of the rows of some periods, and how to leave them out.
func (s *session) stray(of []dated, flag string) result.Warning {
	var n int64
	first := of[0]
	for _, d := range of {
		n += d.rows
		if d.first.Before(first.first) {
			first = d
		}
	}
	table := s.set.Tables[first.first.Source]
	return result.Warning{Code: "stray_dates", Source: table.Name, Line: first.first.Line,
		Text: fmt.Sprintf("%s of %s, ten years and more from all others; %s leaves such rows out",
			rows.Number(n, "row"), s.period.Label(first.period), flag)}
}

// datedPeriods counts the rows of every period, in the order of time.
func datedPeriods(t *engine.Tallies) []dated {
	found := make(map[int64]dated)
	for _, g := range t.Groups {
		for _, text := range g.Scores.Texts() {
			d, ok := found[g.Period]
			if !ok || text.First.Before(d.first) {
				d.first = text.First
			}
			d.period = g.Period
			d.rows += text.Rows
			found[g.Period] = d
		}
	}
	out := make([]dated, 0, len(found))
	for _, period := range slices.Sorted(maps.Keys(found)) {
		out = append(out, found[period])
	}
	return out
}

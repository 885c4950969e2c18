package answers

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
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
// clock begins. There may be several such; what leaves them out leads behind all of them.
func (s *item) strays(t *texts.Tallies) []result.Warning {
	all := s.datedPeriods(t)
	first, last := s.usual(all)
	var out []result.Warning
	if first > 0 {
		out = append(out, s.stray(all[:first], "--since "+layout.ShellQuote(s.unit().Label(all[first].period))))
	}
	if last < len(all) {
		out = append(out, s.stray(all[last:], "--until "+layout.ShellQuote(s.unit().Label(all[last-1].period+1))))
	}
	return out
}

// usual tells where the dates begin and end that are no strays: from the first to the last stretch without a
// gap that holds more than a few rows.
func (s *item) usual(all []dated) (first, last int) {
	var total int64
	for _, d := range all {
		total += d.rows
	}
	first, last = len(all), 0
	begin, rows := 0, int64(0)
	for i, d := range all {
		rows += d.rows
		if i+1 < len(all) && s.starts(all[i+1].period)-s.starts(d.period+1) < strayDays*24*60*60*1e6 {
			continue
		}
		if strayRows*rows > total {
			first, last = min(first, begin), i+1
		}
		begin, rows = i+1, 0
	}
	if first > last {
		return 0, len(all)
	}
	return first, last
}

// unit is the period that dates are told in: that of the groups, or a year.
func (s *item) unit() dates.Period { return cmp.Or(s.Cut, dates.Year) }

func (s *item) starts(period int64) dates.Instant {
	since, _ := s.unit().Bounds(period, s.Zone)
	return since
}

// stray tells of the rows of some periods, and how to leave them out.
func (s *item) stray(of []dated, flag string) result.Warning {
	var n int64
	first := of[0]
	for _, d := range of {
		n += d.rows
		if d.first.Before(first.first) {
			first = d
		}
	}
	span := s.unit().Label(of[0].period)
	if last := of[len(of)-1]; last.period != of[0].period {
		span += " to " + s.unit().Label(last.period)
	}
	table := s.set.Tables[first.first.Source]
	return result.Warn("stray_dates", "%s of %s, ten years and more from all others; %s leaves such rows out",
		kind.HowMany(n, "row"), span, flag).At(table.Name, first.first.Line)
}

// datedPeriods counts the rows of every period, in the order of time: those that are kept of every year where
// there are no periods.
func (s *item) datedPeriods(t *texts.Tallies) []dated {
	found := make(map[int64]dated)
	for year, d := range t.Years {
		found[year] = dated{year, d.Rows, d.First}
	}
	for _, g := range t.Groups {
		if s.Cut == "" {
			break
		}
		for _, text := range g.Scores.Texts() {
			period := g.Key.Period()
			d, ok := found[period]
			if !ok || text.First.Before(d.first) {
				d.first = text.First
			}
			d.period = period
			d.rows += text.Rows
			found[period] = d
		}
	}
	out := make([]dated, 0, len(found))
	for _, period := range slices.Sorted(maps.Keys(found)) {
		out = append(out, found[period])
	}
	return out
}

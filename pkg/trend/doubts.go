package trend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// doubts are what the slope and the limits cannot tell.
func (s *Series) doubts(points []Point, slope Slope, limits Limits) (out []result.Warning) {
	if v, _ := s.Settings.Get("stretch"); v != nil {
		out = append(out, result.Warn("stretch", "the data have %s from one state to the next, so each figure is of that time and not of one %s; a longer --period names it so",
			stretchOf(fmt.Sprint(v)), result.Word(s.Unit)))
	} else if gaps := s.gaps(points); gaps != "" {
		out = append(out, result.Warn("gaps", "no figure for %s: the time without one counts for the slope, and runs end at it", gaps))
	}
	if !slope.Weighted {
		out = append(out, result.Warn("unweighted", "not every %s has an interval, so all of them weigh the same", result.Word(s.Unit)))
	}
	if slope.Dependent {
		out = append(out, result.Warn("autocorrelation", "neighbouring %ss resemble each other beside the line (correlation %.2f), so the interval of the change is too narrow, and p too small",
			result.Word(s.Unit), slope.Correlation))
	}
	if limits.Kind == "" {
		out = append(out, result.Warn("few_for_limits", "control limits and signals need %d %ss, neighbours among them, and there are %d", LeastForLimits, result.Word(s.Unit), len(points)))
	}
	return append(out, append(s.small(limits, len(points)), s.openEnd(points)...)...)
}

// small says for how many periods runs are not looked for, since chance alone makes them there.
func (s *Series) small(l Limits, periods int) (out []result.Warning) {
	if n := l.rares(); n > 0 {
		out = append(out, result.Warn("small_counts", "%d of %d %ss expect fewer than %d cases of one kind (n times the share, or n times the rest): chance alone makes runs of so few, so only rule 1 is applied there, by exact chances",
			n, periods, result.Word(s.Unit), fewestExpected))
	}
	if l.alike {
		out = append(out, result.Warn("same_figures", "most %ss have the same figure: chance alone makes runs of it on one side of the center, so no runs are told", result.Word(s.Unit)))
	}
	return out
}

// stretchOf reads the setting as it is written, "3 months" or "1 to 3 months, 1.8 on average", so that any language can say it.
func stretchOf(text string) fmt.Stringer {
	var least, most int64
	var mean float64
	var unit string
	if n, _ := fmt.Sscanf(text, "%d to %d %s %f on average", &least, &most, &unit, &mean); n == 4 {
		return result.Say("%d to %s, %.1f on average", least, result.Heap{N: most, Thing: strings.TrimRight(unit, "s,")}, mean)
	}
	if n, _ := fmt.Sscanf(text, "%d %s", &most, &unit); n == 2 {
		return result.Heap{N: most, Thing: strings.TrimSuffix(unit, "s")}
	}
	return result.Say("%s", text)
}

// gaps names the periods without a figure, the first five of them.
func (s *Series) gaps(points []Point) string {
	const most = 5
	var labels []string
	n := int64(0)
	for i := 1; i < len(points); i++ {
		for at := points[i-1].At + 1; at < points[i].At; at++ {
			n++
			if len(labels) < most {
				labels = append(labels, s.Unit.Label(at))
			}
		}
	}
	if n > most {
		labels = append(labels, "…")
	}
	return strings.Join(labels, ", ")
}

// endsOpen tells whether the last period of a ledger may not be over: who is still to come in it would count as lost.
func (s *Series) endsOpen() bool {
	return s.Metric.LedgerTraits != nil && slices.ContainsFunc(s.Warnings, func(w result.Warning) bool { return w.Code == result.OpenPeriod })
}

// openEnd doubts a last period that looks as if it were not over, where the figures do not do so themselves: those of a
// history know no others. Ledgers are of states, whose number does not tell.
func (s *Series) openEnd(points []Point) []result.Warning {
	said := slices.ContainsFunc(s.Warnings, func(w result.Warning) bool { return w.Code == result.OpenPeriod })
	counts := make([]float64, len(points))
	for i, p := range points {
		counts[i] = p.N
	}
	if said || s.Metric.LedgerTraits != nil || !metric.Unfinished(counts) {
		return nil
	}
	return []result.Warning{metric.UnfinishedDoubt(s.Unit.Label(points[len(points)-1].At), string(s.Unit))}
}

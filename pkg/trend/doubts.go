package trend

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// doubts are what the slope and the limits cannot tell.
func (s *Series) doubts(points []Point, slope Slope, limited bool) (out []result.Warning) {
	if gaps := s.gaps(points); gaps != "" {
		out = append(out, result.Warn("gaps", "no figure for %s: the time without one counts for the slope, and runs end at it", gaps))
	}
	if !slope.Weighted {
		out = append(out, result.Warn("unweighted", "not every %s has an interval, so all of them weigh the same", result.Word(s.Unit)))
	}
	if slope.Dependent {
		out = append(out, result.Warn("autocorrelation", "neighbouring %ss resemble each other beside the line (correlation %.2f), so the interval of the change is too narrow, and p too small",
			result.Word(s.Unit), slope.Correlation))
	}
	if !limited {
		out = append(out, result.Warn("few_for_limits", "control limits and signals need %d %ss, neighbours among them, and there are %d", LeastForLimits, result.Word(s.Unit), len(points)))
	}
	if last, ok := s.openEnd(points); ok {
		out = append(out, result.Warn("open_period", "%s has less than half of the answers of any %s before, so it may not be over; --until %s leaves it out", last, result.Word(s.Unit), last))
	}
	return out
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

// openEnd tells whether a last period of answers looks as if it were not over. Ledgers know their last date, and tell
// themselves.
func (s *Series) openEnd(points []Point) (label string, ok bool) {
	last := points[len(points)-1]
	if s.Metric.AnswerTraits == nil {
		return "", false
	}
	for _, p := range points[:len(points)-1] {
		if 2*last.N >= p.N {
			return "", false
		}
	}
	return s.Unit.Label(last.At), true
}

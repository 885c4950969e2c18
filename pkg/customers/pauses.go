package customers

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// findPauses looks for a column that tells since when subscriptions are paused. A pause is no end, so they run on, and that is said.
func (s *audit) findPauses(t *dataset.Table, cs columns) {
	for i, header := range t.Headers {
		if cs.Taken(i) || s.asksOf(t, i) || !layout.TellsOf(layout.PauseWord, header) || !t.HoldsTimes(i, dates.Writing{}) {
			continue
		}
		n := 0
		for _, row := range t.Rows {
			if cellOf(row, i) != "" {
				n++
			}
		}
		if n > 0 {
			s.pauses = result.Say("column %s tells of pauses in %s: they are not taken off, and who pauses counts as there", t.Header(i), kind.HowMany(int64(n), "row"))
			return
		}
	}
}

// pauseDoubt says that pauses are not read.
func (s *audit) pauseDoubt() []result.Warning {
	if s.pauses.String() == "" {
		return nil
	}
	return []result.Warning{result.Warn("pauses", "%s", s.pauses)}
}

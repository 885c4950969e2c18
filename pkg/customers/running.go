package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// runsBeyondEnd asks which is right, where subscriptions have an end that is past and a state that says that they run: the end
// may be that of a contract which goes on.
func (s *audit) runsBeyondEnd(t *dataset.Table, cs columns) error {
	if s.Status != "" || s.confirmsEnd(t, cs) || !cs.has(ledger.StatusOf) || !cs.has(ledger.End) || s.Now == nil {
		return nil
	}
	reader, err := dates.NewReader(s.Writing(dates.DayFirst))
	if err != nil {
		return nil // dates are asked about elsewhere
	}
	rows, first := 0, ""
	for _, row := range s.meeting(t, cs) {
		at, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.End))))
		if text := cellOf(row, cs.at(ledger.StatusOf)); dated && at <= *s.Now && ledger.Runs(text) && !isYesOrNo(text) {
			rows, first = rows+1, text
		}
	}
	if rows == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s says %s of %s whose end in column %s is past: they may have ended, or go on beyond the end of a contract",
		t.Name, t.Header(cs.at(ledger.StatusOf)), answer.Quote(first, 40), kind.HowMany(int64(rows), "subscription"), t.Header(cs.at(ledger.End)))
	byStatus := s.fits(ledger.Status) && !s.Metric.Periods
	if s.End != "" {
		e.Senses = []problem.Sense{{Says: "they have ended", Flags: []string{"--status", noColumn}}}
		if byStatus {
			e.Hint = "--shape status in the place of --end takes those who left from the status alone"
		}
		return e
	}
	e.Senses = []problem.Sense{{Says: "they have ended", Flags: []string{"--end", t.Reference(cs.at(ledger.End))}}}
	if byStatus {
		e.Senses = append(e.Senses, problem.Sense{Says: "they go on: who left is told by the status alone", Flags: []string{"--shape", string(ledger.Status), "--status", t.Reference(cs.at(ledger.StatusOf))}, Drop: timeless()})
	}
	if day, ok := s.writtenBefore(t, cs); ok && s.asOf == nil {
		e.Senses = slices.Insert(e.Senses, 0, problem.Sense{Says: "they had not ended yet, since the file is of about " + day, Flags: []string{"--end", t.Reference(cs.at(ledger.End)), "--as-of", day}})
	}
	return e
}

// confirmsEnd tells whether somebody names the column of the ends that would be found without it, so that it is an answer. Another
// may have been named since no column was found, and its dates be ahead of those on which anybody left.
func (s *audit) confirmsEnd(t *dataset.Table, cs columns) bool {
	if s.End == "" || !cs.has(ledger.End) {
		return s.End != ""
	}
	_, known := layout.RatingOf(layout.End, string(ledger.Subscription), t.Headers[cs.at(ledger.End)])
	return known
}

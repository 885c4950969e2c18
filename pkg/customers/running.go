package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// runsBeyondEnd asks which is right, where subscriptions have an end that is past and a state that says that they run: the end
// may be that of a contract which goes on. One that the next term of its customer follows has ended, whatever its state says.
func (s *audit) runsBeyondEnd(t *dataset.Table, cs columns) error {
	status := s.stateOfTerms(t, cs)
	if s.Status == noColumn || s.confirmsEnd(t, cs) || status == none || !cs.has(ledger.End) || s.Now == nil {
		return nil
	}
	last, ok := s.lastTerms(t, cs)
	if !ok {
		return nil // dates are asked about elsewhere
	}
	rows, first, today := 0, "", *s.Now
	if s.asOf != nil {
		today = min(today, *s.asOf)
	}
	for _, term := range last {
		if text := cellOf(term.row, status); term.until <= today && s.saysRuns(t, status, text) {
			rows, first = rows+1, text
		}
	}
	if rows == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s says %s of %s whose end in column %s is past: they may have ended, or go on beyond the end of a contract",
		t.Name, t.Header(status), answer.Quote(first, 40), kind.HowMany(int64(rows), "subscription"), t.Header(cs.at(ledger.End)))
	ended := []string{"--end", t.Reference(cs.at(ledger.End))}
	if s.End != "" {
		ended = []string{"--status", noColumn}
	}
	e.Senses = append([]problem.Sense{{Says: "they have ended", Flags: ended}}, s.byLastStatus(t, cs, status)...)
	if day, ok := s.writtenBefore(t, cs, status, last); ok && s.asOf == nil {
		flags := []string{"--as-of", day}
		if s.End == "" {
			flags = slices.Concat(ended, flags)
		}
		e.Senses = slices.Insert(e.Senses, 0, problem.Sense{Says: "they had not ended yet, since the file is of about " + day, Flags: flags})
	}
	return e
}

// stateOfTerms returns the column of the states of subscriptions, or else one whose header speaks of the state of a term.
func (s *audit) stateOfTerms(t *dataset.Table, cs columns) int {
	if cs.has(ledger.StatusOf) {
		return cs.at(ledger.StatusOf)
	}
	return slices.IndexFunc(t.Headers, func(header string) bool { return layout.IsAsideHeader(layout.TermStateHeader, header) })
}

// saysRuns tells whether a text says that a subscription runs: yes does in a column of who is active.
func (s *audit) saysRuns(t *dataset.Table, status int, text string) bool {
	switch yes, flag := ledger.YesOrNo(text); {
	case slices.ContainsFunc(s.Lost, func(lost string) bool { return ledger.PlainType(lost) == ledger.PlainType(text) }):
		return false
	case flag:
		return yes && speaksOf(layout.Active, "", t.Headers[status])
	}
	return ledger.Runs(text)
}

// byLastStatus offers to take who left from the status alone, where that is told of customers by their last terms, too: one of
// several terms has left if all of them say so, and what they bring would add up.
func (s *audit) byLastStatus(t *dataset.Table, cs columns, status int) []problem.Sense {
	if !s.fits(ledger.Status) || s.Metric.Periods {
		return nil
	}
	flags := []string{"--shape", string(ledger.Status), "--status", t.Reference(status)}
	several, agree := s.severalTerms(t, cs, status)
	if several && (!agree || s.Metric.Money) {
		return nil
	}
	if several && cs.has(ledger.Amount) {
		flags = append(flags, "--amount", noColumn)
	}
	return []problem.Sense{{Says: "they go on: who left is told by the status alone", Flags: flags, Drop: append(timeless(), "--end")}}
}

// confirmsEnd tells whether somebody names the column of the ends that would be found without it, so that it is an answer. Another
// may have been named since no column was surely found, and its dates be ahead of those on which anybody left.
func (s *audit) confirmsEnd(t *dataset.Table, cs columns) bool {
	if s.End == "" || !cs.has(ledger.End) {
		return s.End != ""
	}
	r, known := layout.RatingOf(layout.End, string(ledger.Subscription), t.Headers[cs.at(ledger.End)])
	return known && r.Sure
}

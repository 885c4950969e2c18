package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// The states of rows whose lengths a column holds: what is still open has no length yet.
type openness struct {
	words             []string // of what is open
	blank, zero, long int      // open rows, by what their length is
	endedZero, ended  int      // the others that have a length
}

// tellsOfState tells whether a header is that of a column of states.
func tellsOfState(header string) bool { return layout.TellsOf(layout.StateWord, header) }

// unended tells of rows that another column says are still open. Without a length they are warned about, since the median is
// that of what has ended; with one, which is how long they are open by now or nothing at all, it asks.
func (p *watch) unended(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	_, early := layout.RatingOf("early", p.Metric.Name, t.Headers[at])
	for i := range p.beside(t, cs, p.ofRows(t, cs, tellsOfState)) {
		rows := p.KeptRows(t, cs)
		s := standingOf(rows, i, at, func(text string) int64 {
			micros, _ := span.Parse(text, unit, t.Decimal)
			return micros
		})
		switch {
		case len(s.words) == 0:
		case s.ended > 0 && (s.long > 0 && !early || s.zero > 0 && s.endedZero == 0):
			return p.askUnended(t, i, s)
		case s.blank > 0:
			p.said = append(p.said, result.Warn("unended", "column %s: %d of the first %d rows are still open, such as %s, and hold no length: the median is that of what has ended",
				t.Header(i), s.blank, len(rows), answer.Quote(s.words[0], 40)).At(t.Name, 0))
			return nil
		}
	}
	return nil
}

// standingOf counts the rows by what the column of states says of them, and the column of lengths.
func standingOf(rows [][]string, state, length int, micros func(text string) int64) (s openness) {
	for _, row := range rows {
		word, text := answer.Trim(row[state]), answer.Trim(row[length])
		blank := saysNothing(text)
		zero := !blank && micros(text) == 0
		if layout.Meaning("unended", word) == "" {
			if !blank {
				s.ended++
			}
			if zero {
				s.endedZero++
			}
			continue
		}
		if !slices.Contains(s.words, word) {
			s.words = append(s.words, word)
		}
		switch {
		case blank:
			s.blank++
		case zero:
			s.zero++
		default:
			s.long++
		}
	}
	return s
}

// askUnended shows the condition that leaves the open ones out.
func (p *watch) askUnended(t *dataset.Table, column int, s openness) error {
	e := problem.Usage("%s: column %s says that some rows are still open, such as %s: what has not ended has no length yet, and the one that stands there would count as if it had",
		t.Name, t.Header(column), answer.Quote(s.words[0], 40))
	return without(standing(e, t, column, "are final all the same"), t, column, s.words, "if only those count that have ended")
}

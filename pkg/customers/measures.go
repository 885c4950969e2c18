package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// measures asks where a column says what the amounts of rows are: what was planned beside what was, or money beside numbers of
// users. All of them would be added up.
func (s *audit) measures(t *dataset.Table, cs columns) error {
	if s.shape == ledger.Status || !cs.has(ledger.Amount) {
		return nil
	}
	for i, header := range t.Headers {
		texts := different(t.Sample(i))
		if cs.Taken(i) || s.hasCondition(t, i) || len(texts) < 2 || len(texts) > mostMeasures {
			continue
		}
		var kept []string
		switch {
		case !isHeader(layout.Plan, header) && slices.ContainsFunc(texts, isPlanned) && slices.ContainsFunc(texts, isActual):
			kept = slices.DeleteFunc(texts, func(text string) bool { return !isActual(text) })
		case s.shape == ledger.Balance && layout.IsAsideHeader(layout.MeasureHeader, header):
			kept = mostLikeAmounts(texts)
		case s.shape == ledger.Balance && layout.IsAsideHeader(layout.KindHeader, header) && slices.ContainsFunc(texts, ledger.IsOnce) && slices.ContainsFunc(texts, isRecurring):
			kept = slices.DeleteFunc(texts, ledger.IsOnce)
		default:
			booked, some := s.bookedAmounts(t, cs, i)
			if !some {
				continue
			}
			return s.askMeasures(t, i, booked)
		}
		return s.askMeasures(t, i, kept)
	}
	return nil
}

// mostMeasures is how many texts a column has that says what amounts are.
const mostMeasures = 40

func isPlanned(text string) bool {
	return isHeader(layout.Planned, text) && !isActual(text) && len(strings.Fields(text)) <= 3
}

func isRecurring(text string) bool {
	return ledger.IsInterval(text) && !ledger.IsOnce(text) || layout.IsAside(layout.RecurringWord, text)
}

func isActual(text string) bool { return layout.IsAside(layout.ActualWord, text) }

// mostLikeAmounts are the names of measures that are surely amounts of money, as headers are, and best; nil where it is not one.
func mostLikeAmounts(texts []string) []string {
	best := layout.Candidates(words(ledger.Amount), string(ledger.Balance), texts)
	if len(best) != 1 {
		return nil
	}
	return []string{texts[best[0]]}
}

// atTheEnd passes over what customers brought at the beginning of a period, where the same stands there of its end: that is what
// the next one begins with.
func atTheEnd(t *dataset.Table, f dataset.Found) dataset.Found {
	without := func(column int, kind layout.Aside) (rest string) {
		for _, word := range strings.Fields(answer.Normalise(t.Headers[column])) {
			if !layout.IsAside(kind, word) {
				rest += word + " "
			}
		}
		return rest
	}
	flows := func(column int) bool { return layout.TellsOf(layout.FlowWord, t.Headers[column]) }
	for _, end := range f.Columns {
		name := without(end, layout.ClosingWord)
		begin := slices.IndexFunc(f.Columns, func(begin int) bool {
			return layout.TellsOf(layout.OpeningWord, t.Headers[begin]) && name == without(begin, layout.OpeningWord)
		})
		others := slices.DeleteFunc(slices.Clone(f.Columns), flows) // than what came and went between
		if begin >= 0 && layout.TellsOf(layout.ClosingWord, t.Headers[end]) && len(others) <= 2 && !slices.ContainsFunc(others, func(i int) bool { return i != end && i != f.Columns[begin] }) {
			return dataset.Found{Columns: []int{end}, Sure: true, Why: "what customers bring at the end of a period, beside the same of its beginning"}
		}
	}
	return f
}

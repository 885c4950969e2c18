package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// sortedAmounts asks, where the shape of a ledger is not clear, about a column that says what the amounts of its rows are: which of
// them are meant matters more than what a row stands for.
func (s *audit) sortedAmounts(t *dataset.Table, cs columns) error {
	for i, header := range t.Headers {
		texts := different(t.Sample(i))
		if cs.Taken(i) || s.asksOf(t, i) || len(texts) < 2 || len(texts) > mostMeasures {
			continue
		}
		if layout.IsAsideHeader(layout.MeasureHeader, header) {
			if kept := mostLikeAmounts(texts); kept != nil {
				return s.askMeasures(t, i, kept)
			}
		}
		if kept, some := s.bookedAmounts(t, cs, i); some {
			return s.askMeasures(t, i, kept)
		}
	}
	return nil
}

// bookedAmounts tells whether a column holds accounts of the books of which some hold what no customer brings, such as taxes, and
// which hold what they do. Of accounts that are numbers alone nobody knows, where a customer has several at one time.
func (s *audit) bookedAmounts(t *dataset.Table, cs columns, column int) (kept []string, some bool) {
	texts := different(t.Sample(column))
	if !isHeader(layout.Account, t.Headers[column]) || cs.Taken(column) || s.shape == ledger.Subscription {
		return nil, false
	}
	kept = slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return layout.TellsOf(layout.NoIncomeWord, text) })
	if holdsBooks(texts) || every(texts, isNumbered) {
		if len(kept) < len(texts) {
			return kept, true
		}
		return nil, every(texts, answer.IsNumber) && cs.has(ledger.Customer) && cs.has(ledger.Time) && besideOthers(t, cs, column)
	}
	return nil, false
}

// besideOthers tells whether a customer has rows of one time with several texts of a column.
func besideOthers(t *dataset.Table, cs columns, column int) bool {
	first := make(map[[2]string]string)
	return slices.ContainsFunc(t.Rows, func(row []string) bool {
		key := [2]string{cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.Time))}
		before, known := first[key]
		if !known {
			first[key] = cellOf(row, column)
		}
		return known && before != cellOf(row, column)
	})
}

// askMeasures asks which amounts count of those that a column tells apart.
func (s *audit) askMeasures(t *dataset.Table, column int, kept []string) error {
	texts := different(t.Sample(column))
	e := problem.Usage("%s: column %s says what the amount of a row is: %s, which would be added up; choose with --where", t.Name, t.Header(column), dataset.Shortly(texts))
	e.Hint = dataset.TakesAll(t.Reference(column))
	if len(kept) > 0 {
		e.Senses = []problem.Sense{{Says: "what it is about", Flags: []string{"--where", dataset.Among(t.Reference(column), kept)}}}
		return e
	}
	for _, text := range texts[:min(len(texts), mostSenses)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "only " + text, Flags: []string{"--where", dataset.Among(t.Reference(column), []string{text})}})
	}
	return e
}

// mostSenses is how many single values are offered.
const mostSenses = 4

package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// moved tells of rows with what a customer had at both ends of a period, and what came and went between in columns of their own. Where rows
// have a time, the end is what the customer brings; without one nothing can be told apart from what stood there before.
func (s *audit) moved(t *dataset.Table, cs columns) error {
	has := func(word layout.Aside) bool {
		return slices.ContainsFunc(t.Headers, func(header string) bool { return layout.TellsOf(word, header) })
	}
	if s.Metric.Orders != nil || cs.has(ledger.Amount) || s.Amount != "" || !has(layout.OpeningWord) || !has(layout.ClosingWord) {
		return nil
	}
	opening, closing, between, times := none, none, 0, 0
	for i, header := range t.Headers {
		switch quantities := every(t.Sample(i), isQuantity(t)); {
		case !quantities && (layout.TellsOf(layout.LeftWord, header) || layout.TellsOf(layout.StateWord, header)):
			return nil // that tells who left
		case !quantities && t.HoldsTimes(i, dates.Writing{}):
			times++
		case !quantities:
		case layout.TellsOf(layout.OpeningWord, header):
			opening = i
		case layout.TellsOf(layout.ClosingWord, header):
			closing = i
		case layout.NamesFlow(header), layout.NamesTableFigure(header), layout.TellsOf(layout.FigureBeside, header):
			between++
		}
	}
	if opening == none || closing == none || between == 0 || times > 1 {
		return nil
	}
	if times > 0 {
		e := problem.Usage("%s: a row has what a customer brings at the end of a period in column %s, and columns beside it what came and went; name the one that counts with --amount", t.Name, t.Header(closing))
		e.Flags = []string{"--amount", t.Reference(closing)}
		return e
	}
	return problem.Failure("%s: columns %s and %s are what a customer brought at both ends of a period, and no header says of which, so %s cannot be counted", t.Name, t.Header(opening), t.Header(closing), s.Metric.Name).
		Advise("keep the customer and these two, and put their months in the place of the headers, such as 2026-01 and 2026-02")
}

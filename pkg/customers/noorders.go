package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostEvents bounds how many kinds of events are offered as those that are orders.
const mostEvents = 6

// noAnswers refuses or asks about tables whose rows are rather answers than orders.
func (f *finder) noAnswers() error {
	t := f.table
	column := f.scoresAt()
	switch {
	case column != none && f.oneEach():
		return problem.Usage("%s: the rows are no orders, but answers: column %s holds their scores, every customer stands once, and nothing tells of orders",
			t.Name, t.Header(column)).Advise("--shape transaction takes every row for an order all the same")
	case column != none:
		return problem.Usage("%s: column %s holds scores, and nothing tells of orders, so the rows may be answers", t.Name,
			t.Header(column)).Advise("--shape transaction takes every row for an order all the same")
	}
	return nil
}

// eventSenses are the commands that take events of one kind for orders: of those that speak of orders, or of any where none does.
func (f *finder) eventSenses(column int) []problem.Sense {
	kinds := slices.DeleteFunc(different(f.table.Sample(column)), isViewed)
	bought := func(text string) bool { return layout.Speaks(layout.BoughtWord, text) }
	if slices.ContainsFunc(kinds, bought) {
		kinds = slices.DeleteFunc(kinds, func(text string) bool { return !bought(text) })
	}
	var senses []problem.Sense
	for _, text := range kinds[:min(len(kinds), mostEvents)] {
		senses = append(senses, problem.Sense{Says: fmt.Sprintf("if %s is an order", answer.Quote(text, 40)),
			Flags: []string{"--where", dataset.Among(f.table.Reference(column), []string{text})}})
	}
	return senses
}

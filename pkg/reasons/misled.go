package reasons

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// misled tells whether a column of kinds may be none of reasons, or its rows none of people who have one: it holds praise or ways of
// contact, another column may count, or one of states says that a row does not count.
func misled(t *dataset.Table, kinds int) bool {
	if tells(t, kinds, layout.UnwhyWord) {
		return true
	}
	return slices.ContainsFunc(t.Those(func(i int) bool { return i != kinds && !t.Blank(i) }), func(i int) bool {
		state := layout.TellsOf(layout.StateWord, t.Headers[i])
		return mayCount(t, i) || state && (tells(t, i, layout.Struck) || tells(t, i, layout.StruckBeside) || tells(t, i, layout.DismissedWord))
	})
}

// tells tells whether a cell of a column is a word of a kind.
func tells(t *dataset.Table, column int, kind layout.Aside) bool {
	return slices.ContainsFunc(t.Sample(column), func(text string) bool { return layout.IsAside(kind, text) })
}

// mayCount tells whether a column holds numbers that are those of no id, no score, no time and no length.
func mayCount(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if layout.NamesID(header) || scored(header) || layout.Speaks(layout.LastedWord, header) || layout.Speaks(layout.TookWord, header) ||
		span.InHeader(header) != span.YardstickOf(0) || layout.IsAsideHeader(layout.CalendarHeader, header) || t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst}) {
		return false
	}
	return !slices.ContainsFunc(t.Sample(column), func(text string) bool { return answer.Trim(text) != "" && !answer.IsNumber(text) })
}

package reasons

import (
	"slices"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostTopical is how many columns are proposed at most.
const mostTopical = 4

// topical proposes the columns that tell what a contact, a complaint or an answer was about, the surest headers first: people may
// take that for its reason.
func (p *inquest) topical(t *dataset.Table) error {
	var found []int
	for _, kind := range []layout.Aside{layout.TopicHeader, layout.KindOfHeader} {
		found = append(found, t.Those(func(i int) bool {
			return (layout.IsAsideHeader(kind, t.Headers[i]) || specialTopic(t.Headers[i])) && !slices.Contains(found, i) && tellsKinds(t, i, kind == layout.TopicHeader)
		})...)
	}
	slices.SortStableFunc(found, func(a, b int) int { // a category may be one of what is sold
		return dataset.Order(!specialTopic(t.Headers[a]), !specialTopic(t.Headers[b]))
	})
	if len(found) == 0 || p.Own.List("tags") != nil {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the reasons; these tell what rows are about, choose one with --tags\n%s", t.Name, t.List(found))
	e.Senses = t.Offer("if it is ", "--tags", found[:min(len(found), mostTopical)])
	return e
}

// longestKind is how many letters the name of a kind has at most, where none of them comes again.
const longestKind = 40

// tellsKinds tells whether a column holds words of which some come again, or short ones below a sure header, and no parts of the
// Net Promoter Score.
func tellsKinds(t *dataset.Table, column int, sure bool) bool {
	long := func(text string) bool { return utf8.RuneCountInString(text) > longestKind }
	if t.Blank(column) || distinct(t, column) && (!sure || slices.ContainsFunc(t.Sample(column), long)) || t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst}) {
		return false
	}
	return !slices.ContainsFunc(t.Sample(column), func(text string) bool {
		_, group := layout.GroupOf(text)
		return group || answer.IsNumber(text)
	})
}

// specialTopic tells whether a header says of which topic it is, as "tema reale" does.
func specialTopic(header string) bool {
	return layout.TellsOf(layout.TopicWord, header) && !layout.TellsOnly(layout.TopicWord, header)
}

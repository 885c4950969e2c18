package reasons

import (
	"slices"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// mostTopical is how many columns are proposed at most.
const mostTopical = 4

// Adopt takes the one column of kinds for that of reasons, where no header tells of reasons: kinds of complaints, of problems or of
// requests, or the categories of cases that somebody had.
func (p *inquest) Adopt(t *dataset.Table, cs dataset.Columns) {
	if p.ofTexts() || p.Own.List("tags") != nil || slices.ContainsFunc(t.Headers, p.tellsWhy) {
		return
	}
	found := aboutWhat(t)
	if len(found) != 1 || cs.Taken(found[0]) || slices.Contains(cs.By, found[0]) || distinct(t, found[0]) || misled(t, found[0]) {
		return
	}
	if header := t.Headers[found[0]]; layout.IsAsideHeader(layout.PlainTopic, header) || isCategory(header) && ofDesk(t) {
		cs.Set(roleTags, found[0])
		p.adopted = append(p.adopted, result.Warn("kinds", "no column tells of reasons: column %s, of what rows are about, is taken for them; --tags names another",
			t.Header(found[0])).At(t.Name, 0))
	}
}

// tellsWhy tells whether a header speaks of reasons or causes.
func (p *inquest) tellsWhy(header string) bool {
	_, tells := layout.RatingOf(roleTags, p.Metric.Name, header)
	return tells || layout.TellsOf(layout.CauseWord, header)
}

// isCategory tells whether a header is that of a category, and no more; a type may be one of anything.
func isCategory(header string) bool {
	return layout.IsAsideHeader(layout.KindOfHeader, header) && layout.TellsOf(layout.CategoryWord, header)
}

// ofDesk tells whether a table is a list of cases that people had: tickets, complaints, chats, as an id and another header say.
func ofDesk(t *dataset.Table) bool {
	return slices.ContainsFunc(t.Headers, func(h string) bool { return layout.NamesThing(layout.DeskID, h) }) &&
		slices.ContainsFunc(t.Headers, func(h string) bool { return layout.IsAsideHeader(layout.DeskHeader, h) })
}

// aboutWhat are the columns that tell what a contact, a complaint or an answer was about, the surest headers first.
func aboutWhat(t *dataset.Table) (found []int) {
	for _, kind := range []layout.Aside{layout.TopicHeader, layout.KindOfHeader} {
		found = append(found, t.Those(func(i int) bool {
			return (layout.IsAsideHeader(kind, t.Headers[i]) || specialTopic(t.Headers[i])) && !slices.Contains(found, i) && tellsKinds(t, i, kind == layout.TopicHeader)
		})...)
	}
	slices.SortStableFunc(found, func(a, b int) int { // a category may be one of what is sold
		return dataset.Order(!specialTopic(t.Headers[a]), !specialTopic(t.Headers[b]))
	})
	return found
}

// topical proposes the columns that tell what a contact, a complaint or an answer was about: people may take that for its reason.
func (p *inquest) topical(t *dataset.Table) error {
	found := aboutWhat(t)
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

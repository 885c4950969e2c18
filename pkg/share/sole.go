package share

import (
	"slices"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// Takes tells whether the only column of yes and no says both, of what its header plainly names: of no consent, of nothing that only
// keeps the books of the rows, with no 0 and 1 that are codes of groups or may be
// how many or how much there was, and beside none that says yes and no among other words, how much a row weighs, or that some do not count.
func (p *quest) Takes(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if len(p.words) > 0 || !named(header) || isConsent(header) || ofRecord(header) {
		return false
	}
	if _, group := layout.RatingOf(layout.Segment, "share", header); group || layout.TellsOf(layout.CodeWord, header) || layout.NamesID(header) {
		return false
	}
	if !saysBoth(t, column, false) && !isQuality(header) || weighs(t, column) || leavesOut(t, column) || isLog(t) {
		return false
	}
	p.alone = saysBoth(t, column, true) && !slices.ContainsFunc(t.Every(), func(i int) bool {
		return i != column && saysBoth(t, i, false) && !layout.Speaks(layout.FilledInWord, t.Headers[i])
	})
	return p.alone
}

// saysBoth tells whether a column says yes in some rows and no in others, whatever it says in the rest; with
// numbers, 1 and 0 say so.
func saysBoth(t *dataset.Table, column int, numbers bool) bool {
	said := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if numbers || !answer.IsNumber(answer.Trim(text)) {
			said[layout.Meaning("yes", text)] = true
		}
	}
	return said["yes"] && said["no"]
}

// named tells whether a header is more than a number of a question.
func named(header string) bool {
	const enough = 2
	letters := 0
	for _, r := range header {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= enough
}

// ofRecord tells whether a header says of a row whether it counts.
func ofRecord(header string) bool {
	for _, kind := range []layout.Aside{layout.TrialHeader, layout.StrikesHeader, layout.KeepsHeader, layout.EndedHeader} {
		if layout.IsAsideHeader(kind, header) {
			return true
		}
	}
	return false
}

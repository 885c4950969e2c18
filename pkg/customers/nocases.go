package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// fewCaseHeaders is how many columns that contacts have and customers may have, too, make rows look like contacts.
const fewCaseHeaders = 2

// noCases asks about tables whose rows look like messages, chats or complaints: "Closed" says of those that somebody dealt with
// them, and of no customer that it left.
func (f *finder) noCases(found ledger.Shape) error {
	if found != ledger.Status || len(f.Lost) > 0 {
		return nil
	}
	t, status := f.table, f.one(ledger.StatusOf, ledger.Status)
	if status == none || f.tellsChurn() || !slices.ContainsFunc(t.Sample(status), isCaseState) {
		return nil
	}
	column := f.caseColumn(status)
	if column == none {
		return nil
	}
	return problem.Usage("%s: column %s is one that messages and complaints have, and column %s may tell what became of those, so the rows may be no customers",
		t.Name, t.Header(column), t.Header(status)).Advise("--shape status takes every row for a customer all the same")
}

// caseColumn returns a column that messages and complaints have and customers do not, or the first of several that both may have.
func (f *finder) caseColumn(status int) int {
	t := f.table
	free := func(i int) bool { return i != status && !f.named.Taken(i) }
	sure := t.Those(func(i int) bool {
		return free(i) && (layout.IsAsideHeader(layout.OtherIDHeader, t.Headers[i]) ||
			layout.IsAsideHeader(layout.CaseHeader, t.Headers[i]) && holdsWords(t.Sample(i)))
	})
	if len(sure) > 0 {
		return sure[0]
	}
	if perhaps := t.Those(func(i int) bool { return free(i) && layout.IsAsideHeader(layout.ContactHeader, t.Headers[i]) }); len(perhaps) >= fewCaseHeaders {
		return perhaps[0]
	}
	return none
}

// callsAt returns a column whose header is one that calls and complaints have.
func (f *finder) callsAt() int {
	return slices.IndexFunc(f.table.Headers, func(h string) bool { return layout.Speaks(layout.CallWord, h) })
}

func isCaseState(text string) bool { return layout.IsAside(layout.CaseState, text) }

// holdsWords tells whether texts are neither numbers nor yes and no: how many complaints somebody made is told of customers, too.
func holdsWords(texts []string) bool {
	some := false
	for _, text := range texts {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if answer.IsNumber(text) || layout.IsAside(layout.SaysYes, text) || layout.IsAside(layout.SaysNo, text) {
			return false
		}
		some = true
	}
	return some
}

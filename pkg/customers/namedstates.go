package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// typesNamed reads a column of types of movements that somebody names as the status as one of types: whoever says churn there left
// on that day, and is no balance.
func (s *audit) typesNamed(t *dataset.Table, cs columns) {
	at := cs.at(ledger.StatusOf)
	if s.Status == "" || s.Status == noColumn || at == none || s.Type != "" || s.shape != "" && s.shape != ledger.Movement {
		return
	}
	cs.set(ledger.StatusOf, none)
	f := finder{audit: s, table: t, named: cs}
	fits := f.fitting()
	if f.stop != nil || !slices.Contains(fits, ledger.Movement) || f.one(ledger.Type, ledger.Movement) != at || !f.holdsMotions() {
		cs.set(ledger.StatusOf, at)
		return
	}
	cs.set(ledger.Type, at)
	s.Type, s.Status = s.Status, ""
	s.because("type: the column that --status names holds types of movements")
}

// flagsNamed takes the role of the status from a column that somebody names as it, and that says of an order whether it came about or
// went back, or when: it is read, or asked about, as where nobody names it.
func (s *audit) flagsNamed(t *dataset.Table, cs columns) {
	at := cs.at(ledger.StatusOf)
	if s.shape != ledger.Transaction || s.Status == "" || s.Status == noColumn || at == none || !strikesOrders(t.Headers[at]) {
		return
	}
	if flags := every(t.Sample(at), isYesOrNo) && len(different(t.Sample(at))) > 0; !flags && !t.HoldsTimes(at, dates.Writing{}) {
		return
	}
	cs.set(ledger.StatusOf, none)
	s.because("status: the column that --status names says which orders came about")
}

// strikesOrders tells whether a header is that of a column that strikes orders out, or says what of them went back.
func strikesOrders(header string) bool {
	kinds := []layout.Aside{layout.StrikesHeader, layout.CancelsHeader, layout.MissesHeader, layout.RefundedHeader, layout.KeepsHeader,
		layout.PaysHeader, layout.SucceedsHeader, layout.AttendsHeader}
	return isHeader(layout.Refunded, header) || slices.ContainsFunc(kinds, func(kind layout.Aside) bool { return layout.IsAsideHeader(kind, header) })
}

// flagTexts tells whether all texts are yes or no, which tell nothing of orders without a header that says of what.
func flagTexts(texts saidStatuses) bool {
	return len(texts) > 0 && !slices.ContainsFunc(texts, func(one saidStatus) bool {
		_, is := ledger.YesOrNo(answer.Trim(one.text))
		return !is
	})
}

// withoutEach are the commands that leave one of some texts out, the rarest first, as most orders come about; and none.
func withoutEach(column string, texts saidStatuses) (senses []problem.Sense) {
	for _, one := range slices.Backward(texts) {
		senses = append(senses, problem.Sense{Says: "without " + answer.Quote(one.text, 40), Flags: []string{"--exclude", dataset.Among(column, []string{one.text})}})
	}
	return append(senses, problem.Sense{Says: "they count", Flags: []string{"--where", dataset.Among(column, nil)}})
}

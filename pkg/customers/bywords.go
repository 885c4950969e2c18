package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// byWords finds, where headers do not tell the column of a role, that whose texts do. f is what headers tell.
func (s *audit) byWords(t *dataset.Table, cs columns, role ledger.Item, f dataset.Found) dataset.Found {
	switch {
	case role == ledger.Interval && len(f.Columns) > 1:
		return unitOfInterval(t, f)
	case role == ledger.Amount && s.shape == ledger.Transaction && len(f.Columns) > 1:
		return s.ofLines(t, cs, f)
	case len(f.Columns) > 0:
		return f
	case role == ledger.Interval && s.shape == ledger.Subscription:
		return s.unnamedInterval(t, cs)
	case role == ledger.Intervals:
		return s.besideUnit(t, cs)
	case role == ledger.OrderID && s.shape == ledger.Transaction:
		return s.byNumbers(t, cs)
	}
	tells, of := s.tellingOf(role)
	fits := t.Those(func(i int) bool {
		return tells != nil && !cs.Taken(i) && !s.asksOf(t, i) && (of == "" || layout.TellsStateOf(of, t.Headers[i])) && tells(different(t.Sample(i)))
	})
	if len(fits) == 1 {
		return dataset.Found{Columns: fits, Sure: true, Why: "since every text of it is a word for one"}
	}
	if role == ledger.StatusOf && s.shape == ledger.Transaction && len(fits) == 0 {
		return s.calledOff(t, cs)
	}
	return f
}

// calledOff finds the only column of states that says of some rows that they were called off. Whatever else stands there is asked
// about, as in one whose header is known.
func (s *audit) calledOff(t *dataset.Table, cs columns) dataset.Found {
	fits := t.Those(func(i int) bool {
		texts := different(t.Sample(i))
		return !cs.Taken(i) && layout.MayBeStateOfRow(t.Headers[i]) && len(texts) <= mostStates && slices.ContainsFunc(texts, layout.SaysCalledOff)
	})
	if len(fits) != 1 {
		return dataset.Found{}
	}
	return dataset.Found{Columns: fits, Sure: true, Why: "since it says of some rows that they were called off"}
}

// mostStates is how many texts a column of states has.
const mostStates = 40

// tellingOf is what tells of texts that they are states or currencies: every one is a word of such, and they say different
// things; nil for other roles. The header of states has to be one of those of what rows are, since other things have states, too.
func (s *audit) tellingOf(role ledger.Item) (tells func(texts []string) bool, of layout.Aside) {
	switch {
	case role == ledger.StatusOf && s.shape == ledger.Transaction:
		return tellsOfOrders, layout.OfRows
	case role == ledger.StatusOf && s.shape == ledger.Subscription:
		return tellsOfSubscriptions, layout.OfSubscription
	case role == ledger.Currency:
		return tellsOfCurrencies, ""
	}
	return nil, ""
}

// unitOfInterval is the one of several columns that holds billing intervals: beside the unit stands how many of it there are.
func unitOfInterval(t *dataset.Table, f dataset.Found) dataset.Found {
	units := slices.DeleteFunc(slices.Clone(f.Columns), func(i int) bool { return wholeNumbers(t.Sample(i)) })
	if len(units) == 1 && intervals(t.Sample(units[0])) {
		return dataset.Found{Columns: units, Sure: true, Why: "since every text of it is a billing interval"}
	}
	return f
}

// different are the texts that are not blank, each once.
func different(texts []string) (out []string) {
	for _, text := range texts {
		if text = answer.Trim(text); text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// tellsOfOrders tells whether texts are the states of orders, some of which are none.
func tellsOfOrders(texts []string) bool {
	known := func(text string) bool { return ledger.IsOrderStatus(text) && !isYesOrNo(text) }
	cancelled := func(text string) bool { return layout.IsAside(layout.Cancelled, text) }
	return len(texts) > 1 && !slices.ContainsFunc(texts, func(text string) bool { return !known(text) }) && slices.ContainsFunc(texts, cancelled)
}

// tellsOfSubscriptions tells whether texts are the states of subscriptions, and not all of such as run.
func tellsOfSubscriptions(texts []string) bool {
	known := func(text string) bool { return ledger.KnowsState(text) && !isYesOrNo(text) && !answer.IsNumber(text) }
	return len(texts) > 1 && !slices.ContainsFunc(texts, func(text string) bool { return !known(text) })
}

// tellsOfCurrencies tells whether texts are the codes of different currencies.
func tellsOfCurrencies(texts []string) bool {
	return len(texts) > 1 && !slices.ContainsFunc(texts, func(text string) bool { return !isCode(text) }) &&
		slices.ContainsFunc(texts, func(text string) bool { return text == "EUR" || text == "USD" || text == "GBP" })
}

func isCode(text string) bool { _, ok := money.CurrencyOf(text); return ok }

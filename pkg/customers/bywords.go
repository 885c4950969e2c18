package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
)

// byWords finds the column of states or of currencies whose header tells of neither, by its texts: every one is a word of such,
// and they say different things.
func (s *audit) byWords(t *dataset.Table, cs columns, role ledger.Item) (f dataset.Found) {
	var tells func(texts []string) bool
	switch {
	case role == ledger.StatusOf && s.shape == ledger.Transaction:
		tells = tellsOfOrders
	case role == ledger.StatusOf && s.shape == ledger.Subscription:
		tells = tellsOfSubscriptions
	case role == ledger.OrderID && s.shape == ledger.Transaction:
		return s.byNumbers(t, cs)
	case role == ledger.Currency:
		tells = tellsOfCurrencies
	default:
		return f
	}
	fits := t.Those(func(i int) bool { return !cs.Taken(i) && !s.asksOf(t, i) && tells(different(t.Sample(i))) })
	if len(fits) == 1 {
		f = dataset.Found{Columns: fits, Sure: true, Why: "since every text of it is a word for one"}
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

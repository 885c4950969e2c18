package customers

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// headerCurrencies are the codes that are no words of a header, as ALL, TRY and TOP are.
const headerCurrencies = "USD EUR GBP JPY CHF CAD AUD NZD CNY INR BRL MXN SEK NOK DKK PLN CZK HUF RON UAH RUB KZT ILS ZAR SGD HKD KRW"

// headerCurrency is the currency that the last word of a header names, "" for none: "mrr_usd", "Amount (EUR)".
func headerCurrency(header string) string {
	words := strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) })
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	if n, err := money.Read([]byte("1 "+last), '.'); err == nil && slices.Contains(strings.Fields(headerCurrencies), n.Currency) {
		return n.Currency
	}
	return ""
}

// contradicted refuses amounts in another currency than the header of their column names, unless --report-currency
// says that it is known.
func (s *audit) contradicted(c *ledger.Closing) error {
	if s.CurrencyCode != "" || !s.priced() {
		return nil
	}
	for i := range s.columns {
		t := s.set.Tables[i]
		code := headerCurrency(t.Headers[s.columns[i].at(ledger.Amount)])
		if code == "" || c.CanBe(code) {
			continue
		}
		e := problem.Failure("%s: column %s names %s, and its amounts are in %s", t.Name, s.columns[i].header(ledger.Amount), code, c.Money())
		e.Read, e.Hint = true, "where the header is wrong, --report-currency names the currency of the amounts"
		return e
	}
	return nil
}

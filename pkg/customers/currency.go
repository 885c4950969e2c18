package customers

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// headerCurrencies are the codes that are no words of a header, as ALL, TRY and TOP are.
const headerCurrencies = "USD EUR GBP JPY CHF CAD AUD NZD CNY INR BRL MXN SEK NOK DKK PLN CZK HUF RON UAH RUB KZT ILS ZAR SGD HKD KRW CLP KWD BHD"

// lira is how headers write the currency whose code is a word.
const lira = "TL"

// headerCurrency is the currency that a word of a header names, the last one first: "mrr_usd", "Amount (EUR)", "Revenue in k€".
func headerCurrency(header string) (c money.Currency) {
	for word := range strings.FieldsSeq(strings.NewReplacer("(", " ", ")", " ", "[", " ", "]", " ").Replace(header)) { // R$
		if c = namedCurrency(strings.ToUpper(word)); c.Code != "" && strings.ContainsFunc(word, isSign) {
			return c
		}
	}
	for _, sign := range header {
		if isSign(sign) {
			return namedCurrency(string(sign))
		}
	}
	words := strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range slices.Backward(words) {
		if c = namedCurrency(word); c.Code != "" {
			return c
		}
	}
	return c
}

func isSign(r rune) bool { return unicode.Is(unicode.Sc, r) }

func namedCurrency(word string) (c money.Currency) {
	short := strings.EqualFold(word, lira)
	if short {
		word = lira
	}
	if n, err := money.Read([]byte("1 "+word), '.'); err == nil && (short || slices.Contains(strings.Fields(headerCurrencies), n.Currency)) {
		c, _ = money.CurrencyOf(n.Currency)
	}
	return c
}

// isCurrencyWord tells whether a word of a header is one of a currency.
func isCurrencyWord(word string) bool {
	return namedCurrency(word).Code != "" || strings.ContainsFunc(word, isSign) && namedCurrency(strings.ToUpper(word)).Code != ""
}

// inCurrencies has a command for each of several columns that hold the same amount, in a currency or a unit that its header names.
func (s *audit) inCurrencies(t *dataset.Table, columns []int) (senses []problem.Sense) {
	for _, i := range columns {
		if bare := layout.WithoutUnit(t.Headers[i], isCurrencyWord); speaksOf(layout.Amount, string(s.shape), bare) {
			senses = append(senses, problem.Sense{Says: "if it is " + t.Header(i), Flags: []string{"--amount", t.Reference(i)}})
		}
	}
	return senses
}

// titled is the currency that the headers of all amounts name, where no row names one; without a code otherwise.
func (s *audit) titled() (c money.Currency) {
	if s.CurrencyCode != "" || !s.priced() {
		return c
	}
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		named := headerCurrency(t.Headers[cs.at(ledger.Amount)])
		if cs.has(ledger.Currency) || i > 0 && named != c || slices.ContainsFunc(t.Sample(cs.at(ledger.Amount)), bearsCurrency) {
			return money.Currency{}
		}
		c = named
	}
	return c
}

func bearsCurrency(amount string) bool {
	n, err := money.Read([]byte(amount), '.')
	return err == nil && (n.Currency != "" || n.Sign != "")
}

// otherMoney tells whether a column of currencies is of other money than the amounts are, whose header names one: it holds several.
func (s *audit) otherMoney(t *dataset.Table, cs columns, column int) bool {
	if !cs.has(ledger.Amount) || headerCurrency(t.Headers[cs.at(ledger.Amount)]).Code == "" || len(different(t.Sample(column))) < 2 {
		return false
	}
	s.elsewhere = t.Header(column)
	return true
}

// ofCodes is the only column of codes of currencies beside amounts whose header names another one, whatever its own header is.
func (s *audit) ofCodes(t *dataset.Table, cs columns) (f dataset.Found) {
	if !cs.has(ledger.Amount) || headerCurrency(t.Headers[cs.at(ledger.Amount)]).Code == "" {
		return f
	}
	code := headerCurrency(t.Headers[cs.at(ledger.Amount)]).Code
	f.Columns = t.Those(func(i int) bool {
		return !cs.Taken(i) && !t.Blank(i) && !slices.ContainsFunc(t.Sample(i), func(text string) bool {
			text = strings.TrimSpace(text)
			named := namedCurrency(text)
			return text != "" && (named.Code == "" || named.Code == code)
		})
	})
	f.Sure, f.Why = len(f.Columns) == 1, "which holds codes of currencies"
	return f
}

// inHeader says that the header of the amounts names their currency, and not the column that does so for others.
func (s *audit) inHeader() (out []result.Warning) {
	if c := s.titled(); s.elsewhere != "" && c.Code != "" {
		out = append(out, result.Warn("header_currency", "column %s holds %s, by its header, so column %s, which holds several currencies, is left aside; --currency takes it",
			s.columns[0].header(ledger.Amount), c.Code, s.elsewhere))
	}
	return out
}

// reporting is the currency that the ledger reports in, "" to find out. The header tells of one whose amounts have other
// decimals than most.
func (s *audit) reporting() string {
	if c := s.titled(); c.Code != "" && c.Decimals != 2 {
		return c.Code
	}
	return s.CurrencyCode
}

// entitle names the currency after the header of the amounts, where nothing else names one.
func (s *audit) entitle(c *ledger.Closing) {
	if named := s.titled(); c.Currency.Code == "" && c.Money() == "" {
		c.Currency = named
	}
}

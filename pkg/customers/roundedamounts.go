package customers

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// roundedAmount is how reports shorten amounts: 1.2K, $3.4M, 5 Lakh, 10 тыс. руб.
var roundedAmount = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[^\d\pL]{0,3}\d[\d.,' \x{a0}]*(k|m|mn|mm|mio|mrd|b|bn|cr|crores?|lakhs?|lacs?|tsd|thousand|millions?|mill|millones|mil|тыс|тис|млн|млрд)\.?(\s*[€$£¥₽₴₹]|\s+\pL{2,4}\.?)?$`)
})

// rounded refuses amounts that the file has rounded to thousands or more: without such rows a figure would be that of the small ones.
func (s *audit) rounded(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) {
		return nil
	}
	for _, text := range t.Sample(cs.at(ledger.Amount)) {
		if text = answer.Trim(text); !strings.ContainsFunc(text, unicode.IsLetter) || !roundedAmount().MatchString(text) {
			continue
		}
		if _, ok := moneyOf(text, t.Decimal); ok {
			continue
		}
		e := problem.Failure("%s: column %s: %s is rounded in the file, to thousands or more, so sums of such amounts are not exact; export the amounts in full, without a unit such as K",
			t.Name, t.Header(cs.at(ledger.Amount)), answer.Quote(text, 40))
		if e.Hint = "export it again with whole numbers"; !s.Metric.Money {
			e.Flags, e.Hint = []string{"--amount", noColumn}, "without money"
		}
		return e
	}
	return nil
}

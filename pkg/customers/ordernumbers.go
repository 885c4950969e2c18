package customers

import (
	"regexp"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// orderNumber is how shops write the number of an order: #1001, SO-1001, 1001, R 2026/0017. What stands before the digits is the
// same in all of them.
var orderNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(#|[\p{L}]{0,6}[-_ /.#]{0,2})([0-9][0-9/-]{2,14})$`)
})

// byNumbers finds the column of the numbers of orders whose header does not tell, by its texts: every row has a number, lines of one
// customer and moment have the same, and nobody else has it.
func (s *audit) byNumbers(t *dataset.Table, cs columns) (f dataset.Found) {
	rows, again := lots(t, cs)
	if again == 0 {
		return f
	}
	fits := t.Those(func(i int) bool {
		return !cs.Taken(i) && !s.asksOf(t, i) && !tellsOfGoods(t.Headers[i]) && layout.TellsOf(layout.NumberWord, t.Headers[i]) && areOrderNumbers(t.Sample(i)) && numbersLots(t, i, rows)
	})
	if len(fits) == 1 {
		f = dataset.Found{Columns: fits, Sure: true, Why: "since its numbers are the same on lines of one customer and moment, and on no others"}
	}
	return f
}

// tellsOfGoods tells whether a header is one of products, of how many, or of money.
func tellsOfGoods(header string) bool {
	for _, role := range []layout.Role{layout.Product, layout.Quantity, layout.Line, layout.Total, layout.Unit, layout.Role(ledger.Amount.String()), layout.Role(ledger.Time.String())} {
		if len(layout.Candidates(role, string(ledger.Transaction), []string{header})) > 0 {
			return true
		}
	}
	return false
}

// areOrderNumbers tells whether all texts are numbers of orders that begin alike; such as are digits alone are of one length, which
// sums and weights are not.
func areOrderNumbers(texts []string) bool {
	var before string
	for i, text := range texts {
		parts := orderNumber().FindStringSubmatch(answer.Trim(text))
		if parts == nil || i > 0 && parts[1] != before {
			return false
		}
		if parts[1] == "" && (len(parts[2]) < 4 || len(parts[2]) != len(answer.Trim(texts[0]))) {
			return false
		}
		before = parts[1]
	}
	return len(texts) > 0
}

package customers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// adjusted asks where another column has what became of the amounts of some orders, as Adjusted Order Total has beside Order Total
// where money went back: they would count in full.
func (s *audit) adjusted(t *dataset.Table, cs columns) error {
	if !cs.has(ledger.Amount) || !s.Metric.Money {
		return nil
	}
	amount := cs.at(ledger.Amount)
	for i, header := range t.Headers {
		if cs.Taken(i) || s.hasCondition(t, i) || !adjusts(header, t.Headers[amount]) {
			continue
		}
		n, all := 0, true
		for _, row := range t.Rows {
			was, ok := moneyOf(cellOf(row, amount), t.Decimal)
			is, too := moneyOf(cellOf(row, i), t.Decimal)
			if all = all && too && is != 0; ok && too && is != 0 && is != was {
				n++
			}
		}
		if n == 0 {
			continue
		}
		e := problem.Usage("%s: column %s has another amount than column %s in %d of the first rows, as where money went back, and theirs would count in full", t.Name, t.Header(i), t.Header(amount), n)
		name := dataset.InWhere(t.Reference(i))
		first := problem.Sense{Says: "if those orders are left out", Flags: []string{"--where", name + "!~[1-9]"}}
		if all {
			first = problem.Sense{Says: "if it holds what is left of all", Flags: []string{"--amount", t.Reference(i)}}
		}
		e.Senses = []problem.Sense{first, {Says: "if they count in full", Flags: []string{"--where", name + "~.*"}}}
		return e
	}
	return nil
}

// adjusts tells whether a header is that of an amount and says beside it that it was adjusted.
func adjusts(header, amount string) bool {
	var rest []string
	for word := range strings.FieldsSeq(answer.Normalise(header)) {
		if !layout.IsAside(layout.AdjustedWord, word) {
			rest = append(rest, word)
		}
	}
	bare := strings.Join(rest, " ")
	return bare != answer.Normalise(header) && bare == answer.Normalise(amount)
}

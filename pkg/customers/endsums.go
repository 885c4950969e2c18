package customers

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// findEndSums asks where the last row of every customer has what its others add up to: so do reports end their sections, with the name of
// the customer once more and no word of totals.
func (s *audit) findEndSums() error {
	if s.shape != ledger.Transaction || s.wide != nil {
		return nil
	}
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		customer, amount := cs.at(ledger.Customer), cs.at(ledger.Amount)
		if customer == none || amount == none || slices.Contains(cs.Where, amount) || !t.Complete() {
			continue
		}
		rows := s.counted(t, cs)
		texts := s.endSums(rows, customer, amount)
		if len(texts) == 0 {
			continue
		}
		find := &dataset.Totaling{Table: t, Rows: rows}
		return find.AskOfRows(amount, texts, "orders")
	}
	return nil
}

// endSums are the amounts of the rows that end the sections of customers and add up the others of it, where that is so of all sections, each of
// two rows or more beside it; nil where other rows have such an amount, too.
func (s *audit) endSums(rows [][]string, customer, amount int) (texts []string) {
	const fewest = 2 // sections, and rows of each
	var others []string
	begin, sections := 0, 0
	for n := 1; n <= len(rows); n++ {
		if n < len(rows) && cellOf(rows[n], customer) == cellOf(rows[begin], customer) {
			continue
		}
		sum, last := 0.0, 0.0
		for _, row := range rows[begin:n] {
			x, err := answer.ParseNumber(cellOf(row, amount), s.decimal())
			if err != nil {
				return nil
			}
			sum, last = sum+x, x
			others = append(others, cellOf(row, amount))
		}
		if n-begin <= fewest || math.Abs(sum-2*last) > 0.005 || last == 0 {
			return nil
		}
		others = others[:len(others)-1]
		if text := cellOf(rows[n-1], amount); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		begin, sections = n, sections+1
	}
	if sections < fewest || slices.ContainsFunc(texts, func(text string) bool { return slices.Contains(others, text) }) {
		return nil
	}
	return texts
}

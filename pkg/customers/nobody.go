package customers

import (
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findNobody tells whether some customers may be placeholders for those who are not known, as the guests of a shop. The
// largest balances are read without a look at each customer, unless their first rows have one.
func (s *audit) findNobody() error {
	s.nameless = !s.eachRow && s.shape != ledger.Balance
	for i, t := range s.set.Tables {
		customer := s.columns[i].at(ledger.Customer)
		if customer == none {
			continue
		}
		sample := t.Sample(customer)
		s.nameless = s.nameless || slices.ContainsFunc(sample, func(text string) bool { return ledger.IsNobody([]byte(text)) })
		if s.shape == ledger.Transaction && !slices.Contains(s.columns[i].Where, customer) {
			if err := s.zeroes(t, customer, sample); err != nil {
				return err
			}
		}
	}
	return nil
}

// zeroes finds the number 0 or -1 in the place of a customer beside numbers above it. Where the numbers begin with 0 and leave
// few out, 0 is one of them, unless it has half of the rows; else it has to have more rows than any of them. In between, it asks.
func (s *audit) zeroes(t *dataset.Table, customer int, sample []string) error {
	rows, largest := make(map[int]int), 0
	for _, text := range sample {
		n, err := strconv.Atoi(answer.Trim(text))
		if err != nil || n < -1 {
			if answer.Trim(text) == "" || ledger.IsNobody([]byte(text)) {
				continue
			}
			return nil
		}
		rows[n]++
		largest = max(largest, n)
	}
	if largest == 0 {
		return nil
	}
	if rows[-1] > 0 {
		s.nobody = append(s.nobody, "-1")
	}
	dense, most := largest < 2*len(rows), 0
	for n, times := range rows {
		if n > 0 {
			most = max(most, times)
		}
	}
	switch {
	case rows[0] < 2, dense && (len(rows) < 3 || 2*rows[0] < len(sample)):
	case !dense && rows[0] > most:
		s.nobody = append(s.nobody, "0")
	default:
		return askNobody(t, customer, "0", rows[0])
	}
	return nil
}

// askNobody asks whether a number is that of a customer.
func askNobody(t *dataset.Table, customer int, text string, rows int) error {
	e := problem.Usage("%s: column %s: %s has %d of the first rows, and may stand for customers who are not known", t.Name, t.Header(customer), answer.Quote(text, 40), rows)
	column := dataset.InWhere(t.Reference(customer))
	e.Senses = []problem.Sense{{Says: "if it does", Flags: []string{"--where", column + "!=" + text}},
		{Says: "if it is a customer as the others are", Flags: []string{"--where", column + "~.*"}}}
	return e
}

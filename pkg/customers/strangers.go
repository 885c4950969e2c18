package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findStrangers asks where rows of customers, of orders or of what else a ledger has are none of those, as the texts in the place of their
// ids show: a subtotal, a budget or a month among the numbers of orders.
func (s *audit) findStrangers() error {
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		amount := cs.at(ledger.Amount)
		rows := s.counted(t, cs)
		find := &dataset.Totaling{Table: t, Rows: rows, Adds: true, Names: func(column int) bool {
			return column != amount && !slices.Contains(cs.Where, column)
		}, Figure: func(row []string) (x, rounded float64, ok bool) {
			x, err := answer.ParseNumber(cellOf(row, amount), s.decimal())
			return x, 0, err == nil
		}}
		if label, texts := find.Strangers(); label != none {
			return find.AskOfRows(label, texts, "rows of the ledger")
		}
	}
	return nil
}

// counted are the rows that have all cells, a customer and a time, as far as those are known: no others count as something.
func (s *audit) counted(t *dataset.Table, cs columns) [][]string {
	lacks := func(row []string, column int) bool { return column != none && isBlank(row[column]) }
	return slices.DeleteFunc(slices.Clone(t.Rows), func(row []string) bool {
		return len(row) != len(t.Headers) || lacks(row, cs.at(ledger.Customer)) || lacks(row, cs.at(ledger.Time))
	})
}

// planRows marks the first row and the last ones whose label is no more than a word of plans, of what was before, or of a figure. Words that
// companies are called by, too, tell so only of money below zero.
func planRows(t *dataset.Table, customer int) map[int]bool {
	is := func(n int) bool {
		label := cellOf(t.Rows[n], customer)
		below := slices.ContainsFunc(t.Rows[n], func(cell string) bool { return strings.HasPrefix(answer.Trim(cell), "-") && answer.IsNumber(cell) })
		return dataset.NamesPlan(label) && (below || !dataset.MayNameCompany(label))
	}
	plans := make(map[int]bool)
	for n := len(t.Rows) - 1; n >= 0 && t.Complete(); n-- {
		label := cellOf(t.Rows[n], customer)
		sum, _ := dataset.HeadsSum(label)
		if !is(n) && !sum && !dataset.NamesFigure(label) && !layout.NamesTableFigure(label) {
			break
		}
		plans[n] = is(n)
	}
	if len(t.Rows) > 0 && is(0) {
		plans[0] = true
	}
	return plans
}

// findAcross refuses amounts that are merged over several periods: they may be of each of them, or of all of them together.
func (s *audit) findAcross() error {
	if s.wide == nil {
		return nil
	}
	for i, t := range s.set.Tables {
		for _, m := range t.Across() {
			var over []string
			for _, cell := range s.wide[i].cells {
				if cell.column >= m.First && cell.column <= m.Last {
					over = append(over, t.Header(cell.column))
				}
			}
			if len(over) > 1 {
				return problem.Usage("%s:%d: one cell is merged over columns %s to %s: its amount may be that of each of them, or of all of them together", t.Name, m.Row,
					over[0], over[len(over)-1]).Advise("in a spreadsheet program, unmerge it and write an amount into each cell")
			}
		}
	}
	return nil
}

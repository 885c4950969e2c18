package customers

import (
	"math"
	"regexp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findTotals finds rows of a balance whose customer is a word of totals, and whose amounts are what the others of their
// period add up to: such a row is no customer, and its money would count twice. Where only the word speaks for it, it asks.
func (s *audit) findTotals() error {
	if s.wide == nil {
		if err := s.findStrangers(); err != nil {
			return err
		}
	}
	if s.shape != ledger.Balance || !s.priced() {
		return nil
	}
	for i, t := range s.set.Tables {
		customer := s.columns[i].at(ledger.Customer)
		if customer == none || slices.Contains(s.columns[i].Where, customer) {
			continue
		}
		figures := s.figuresOf(t, i, customer)
		sums := s.sumsIn(t, i, customer, figures)
		if figures = besideSums(figures, sums); len(figures) > 0 {
			return askFigures(t, customer, figures, s.wholes(t, i, customer))
		}
		for label, of := range sums {
			is, _ := dataset.HeadsSum(label)
			if dataset.NamesPlan(label) && !dataset.MayNameCompany(label) && of.large > 0 {
				return askFigures(t, customer, []string{label}, nil)
			}
			switch {
			case of.agrees == of.periods && (is || of.others > 1):
				s.totals = append(s.totals, label)
			case is && (of.agrees > 0 || of.large > 0 || of.rows > of.periods):
				return askTotal(t, customer, label)
			}
		}
	}
	slices.Sort(s.totals)
	return nil
}

// figuresOf lists what stands in the place of customers of a wide table and is the label of a figure of it, by its words or its numbers.
func (s *audit) figuresOf(t *dataset.Table, table, customer int) (labels []string) {
	if s.wide == nil {
		return nil
	}
	plans := planRows(t, customer)
	for n, row := range t.Rows {
		last := t.Complete() && n == len(t.Rows)-1
		if label := cellOf(row, customer); (layout.NamesTableFigure(label) || last && dataset.NamesFigure(label) || plans[n]) && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	if 2*len(labels) > len(t.Rows) { // then they are what the table is of
		labels = nil
	}
	for _, label := range s.summingUp(t, table, customer) {
		if !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	return labels
}

// besideSums are the labels of figures to be asked about, with those of the totals that stand beside them: whoever names some rows
// has to name all. Those that are known as totals are left out of the sums as others are.
func besideSums(figures []string, sums map[string]sumOf) []string {
	known := func(label string) bool {
		of, is := sums[label]
		return is && of.agrees == of.periods && of.others > 1
	}
	if !slices.ContainsFunc(figures, func(label string) bool { return !known(label) }) {
		return nil
	}
	for label := range sums {
		if is, _ := dataset.HeadsSum(label); (is || known(label)) && !slices.Contains(figures, label) {
			figures = append(figures, label)
		}
	}
	slices.Sort(figures)
	return figures
}

// askFigures asks whether such rows are figures of the table, or wholes of which the others are parts.
func askFigures(t *dataset.Table, customer int, labels, wholes []string) error {
	e := t.TellOfTotals(customer, labels, problem.Usage("%s: column %s: %s may be figures of the table, and no customers", t.Name, t.Header(customer), dataset.Shortly(labels)))
	if len(wholes) > 0 {
		whole := problem.Sense{Says: "if they are the customers, and what is indented below them is part of them",
			Flags: []string{"--where", dataset.InWhere(t.Reference(customer)) + "~" + dataset.OneOf(wholes)}}
		e.Senses = []problem.Sense{whole, e.Senses[0]}
	}
	return e
}

// A sumOf is how the amounts of a customer stand to those of all others.
type sumOf struct {
	rows, periods int
	agrees        int // periods in which they are the sum of the others, or their mean
	large         int // periods in which they are at least half of it
	others        int // most customers beside it in a period
}

// A periodSum is what stands in a period of one customer, or of all others.
type periodSum struct {
	sum  float64
	rows int
}

// sumsIn looks at the sampled customers whose names have a word of totals. The last period of a sample may not be whole.
// Figures of the table are none of them.
func (s *audit) sumsIn(t *dataset.Table, table, customer int, figures []string) map[string]sumOf {
	named, all := make(map[string]map[string]periodSum), make(map[string]periodSum)
	last := ""
	for _, row := range t.Rows {
		who := cellOf(row, customer)
		_, may := dataset.HeadsSum(who)
		may = may || dataset.NamesPlan(who) && !dataset.MayNameCompany(who)
		if !may && slices.Contains(figures, who) {
			continue
		}
		for period, x := range s.amountsOf(row, table) {
			if last = period; may && named[who] == nil {
				named[who] = make(map[string]periodSum)
			}
			if may {
				before := named[who][period]
				named[who][period] = periodSum{before.sum + x, before.rows + 1}
			} else if who != "" {
				all[period] = periodSum{all[period].sum + x, all[period].rows + 1}
			}
		}
	}
	if !t.Complete() && s.wide == nil {
		delete(all, last)
	}
	out := make(map[string]sumOf)
	for who, periods := range named {
		var of sumOf
		for period, its := range periods {
			if rest, ok := all[period]; ok && (s.wide == nil || t.Complete()) {
				of.compare(its, rest)
			}
		}
		if of.periods > 0 {
			out[who] = of
		}
	}
	return out
}

// compare holds the amount of a customer in a period against those of all others.
func (of *sumOf) compare(its, rest periodSum) {
	of.periods++
	of.rows += its.rows
	of.others = max(of.others, rest.rows)
	sum := math.Abs(its.sum-rest.sum) < 0.005
	mean := rest.rows > 1 && math.Abs(its.sum-rest.sum/float64(rest.rows)) < 0.005
	if sum || mean {
		of.agrees++
	}
	if its.sum > 0 && 2*its.sum >= rest.sum {
		of.large++
	}
}

// amountsOf reads the amounts of a row by their periods.
func (s *audit) amountsOf(row []string, table int) map[string]float64 {
	out := make(map[string]float64)
	read := func(period string, column int) {
		text := cellOf(row, column)
		if n, err := money.Read([]byte(text), s.decimal()); err == nil {
			if x, _, err := n.Amount(4); err == nil {
				out[period] = float64(x) / 1e4
			}
		}
	}
	if s.wide == nil {
		read(cellOf(row, s.columns[table].at(ledger.Time)), s.columns[table].at(ledger.Amount))
		return out
	}
	for _, cell := range s.wide[table].cells {
		read(s.set.Tables[table].Headers[cell.column], cell.column)
	}
	return out
}

// askTotal asks whether a row with a word of totals is one.
func askTotal(t *dataset.Table, customer int, label string) error {
	e := problem.Usage("%s: column %s: %s may be the total of other rows, which would count twice", t.Name, t.Header(customer), answer.Quote(label, 40))
	column := dataset.InWhere(t.Reference(customer))
	e.Senses = []problem.Sense{{Says: "if it is", Flags: []string{"--where", column + `!~^\s*` + regexp.QuoteMeta(label) + `\s*$`}},
		{Says: "if it is a customer as the others are", Flags: []string{"--where", column + "~.*"}}}
	return e
}

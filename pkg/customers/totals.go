package customers

import (
	"math"
	"regexp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findTotals finds rows of a balance whose customer is a word of totals, and whose amounts are what the others of their
// period add up to: such a row is no customer, and its money would count twice. Where only the word speaks for it, it asks.
func (s *audit) findTotals() error {
	if s.shape != ledger.Balance || !s.priced() {
		return nil
	}
	for i, t := range s.set.Tables {
		customer := s.columns[i].at(ledger.Customer)
		if customer == none || slices.Contains(s.columns[i].Where, customer) {
			continue
		}
		for label, of := range s.sumsIn(t, i, customer) {
			is, _ := dataset.HeadsSum(label)
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
func (s *audit) sumsIn(t *dataset.Table, table, customer int) map[string]sumOf {
	named, all := make(map[string]map[string]periodSum), make(map[string]periodSum)
	last := ""
	for _, row := range t.Rows {
		who := cellOf(row, customer)
		_, may := dataset.HeadsSum(who)
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

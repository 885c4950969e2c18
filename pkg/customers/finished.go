package customers

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// finished refuses tables of sums over all customers: a row is a period, or those who came in one, and no customer stands in it.
func (s *audit) finished(t *dataset.Table, cs columns) error {
	if err := s.waterfall(t, cs); err != nil {
		return err
	}
	if cs.has(ledger.Customer) || s.eachRow || len(t.Rows) == 0 || len(s.candidates(t, cs, ledger.Customer, ledger.Balance).Columns) > 0 {
		return nil
	}
	names := wordy(t)
	if cohortPairs(t, names) {
		return problem.Failure("%s: the rows are finished cohorts, with one for each later time of each, and no customer stands in them, so %s cannot be counted", t.Name, s.Metric.Name).Advise(exportRows)
	}
	names = withoutYears(t, names)
	if len(names) > 1 || len(names) == 1 && (!t.HoldsTimes(names[0], dates.Writing{}) && !every(t.Sample(names[0]), isMonth) || repeats(t, names[0])) {
		return nil
	}
	flows, ages := 0, 0
	for _, header := range t.Headers {
		if layout.TellsOf(layout.FlowWord, header) {
			flows++
		}
		if age, ok := ageOf(header); ok && age == ages {
			ages++
		}
	}
	switch {
	case len(names) == 1 && flows >= 2:
		return s.asTotals(t, names[0])
	case len(names) == 1 && ages >= 2:
		return problem.Failure("%s: the rows are finished cohorts, with a column for each age, and no customer stands in them, so %s cannot be counted", t.Name, s.Metric.Name).Advise(exportRows)
	}
	return nil
}

// wordy are the columns that hold something else than quantities.
func wordy(t *dataset.Table) []int {
	return t.Those(func(i int) bool { return !every(t.Sample(i), isQuantity(t)) && !t.Blank(i) })
}

// withoutYears leaves whole numbers such as 2000 out, which may be years, where another column says what a row is: the customers
// at the end of a month are as many.
func withoutYears(t *dataset.Table, names []int) []int {
	words := slices.DeleteFunc(slices.Clone(names), func(i int) bool { return every(t.Sample(i), answer.IsNumber) })
	if len(words) == 0 {
		return names
	}
	return words
}

// asTotals refuses rows that sum up customers. How many of how many were lost is a share of sums.
func (s *audit) asTotals(t *dataset.Table, column int) error {
	e := problem.Failure("%s: the rows are finished totals, one for each of column %s, and no customer stands in them, so %s cannot be counted", t.Name, t.Header(column), s.Metric.Name).Advise(exportRows)
	lost, start := t.Those(func(i int) bool { return layout.SaysLeft(t.Headers[i]) && isCounts(t, i) }), t.Those(func(i int) bool { return layout.TellsOf(layout.OpeningWord, t.Headers[i]) && isCounts(t, i) })
	if s.Metric.Name != "churn" || len(lost) != 1 || len(start) != 1 || !within(t, lost[0], start[0]) {
		return e
	}
	e.Senses = []problem.Sense{{Says: "how many of those at the start were lost, by the sums", Instead: "share",
		Flags: []string{"--count", t.Reference(lost[0]), "--of", t.Reference(start[0]), "--by", t.Reference(column)}}}
	return e
}

// isCounts tells whether a column counts customers: with whole numbers, under a header that speaks of no money.
func isCounts(t *dataset.Table, column int) bool {
	return !layout.TellsOf(layout.MoneyWord, t.Headers[column]) && every(t.Sample(column), func(text string) bool {
		n, err := strconv.Atoi(answer.Trim(text))
		return err == nil && n >= 0
	})
}

// within tells whether no number of a column is more than that of another one.
func within(t *dataset.Table, column, of int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []string) bool {
		part, err := strconv.Atoi(cellOf(row, column))
		whole, e := strconv.Atoi(cellOf(row, of))
		return err == nil && e == nil && part > whole
	})
}

// waterfall refuses the same turned: a row is what came, stayed or left, and a column is a period.
func (s *audit) waterfall(t *dataset.Table, cs columns) error {
	names := wordy(t)
	if s.eachRow || len(names) != 1 || len(t.Headers) < 3 || cs.has(ledger.Customer) && cs.at(ledger.Customer) != names[0] || repeats(t, names[0]) {
		return nil
	}
	flows, rows := 0, 0
	for _, name := range t.Sample(names[0]) {
		if answer.Trim(name) != "" {
			rows++
		}
		if layout.NamesFlow(name) {
			flows++
		}
	}
	if flows < fewestFlows || 2*flows < rows {
		return nil
	}
	return s.asTotals(t, names[0])
}

// fewestFlows is how many rows say of finished figures what they are, such as those that came, stayed and left.
const fewestFlows = 3

// isMonth tells whether a text is the name of a month, without its year.
func isMonth(text string) bool { return dates.IsMonth(answer.Normalise(text)) }

// isQuantity tells whether a text is a number, an amount or a percentage.
func isQuantity(t *dataset.Table) func(text string) bool {
	money := isMoney(t)
	return func(text string) bool {
		text = strings.TrimSpace(strings.TrimSuffix(answer.Trim(text), "%"))
		return (answer.IsNumber(text) || money(text)) && !yearMonth().MatchString(text)
	}
}

// yearMonth is a month that could be a number, 202601 and 01.2026, or a year.
var yearMonth = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^((19|20)\d\d(0[1-9]|1[0-2])?|(0?[1-9]|1[0-2])\.(19|20)\d\d)$`)
})

// ageOf reads the age of a cohort in a header: Month 0, M1, 2.
func ageOf(header string) (age int, ok bool) {
	found := ages().FindStringSubmatch(answer.Normalise(header))
	if found == nil {
		return 0, false
	}
	age, err := strconv.Atoi(found[1])
	return age, err == nil
}

var ages = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:month|m|monat|mes|mois|mese|maand|miesiac|ay|месяц|місяць|period|p|week|w|quarter|q|day|d|year|y)? ?(\d{1,2})$`)
})

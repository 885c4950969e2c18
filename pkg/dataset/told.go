package dataset

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// Told are the first values of a column that say something.
func (t *Table) Told(i int) []string {
	return slices.DeleteFunc(t.Sample(i), func(text string) bool { return SaysNothing([]byte(text)) })
}

// SaysNothing tells whether a cell is blank, or has a usual word for nothing, such as n/a.
func SaysNothing(cell []byte) bool {
	text := answer.Trim(string(cell))
	return text == "" || layout.Silence().Words[answer.Normalise(text)]
}

// OrderOf returns the order of day and month in a column of each table, None for no column. The error asks where the first
// values do not decide it.
func (s *Set) OrderOf(o dates.Writing, columns []int) (dates.DayOrder, error) {
	reader, err := dates.NewReader(o)
	if err != nil {
		return dates.Unknown, err
	}
	var seen dates.OrderEvidence
	for source, t := range s.Tables {
		for _, text := range t.Told(columns[source]) {
			_, reading, _ := reader.Parse([]byte(text))
			seen.Add(reading, []byte(text), tally.Place{Source: source})
		}
	}
	order, err := seen.Decide()
	if err == nil {
		return order, nil
	}
	s.DateOrder(o, func(table int) []int { // which looks at the columns beside them
		return slices.DeleteFunc([]int{columns[table]}, func(at int) bool { return at == None })
	})
	return order, s.Undecided(err, func(at tally.Place) int { return columns[at.Source] })
}

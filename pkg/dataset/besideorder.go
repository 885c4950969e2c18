package dataset

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A besideOrder is the order of the dates of other columns of a table, which the same program wrote: the first column that
// proves it, and the date that does.
type besideOrder struct {
	order dates.DayOrder
	proof int
	text  string
}

// besides finds the order of the dates that some columns do not hold. It is Unknown where none proves one, or two differ.
func (t *Table) besides(not map[int]bool) (b besideOrder) {
	reader, err := dates.NewReader(dates.Writing{})
	if err != nil {
		return b
	}
	for i := range t.Headers {
		if not[i] {
			continue
		}
		var seen dates.OrderEvidence
		for row, text := range t.Sample(i) {
			_, reading, _ := reader.Parse([]byte(text))
			seen.Add(reading, []byte(text), tally.Place{Line: int64(row)})
		}
		found, err := seen.Decide()
		switch {
		case err != nil || found == dates.Unknown:
		case b.order == dates.Unknown:
			b = besideOrder{found, i, seen.First(found)}
		case b.order != found:
			return besideOrder{}
		}
	}
	return b
}

// like has a question about the order of dates put first what the columns beside them show.
func (b besideOrder) like(t *Table, e *problem.Error) {
	const dayFirst, monthFirst = "dmy", "mdy"
	flag, other, says, otherwise := dayFirst, monthFirst, "if the day comes first", "if the month comes first"
	switch b.order {
	case dates.Unknown:
		return
	case dates.MonthFirst:
		flag, other, says, otherwise = other, flag, otherwise, says
	}
	e.Flags, e.Hint = nil, ""
	e.Senses = []problem.Sense{
		{Says: says + ", as in column " + t.Header(b.proof) + ", " + b.text, Flags: []string{"--date-format", flag}},
		{Says: otherwise, Flags: []string{"--date-format", other}},
	}
}

package facts

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// orders refuses dates of two columns of which one has the day first and the other the month: no order reads both.
func (s *session) orders(t *dataset.Table, cs dataset.Columns) error {
	if s.DateFormat != "" {
		return nil
	}
	day, month := dataset.None, dataset.None
	var first, second string
	for _, c := range s.traits.Columns {
		if !c.Times || !cs.Has(c.Role) {
			continue
		}
		byDay, byMonth := s.clues(t, cs.At(c.Role))
		switch {
		case byDay != "" && byMonth == "":
			day, first = cs.At(c.Role), byDay
		case byMonth != "" && byDay == "":
			month, second = cs.At(c.Role), byMonth
		}
	}
	if day == dataset.None || month == dataset.None {
		return nil
	}
	return problem.Failure("%s: column %s has the day first, as in %s, and column %s the month, as in %s: one order is for all columns", t.Name,
		t.Header(day), answer.Quote(first, 40), t.Header(month), answer.Quote(second, 40)).
		Advise("write the dates of one column as those of the other are written, or all of them as 2026-05-31")
}

// clues are the first dates of a column that can only be read with the day first, and with the month first.
func (s *session) clues(t *dataset.Table, column int) (byDay, byMonth string) {
	day, err := dates.NewReader(s.Writing(dates.DayFirst))
	month, errMonth := dates.NewReader(s.Writing(dates.MonthFirst))
	if err != nil || errMonth != nil {
		return "", ""
	}
	for _, text := range t.Sample(column) {
		_, _, ok := day.Parse([]byte(text))
		_, _, okMonth := month.Parse([]byte(text))
		if ok && !okMonth && byDay == "" {
			byDay = text
		}
		if okMonth && !ok && byMonth == "" {
			byMonth = text
		}
	}
	return byDay, byMonth
}

package survey

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// locate writes an error of a source as FILE:LINE:COLUMN: what is wrong.
func locate(name string, err error) string {
	var place *scan.PlaceError
	var syntax *scan.SyntaxError
	var size *scan.RecordSizeError
	var path *fs.PathError
	switch {
	case errors.As(err, &place):
		return fmt.Sprintf("%s:%d:%d: %s", name, place.Line, place.Column, place.Reason)
	case errors.As(err, &syntax):
		return fmt.Sprintf("%s:%d:%d: %s", name, syntax.Line, syntax.Column, syntax.Reason)
	case errors.As(err, &size):
		return fmt.Sprintf("%s:%d: the record has more than %d bytes; --max-record allows more", name, size.Line, size.Limit)
	case errors.As(err, &path):
		return fmt.Sprintf("%s: %v", name, path.Err)
	}
	return fmt.Sprintf("%s: %v", name, err)
}

// undecided says what to do about dates whose order the column does not tell.
func (s *session) undecided(err error) error {
	var open *dates.UndecidableError
	var both *dates.ContradictionError
	column := func(source int) string {
		return answer.Quote(s.tables[source].Headers[s.columns[source].time], 60)
	}
	switch {
	case errors.As(err, &open):
		at := open.First.At
		return &Error{Usage: true, Err: err, Flags: []string{"--date-format", "dmy"},
			Text: fmt.Sprintf("%s:%d: column %s: %s is %s with the day first and %s with the month first, and no value of the column decides",
				s.tables[at.Source].Name, at.Line, column(at.Source), answer.Quote(open.First.Text, 40),
				open.Spell(dates.DayFirst), open.Spell(dates.MonthFirst)),
			Hint: "--date-format dmy if the day comes first, --date-format mdy if the month does"}
	case errors.As(err, &both):
		day, month := both.DayFirst, both.MonthFirst
		return &Error{Err: err,
			Text: fmt.Sprintf("%s:%d: column %s: %s has the day first, but %s in %s:%d has the month first",
				s.tables[day.At.Source].Name, day.At.Line, column(day.At.Source), answer.Quote(day.Text, 40),
				answer.Quote(month.Text, 40), s.tables[month.At.Source].Name, month.At.Line),
			Hint: "--date-format dmy or --date-format mdy reads one of them, and reports the others as invalid"}
	}
	return err
}

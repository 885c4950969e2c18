package dataset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/visible"
	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// A Set is several sources that are one data set, in the order of reading.
type Set struct {
	Tables  []*Table
	firsts  [][]string // the first rows of all sources like the first one, where rows have no places
	reading io.Closer
}

// OpenSet looks at the beginning of every source. Its errors are of type *problem.Error.
func OpenSet(ctx context.Context, names []string, o Terms) (*Set, error) {
	if err := twice(names); err != nil {
		return nil, err
	}
	s := new(Set)
	for _, name := range names {
		tables, err := openSource(ctx, name, o)
		s.Tables = append(s.Tables, tables...)
		if err != nil {
			s.Close()
			return nil, openFailed(name, err)
		}
	}
	if err := s.noSheet(o.Sheet); err != nil {
		s.Close()
		return nil, err
	}
	if o.Access.Query != "" && !slices.ContainsFunc(s.Tables, func(t *Table) bool { return t.pool != nil }) {
		s.Close()
		return nil, problem.Usage("%s: --query asks a database, and this is a file", names[0]).
			Advise("--where keeps some of its rows; the address of a database stands where a file would stand")
	}
	s.settleMark()
	if s.Unplaced() {
		s.unplace()
	}
	return s, nil
}

// twice refuses a source that is named twice: its rows would count twice.
func twice(names []string) error {
	var files []os.FileInfo
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() {
			info = nil
		}
		same := func(before int) bool {
			return names[before] == name || info != nil && files[before] != nil && os.SameFile(info, files[before])
		}
		for before := range files {
			if same(before) {
				return problem.Usage("%s is the same source as %s: its rows would count twice", name, names[before])
			}
		}
		files = append(files, info)
	}
	return nil
}

// openFailed tells what to do about a source that cannot be opened.
func openFailed(name string, err error) error {
	var said *problem.Error
	if errors.As(err, &said) {
		return said
	}
	var records *RecordsNeeded
	if errors.As(err, &records) {
		return &problem.Error{Usage: true, Text: visible.Text(err.Error()), Err: err, Flags: []string{"--records", records.Paths[0]}}
	}
	var tables *TablesError
	if errors.As(err, &tables) {
		return tables.asked(err)
	}
	var missing *scan.RecordsError
	if errors.As(err, &missing) {
		return problem.Wrong(name+": ", err)
	}
	text := err.Error()
	if !strings.HasPrefix(text, visible.Text(name)+":") {
		text = locate(name, err)
	}
	e := &problem.Error{Text: text, Err: err}
	var foreign *source.ForeignError
	if errors.As(err, &foreign) {
		e.Usage, e.Hint, e.Flags, e.Before = foreign.Usage, foreign.Hint, foreign.Flags, foreign.Before
		if foreign.Instead != "" {
			e.Replace = [2]string{name, foreign.Instead}
		}
	}
	var sheet *workbook.SheetError
	if errors.As(err, &sheet) {
		e.Usage, e.Flags = true, sheetFailed(sheet)
	}
	return e
}

// Close releases what is open.
func (s *Set) Close() {
	for _, t := range s.Tables {
		t.Close()
	}
	s.finish()
}

func (s *Set) finish() {
	if s.reading != nil {
		s.reading.Close()
		s.reading = nil
	}
}

// Scanner opens a source for reading, and closes the one before it.
func (s *Set) Scanner(ctx context.Context, i int) (scan.Scanner, error) {
	s.finish()
	scanner, closer, err := s.Tables[i].Scanner(ctx)
	if err != nil {
		return nil, err
	}
	s.reading = closer
	return scanner, nil
}

// Len returns the number of sources.
func (s *Set) Len() int { return len(s.Tables) }

// Column names a column of a source to its scanner.
func (s *Set) Column(source, column int) scan.Column { return s.Tables[source].Column(column) }

// Reopens tells whether all sources can be read a second time.
func (s *Set) Reopens() bool {
	return !slices.ContainsFunc(s.Tables, func(t *Table) bool { return t.pool == nil && t.held == nil && !t.again() })
}

// Names lists the names of the sources, for messages.
func (s *Set) Names() string {
	var names []string
	for _, t := range s.Tables {
		names = append(names, visible.Text(t.Name))
	}
	return Some(names, 3)
}

// Some writes the first of many names, and how many more there are.
func Some(names []string, most int) string {
	if more := len(names) - most; more > 0 {
		names = append(slices.Clone(names[:most]), fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}

// Locate makes an error of reading a source say where: FILE:LINE:COLUMN: what is wrong.
func (s *Set) Locate(source int, err error) *problem.Error {
	var said *problem.Error
	if errors.As(err, &said) { // which knows what to do about it
		located := *said
		located.Text = locate(s.Tables[source].Name, err)
		return &located
	}
	return &problem.Error{Err: err, Text: locate(s.Tables[source].Name, err)}
}

func locate(name string, err error) string {
	name = visible.Text(name)
	var place *scan.PlaceError
	var size *scan.RecordSizeError
	var path *fs.PathError
	switch {
	case errors.As(err, &place):
		return fmt.Sprintf("%s:%d:%d: %s%s", name, place.Line, place.Column, place.Reason, LimitFlag(place.Reason))
	case errors.As(err, &size):
		return fmt.Sprintf("%s:%d: the record has more than %d bytes; --max-record allows more", name, size.Line, size.Limit)
	case errors.As(err, &path):
		return fmt.Sprintf("%s: %v", name, path.Err)
	case strings.HasPrefix(err.Error(), name+":"):
		return err.Error()
	}
	return fmt.Sprintf("%s: %v", name, err)
}

// LimitFlag names the flag that allows more, where a reason says that a limit was passed.
func LimitFlag(reason string) result.Word {
	switch {
	case strings.HasPrefix(reason, "a cell of more than"):
		return result.Word("; --max-cell allows more")
	case strings.HasPrefix(reason, "a record of more than"):
		return result.Word("; --max-record allows more")
	}
	return ""
}

// DateOrder returns the order of day and month where the samples decide it already. columns gives
// the columns of times of each table.
func (s *Set) DateOrder(o dates.Writing, columns func(table int) []int) dates.DayOrder {
	var seen dates.OrderEvidence
	reader, err := dates.NewReader(o)
	if err != nil {
		return dates.Unknown
	}
	for source, t := range s.Tables {
		of := make(map[int]bool)
		for _, i := range columns(source) {
			of[i] = true
			if t.oneDay(i) {
				t.monthly = append(t.monthly, i)
			}
			for row, text := range t.Sample(i) {
				_, reading, _ := reader.Parse([]byte(text))
				seen.Add(reading, []byte(text), tally.Place{Source: source, Line: int64(row)})
			}
		}
		if order, err := seen.Decide(); order == dates.Unknown && err != nil {
			t.beside = t.besides(of) // before the rows are given back
		}
	}
	order, err := seen.Decide()
	if err != nil {
		return dates.Unknown
	}
	return order
}

// Undecided says what to do about dates whose order the column does not tell, or tells in two ways.
// column tells in which column the date of a place stands. It returns other errors as they are.
func (s *Set) Undecided(err error, column func(at tally.Place) int) error {
	var open *dates.UndecidableError
	var both *dates.ContradictionError
	value := func(e dates.Sighting) string {
		t := s.Tables[e.At.Source]
		return fmt.Sprintf("%s: column %s: %q", s.At(e.At), t.Header(column(e.At)), e.Text)
	}
	switch {
	case errors.As(err, &open):
		e := &problem.Error{Usage: true, Err: err, Flags: []string{"--date-format", "dmy"},
			Text: fmt.Sprintf("%s is %s with the day first and %s with the month first, and no value of the column decides",
				value(open.First), open.Spell(dates.DayFirst), open.Spell(dates.MonthFirst)),
			Hint: "--date-format dmy if the day comes first, --date-format mdy if the month does"}
		t, at := s.Tables[open.First.At.Source], column(open.First.At)
		if slices.Contains(t.monthly, at) && !layout.Speaks(layout.DayFirstWord, t.Headers[at]) {
			e.Flags, e.Hint = []string{"--date-format", "mdy"}, "the second number is the same in all rows, as it is where a date stands for a month"
			e.Senses = []problem.Sense{{Says: "if the day comes first", Flags: []string{"--date-format", "dmy"}}}
		}
		t.beside.like(t, e)
		return e
	case errors.As(err, &both):
		return &problem.Error{Err: err,
			Text:  fmt.Sprintf("%s has the day first, but %s has the month first", value(both.DayFirst), value(both.MonthFirst)),
			Flags: []string{"--date-format", "dmy"},
			Hint:  "--date-format dmy or --date-format mdy reads one of them, and reports the others as invalid"}
	}
	return err
}

// Faulty shows the first places of trouble in a source as warnings, and how many there are in all.
func Faulty(code string, all int64, first []result.Warning) []result.Warning {
	const shown = 5
	out := first[:min(len(first), shown)]
	if more := all - int64(len(out)); more > 0 {
		out = append(out[:len(out):len(out)], result.Warn(code, "%d more such places; --rejects FILE lists them", more))
	}
	return out
}

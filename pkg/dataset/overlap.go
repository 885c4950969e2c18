package dataset

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Overlap refuses sources whose first rows stand in an earlier one, too, cell by cell: exports of periods that overlap, or
// one export under two names. Such rows would count twice. It takes a column that tells the rows of either source apart, and
// in which whoever is in both has the same row in both: people who answer twice, and customers month by month, have not.
func (s *Set) Overlap() *problem.Error {
	if len(s.Tables) < 2 || s.Unplaced() {
		return nil
	}
	indexes := make([]rowIndex, len(s.Tables))
	for i, later := range s.Tables {
		indexes[i] = later.indexed()
		from := 0
		if i > manySources {
			from = i - 1
		}
		for j, earlier := range s.Tables[from:i] {
			if !slices.Equal(later.Headers, earlier.Headers) {
				continue
			}
			if n := later.rowsOf(earlier, indexes[i], indexes[from+j]); n > 0 {
				return later.overlaps(earlier, n)
			}
		}
	}
	return nil
}

// manySources is how many sources are held against each other. Of more, each is held against the one before, with which the
// export of a period overlaps: it has to be quick.
const manySources = 16

// A rowIndex has the first rows of a table by the text of the first few columns that tell all of them apart, nil for others.
type rowIndex []map[string][]string

func (t *Table) indexed() rowIndex {
	const few = 4
	index, n := make(rowIndex, len(t.Headers)), 0
	for column := range index {
		if index[column] = t.byText(column); index[column] != nil {
			n++
		}
		if n == few {
			break
		}
	}
	return index
}

// rowsOf counts the first rows that surely are rows of an earlier table.
func (t *Table) rowsOf(earlier *Table, own, known rowIndex) (again int) {
	if t.copies(earlier) {
		return len(t.Rows)
	}
	for column := range t.Headers {
		if own[column] == nil || known[column] == nil {
			continue
		}
		if both := commonRows(own[column], known[column]); len(both) > 0 && len(both) >= t.leastAgain(column, both) {
			again = max(again, len(both))
		}
	}
	return again
}

// commonRows are the rows that two tables have in common; none where a text stands in both and its rows differ.
func commonRows(own, known map[string][]string) (both [][]string) {
	for text, row := range own {
		was, met := known[text]
		switch {
		case met && !slices.Equal(was, row):
			return nil
		case met:
			both = append(both, row)
		}
	}
	return both
}

// copies tells whether the first rows are all those of another table, in their order, and more than chance would have so.
func (t *Table) copies(o *Table) bool {
	const some, many = 5, 20
	filled := len(t.Those(func(i int) bool { return !t.Blank(i) }))
	if n := len(t.Rows); n != len(o.Rows) || n < some || filled < 2 && n < many || t.Whole != o.Whole {
		return false
	}
	different := make(map[string]bool)
	for i, row := range t.Rows {
		if !slices.Equal(row, o.Rows[i]) {
			return false
		}
		different[strings.Join(row, "\x00")] = true
	}
	return len(different) > 2
}

// byText returns the first rows by the text of a column, nil where that does not tell all of them apart.
func (t *Table) byText(column int) map[string][]string {
	rows := make(map[string][]string)
	for _, row := range t.Rows {
		if column >= len(row) {
			return nil
		}
		text := answer.Trim(row[column])
		if _, met := rows[text]; met || text == "" {
			return nil
		}
		rows[text] = row
	}
	if len(rows) < 2 {
		return nil
	}
	return rows
}

// ofDay finds a time of the day.
var ofDay = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{1,2}:\d{2}`) })

// leastAgain is how many rows have to stand in both tables: one whose column numbers what happened, or that has a time of
// day; else as many as hardly agree in all that differs between them, where there is enough of that.
func (t *Table) leastAgain(column int, both [][]string) int {
	const never, some, few = 1 << 30, 2, 3
	numbered := layout.IsAsideHeader(layout.AnswerIDHeader, t.Headers[column]) || layout.IsAsideHeader(layout.OtherIDHeader, t.Headers[column])
	for _, r := range []layout.Role{layout.Order, layout.Entry} {
		rating, is := layout.RatingOf(r, "", t.Headers[column])
		numbered = numbered || is && rating.Sure
	}
	differ, timed, dated := 0, false, false
	for i := range t.Headers {
		texts := make(map[string]bool)
		for _, row := range both {
			if i < len(row) {
				texts[row[i]] = true
				timed = timed || ofDay().MatchString(row[i])
			}
		}
		if i != column && len(texts) > 1 {
			differ++
		}
		rating, is := layout.RatingOf(layout.Time, "", t.Headers[i])
		dated = dated || is && rating.Sure
	}
	filled := len(t.Those(func(i int) bool { return !t.Blank(i) }))
	switch {
	case filled < few:
		return never
	case numbered && filled > few || timed:
		return 1
	case differ < some:
		return never
	case numbered || dated:
		return some
	}
	return few
}

// overlaps says so, with a command that reads the rows once where they are lines.
func (t *Table) overlaps(earlier *Table, again int) *problem.Error {
	if again == len(t.Rows) && again == len(earlier.Rows) {
		e := problem.Usage("%s has the same rows as %s: they would count twice", t.Name, earlier.Name)
		if !t.Whole {
			e = problem.Usage("%s has the same first %d rows as %s: they would count twice", t.Name, again, earlier.Name)
		}
		return e.Advise("leave one of them out")
	}
	e := problem.Usage("%s: %d of the first %d rows stand in %s, too, the same in every cell: they would count twice", t.Name, again, len(t.Rows), earlier.Name)
	if !t.ofLines() || !earlier.ofLines() {
		return e.Advise("leave them out of one of the two")
	}
	script := "NR==FNR{seen[$0];next} FNR==1||!($0 in seen)"
	if t.isJSON() {
		script = "NR==FNR{seen[$0];next} !($0 in seen)"
	}
	e.Senses = []problem.Sense{{Says: "each of them once", Before: []string{"awk", script, earlier.Name, t.Name, "|"}, Replace: [2]string{t.Name, "-"}}}
	return e
}

// ofLines tells whether every row is a line of a plain file, as far as the first ones show.
func (t *Table) ofLines() bool {
	plain := t.Info.Compression == "none" && t.Info.Encoding == "utf-8" && (t.Info.Format == "csv" || t.Info.Format == "ndjson") && t.HeaderRows < 2
	return plain && t.again() && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, "\n") })
	})
}

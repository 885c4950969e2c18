package dataset

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// fewestUnits is how many rows may be units.
const fewestUnits = 3

// A Summary is what a row tells of a unit, such as a store or a month: its figure, and of how many answers it is.
type Summary struct{ Unit, Count int }

// Summed tells whether rows are units with a figure each, and not answers: a column names every row, another one holds of
// how many answers the score beside it is, and no row has a text of its own. free tells which columns may.
func (t *Table) Summed(rows [][]string, metric string, score int, free func(int) bool) (s Summary, ok bool) {
	return t.SummedBy(rows, metric, score, None, free)
}

// SummedBy is Summed where somebody has named the column that says how many there are, unless that is None. Rows that list
// the steps of a scale are what is counted then, unless each is of a time.
func (t *Table) SummedBy(rows [][]string, metric string, score, count int, free func(int) bool) (s Summary, ok bool) {
	s = Summary{None, count}
	rows = slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return len(row) != len(t.Headers) })
	figure := func(row []string) bool { return answer.IsNumber(row[score]) }
	if len(rows) < fewestUnits || count != None && (!t.howMany(rows, count) || !all(rows, figure)) {
		return s, false
	}
	for i, header := range t.Headers {
		if i == score || i == count {
			continue
		}
		_, comment := layout.RatingOf(layout.Comment, metric, header)
		if (comment || isOfOne(metric, header) || clocked(rows, i)) && !t.Blank(i) {
			return s, false // that is of an answer
		}
		if countsAnswers(metric, header) && free(i) && s.Count == None && t.howMany(rows, i) {
			s.Count = i
		}
	}
	things := s.Count == None
	if things {
		s.Count = t.countOfThings(rows, metric, score, free)
	}
	if s.Count == None {
		return s, false
	}
	var naming []int
	for i := range t.Headers {
		if i != score && i != s.Count && free(i) && t.naming(rows, i, score) {
			naming = append(naming, i)
		}
	}
	for _, i := range naming {
		_, figure := layout.RatingOf(layout.Figure, metric, t.Headers[i]) // of whom it is: an agent
		if onceEach(rows, i) && (figure || t.parts(i) || !things) && (t.times(i) || count == None && t.parts(i) || !t.stepsEach(rows, score)) {
			s.Unit = i
			return s, true
		}
	}
	if len(naming) > 1 && slices.ContainsFunc(naming, t.parts) && onceEach(rows, naming...) {
		s.Unit = naming[0]
	}
	return s, s.Unit != None
}

// MeansBy finds the column that names what each row is the mean of, such as a store or a month, where the header of the score
// says that it holds means and nothing tells of how many answers; None where rows may be answers for all that is known.
func (t *Table) MeansBy(rows [][]string, metric string, score int, free func(int) bool) int {
	number := func(row []string) bool { return answer.IsNumber(answer.Trim(row[score])) }
	if _, mean := layout.RatingOf(layout.Mean, metric, t.Headers[score]); !mean || len(rows) < fewestUnits || !all(rows, number) {
		return None
	}
	unit := None
	for i, header := range t.Headers {
		_, comment := layout.RatingOf(layout.Comment, metric, header)
		_, figure := layout.RatingOf(layout.Figure, metric, header) // of whom it is: an agent
		if i != score && (comment || isOfOne(metric, header) || clocked(rows, i)) && !t.Blank(i) {
			return None // that is of an answer
		}
		if unit == None && i != score && free(i) && (figure || t.parts(i)) && t.naming(rows, i, score) && onceEach(rows, i) {
			unit = i
		}
	}
	return unit
}

func all(rows [][]string, is func(row []string) bool) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool { return !is(row) })
}

// isOfOne tells whether a header is that of a person, of what a person came with, or of an answer.
func isOfOne(metric, header string) bool {
	_, person := layout.RatingOf(layout.Respondent, metric, header)
	_, order := layout.RatingOf(layout.Order, metric, header)
	return person || order || layout.IsAsideHeader(layout.AnswerIDHeader, header) || layout.IsAsideHeader(layout.ReviewIDHeader, header) ||
		answer.Normalise(header) == "id"
}

// countsAnswers tells whether a header says how many answers there are; a total alone may be one of anything.
func countsAnswers(metric, header string) bool {
	r, is := layout.RatingOf(layout.Count, metric, header)
	const things = 3 // words of what may be counted
	return is && r.Rank < things && (r.Sure || !strings.Contains(strings.ToLower(header), "total"))
}

// countOfThings finds the column that says how many things there are that may each have had an answer, such as surveys or
// tickets; None where there is none. They say so beside parts and times alone.
func (t *Table) countOfThings(rows [][]string, metric string, score int, free func(int) bool) int {
	for i, header := range t.Headers {
		if _, is := layout.RatingOf(layout.Count, metric, header); is && i != score && free(i) && t.howMany(rows, i) {
			return i
		}
	}
	return None
}

// parts tells whether the header of a column is that of times or of parts, such as stores.
func (t *Table) parts(column int) bool {
	_, part := layout.RatingOf(layout.Segment, "", t.Headers[column])
	return part || t.times(column)
}

func (t *Table) times(column int) bool {
	_, is := layout.RatingOf(layout.Time, "", t.Headers[column])
	return is || t.HoldsTimes(column, dates.Writing{})
}

// onceEach tells whether no two rows have the same in some columns.
func onceEach(rows [][]string, columns ...int) bool {
	seen := make(map[string]bool)
	for _, row := range rows {
		key := ""
		for _, i := range columns {
			key += answer.Trim(row[i]) + "\x00"
		}
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

// clocked tells whether a column holds times of the day: "2026-05-01 10:12".
func clocked(rows [][]string, column int) bool {
	return !slices.ContainsFunc(rows, func(row []string) bool {
		date, time, found := strings.Cut(row[column], ":")
		return !found || !strings.ContainsAny(date, "0123456789") || len(time) < 2 || time[0] < '0' || time[0] > '9'
	})
}

// howMany tells whether a column holds whole numbers, not all the same and most of them above one.
func (t *Table) howMany(rows [][]string, column int) bool {
	above := 0
	if !slices.ContainsFunc(rows, func(row []string) bool { return row[column] != rows[0][column] }) {
		return false
	}
	for _, row := range rows {
		if isAbridged(row[column]) {
			above++
			continue
		}
		n, err := answer.ParseCount(strings.NewReplacer(" ", "", ",", "", "'", "", "\u00a0", "").Replace(answer.Trim(row[column])), t.Decimal)
		if err != nil || n < 0 {
			return false
		}
		if n > 1 {
			above++
		}
	}
	return 2*above > len(rows)
}

// naming tells whether every row has a name in a column, which is neither a number nor that of its score.
func (t *Table) naming(rows [][]string, column, score int) bool {
	numbers, labels := true, true
	for _, row := range rows {
		text := answer.Trim(row[column])
		if text == "" {
			return false
		}
		numbers = numbers && answer.IsNumber(answer.Trim(strings.TrimSuffix(text, "%")))
		labels = labels && (layout.Labels()[answer.Normalise(text)] || strings.Contains(text, answer.Trim(row[score])) && len(text) < len("10 extremely likely"))
	}
	return !labels && !numbers
}

// stepsEach tells whether the scores are neighbouring steps, each once: such rows list what answers there are.
func (t *Table) stepsEach(rows [][]string, score int) bool {
	var all []float64
	for _, row := range rows {
		x, err := answer.ParseNumber(answer.Trim(row[score]), t.Decimal)
		if err != nil || slices.Contains(all, x) || x != math.Trunc(x) {
			return false
		}
		all = append(all, x)
	}
	return slices.Max(all)-slices.Min(all) == float64(len(all)-1)
}

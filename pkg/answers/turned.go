package answers

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

const (
	fewestPeople = 3   // columns that may be people
	mostTurned   = 200 // rows that may be questions
)

// turned refuses a table with a row for each question and a column for each person: no column holds the answers to one question.
func (s *item) turned(t *dataset.Table, cs dataset.Columns) *problem.Error {
	if len(t.Rows) > mostTurned {
		return nil
	}
	question, people, numbered := dataset.None, 0, true
	for i, header := range t.Headers {
		switch {
		case t.Blank(i):
		case header == "#"+strconv.Itoa(i+1):
			return nil // it has no header, so nothing names a person
		case s.namesQuestions(t, i) && question == dataset.None:
			question = i
		case s.headsPerson(t, i):
			people++
			numbered = numbered && strings.ContainsAny(header, "0123456789")
		default:
			return nil
		}
		if cs.Taken(i) && i != cs.At(texts.Score) || slices.Contains(cs.By, i) || slices.Contains(t.Headers[:i], header) {
			return nil
		}
	}
	if question == dataset.None || people < fewestPeople || !numbered && !s.headsQuestions(t.Headers[question]) {
		return nil
	}
	return problem.Failure("%s: a row is a question of column %s, and the columns beside it are those who answered, so none holds the answers to one question", t.Name, t.Header(question)).
		Advise("turn rows and columns over, which spreadsheets call transpose, and ask again")
}

// namesQuestions tells whether a column names another question in each row: its header says so, or the cells name several metrics.
func (s *item) namesQuestions(t *dataset.Table, column int) bool {
	cells := t.Sample(column)
	seen, metrics := make(map[string]bool), make(map[string]bool)
	for _, cell := range cells {
		text := answer.Normalise(cell)
		if text == "" || answer.IsNumber(text) || seen[text] {
			return false
		}
		seen[text] = true
		metrics[layout.MetricOf(cell)] = true
	}
	delete(metrics, "")
	return len(cells) > 0 && (s.headsQuestions(t.Headers[column]) || len(metrics) > 1)
}

func (s *item) headsQuestions(header string) bool {
	r, is := layout.RatingOf(layout.Question, s.Metric.Name, header)
	return is && r.Rank == 1
}

// headsPerson tells whether a column holds numbers below a header that may be that of one who answered: no number, period or figure.
func (s *item) headsPerson(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if _, _, _, period := dates.Within(header); period || dates.IsMonth(answer.Normalise(header)) || answer.Trim(header) == "" || answer.IsNumber(answer.Trim(header)) {
		return false
	}
	for _, role := range []layout.Role{layout.Score, layout.Mean, layout.Count, layout.Weight, layout.Time, layout.Segment} {
		if _, is := layout.RatingOf(role, s.Metric.Name, header); is {
			return false
		}
	}
	return !slices.ContainsFunc(t.Sample(column), func(cell string) bool { return answer.Trim(cell) != "" && !answer.IsNumber(answer.Trim(cell)) })
}

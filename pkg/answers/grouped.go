package answers

import (
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// What tells that rows are groups where no header says so: how many rows there are, and that at least three in four of the groups
// that there could be stand there.
const (
	fewestGroups = 6
	ofAllGroups  = 0.75
)

// grouped refuses rows that are groups of people with a figure each: the words in the column of answers say whom a row is of,
// as its other words do, and a column of broken numbers beside them holds the figure, such as a mean.
func (v *view) grouped() *problem.Error {
	whole := *v
	whole.rows = slices.DeleteFunc(slices.Clone(v.table.Rows), func(row []string) bool { return len(row) != len(v.table.Headers) })
	return whole.ofGroups() // whatever rows are asked for
}

func (v *view) ofGroups() *problem.Error {
	if v.weighted() || v.keepsAll(v.score) || slices.ContainsFunc(v.rows, func(row []string) bool { return answer.IsNumber(answer.Trim(row[v.score])) }) {
		return nil
	}
	figure, mean, labels := dataset.None, false, []int(nil)
	for i, header := range v.table.Headers {
		values, numbers, broken := v.kindsOf(i)
		_, says := layout.RatingOf(layout.Mean, v.Metric.Name, header)
		switch {
		case v.ofPerson(i):
			return nil
		case values > 1 && numbers == 0:
			labels = append(labels, i)
		case numbers == len(v.rows) && broken >= fewestMeans && 2*broken > numbers && (figure == dataset.None || says && !mean):
			figure, mean = i, says
		}
	}
	if figure == dataset.None || len(labels) < 2 || !slices.Contains(labels, v.score) || !v.onceOf(labels, mean) {
		return nil
	}
	return problem.Failure("%s: every row is a group of its own, as columns %s say, with a figure of it in column %s: a group is no answer, and %s cannot be had from them",
		v.table.Name, layout.List(v.table.Headers, labels), v.table.Header(figure), v.Metric.Name).
		Advise("export the answers themselves; --where " + layout.ShellQuote(dataset.Among(v.table.Reference(v.score), nil)) + " takes every row for an answer all the same")
}

// ofPerson tells whether a column says who answered, when, or what they wrote: then a row is an answer.
func (v *view) ofPerson(column int) bool {
	header := v.table.Headers[column]
	for _, role := range []layout.Role{layout.Respondent, layout.Comment, layout.Order} {
		if _, is := layout.RatingOf(role, v.Metric.Name, header); is {
			return true
		}
	}
	return layout.NamesID(header) || v.numbersRows(v.table, column)
}

// kindsOf counts the values of a column, the cells that hold numbers, and those that hold neither whole ones nor halves.
func (v *view) kindsOf(column int) (values, numbers, broken int) {
	seen := make(map[string]bool)
	for _, row := range v.rows {
		text := answer.Trim(row[column])
		seen[text] = true
		x, err := answer.ParseNumber(text, v.table.Decimal)
		if err != nil {
			continue
		}
		if numbers++; 2*x != math.Trunc(2*x) {
			broken++
		}
	}
	return len(seen), numbers, broken
}

// onceOf tells whether no two rows are of one group, and the groups are those of a table: a column names questions, a header speaks
// of means, or most of the groups that there could be stand there.
func (v *view) onceOf(labels []int, mean bool) bool {
	seen, possible := make(map[string]bool), 1.
	for _, row := range v.rows {
		var cells []string
		for _, i := range labels {
			cells = append(cells, answer.Trim(row[i]))
		}
		key := strings.Join(cells, "\x00")
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	asks := false
	for _, i := range labels {
		values, _, _ := v.kindsOf(i)
		if 2*values > len(v.rows) {
			return false // names, or what people wrote
		}
		possible *= float64(values)
		r, is := layout.RatingOf(layout.Question, v.Metric.Name, v.table.Headers[i])
		asks = asks || is && r.Rank == 1
	}
	rows := float64(len(v.rows))
	return rows > 2 && (asks || mean) || len(v.rows) >= fewestGroups && rows >= ofAllGroups*possible
}

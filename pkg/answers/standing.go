package answers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A view is what the first rows of a table show that meet the conditions.
type view struct {
	*item
	table   *dataset.Table
	columns dataset.Columns
	score   int
	rows    [][]string
	named   map[string]string // the metrics that values name: the same words stand in many columns
}

// metricOf returns the metric that a value names.
func (v *view) metricOf(value string) string {
	name, known := v.named[value]
	if !known && !answer.IsNumber(value) {
		name = layout.MetricOf(value)
		v.named[value] = name
	}
	return name
}

// doubtRows asks where the first rows show that a row stands for something else than an answer to the question: a
// figure of them all would be wrong without a word.
func (s *item) doubtRows() error {
	var views []view
	s.nearby = s.reachBeside(s.set.Tables[0], s.columns[0].At(texts.Score))
	s.categories = s.promoting(s.set.Tables[0], s.columns[0].At(texts.Score))
	for i, t := range s.set.Tables {
		v := view{item: s, table: t, columns: s.columns[i], score: s.columns[i].At(texts.Score), named: make(map[string]string)}
		v.rows = s.meeting(t, v.columns)
		for _, doubt := range []func() *problem.Error{v.grouped, v.mixed, v.options, v.maximum, v.summed, v.totals, v.ofPortions, v.inPercent, v.means, v.counted, v.mingled, v.aside, v.twice, v.split} {
			if e := doubt(); e != nil {
				return e
			}
		}
		s.noted = slices.Concat(s.noted, v.notes(), v.undated(), v.again(), v.same(), v.ofOther(), v.between())
		views = append(views, v)
	}
	if e := s.overlap(views); e != nil {
		return e
	}
	return nil
}

// meeting returns the first rows that meet the conditions.
func (s *item) meeting(t *dataset.Table, cs dataset.Columns) (rows [][]string) {
	conditions := s.On(where.Cells{Decimal: t.Decimal, Zone: s.Zone})
	for _, row := range t.Rows {
		meets := len(row) == len(t.Headers)
		for i, cond := range conditions {
			meets = meets && cond.Match([]byte(row[cs.Where[i]]))
		}
		if meets {
			rows = append(rows, row)
		}
	}
	return rows
}

// free tells whether a column plays no role yet, and no part in the request.
func (v *view) free(column int) bool {
	return !v.columns.Taken(column) && !slices.Contains(v.columns.By, column) && !v.columns.Settled(column)
}

// values counts the values of a column that may be questions, in rows with an answer.
func (v *view) values(column int) map[string]int { return dataset.Asked(v.rows, column, v.score) }

// mostQuestions is how many questions may stand in rows.
const mostQuestions = 40

// mostMetrics is how many names of metrics a column has of which the header tells nothing.
const mostMetrics = 12

// mixed asks where rows answer different questions, of which a column tells.
func (v *view) mixed() *problem.Error {
	best, own := dataset.None, 0
	for i := range v.table.Headers {
		if !v.free(i) || !v.tellsQuestions(i) {
			continue
		}
		if n := len(v.ofMetric(i)); best == dataset.None || n > 0 && (own == 0 || n < own) {
			best, own = i, n
		}
	}
	if best == dataset.None {
		return nil
	}
	values := slices.Sorted(maps.Keys(v.values(best)))
	e := problem.Usage("%s: the rows answer different questions, as column %s tells, and one figure of all of them would mean nothing\n%s",
		v.table.Name, v.table.Header(best), v.table.List([]int{best}))
	v.choose(e, best, values)
	return e
}

// choose adds the commands that take one of the questions.
func (v *view) choose(e *problem.Error, column int, values []string) {
	own := v.ofMetric(column)
	switch {
	case len(own) == 1:
		e.Flags = []string{"--where", condition(v.table.Reference(column), own[0])}
	case len(own) > 1:
		v.eachValue(e, column, own[:min(len(own), sensesShown)])
	case len(values) > 0 && !slices.ContainsFunc(values, v.maybeOurs):
		e.Hint = fmt.Sprintf("each of them is a question of another metric, and none of %s", v.Metric.Name)
	case len(values) > 0 && len(values) <= mostMetrics:
		values = slices.DeleteFunc(values, func(value string) bool { return !v.maybeOurs(value) })
		slices.SortStableFunc(values, func(a, b string) int { return cmp.Compare(overallFirst(a), overallFirst(b)) })
		v.eachValue(e, column, values)
	case len(values) > 0:
		e.Hint = fmt.Sprintf("no value is known to be a question of %s; take one with --where %s", v.Metric.Name,
			layout.ShellQuote(condition(v.table.Reference(column), "VALUE")))
	}
}

// eachValue has a question offer values of a column one by one.
func (v *view) eachValue(e *problem.Error, column int, values []string) {
	for _, value := range values {
		e.Senses = append(e.Senses, problem.Sense{Says: "of " + answer.Quote(value, 40),
			Flags: []string{"--where", condition(v.table.Reference(column), value)}})
	}
}

// maybeOurs tells whether a value is not surely the question of another metric.
func (v *view) maybeOurs(value string) bool {
	name := v.metricOf(value)
	return name == "" || name == v.Metric.Name
}

// overallFirst orders questions of all there is before those of a part.
func overallFirst(text string) int {
	if layout.Speaks(layout.Overall, text) {
		return 0
	}
	return 1
}

// ofMetric lists the values of a column that name the metric, or are its question.
func (v *view) ofMetric(column int) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for value := range v.values(column) {
			if v.metricOf(value) == v.Metric.Name && !yield(value) {
				return
			}
		}
	})
}

// tellsQuestions tells whether a column says which question a row answers. A header that speaks of questions is enough
// where they come again; where it speaks of kinds, or of nothing known, values have to be names of metrics.
func (v *view) tellsQuestions(column int) bool {
	header, known := layout.RatingOf(layout.Question, v.Metric.Name, v.table.Headers[column])
	if t := v.table.Titles; !known && t != nil {
		header, known = layout.RatingOf(layout.Question, v.Metric.Name, t[column])
	}
	values := v.values(column)
	if len(values) < 2 || len(values) > mostQuestions || !known && len(values) > mostMetrics {
		return false
	}
	all, named, metrics := 0, 0, make(map[string]bool)
	for value, n := range values {
		all += n
		if m := v.metricOf(value); m != "" {
			named += n
			metrics[m] = true
		}
	}
	again := all >= 2*len(values)
	switch {
	case known && header.Rank == 1:
		return again || v.alone(column)
	case known && layout.MetricOf(v.table.Headers[v.score]) == v.Metric.Name:
		return len(metrics) > 1 // the answers are of one question, whatever surveys are called
	case known:
		return len(metrics) > 1 || len(metrics) == 1 && named < all || dataset.Crosses(v.rows, column, v.score, len(values))
	}
	return len(metrics) > 1 && 2*named > all && again
}

// alone tells whether all rows are of one respondent, who would be asked everything once.
func (v *view) alone(column int) bool {
	return slices.ContainsFunc(layout.Candidates(layout.Respondent, v.Metric.Name, v.table.Headers), func(at int) bool {
		who := make(map[string]bool)
		for _, row := range v.rows {
			if answer.Trim(row[column]) != "" && answer.Trim(row[v.score]) != "" {
				who[answer.Trim(row[at])] = true
			}
		}
		return len(who) == 1 && !who[""] && at != column && at != v.score
	})
}

// condition writes that a column has a value, in quotes where a sign would be taken for the operator.
func condition(column, value string) string {
	plain := func(text string) bool {
		return !strings.ContainsAny(text, "=!<>~\",\t") && !strings.Contains(text, " in ") && strings.TrimSpace(text) == text
	}
	if plain(column) && plain(value) {
		return column + "=" + value
	}
	quote := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	return quote(column) + "=" + quote(value)
}

// fewestOptions is how many columns side by side may be the options of one question.
const fewestOptions = 3

// options asks where every option of a question has a column of its own, and a row has one of them.
func (v *view) options() *problem.Error {
	if !v.single(v.score) {
		return nil
	}
	from, to := v.score, v.score+1
	for ; to < len(v.table.Headers) && v.isOption(to) && v.apart(from, to+1); to++ {
	}
	for ; from > 0 && v.isOption(from-1) && !v.table.Blank(from-1) && v.apart(from-1, to); from-- {
	}
	if to-from < fewestOptions || !v.exclusive(from, to) {
		return nil
	}
	columns := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		columns = append(columns, i)
	}
	return problem.Usage("%s: every option of the question has a column of its own, and a row fills one of them: no column holds the answers\n%s",
		v.table.Name, v.table.List(columns)).Advise("export the answers with one column for a question, or put them into one")
}

func (v *view) isOption(column int) bool {
	return v.single(column) && v.free(column)
}

// single tells whether a column has one value at the most, and some rows leave it blank: nobody chose it where all do.
func (v *view) single(column int) bool {
	value, filled := "", 0
	for _, row := range v.rows {
		text := answer.Trim(row[column])
		if text == "" {
			continue
		}
		if filled++; value != "" && text != value {
			return false
		}
		value = text
	}
	return filled < len(v.rows)
}

// apart tells whether no row fills two of the columns, but for one above that names the options.
func (v *view) apart(from, to int) bool {
	return !slices.ContainsFunc(v.rows[min(1, len(v.rows)):], func(row []string) bool { return filledOf(row[from:to]) > 1 })
}

// exclusive tells whether most rows fill one of the columns, and none two.
func (v *view) exclusive(from, to int) bool {
	some := 0
	for _, row := range v.rows {
		if filledOf(row[from:to]) == 1 {
			some++
		}
	}
	return some > 1 && 2*some >= len(v.rows) && v.apart(from, to)
}

// filledOf counts the cells that are not blank.
func filledOf(cells []string) (n int) {
	for _, text := range cells {
		if answer.Trim(text) != "" {
			n++
		}
	}
	return n
}

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

// A digest is a table whose rows may be the answers that could be given, each once, with how many gave it beside them.
type digest struct {
	*view
	answers       []string
	rows          [][]string
	counts        []int // columns of whole numbers
	parts         []int // columns that add up to a whole
	marked        bool  // with signs of percent
	countsOf      [][]float64
	partsOf       [][]float64
	numbers       bool // the answers are numbers, so that any row may be one
	inOrder, full bool // the answers are words on a scale in its order, all of it
}

// summary asks where the rows list answers, each once, and the columns beside them say how many gave each: in numbers and in
// percent, in percent alone, or in numbers where the answers are all steps in their order.
func (v *view) summary() *problem.Error {
	d := &digest{view: v}
	switch {
	case v.keepsAll(v.score):
		return nil
	case !d.read():
		return v.portions()
	}
	for n, i := range d.counts {
		for m, of := range d.partsOf {
			if proportional(d.countsOf[n], of) && (d.percent(d.parts[m]) || !slices.Equal(d.countsOf[n], of)) {
				return d.ask("--count", i, false)
			}
		}
	}
	switch {
	case len(d.parts) > 0 && d.marked:
		return v.refusePortions(d.parts[0])
	case len(d.parts) > 0 && d.inOrder:
		return d.ask("--weight", d.parts[0], true)
	case len(d.counts) > 0 && d.inOrder && d.full:
		if len(d.counts) > 1 {
			return v.askCounts(d.counts)
		}
		return d.ask("--count", d.counts[0], true)
	}
	return nil
}

// refusePortions refuses rows that list answers with the percentage that gave each.
func (v *view) refusePortions(column int) *problem.Error {
	return problem.Failure("%s: column %s has every answer once, and column %s beside it the percentage that gave it: the rows are no answers", v.table.Name,
		v.table.Header(v.score), v.table.Header(column)).Advise("export the answers themselves, or how many gave each, which --count counts")
}

// ofPortions refuses answers below a header that speaks of finished percentages. On a scale that somebody has given they may be
// answers in percent.
func (v *view) ofPortions() *problem.Error {
	if v.question.ScaleGiven || !layout.TellsPortions(v.table.Headers[v.score]) || v.keepsAll(v.score) {
		return nil
	}
	return problem.Failure("%s: the header of column %s says that it holds percentages: such a figure is no answer, and %s cannot be had from them",
		v.table.Name, v.table.Header(v.score), v.Metric.Name).
		Advise("export the answers themselves; --where " + layout.ShellQuote(dataset.Among(v.table.Reference(v.score), nil)) + " takes every row for an answer all the same")
}

// portions refuses the same where such a list stands for each value of another column: a percentage of each answer in each region.
func (v *view) portions() *problem.Error {
	for i, header := range v.table.Headers {
		if !v.free(i) || !layout.HeadsPercent(header) && !v.percent(i) {
			continue
		}
		if all, ok := v.numbers(i); ok && slices.ContainsFunc(v.table.Every(), func(group int) bool { return v.portioned(all, i, group) }) {
			return v.refusePortions(i)
		}
	}
	return nil
}

// portioned tells whether numbers add up to a whole for each value of a column, which has every answer once.
func (v *view) portioned(numbers []float64, column, group int) bool {
	if group == column || group == v.score || !v.stepsOnce([]int{group}, fewestSteps) {
		return false
	}
	sums := make(map[string]float64)
	for n, row := range v.rows {
		sums[row[group]] += numbers[n]
	}
	for _, sum := range sums {
		if math.Abs(sum-100) > 2 && math.Abs(sum-1) > 0.02 {
			return false
		}
	}
	return true
}

// ask shows the command that counts a column; one that may hold something else is no more than a sense.
func (d *digest) ask(flag string, column int, perhaps bool) *problem.Error {
	e := problem.Usage("%s: column %s has every answer once, and column %s beside it may tell how many gave it", d.table.Name, d.table.Header(d.score), d.table.Header(column))
	e.Hint = "--where '" + dataset.InWhere(d.table.Reference(d.score)) + "~.*" + "' says that every row is an answer"
	e.Senses = []problem.Sense{{Says: "if it does", Flags: []string{flag, d.table.Reference(column)}}}
	if !perhaps {
		e.Hint, e.Senses, e.Flags = "", nil, e.Senses[0].Flags
	}
	return e
}

// read finds the rows and the columns; ok is false where the rows are no list of answers.
func (d *digest) read() (ok bool) {
	seen := make(map[string]int64)
	for _, row := range d.view.rows {
		text := answer.Trim(row[d.score])
		if text == "" {
			continue
		}
		if seen[text]++; seen[text] > 1 {
			return false
		}
		d.rows, d.answers = append(d.rows, row), append(d.answers, text)
	}
	if len(d.rows) < fewestSteps {
		return false
	}
	if d.numbers = slices.ContainsFunc(d.answers, answer.IsNumber); !d.numbers {
		d.order(seen)
	}
	for i, header := range d.table.Headers {
		_, figure := layout.RatingOf(layout.Figure, d.Metric.Name, header)
		_, count := layout.RatingOf(layout.Count, d.Metric.Name, header)
		_, who := layout.RatingOf(layout.Respondent, d.Metric.Name, header)
		if i == d.score || !d.free(i) || figure && !count && !strings.Contains(header, "%") && !layout.HeadsPercent(header) && !d.percent(i) || who || layout.IsScore(header) {
			continue
		}
		d.column(i)
	}
	return !d.numbers || d.marked
}

// order tells whether the answers are words on a scale in its order.
func (d *digest) order(words map[string]int64) {
	list, ok, _ := layout.Choose(layout.Words(d.question.Scale.Min, d.question.Scale.Max), words)
	if !ok {
		return
	}
	var scores []float64
	for _, text := range d.answers {
		if x, ok := list.Score(text); ok {
			scores = append(scores, x)
		}
	}
	up := slices.IsSorted(scores)
	slices.Reverse(scores)
	d.inOrder = (up || slices.IsSorted(scores)) && len(scores) >= fewestSteps
	d.full = float64(len(scores)) == d.question.Scale.Max-d.question.Scale.Min+1
}

// percent tells whether the cells of a column beside an answer have signs of percent.
func (v *view) percent(column int) bool {
	return !slices.ContainsFunc(v.rows, func(row []string) bool {
		return answer.Trim(row[v.score]) != "" && !strings.HasSuffix(answer.Trim(row[column]), "%")
	})
}

// column takes note of a column of whole numbers, or of parts of a whole.
func (d *digest) column(i int) {
	var all []float64
	sum, whole, climbs := 0.0, true, true
	for n, row := range d.rows {
		x, err := answer.ParseNumber(answer.Trim(strings.TrimSuffix(answer.Trim(row[i]), "%")), d.table.Decimal)
		if err != nil || x < 0 {
			return
		}
		all, sum = append(all, x), sum+x
		whole = whole && x == math.Trunc(x)
		climbs = climbs && (n == 0 || x == all[n-1]+1)
	}
	marked := d.percent(i) || d.numbers && layout.HeadsPercent(d.table.Headers[i])
	switch {
	case marked || math.Abs(sum-100) < 1 || math.Abs(sum-1) < 0.01:
		if math.Abs(sum-100) > 2 && math.Abs(sum-1) > 0.02 {
			return // of something else, or several could be chosen
		}
		d.parts, d.partsOf, d.marked = append(d.parts, i), append(d.partsOf, all), d.marked || marked
		if !marked && whole {
			d.counts, d.countsOf = append(d.counts, i), append(d.countsOf, all)
		}
	case whole && !climbs && slices.Max(all) > 1:
		d.counts, d.countsOf = append(d.counts, i), append(d.countsOf, all)
	}
}

// proportional tells whether numbers are to their sum as others are to theirs, as far as percentages are written out. Of a hundred
// answers they may be the same.
func proportional(counts, parts []float64) bool {
	of, whole := 0.0, 0.0
	for i := range counts {
		of, whole = of+counts[i], whole+parts[i]
	}
	for i := range counts {
		if of == 0 || math.Abs(counts[i]/of-parts[i]/whole) > 0.006 {
			return false
		}
	}
	return true
}

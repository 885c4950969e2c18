package reasons

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// pivoted asks where a table has a row for each reason and a column for each period or part that says how often it was named, as
// programs turn what they have counted: which of them counts is not told, unless one adds up the others.
func (p *inquest) pivoted(t *dataset.Table, cs dataset.Columns) *problem.Error {
	if cs.Has("count") || p.book != nil || len(t.Rows) < fewSums || !distinct(t, cs.At(roleTags)) {
		return nil
	}
	counts := t.Those(func(i int) bool {
		return !cs.Taken(i) && !cs.Settled(i) && !slices.Contains(cs.By, i) && tallies(t, i) != nil
	})
	var senses []problem.Sense
	if total := slices.IndexFunc(counts, func(i int) bool { return !headsPeriod(t.Headers[i]) && addsUp(t, counts, i) }); total >= 0 {
		counts = counts[total : total+1]
		senses = []problem.Sense{{Says: "if it counts", Flags: []string{"--count", t.Reference(counts[0])}}}
	} else {
		counts = slices.DeleteFunc(counts, func(i int) bool { return !headsPeriod(t.Headers[i]) || slices.Max(tallies(t, i)) < 2 })
		if len(counts) < 2 {
			return nil
		}
		for _, i := range counts[:min(len(counts), namesListed)] {
			senses = append(senses, problem.Sense{Says: "of " + answer.Quote(t.Headers[i], 60), Flags: []string{"--count", t.Reference(i)}})
		}
	}
	e := problem.Usage("%s: column %s may say how many people name a reason, and every row would count as one", t.Name, t.Header(counts[0]))
	e.Senses = append(senses, problem.Sense{Says: dataset.Typed("--where", dataset.Among(t.Reference(counts[0]), nil)) + " says that each row is one person"})
	return e
}

// headsPeriod tells whether a header is that of a period, a month without its year as well.
func headsPeriod(header string) bool {
	_, _, _, period := dates.Within(header)
	return period || dates.IsMonth(answer.Normalise(header))
}

// tallies are the numbers of a column, a blank for none; nil where one is not whole.
func tallies(t *dataset.Table, column int) (numbers []float64) {
	for _, row := range t.Rows {
		if column >= len(row) {
			continue
		}
		text := answer.Trim(row[column])
		x, err := answer.ParseNumber(text, t.Decimal)
		if text != "" && (err != nil || x < 0 || x != math.Trunc(x)) {
			return nil
		}
		numbers = append(numbers, x)
	}
	return numbers
}

// addsUp tells whether a column is the sum of those before it, of which there are several.
func addsUp(t *dataset.Table, columns []int, column int) bool {
	sums, parts := make([]float64, len(t.Rows)), 0
	for _, i := range columns {
		if numbers := tallies(t, i); i < column && len(numbers) == len(sums) {
			parts++
			for k, x := range numbers {
				sums[k] += x
			}
		}
	}
	return parts > 1 && slices.Max(sums) > 0 && slices.Equal(sums, tallies(t, column))
}

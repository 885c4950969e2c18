package answers

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// askLadder asks whether a column tells how many answers each step has.
func (v *view) askLadder(flag string, column int) *problem.Error {
	e := problem.Usage("%s: the rows are the steps of %s, each once and in order; column %s may tell how many answers each of them has", v.table.Name,
		v.question.Scale, v.table.Header(column))
	e.Senses = []problem.Sense{{Says: "if it does", Flags: []string{flag, v.table.Reference(column)}},
		{Says: "if every row is an answer", Flags: []string{"--score", v.table.Reference(v.score)}}}
	return e
}

// combined asks where the rows are combinations of what other columns say, such as products and months, and a column may tell how many
// answers each of them has.
func (v *view) combined(counts []int) *problem.Error {
	for _, i := range counts {
		if v.columns.Settled(i) || v.columns.Taken(i) || !v.table.CountsCombined(i, v.score) {
			continue
		}
		e := problem.Usage("%s: column %s may say how many answers a row stands for, and every row would count as one", v.table.Name, v.table.Header(i))
		e.Hint = dataset.Typed("--where", dataset.Among(v.table.Reference(i), nil)) + " says that every row is an answer"
		e.Senses = []problem.Sense{{Says: "if it counts", Flags: []string{"--count", v.table.Reference(i)}}}
		return e
	}
	return nil
}

// askCounts asks which of several columns tells how many gave each answer: those of months do so of a part. One that is the sum
// of all others tells it of all.
func (v *view) askCounts(columns []int) *problem.Error {
	e := problem.Usage("%s: column %s has every answer once, and each of these may tell how many gave it; --count takes one, and leaves the others out\n%s",
		v.table.Name, v.table.Header(v.score), v.table.List(columns))
	if total := v.sumOf(columns); total != dataset.None {
		e.Flags = []string{"--count", v.table.Reference(total)}
		return e
	}
	e.Hint = "for all together put them below each other, with a row for each answer and column"
	for _, i := range columns[:min(len(columns), sensesShown)] {
		e.Senses = append(e.Senses, problem.Sense{Says: "of " + answer.Quote(v.table.Headers[i], 60) + " alone", Flags: []string{"--count", v.table.Reference(i)}})
	}
	return e
}

// sumOf finds the column that is in every row the sum of all others that hold whole numbers; None where none is.
func (v *view) sumOf(columns []int) int {
	var all [][]float64
	for _, i := range v.table.Those(func(i int) bool { return i != v.score && v.wholeNumbers(i) }) {
		numbers, ok := v.numbers(i)
		if !ok {
			return dataset.None
		}
		all = append(all, numbers)
	}
	for _, i := range columns {
		total, ok := v.numbers(i)
		for row := range total {
			sum := 0.0
			for _, of := range all {
				sum += of[row]
			}
			ok = ok && sum == 2*total[row]
		}
		if ok && len(all) > 2 {
			return i
		}
	}
	return dataset.None
}

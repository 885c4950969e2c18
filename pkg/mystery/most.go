package mystery

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// maximal proposes the columns that hold what a maximum does, whatever they are called: a number for all would make another score.
func maximal(t *dataset.Table, cs dataset.Columns) (senses []problem.Sense) {
	for _, i := range t.Those(func(i int) bool { return !cs.Taken(i) && !fitsNumbers(t, i).Never && isMaximal(t, cs, i) }) {
		senses = append(senses, problem.Sense{Says: "column " + t.Header(i) + " tells the maximum of each item", Flags: []string{"--max", t.Reference(i)}})
	}
	return senses
}

// isMaximal tells whether a column is never below the points, the same for an item in all visits, and reached for most items, as the
// number of an item is not.
func isMaximal(t *dataset.Table, cs dataset.Columns, column int) bool {
	item := cs.At(roleItem)
	if item == dataset.None {
		item = column
	}
	most, reached, fits := make(map[string]float64), make(map[string]bool), true
	both(t, cs.At(rolePoints), column, func(row []string, x, y float64) {
		if item >= len(row) {
			return
		}
		name := answer.Trim(row[item])
		before, known := most[name]
		most[name] = y
		fits = fits && x <= y && (!known || before == y)
		if x == y {
			reached[name] = true
		}
	})
	return fits && len(reached) > 0 && 2*len(reached) >= len(most)
}

// visitsByRow proposes the columns whose headers name the most points, as those of whole visits do, or else those of yes and no where
// no column names items.
func visitsByRow(e *problem.Error, t *dataset.Table, items bool) *problem.Error {
	sense := problem.Sense{Says: "where a row is a whole visit, and its headers name the most points"}
	for _, i := range t.Those(func(i int) bool { return !fitsPoints(t, i).Never && !t.Blank(i) }) {
		if _, told := layout.MaximumOf(t.Headers[i]); told {
			sense.Flags = append(sense.Flags, "--sections", t.Reference(i))
		}
	}
	if answers := worded(t); len(sense.Flags) <= 2 && len(answers) > 1 && !items {
		sense = problem.Sense{Says: "where a row is a whole visit, and these columns are its items"}
		for _, i := range answers {
			sense.Flags = append(sense.Flags, "--sections", t.Reference(i))
		}
	}
	if len(sense.Flags) > 2 {
		e.Flags, e.Senses, e.Guessed, e.Hint = nil, []problem.Sense{sense}, false, ""
	}
	return e
}

package share

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Lacking are the shares that sums may be of, where no column says yes or no: what came of the stages of a funnel, each in a row or
// each in a column.
func (p *quest) Lacking(t *dataset.Table) []problem.Sense {
	rows := slices.DeleteFunc(slices.Clone(t.Rows), func(row []string) bool { return len(row) != len(t.Headers) })
	counts := t.Those(func(i int) bool {
		return !t.Blank(i) && whole(rows, i) && !layout.NamesID(t.Headers[i]) && !layout.Speaks(layout.StageWord, t.Headers[i])
	})
	if len(rows) < 2 || len(p.words) > 0 {
		return nil
	}
	if narrowing(t, rows, counts) {
		first, last := counts[0], counts[len(counts)-1]
		return []problem.Sense{{Says: "if " + t.Header(last) + " are some of " + t.Header(first), Flags: []string{"--count", t.Reference(last), "--of", t.Reference(first)}}}
	}
	for _, count := range counts {
		for stage := range t.Headers {
			if !slices.Contains(counts, stage) && isCounted(t, rows, stage, count) {
				return stages(t, rows, stage, count)
			}
		}
	}
	return nil
}

// isCounted tells whether a column counts those who came to the stages of another one: fewer from row to row, or each once.
func isCounted(t *dataset.Table, rows [][]string, stage, count int) bool {
	return !answer.IsNumber(answer.Trim(rows[0][stage])) && len(rows) >= fewestStages && once(rows, stage, dataset.None) &&
		(falls(t, rows, count) || layout.Speaks(layout.UniqueWord, t.Headers[count])) && isFunnel(t, rows, stage, count)
}

// narrowing tells whether columns of counts hold fewer from one to the next, in every row.
func narrowing(t *dataset.Table, rows [][]string, counts []int) bool {
	const fewest, many = 3, 10 // fewer may be marks
	if len(counts) < fewest {
		return false
	}
	for _, row := range rows {
		before := 0.0
		for n, i := range counts {
			x, err := answer.ParseNumber(answer.Trim(row[i]), t.Decimal)
			if err != nil || n == 0 && x <= many || n > 0 && x > before {
				return false
			}
			before = x
		}
	}
	return true
}

// stages are the shares of those who came to a stage, the last ones first.
func stages(t *dataset.Table, rows [][]string, stage, count int) (out []problem.Sense) {
	const shown = 3
	most := mostOf(rows, count)
	for _, row := range slices.Backward(rows) {
		text := answer.Trim(row[count])
		if x, err := answer.ParseNumber(text, 0); err != nil || number(x) == most || len(out) == shown {
			continue
		}
		name := answer.Trim(row[stage])
		out = append(out, problem.Sense{Says: "of every 100 who began, those of " + answer.Quote(name, 30),
			Flags: []string{"--where", dataset.InWhere(t.Reference(stage)) + "~" + dataset.OneOf([]string{name}), "--count", t.Reference(count), "--exposure", most, "--per", "100"}})
	}
	return out
}

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
	counts := t.Those(func(i int) bool {
		return !t.Blank(i) && whole(t.Rows, i) && !layout.NamesID(t.Headers[i]) && !layout.Speaks(layout.StageWord, t.Headers[i])
	})
	if len(t.Rows) < 2 || len(p.words) > 0 {
		return nil
	}
	if narrowing(t, counts) {
		first, last := counts[0], counts[len(counts)-1]
		return []problem.Sense{{Says: "if " + t.Header(last) + " are some of " + t.Header(first), Flags: []string{"--count", t.Reference(last), "--of", t.Reference(first)}}}
	}
	for _, count := range counts {
		for stage := range t.Headers {
			if !slices.Contains(counts, stage) && isCounted(t, stage, count) {
				return stages(t, stage, count)
			}
		}
	}
	return nil
}

// isCounted tells whether a column counts those who came to the stages of another one: fewer from row to row, or each once.
func isCounted(t *dataset.Table, stage, count int) bool {
	return !answer.IsNumber(answer.Trim(t.Rows[0][stage])) && len(t.Rows) >= fewestStages && once(t.Rows, stage, dataset.None) &&
		(falls(t, t.Rows, count) || layout.Speaks(layout.UniqueWord, t.Headers[count])) && isFunnel(t, t.Rows, stage, count)
}

// narrowing tells whether columns of counts hold fewer from one to the next, in every row.
func narrowing(t *dataset.Table, counts []int) bool {
	const fewest, many = 3, 10 // fewer may be marks
	if len(counts) < fewest {
		return false
	}
	for _, row := range t.Rows {
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
func stages(t *dataset.Table, stage, count int) (out []problem.Sense) {
	const shown = 3
	most := mostOf(t.Rows, count)
	for _, row := range slices.Backward(t.Rows) {
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

package answers

import (
	"math"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// perScore refuses a table with a column for every score of the scale, which hold how many gave it, and no answers: some are greater than
// any score, as no answers to questions with numbers are.
func (s *item) perScore(t *dataset.Table, cs dataset.Columns) *problem.Error {
	scale := s.question.Scale
	var across []int
	for x := scale.Min; x <= scale.Max; x++ {
		i := slices.IndexFunc(t.Headers, func(h string) bool { return answer.Trim(h) == strconv.FormatFloat(x, 'f', -1, 64) })
		if i < 0 {
			return nil
		}
		across = append(across, i)
	}
	at := cs.At(texts.Score)
	if at != dataset.None && !slices.Contains(across, at) || len(across) < 3 || !s.counted(t, across) {
		return nil
	}
	return problem.Failure("%s: columns are named by answers, %s, so they hold how many answered so; a row for each answer is needed, with its number in a column that --count names",
		t.Name, layout.List(t.Headers, across))
}

// counted tells whether columns hold whole numbers, of which one is no score.
func (s *item) counted(t *dataset.Table, across []int) (beyond bool) {
	for _, row := range t.Rows {
		for _, i := range across {
			if i >= len(row) || answer.Trim(row[i]) == "" {
				continue
			}
			x, err := answer.ParseNumber(answer.Trim(row[i]), t.Decimal)
			if err != nil || x < 0 || x != math.Trunc(x) {
				return false
			}
			beyond = beyond || x > s.question.Scale.Max
		}
	}
	return beyond
}

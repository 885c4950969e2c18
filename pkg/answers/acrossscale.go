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
// any score, as no answers to questions with numbers are. Scores that nobody gave may be missing where a column adds up the others.
func (s *item) perScore(t *dataset.Table, cs dataset.Columns) *problem.Error {
	scale := s.question.Scale
	var across []int
	numbered := true // as questions are
	for x := scale.Min; x <= scale.Max; x++ {
		i := slices.IndexFunc(t.Headers, func(h string) bool { return answer.Trim(h) == strconv.FormatFloat(x, 'f', -1, 64) })
		if i >= 0 {
			across = append(across, i)
			numbered = numbered && x == float64(len(across))
		}
	}
	at := cs.At(texts.Score)
	if at != dataset.None && !slices.Contains(across, at) || len(across) < 3 || !(s.counted(t, across) && float64(len(across)) > scale.Max-scale.Min || !numbered && s.totalled(t, across)) {
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

// totalled tells whether columns hold whole numbers, which another one adds up in every row.
func (s *item) totalled(t *dataset.Table, across []int) bool {
	return slices.ContainsFunc(t.Every(), func(total int) bool {
		return !slices.Contains(across, total) && len(t.Rows) > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool {
			if len(row) != len(t.Headers) {
				return true
			}
			sum := 0.
			for _, i := range across {
				x, err := answer.ParseNumber(answer.Trim(row[i]), t.Decimal)
				if answer.Trim(row[i]) != "" && (err != nil || x < 0 || x != math.Trunc(x)) {
					return true
				}
				sum += x
			}
			x, err := answer.ParseNumber(answer.Trim(row[total]), t.Decimal)
			return err != nil || x == 0 || x != sum
		})
	})
}

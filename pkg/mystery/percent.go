package mystery

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// wholePercent is the maximum of points in percent.
const wholePercent = 100

func isPercent(text string) bool { return strings.HasSuffix(answer.Trim(text), "%") }

// pointsOf reads points: a number, or a percentage of a maximum.
func pointsOf(text string, most float64, decimal byte) (float64, error) {
	bare, percent := strings.CutSuffix(answer.Trim(text), "%")
	x, err := answer.ParseNumber(answer.Trim(bare), decimal)
	if percent {
		x *= most / wholePercent
	}
	return x, err
}

// outOf takes points apart that tell their maximum, as 8/10 does.
func outOf(text string) (points, most string, ok bool) {
	points, most, ok = strings.Cut(text, "/")
	points, most = answer.Trim(points), answer.Trim(most)
	return points, most, ok && answer.IsNumber(points) && answer.IsNumber(most)
}

// allOutOf tells whether all numbers among texts tell their maximum.
func allOutOf(texts []string) bool {
	some := false
	for _, text := range texts {
		if answer.IsNumber(answer.Trim(text)) {
			return false
		}
		_, _, ok := outOf(text)
		some = some || ok
	}
	return some
}

// inPercent tells whether all numbers among texts are percentages, but for 0, which is nothing of any maximum.
func inPercent(texts []string) bool {
	percents := 0
	for _, text := range texts {
		switch x, err := pointsOf(text, wholePercent, 0); {
		case err != nil:
		case isPercent(text):
			percents++
		case x != 0:
			return false
		}
	}
	return percents > 0
}

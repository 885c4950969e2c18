package answers

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// inPercent refuses answers that are written in percent, on a scale that is not that of percentages: each may be what somebody
// answered, or the figure of many.
func (v *view) inPercent() *problem.Error {
	if v.question.Scale == (metric.Scale{Min: 0, Max: 100}) || len(v.Values) > 0 {
		return nil
	}
	some := false
	for _, row := range v.rows {
		text := answer.Trim(row[v.score])
		if text == "" {
			continue
		}
		if some = true; !isPercent(text, v.table.Decimal) {
			return nil
		}
	}
	if !some {
		return nil
	}
	return problem.Failure("%s: column %s: all answers are written in percent, and the scale of %s is %s", v.table.Name, v.table.Header(v.score), v.Metric.Name, v.question.Scale).
		Advise("a percentage of many is no answer; where each is what one has answered: " + v.Metric.OnScale(metric.Scale{Min: 0, Max: 100}, v.question))
}

// isPercent tells whether a text is a number with a sign of percent.
func isPercent(text string, decimal byte) bool {
	numeral, marked := strings.CutSuffix(text, "%")
	_, err := answer.ParseNumber(answer.Trim(numeral), decimal)
	return marked && err == nil
}

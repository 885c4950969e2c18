package customers

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// noAmounts tells of columns of a period each that hold something else than amounts: how these are written, or words for who is there.
func (s *audit) noAmounts(t *dataset.Table) error {
	at := t.Those(func(i int) bool {
		_, _, _, ok := dates.Within(t.Headers[i])
		return ok && !t.Blank(i) && !t.HoldsTimes(i, dates.Writing{})
	})
	if len(at) < 2 {
		return nil
	}
	for _, i := range at {
		for _, text := range t.Sample(i) {
			if text = answer.Trim(text); text == "" || isDash(text) || isAmount(text, '.') || isAmount(text, ',') {
				continue
			}
			return problem.Failure("%s: columns %s to %s are of a period each, and %s in one of them is no amount, so %s cannot be counted", t.Name, t.Header(at[0]), t.Header(at[len(at)-1]),
				answer.Quote(text, 40), s.Metric.Name).
				Advise("write what each customer brought as a number in full, such as 1200, or 1 for one who was there, and leave a cell blank where one brought nothing")
		}
	}
	return nil
}

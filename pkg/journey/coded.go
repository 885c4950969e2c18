package journey

import (
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// codeDigits is how many digits the code of something has at least.
const codeDigits = 3

// coded asks which column holds the steps where that which was found holds codes, such as those of events on a stage, and another
// one the words of what people came to.
func (p *itinerary) coded(t *dataset.Table, cs dataset.Columns) error {
	step := cs.At("step")
	if p.Own.Text("step") != "" || step == dataset.None || !holdsCodes(t, step) {
		return nil
	}
	others := t.Those(func(i int) bool {
		_, is := layout.RatingOf(layout.Stop, p.Metric.Name, t.Headers[i])
		return is && i != step && !cs.Taken(i) && !t.Blank(i) && !holdsCodes(t, i)
	})
	if len(others) == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s, which could hold the steps, holds codes, and other columns hold words; choose one with --step\n%s",
		t.Name, t.Header(step), t.List(append(others, step)))
	e.Senses = t.Offer("if it is ", "--step", append(others, step))
	return e
}

// holdsCodes tells whether the texts of a column are single words of capital letters with digits among them.
func holdsCodes(t *dataset.Table, column int) bool {
	some := false
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		digits, letters := 0, 0
		for _, r := range text {
			switch {
			case unicode.IsDigit(r):
				digits++
			case unicode.IsUpper(r):
				letters++
			case !strings.ContainsRune("-_.", r):
				return false
			}
		}
		if digits < codeDigits || letters == 0 {
			return false
		}
		some = true
	}
	return some
}

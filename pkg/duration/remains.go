package duration

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// oftenBelow is of how many lengths one may be below 0 as a slip: more of them say that they are none.
const oftenBelow = 3

// remains doubts a column of which much is below 0, as no length is: it rather tells what is left until a target, or by how much that
// was missed.
func (p *watch) remains(t *dataset.Table, cs dataset.Columns, unit span.Yardstick) error {
	at := cs.At("duration")
	if at == dataset.None || p.Own.Is("signed") {
		return nil
	}
	below, all := 0, 0
	for _, text := range t.Sample(at) {
		micros, c := span.Parse(text, unit, t.Decimal)
		if answer.Trim(text) == "" || c == span.Bad {
			continue
		}
		if all++; micros < 0 {
			below++
		}
	}
	if below == 0 || oftenBelow*below < all {
		return nil
	}
	e := problem.Usage("%s: column %s is below 0 in %d of the first %d rows that have one, and a length never is: it rather tells what is left of a target, or by how much it was missed", t.Name, t.Header(at), below, all)
	e.Hint = "name the columns of beginning and end with --from and --to; --signed takes what is below 0 for early and the rest for late"
	return e
}

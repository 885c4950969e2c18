package metric

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A Misfit is answers that do not look like answers on the scale.
type Misfit struct {
	Found string // "all 768 answers lie in 1–5"
	Hint  string // what the user could do

	Instead string // the metric that such answers are for, or ""
}

// Within tells whether all answers lie inside one of the given scales, the first that fits.
func Within(a tally.Answers, scales ...Scale) *Misfit {
	for _, s := range scales {
		if a.Between(s.Min, s.Max) {
			return &Misfit{Found: all(a.N()) + " in " + s.String()}
		}
	}
	return nil
}

func all(n int64) string {
	if n == 1 {
		return "the only answer lies"
	}
	return fmt.Sprintf("all %d answers lie", n)
}

// YesNo refuses the answers of a yes/no question, whose 1 is no low end of a scale.
func YesNo(a tally.Answers, _ Question) *Misfit {
	m := Within(a, Scale{0, 1})
	if m != nil {
		m.Hint = "a share of yes is not a score; if the answers really are on this scale, name it with --scale"
	}
	return m
}

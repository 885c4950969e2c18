package answers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
)

// A fit is how well the sampled values of a column fit the scale.
type fit struct {
	column int
	// last says that it is a flag, a counter, or a column of numbers that hardly repeat: it holds other things.
	last bool
	// share of its values that are answers, and how many steps of the scale are among them.
	share float64
	steps int
}

// byFit puts the columns that fit best first. Those that hold something else are left out where others remain.
func (s *item) byFit(t *dataset.Table, columns []int) []int {
	var fits []fit
	for _, i := range columns {
		fits = append(fits, s.fit(t, i))
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		switch {
		case a.last != b.last && a.last:
			return 1
		case a.last != b.last:
			return -1
		}
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(b.steps, a.steps))
	})
	var out []int
	for _, f := range fits {
		if f.last && !fits[0].last {
			break
		}
		out = append(out, f.column)
	}
	return out
}

func (s *item) fit(t *dataset.Table, column int) fit {
	f := fit{column: column}
	classifier, err := answer.New(s.rules(t.Decimal))
	if err != nil {
		return f
	}
	all, counted := 0, 0
	steps, texts := make(map[float64]bool), make(map[string]bool)
	rising, before := true, 0.0
	for _, text := range t.Sample(column) {
		kind, score, _ := classifier.Classify(text)
		if kind == answer.Blank {
			continue
		}
		all++
		texts[text] = true
		if kind == answer.Counted {
			counted++
			steps[score] = true
		}
		rising = rising && (kind == answer.Counted || kind == answer.OutOfRange) && (all == 1 || score == before+1)
		before = score
	}
	if all == 0 {
		return f
	}
	f.share, f.steps = float64(counted)/float64(all), len(steps)
	flag := len(steps) <= 2 && counted == all && subset(steps, 0, 1)
	f.last = flag || rising && all > 1 || counted > 0 && 2*counted < all && 2*len(texts) > all
	return f
}

// subset tells whether a set of scores has no others than these.
func subset(steps map[float64]bool, of ...float64) bool {
	for s := range steps {
		if !slices.Contains(of, s) {
			return false
		}
	}
	return true
}

package reviews

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// reversed leaves numbers whose labels say that the lowest is the best to csat, which asks what they mean: such as 1 - Excellent.
func (c *critique) reversed(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("score")
	steps := make(map[string]float64)
	words := make(map[string]int64)
	for _, text := range t.Sample(at) {
		if number, label, ok := ofFive()['.'].Labelled(text); ok {
			steps[label] = number
			words[label]++
		}
	}
	labels := slices.SortedFunc(maps.Keys(steps), func(a, b string) int { return cmp.Or(cmp.Compare(steps[a], steps[b]), cmp.Compare(a, b)) })
	const middle = (fewestStars + mostStars) / 2
	falls, _ := layout.Falls(labels)
	for _, list := range layout.Explain(words, mostStars) {
		together := 0.0
		list = list.Spread(fewestStars, mostStars, middle)
		for label, number := range steps {
			if score, known := list.Score(label); known {
				together += (number - middle) * (score - middle)
			}
		}
		if together != 0 { // a list knows which end is the good one
			falls = together < 0
			break
		}
	}
	if !falls {
		return nil
	}
	e := problem.Usage("%s: column %s: the labels beside the numbers say that the lowest is the best, and stars are the other way round; csat asks which count",
		t.Name, t.Header(at))
	e.Instead, e.Flags = "csat", []string{"--score", t.Reference(at)}
	return e
}

package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// ahead asks where rows have an end that another column says has not come yet: a planned one would count as if it had. What is
// over by then is meant by the header of the end: an open case may well have been answered.
func (p *watch) ahead(t *dataset.Table, cs dataset.Columns) error {
	end := cs.At("to")
	if _, ends := layout.RatingOf("to", p.Metric.Name, t.Headers[end]); !ends && !p.coupled {
		return nil
	}
	if _, early := layout.RatingOf("early", p.Metric.Name, t.Headers[end]); early {
		return nil
	}
	tellsOfCase := func(header string) bool { return layout.TellsStateOf(layout.CaseWord, header) }
	for i := range p.beside(t, cs, tellsOfCase) {
		var s openness
		for _, row := range p.KeptRows(t, cs) {
			word := answer.Trim(row[i])
			switch {
			case saysNothing(answer.Trim(row[end])):
			case layout.Meaning("unended", word) == "":
				s.ended++
			case !slices.Contains(s.words, word):
				s.words = append(s.words, word)
			}
		}
		if s.ended > 0 && len(s.words) > 0 {
			return p.askUnended(t, i, s)
		}
	}
	return nil
}

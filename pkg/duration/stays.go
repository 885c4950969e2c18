package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// stays asks where rows say when what was booked begins and ends, and another column that some of it was called off: its length was
// planned, and nobody stayed for it.
func (p *watch) stays(t *dataset.Table, cs dataset.Columns) error {
	if !layout.Speaks(layout.StayWord, t.Headers[cs.At("from")]) && !p.coupled {
		return nil
	}
	rows := slices.DeleteFunc(p.KeptRows(t, cs), func(row []string) bool {
		return answer.Trim(row[cs.At("from")]) == "" || answer.Trim(row[cs.At("to")]) == ""
	})
	for i := range p.beside(t, cs, tellsOfState) {
		var words []string
		off := 0
		for _, row := range rows {
			text := answer.Trim(row[i])
			if !layout.SaysCalledOff(text) && !layout.IsAside(layout.MissedWord, text) {
				continue
			}
			if off++; !slices.Contains(words, text) {
				words = append(words, text)
			}
		}
		if off == 0 || off == len(rows) {
			continue
		}
		e := problem.Usage("%s: column %s says that %d of the first %d rows were called off, such as %s, so what was booked did not last until column %s says", t.Name,
			t.Header(i), off, len(rows), answer.Quote(words[0], 40), cs.Header("to"))
		return without(standing(e, t, i, "count all the same"), t, i, words, "if they did not come about")
	}
	return nil
}

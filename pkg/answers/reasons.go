package answers

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// reasons say how the sources were understood and why the columns were chosen, line by line.
func (s *polling) reasons(t *texts.Tallies) []string {
	var out []string
	for _, table := range s.set.Tables {
		out = append(out, table.Reason())
	}
	why := "the only column whose header and values fit"
	if len(s.set.Tables[0].Headers) == 1 {
		why = "the only column"
	}
	out = append(out, s.columns[0].Reasons(why)...)
	if s.words.Name != "" {
		out = append(out, "words: the answers are written in the words of "+s.words.Name)
	}
	if t.Order != dates.Unknown {
		out = append(out, "dates: "+t.Order.String()+", as the column shows")
	}
	return out
}

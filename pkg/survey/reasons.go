package survey

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// reasons say how the sources were understood and why the columns were chosen, line by line.
func (s *session) reasons(t *answers.Tallies) []string {
	var out []string
	for _, table := range s.set.Tables {
		out = append(out, table.Reason())
	}
	cs, first := s.columns[0], s.set.Tables[0]
	for _, c := range []struct {
		role  string
		at    int
		named string
	}{
		{answers.Score, cs.score, s.Score}, {answers.Time, cs.time, s.Time}, {answers.Respondent, cs.respondent, s.Respondent},
		{answers.Weight, cs.weight, s.Weight}, {answers.Count, cs.count, s.Count},
	} {
		if c.at == pass.None {
			continue
		}
		why := "named by --" + c.role
		switch {
		case c.named == "" && len(first.Headers) == 1:
			why = "the only column"
		case c.named == "":
			why = "the only column whose header and values fit"
		}
		out = append(out, fmt.Sprintf("%s: column #%d %s, %s", c.role, c.at+1, answer.Quote(first.Headers[c.at], 60), why))
	}
	if s.words.Name != "" {
		out = append(out, "words: the answers are written in the words of "+s.words.Name)
	}
	if t.Order != dates.Unknown {
		out = append(out, "dates: "+t.Order.String()+", as the column shows")
	}
	return out
}

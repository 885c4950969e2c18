package customers

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// directions asks where a column says of rows that their money comes in or goes out, and their amounts do not tell it: as in the
// statement of an account, in which each is above zero. Taken as they are, both would be money that customers bring.
func (s *audit) directions(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Transaction && s.shape != ledger.Balance || s.wide != nil {
		return nil
	}
	rows := s.meeting(t, cs)
	for i, header := range t.Headers {
		if cs.Taken(i) && !slices.Contains(cs.By, i) || s.hasCondition(t, i) || layout.IsAsideHeader(layout.CardHeader, header) || layout.TellsOf(layout.WayWord, header) {
			continue
		}
		in, out := s.sidesIn(t, cs, rows, i)
		if len(in) == 0 || len(out) == 0 {
			continue
		}
		e := problem.Usage("%s: column %s says of rows that their money comes in, as %s, and of others that it goes out, as %s, and nothing tells which of it customers bring", t.Name,
			t.Header(i), answer.Quote(in[0], 40), answer.Quote(out[0], 40))
		for _, texts := range [][]string{in, out} {
			e.Senses = append(e.Senses, problem.Sense{Says: fmt.Sprintf("if %s is what customers bring", answer.Quote(texts[0], 40)),
				Flags: []string{"--where", dataset.Among(t.Reference(i), texts)}})
		}
		return e
	}
	return nil
}

// sidesIn lists the texts of a column that say that money comes in, and those that say that it goes out, where nearly nothing
// else stands there. Amounts below zero tell it themselves.
func (s *audit) sidesIn(t *dataset.Table, cs columns, rows [][]string, column int) (in, out []string) {
	short := layout.IsAsideHeader(layout.SideHeader, t.Headers[column])
	known, above := 0, 0
	for _, row := range rows {
		text := cellOf(row, column)
		is := ledger.SideOf(text, short)
		switch {
		case is == ledger.SideUnknown:
			continue
		case is == ledger.SideIn && !slices.Contains(in, text):
			in = append(in, text)
		case is == ledger.SideOut && !slices.Contains(out, text):
			out = append(out, text)
		}
		if known++; is == ledger.SideOut && !s.below(t, cs, row) {
			above++
		}
	}
	if 2*known <= len(rows) || above == 0 {
		return nil, nil
	}
	return in, out
}

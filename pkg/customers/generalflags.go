package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// generalFlags asks what yes and no mean in a column whose header speaks of a status, and not of whom is there or gone.
func (s *audit) generalFlags(t *dataset.Table, column int) error {
	if column == none || len(s.Lost) > 0 || s.yesIsKept || s.endIsLost || !s.ofAnyStatus(t, column) {
		return nil
	}
	yes, no := flagsIn(t, column)
	if yes == "" || no == "" {
		return nil
	}
	e := problem.Usage("%s: column %s holds %s and %s, and its header does not tell which of them means that a customer left; say it with --lost",
		t.Name, t.Header(column), answer.Quote(yes, 40), answer.Quote(no, 40))
	e.Senses = []problem.Sense{{Says: "the second does", Flags: []string{"--lost", no}}, {Says: "the first does", Flags: []string{"--lost", yes}}}
	if s.shape == ledger.Balance {
		e.Senses = append(e.Senses, problem.Sense{Says: "neither does", Flags: []string{"--status", noColumn}})
	}
	return e
}

// ofAnyStatus tells whether the header of a column speaks of a status, but not that of who left, as "churn status" does.
func (s *audit) ofAnyStatus(t *dataset.Table, column int) bool {
	const firstGeneral = 4
	header := t.Headers[column]
	r, ok := layout.RatingOf(layout.Status, string(ledger.Status), header)
	return s.general(t, column) || layout.TellsOf(layout.StateWord, header) && (!ok || r.Rank >= firstGeneral)
}

// flagsIn returns a word for yes and one for no of a column that holds such alone.
func flagsIn(t *dataset.Table, column int) (yes, no string) {
	texts := t.Sample(column)
	if slices.ContainsFunc(texts, func(text string) bool { return answer.Trim(text) != "" && !isYesOrNo(answer.Trim(text)) }) {
		return "", ""
	}
	for _, text := range texts {
		text = answer.Trim(text)
		switch is, ok := ledger.YesOrNo(text); {
		case ok && is:
			yes = text
		case ok:
			no = text
		}
	}
	return yes, no
}

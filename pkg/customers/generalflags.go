package customers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// generalFlags asks what yes and no mean in a column whose header speaks of a status, and not of whom is there or gone.
func (s *audit) generalFlags(t *dataset.Table, column int) error {
	named := s.namesFlag(t, column)
	if column == none || len(s.Lost) > 0 || s.yesIsKept || s.endIsLost || !named && !s.ofAnyStatus(t, column) {
		return nil
	}
	if tick := s.tickOf(t, column); named && tick != "" {
		return s.oneFlag(t, column, tick)
	}
	yes, no := flagsAmong(t.Sample(column))
	if named && (yes == "" || no == "") && yes+no != "" {
		return s.oneFlag(t, column, yes+no)
	}
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

// oneFlag asks what yes or no means in a named column that holds nothing else.
func (s *audit) oneFlag(t *dataset.Table, column int, text string) error {
	e := problem.Usage("%s: column %s holds %s alone, and its header does not tell whether it means that a customer left; say it with --lost",
		t.Name, t.Header(column), answer.Quote(text, 40))
	if s.tickOf(t, column) == "" { // a blank cell has no text that could be named
		e.Senses = []problem.Sense{{Says: "it does not", Flags: []string{"--lost", otherFlag(text)}}}
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "it does", Flags: []string{"--lost", text}})
	return e
}

// otherFlag is no where a text is yes, and yes where it is no, as the same program writes them.
func otherFlag(text string) string {
	pairs := [][2]string{{"1", "0"}, {"true", "false"}, {"t", "f"}, {"y", "n"}, {"yes", "no"}}
	for _, pair := range pairs {
		for i, of := range pair {
			if strings.EqualFold(text, of) {
				return pair[1-i]
			}
		}
	}
	if yes, _ := ledger.YesOrNo(text); !yes {
		return "yes"
	}
	return "no"
}

// namesFlag tells whether somebody names a column as the status whose header does not say that yes means who left.
func (s *audit) namesFlag(t *dataset.Table, column int) bool {
	if column == none || s.Status == "" || s.Status == noColumn {
		return false
	}
	const firstGeneral = 4
	r, ok := layout.RatingOf(layout.Status, string(ledger.Status), t.Headers[column])
	return (!ok || r.Rank >= firstGeneral) && !layout.SaysLeft(t.Headers[column])
}

// namedActive reads yes as who stayed in a column that somebody names as the status, as it is read where nobody does.
func (s *audit) namedActive(t *dataset.Table, cs columns) {
	at := cs.at(ledger.StatusOf)
	if s.Status == "" || s.Status == noColumn || at == none || len(s.Lost) > 0 || !speaksOf(layout.Active, "", t.Headers[at]) {
		return
	}
	if s.shape != ledger.Subscription {
		s.yesIsKept = true
		return
	}
	if yes, no := flagsAmong(t.Sample(at)); yes+no != "" {
		s.Lost = []string{cmp.Or(no, otherFlag(yes))}
		s.because("lost: " + s.Lost[0] + ", in a column that tells which are active")
	}
}

// flagsAmong returns a word for yes and one for no of a column that holds such, and no word of those who left or stayed.
func flagsAmong(texts []string) (yes, no string) {
	if one := signedYes(texts); one != "" {
		return one, map[string]string{"1": "-1", "-1": "0"}[one]
	}
	for _, text := range texts {
		text = answer.Trim(text)
		is, ok := ledger.YesOrNo(text)
		_, known := ledger.IsLost(text, false)
		switch {
		case ok && is:
			yes = text
		case ok:
			no = text
		case known || ledger.KnowsState(text):
			return "", ""
		}
	}
	return yes, no
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

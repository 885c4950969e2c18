package customers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// deals asks for the deals that were won, where a column says of each how far it has come: those that were lost or are still
// open have brought nothing. The day on which a deal was closed is when it counts.
func (s *audit) deals(t *dataset.Table, cs columns) error {
	stage, won := s.stageOf(t)
	if stage == none || cs.Settled(stage) || cs.has(ledger.StatusOf) && (cs.at(ledger.StatusOf) != stage || len(s.Lost) > 0) {
		return nil
	}
	if len(won) == 0 {
		if e := s.unknownDeals(t, stage); e != nil {
			return e
		}
		return problem.Usage("%s: the rows are deals, of which column %s says that some were lost, and with no known word which were won: the others have brought nothing; keep those that were won with --where",
			t.Name, t.Header(stage)).Advise("share --score " + layout.ShellQuote(t.Reference(stage)) + " tells what share of them has a word, as the win rate")
	}
	e := problem.Usage("%s: the rows are deals, and column %s says which of them were won: the others have brought nothing; keep those that were won with --where",
		t.Name, t.Header(stage))
	e.Flags = []string{"--where", whereIn(t.Reference(stage), won)}
	if closed := layout.Candidates(layout.Closed, "", t.Headers); len(closed) == 1 && !cs.has(ledger.Time) {
		e.Flags = append(e.Flags, "--time", t.Reference(closed[0]))
	}
	f := &finder{audit: s, table: t, named: cs}
	switch {
	case s.shape != "":
	case s.Metric.Orders != nil:
		e.Flags = append(e.Flags, "--shape", string(ledger.Transaction))
	case f.one(ledger.Type, ledger.Movement) != none && (f.holdsMovements() || f.mixesMovements()):
		e.Flags = append(e.Flags, "--shape", string(ledger.Movement))
	default: // whoever bought once has not left, so no shape can be proposed
		e.Flags = nil
		e.Hint = fmt.Sprintf("the metric repeat counts who bought again; where each deal is a subscription, say so with --shape, beside --where %s", layout.ShellQuote(whereIn(t.Reference(stage), won)))
	}
	return e
}

// whereIn is the condition that a column has one of some texts.
func whereIn(column string, texts []string) string {
	if len(texts) == 1 {
		return column + "=" + texts[0]
	}
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = `"` + text + `"`
	}
	return column + " in " + strings.Join(quoted, ",")
}

// stageOf returns the column that says how far deals have come, and its texts for those that were won, none of them
// where it only tells which were lost; no column where there is no such, or all were won.
func (s *audit) stageOf(t *dataset.Table) (stage int, won []string) {
	for _, i := range layout.Candidates(layout.Stages, "", t.Headers) {
		if !fewWords(slices.DeleteFunc(slices.Clone(t.Sample(i)), isStageNumber)) {
			continue
		}
		others, lost := false, false
		won = nil
		for _, text := range t.Sample(i) {
			switch text = answer.Trim(text); {
			case text == "":
			case !isWon(t, text):
				others, lost = true, lost || layout.Meaning("deal", text) == "lost"
			case !slices.Contains(won, text):
				won = append(won, text)
			}
		}
		if len(won) > 0 && others || lost {
			return i, won
		}
	}
	return unknownStages(t), nil
}

// isStageNumber tells whether a text is the number by which a program knows a stage that people have added.
func isStageNumber(text string) bool { return len(answer.Trim(text)) > 5 && isNumber(text) }

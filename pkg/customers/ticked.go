package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// tickOf returns the only text of a column that marks rows, as a list is ticked: yes beside blank cells, or x. It is "" where cells
// say anything else, or hardly any is blank, so that a blank may as well be a gap.
func (s *audit) tickOf(t *dataset.Table, column int) string {
	texts := t.Sample(column)
	is := different(texts)
	if len(is) != 1 || !s.isTick(is[0]) {
		return ""
	}
	blank := 0
	for _, text := range texts {
		if answer.Trim(text) == "" {
			blank++
		}
	}
	if 10*blank < len(texts) {
		return ""
	}
	return is[0]
}

func (s *audit) isTick(text string) bool {
	if len(s.Lost) > 0 {
		return slices.Contains(s.Lost, text)
	}
	yes, ok := ledger.YesOrNo(text)
	return ok && yes || answer.Fold(text) == "x"
}

// signedYes returns what says yes in a column of two numbers one of which is minus one: that is yes beside 0, as in databases of
// offices, and no beside 1, as in tables of models; "" where a column holds anything else.
func signedYes(texts []string) string {
	is := different(texts)
	slices.Sort(is)
	switch {
	case slices.Equal(is, []string{"-1", "0"}):
		return "-1"
	case slices.Equal(is, []string{"-1", "1"}):
		return "1"
	}
	return ""
}

// settleTicks finds out whether a status marks just those who left, or just those who are there.
func (s *audit) settleTicks(t *dataset.Table, cs columns) {
	if !s.endIsLost && len(s.Missing) == 0 {
		s.ticked = s.tickOf(t, cs.at(ledger.StatusOf))
	}
	if yes := signedYes(t.Sample(cs.at(ledger.StatusOf))); yes != "" && len(s.Lost) == 0 && !s.endIsLost {
		no := map[string]string{"1": "-1", "-1": "0"}[yes]
		if s.Lost = []string{yes}; s.yesIsKept {
			s.Lost[0] = no
		}
		s.because("lost: " + s.Lost[0] + ", since the texts of the status are " + yes + " and " + no)
	}
}

// ticks says how blank cells of a status were read.
func (s *audit) ticks() []result.Warning {
	if s.ticked == "" {
		return nil
	}
	header, text := s.columns[0].header(ledger.StatusOf), answer.Quote(s.ticked, 40)
	if s.yesIsKept {
		return []result.Warning{result.Warn("ticked", "column %s says %s or nothing: a blank cell is taken for a customer who left", header, text)}
	}
	return []result.Warning{result.Warn("ticked", "column %s says %s or nothing: a blank cell is taken for a customer who is still there", header, text)}
}

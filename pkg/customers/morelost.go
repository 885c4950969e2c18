package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// moreLost asks where --lost names some texts of a status and not others that say as clearly that a customer left: all that are
// not named would stay.
func (s *audit) moreLost(t *dataset.Table, cs columns) error {
	status := cs.at(ledger.StatusOf)
	if len(s.Lost) == 0 || status == none || slices.ContainsFunc(s.Lost, saysOther) {
		return nil
	}
	named := make([]string, len(s.Lost))
	var others, flags []string
	for i, text := range s.Lost {
		named[i] = ledger.PlainType(text)
		flags = append(flags, "--lost", text)
	}
	for _, text := range different(t.Sample(status)) {
		if text = answer.Trim(text); ledger.SaysLost(text) && !slices.Contains(named, ledger.PlainType(text)) && !slices.Contains(others, text) {
			others = append(others, text)
			flags = append(flags, "--lost", text)
		}
	}
	if len(others) == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s has %s, too, which says that a customer left, and with --lost all texts that it does not name stay: name all of those who left",
		t.Name, t.Header(status), dataset.Shortly(others))
	e.Flags = flags
	return e
}

// saysOther tells whether a text is known, and not as that of one who left: whoever names it lost has another language.
func saysOther(text string) bool {
	_, known := ledger.IsLost(answer.Trim(text), false)
	return known && !ledger.SaysLost(answer.Trim(text))
}

// alsoStay tells of statuses that nobody knows and that count as those of customers who stay, since --lost names others.
func (s *audit) alsoStay() []result.Warning {
	if s.shape != ledger.Status || len(s.Lost) == 0 || slices.ContainsFunc(s.Lost, saysOther) || s.endIsLost {
		return nil
	}
	var stay []string
	knows := false
	for _, text := range s.glance.states {
		named := slices.ContainsFunc(s.Lost, func(lost string) bool { return ledger.PlainType(lost) == ledger.PlainType(text) })
		known := ledger.KnowsState(text)
		if knows = knows || known && !named; !named && !known && !s.isMissing(text) {
			stay = append(stay, text)
		}
	}
	if len(stay) == 0 || !knows {
		return nil
	}
	return []result.Warning{result.Warn("unnamed_states", "column %s: %s is not known as a status, and counts as that of customers who stay, since --lost names others", s.columns[0].header(ledger.StatusOf), dataset.Shortly(stay))}
}

// lostAmong are the flags' values that take a text, and all others of its column that nobody knows or that say that a customer
// left, for lost.
func (s *audit) lostAmong(text string) string {
	all := layout.ShellQuote(text)
	named := 1
	for _, other := range s.glance.states {
		if leaves := ledger.SaysLost(other) || !ledger.KnowsState(other); !leaves || other == text || s.isMissing(other) || named >= mostLost {
			continue
		}
		named++
		all += " --lost " + layout.ShellQuote(other)
	}
	return all
}

// mostLost bounds how many texts a command names.
const mostLost = 8

package customers

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
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

// lostAmong are the flags that take a text, and all others of its column that nobody knows or that say that a customer left, for lost.
func (s *audit) lostAmong(text string) []string {
	flags := []string{"--lost", text}
	for _, other := range s.glance.states {
		if leaves := ledger.SaysLost(other) || !ledger.KnowsState(other); leaves && other != text && !s.isMissing(other) && len(flags) < 2*mostLost {
			flags = append(flags, "--lost", other)
		}
	}
	return flags
}

// lostAlone are the flags that take those texts for lost that say so, and all others for customers who stay; nil where none says so.
func (s *audit) lostAlone() (flags []string) {
	for _, text := range s.glance.states {
		if ledger.SaysLost(text) && len(flags) < 2*mostLost {
			flags = append(flags, "--lost", text)
		}
	}
	return flags
}

// unknownAmong asks what the statuses mean that nobody understands, where they are of more than a few of the customers: a share without
// them would be that of the others.
func (s *audit) unknownAmong(f *figures, first *ledger.Finding) error {
	alone := s.lostAlone()
	if s.endIsLost || len(alone) == 0 || first.Rows < 2 || 10*first.Rows <= f.rows.Counted {
		return nil
	}
	text := answer.Trim(first.Text)
	e := problem.Usage("%s: column %s: %s is not known as a status, and %s with such a status would be left out; say with --lost what means that a customer left",
		s.set.At(first.First), s.columns[first.First.Source].header(ledger.StatusOf), answer.Quote(text, 40), kind.HowMany(first.Rows, "row"))
	e.Read, e.Senses = true, []problem.Sense{
		{Says: "such customers are still there", Flags: alone},
		{Says: "they have left", Flags: s.lostAmong(text)},
		{Says: "they do not count", Flags: s.missingAmong(text)},
	}
	return e
}

// missingAmong are the flags that take the texts that nobody knows for none.
func (s *audit) missingAmong(first string) (flags []string) {
	for _, text := range s.oddStates(first) {
		flags = append(flags, "--missing", text)
	}
	return flags
}

// inShell writes flags and their values as they are typed.
func inShell(flags []string) string {
	words := make([]string, len(flags))
	for i, flag := range flags {
		words[i] = layout.ShellQuote(flag)
	}
	return strings.Join(words, " ")
}

// mostLost bounds how many texts a command names.
const mostLost = 8

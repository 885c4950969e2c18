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

// mostUnreadable is how many customers a command leaves out by name.
const mostUnreadable = 5

// unreadable asks where a row of a period has something else than an amount, such as the error of a formula: whoever has it would be lost
// then, if others of its rows tell of money.
func (s *audit) unreadable(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Balance || s.wide != nil || s.moves || s.eachRow || !cs.has(ledger.Amount) || !cs.has(ledger.Customer) || !cs.has(ledger.Time) {
		return nil
	}
	var texts, whose []string
	paying := make(map[string]bool)
	rows := s.meeting(t, cs)
	read := isMoney(t)
	for _, row := range rows {
		if text := cellOf(row, cs.at(ledger.Amount)); text != "" && read(text) {
			paying[cellOf(row, cs.at(ledger.Customer))] = true
		}
	}
	for _, row := range rows {
		text, customer := cellOf(row, cs.at(ledger.Amount)), cellOf(row, cs.at(ledger.Customer))
		nothing := isDash(text) || layout.Silence().Words[answer.Normalise(text)]
		if read(text) || s.isMissing(text) || nothing && !strings.HasPrefix(text, "#") || !paying[customer] {
			continue
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
		if !slices.Contains(whose, customer) {
			whose = append(whose, customer)
		}
	}
	if len(texts) == 0 || len(texts) > mostUnreadable || len(whose) > mostUnreadable {
		return nil // which the rows that are left out tell
	}
	e := problem.Usage("%s: column %s holds %s where %s has an amount in other rows, and who has none in a period counts as lost", t.Name, t.Header(cs.at(ledger.Amount)),
		dataset.Shortly(texts), dataset.Shortly(whose))
	var flags []string
	for _, text := range texts {
		flags = append(flags, "--missing", text)
	}
	e.Senses = []problem.Sense{{Says: fmt.Sprintf("if %s is left out altogether", dataset.Shortly(whose)), Flags: []string{"--exclude", dataset.Among(t.Reference(cs.at(ledger.Customer)), whose)}},
		{Says: fmt.Sprintf("if %s is no money", dataset.Shortly(texts)), Flags: flags}}
	return e
}

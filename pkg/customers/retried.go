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
)

// retried asks where a status says that something failed, and another column tells of charges that are tried again: it may be a
// charge of a subscription that runs, or one that never began.
func (s *audit) retried(t *dataset.Table, cs columns) error {
	if len(s.Lost) > 0 || s.Status == noColumn || !cs.has(ledger.StatusOf) || s.asksOf(t, cs.at(ledger.StatusOf)) {
		return nil
	}
	retries := t.Those(func(i int) bool { return !cs.Taken(i) && layout.Speaks(layout.RetryHeader, t.Headers[i]) })
	for _, retry := range retries {
		n, texts := 0, []string(nil)
		for _, row := range t.Rows {
			text := answer.Trim(cellOf(row, cs.at(ledger.StatusOf)))
			if !ledger.IsFailedCharge(text) || slices.Contains(s.Missing, text) || strings.Trim(cellOf(row, retry), "0. -") == "" {
				continue
			}
			if n++; !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
		if n > 0 {
			return s.askRetried(t, cs, retry, n, texts)
		}
	}
	return nil
}

func (s *audit) askRetried(t *dataset.Table, cs columns, retry, n int, texts []string) error {
	status := t.Reference(cs.at(ledger.StatusOf))
	e := problem.Usage("%s: column %s says %s in %s of which column %s tells more: a charge that failed may be tried again, of a customer who is still there, or of a subscription that never began",
		t.Name, t.Header(cs.at(ledger.StatusOf)), dataset.Shortly(texts), kind.HowMany(int64(n), "row"), t.Header(retry))
	if s.shape == ledger.Status {
		var lost, failed []string
		for _, text := range different(t.Sample(cs.at(ledger.StatusOf))) {
			if isLost(text) {
				lost = append(lost, "--lost", text)
			}
		}
		for _, text := range texts {
			failed = append(failed, "--lost", text)
		}
		if len(lost) == 0 {
			return nil // see onlyThere
		}
		e.Senses = []problem.Sense{{Says: "they are still there", Flags: lost}, {Says: "they have left, too", Flags: slices.Concat(lost, failed)}}
	} else {
		e.Senses = []problem.Sense{{Says: "their dates tell who left", Flags: []string{"--status", noColumn}}}
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "they never were customers", Flags: []string{"--exclude", dataset.Among(status, texts)}})
	return e
}

package customers

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A saidStatus is a text of a status and how many orders have it.
type saidStatus struct {
	text string
	*ledger.Finding
}

// saidStatuses are the statuses of one standing, the most frequent first.
type saidStatuses []saidStatus

func textsOf(found *ledger.Remarks, standing ledger.Standing) (out saidStatuses) {
	for status, n := range found.Statuses {
		if status.Standing == standing {
			out = append(out, saidStatus{status.Text, n})
		}
	}
	slices.SortFunc(out, byRows)
	return out
}

func byRows(a, b saidStatus) int {
	return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.text, b.text))
}

const maxListed = 8

func (ss saidStatuses) list() string {
	var names []string
	for _, one := range ss {
		name := answer.Quote(one.text, 40)
		if one.text == ledger.OtherStatuses.Text {
			name = "very many texts"
		}
		names = append(names, fmt.Sprintf("%s (%d)", name, one.Rows))
	}
	return dataset.Some(names, maxListed)
}

// rows is how many orders have one of the statuses, and the first of them.
func (ss saidStatuses) rows() (n ledger.Finding) {
	for _, one := range ss {
		n.Merge(one.Finding)
	}
	return n
}

// statuses tells of orders that count although their status says that not all of the money is there, or that
// nobody understands.
func (s *audit) statuses(f *figures) (out []result.Warning) {
	warn := func(code string, texts saidStatuses, format result.Word, more ...any) {
		if len(texts) == 0 {
			return
		}
		n := texts.rows()
		out = append(out, s.warnAt(n.First, code, string(format), append([]any{s.columns[n.First.Source].header(ledger.StatusOf), texts.list(), areRows(n.Rows)}, more...)...))
	}
	partly := textsOf(f.found, ledger.PartlyPaid)
	if _, t := s.tableWith(ledger.Refunded); t != nil { // which says what is left
		partly = slices.DeleteFunc(partly, func(one saidStatus) bool { return ledger.VoucherOf(one.text) == ledger.VoucherRefund })
	}
	warn("partly_paid", partly, result.Word("column %s: %s: not all of the money is there; %s counted, with the amount as it stands"))
	warn("owed", textsOf(f.found, ledger.Owed), result.Word("column %s: %s: invoices count before they are paid, and where a credit note takes them back; %s counted"))
	unknown := textsOf(f.found, ledger.StandingUnknown)
	warn("unknown_status", unknown, result.Word("column %s: %s: not known as the status of an order; %s counted as paid%s"), s.withoutStatus(unknown))
	return out
}

// unknownStatuses asks, where orders are counted, or some other status is known, whether those count whose status nobody understands: a condition on the
// column says so, whatever it is.
func (s *audit) unknownStatuses(h *harvest) error {
	unknown := textsOf(h.found, ledger.StandingUnknown)
	unknown = s.withoutCredits(unknown)
	flags := s.Status != "" && flagTexts(unknown)
	if s.shape != ledger.Transaction || s.Metric.Orders == nil && !s.glance.status && !flags && !slices.ContainsFunc(unknown, neverCame) || len(unknown) == 0 || unknown[0].text == ledger.OtherStatuses.Text || s.columns[0].Settled(s.columns[0].at(ledger.StatusOf)) {
		return nil
	}
	e := problem.Usage("%s: column %s: %s: not known as the status of an order, so such an order may be paid or not; say with --where which count",
		s.set.Names(), s.columns[0].header(ledger.StatusOf), unknown.list())
	e.Read = true
	column := s.set.Tables[0].Reference(s.columns[0].at(ledger.StatusOf))
	for _, one := range unknown {
		if !ledger.IsBooked(one.text) {
			e.Flags = append(e.Flags, "--where", column+"!="+one.text)
		}
	}
	if all := unknown.rows().Rows >= h.found.Account[ledger.Counted]; all || len(e.Flags) == 0 { // without them nothing is left
		e.Flags, e.Senses = nil, []problem.Sense{{Says: "they count", Flags: []string{"--where", dataset.Among(column, nil)}}}
		if flags && len(unknown) > 1 {
			e.Senses = withoutEach(column, unknown)
		}
		return e
	}
	if slices.ContainsFunc(unknown, neverCame) { // what was booked may be meant
		e.Flags, e.Senses = nil, []problem.Sense{{Says: "without them", Flags: e.Flags}}
		e.Hint = dataset.TakesAll(column)
		return e
	}
	e.Flags, e.Senses = nil, []problem.Sense{{Says: "if such orders are not paid", Flags: e.Flags}}
	if !slices.ContainsFunc(unknown, func(one saidStatus) bool { return ledger.VoucherOf(one.text) == ledger.VoucherRefund }) {
		e.Senses = append(e.Senses, problem.Sense{Says: "if they are", Flags: besideUnpaid(column, textsOf(h.found, ledger.NotPaid))})
	}
	if len(unknown) > 1 {
		e.Hint = "--where with some of these statuses to leave out takes the others"
	}
	return e
}

// besideUnpaid are the flags with which all orders count but those whose status says that nothing was paid.
func besideUnpaid(column string, unpaid saidStatuses) []string {
	if len(unpaid) == 0 {
		return []string{"--where", dataset.Among(column, nil)}
	}
	var texts []string
	for _, one := range unpaid {
		texts = append(texts, one.text)
	}
	return []string{"--exclude", dataset.Among(column, texts)}
}

// neverCame tells whether a status is that of somebody who did not come to what was booked.
func neverCame(one saidStatus) bool { return layout.IsAside(layout.MissedWord, one.text) }

// withoutCredits leaves out of statuses those that say that money goes back, where it is below zero: it is taken off as it stands.
func (s *audit) withoutCredits(unknown saidStatuses) saidStatuses {
	return slices.DeleteFunc(unknown, func(one saidStatus) bool {
		return ledger.VoucherOf(one.text) == ledger.VoucherRefund && s.glance.below[one.text] && !s.glance.above[one.text]
	})
}

// withoutStatus says how to leave the orders of the most frequent status out.
func (s *audit) withoutStatus(texts saidStatuses) result.Phrase {
	if len(texts) == 0 || texts[0].text == ledger.OtherStatuses.Text {
		return result.Phrase{}
	}
	condition := s.set.Tables[0].Reference(s.columns[0].at(ledger.StatusOf)) + "!=" + texts[0].text
	return result.Say("; --where %s leaves the first out", layout.ShellQuote(condition))
}

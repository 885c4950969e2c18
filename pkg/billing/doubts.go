package billing

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/rows"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// few is the number of customers below which a figure is said to stand on few.
const few = 30

// firstUnusable says which row is the first that cannot be used, and why.
func (s *session) firstUnusable(h *harvest, f *figures) string {
	var first tally.Place
	text := ""
	offer := func(at tally.Place, says string) {
		if text == "" || at.Before(first) {
			first = at
			text = fmt.Sprintf("%s:%d: %s", s.set.Tables[at.Source].Name, at.Line, says)
		}
	}
	for _, fault := range h.malformed.First {
		offer(tally.Place{Source: fault.Source, Line: fault.Line}, fault.Reason)
	}
	for out, o := range f.found.Odd {
		if out.Fate == ledger.Invalid {
			offer(o.First, s.atFault(out, o))
		}
	}
	return text
}

// atFault says which cell leaves a row out, and why.
func (s *session) atFault(out ledger.Outcome, o *ledger.Finding) string {
	t := s.set.Tables[o.First.Source]
	return fmt.Sprintf("column %s: %s %s", s.columns[o.First.Source].header(t, out.Role), answer.Quote(answer.Trim(o.Text), 40), out.Why())
}

// doubts are the warnings about what was read.
func (s *session) doubts(h *harvest, f *figures) []result.Warning {
	out := rows.Faulty(s.set, "malformed", h.malformed.First, h.malformed.N)
	out = append(out, s.odd(f)...)
	out = append(out, rows.Faulty(s.set, "repeated_key", h.remarks.First, h.remarks.N)...)
	out = append(out, s.noted(f)...)
	out = append(out, s.lastDays(f.found)...)
	out = append(out, s.statuses(f)...)
	out = append(out, s.uncycledDoubts(h, f)...)
	if s.moves {
		out = append(out, warn("movements", "a column holds types of movements, so the amounts may be changes and no balances; --shape movement reads them so"))
	}
	if s.leftOut != nil {
		t := s.set.Tables[0]
		out = append(out, result.Warning{Code: "no_amount", Source: t.Name,
			Text: fmt.Sprintf("%s could hold the amount, so money is left out; --amount names one", layout.List(t.Headers, s.leftOut))})
	}
	if s.nothingToLose && (s.Metric.Target != nil || s.Metric.Judge != nil || s.Target != nil) {
		out = append(out, result.Warning{Code: "nothing_to_lose",
			Text: "no row tells of a customer who left, and a list of those who are still there says the same: so there is no verdict"})
	}
	out = append(out, s.ordersBefore(f)...)
	if f.closing != nil {
		out = append(out, s.closed(f)...)
	}
	return out
}

// odd shows why rows are left out, with the first of each kind.
func (s *session) odd(f *figures) []result.Warning {
	type kind struct {
		ledger.Outcome
		*ledger.Finding
	}
	var kinds []kind
	for outcome, o := range f.found.Odd {
		if outcome.Fate == ledger.Invalid || outcome.Fate == ledger.Excluded && s.shape != ledger.Subscription {
			kinds = append(kinds, kind{outcome, o})
		}
	}
	slices.SortFunc(kinds, func(a, b kind) int { return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Why(), b.Why())) })
	var out []result.Warning
	for _, k := range kinds {
		text := s.atFault(k.Outcome, k.Finding)
		if texts := textsOf(f.found, ledger.NotPaid); k.Fate == ledger.Excluded && len(texts) > 1 {
			text = fmt.Sprintf("%s: %s are no orders that were paid; %s left out", s.statusHeader(k.First.Source), texts.list(), areRows(k.Rows))
		} else if k.Rows > 1 {
			text += fmt.Sprintf("; %s left out for such a reason", areRows(k.Rows))
		}
		if k.Fate == ledger.Invalid && k.Role == ledger.StatusOf && s.shape == ledger.Status {
			text += fmt.Sprintf("; --lost %s takes it for one who left, --missing %s for no answer",
				layout.ShellQuote(answer.Trim(k.Text)), layout.ShellQuote(answer.Trim(k.Text)))
		}
		out = append(out, result.Warning{Code: k.Fate.String() + "_" + k.Role.String(), Text: text,
			Source: s.set.Tables[k.First.Source].Name, Line: k.First.Line})
	}
	return out
}

func areRows(n int64) string {
	if n == 1 {
		return "1 row is"
	}
	return fmt.Sprintf("%d rows are", n)
}

// noted tells what the ledger has noted about rows.
func (s *session) noted(f *figures) []result.Warning {
	var out []result.Warning
	for n, noted := range f.found.Notes {
		if noted.Rows == 0 {
			continue
		}
		note := ledger.Note(n)
		out = append(out, result.Warning{Code: note.Code(), Text: fmt.Sprintf(s.saysNote(note), rows.Number(noted.Rows, "row")),
			Source: s.set.Tables[noted.First.Source].Name, Line: noted.First.Line})
	}
	return out
}

// saysNote returns the words of a note, with a place for the number of rows.
func (s *session) saysNote(n ledger.Note) string {
	switch n {
	case ledger.NoteTrial:
		return "%s of trials: left out, since trials bring nothing yet"
	case ledger.NoteOneTime:
		return "%s of one-time fees: left out, since they do not recur"
	case ledger.NotePending:
		return "%s of subscriptions that never began: left out"
	case ledger.NotePaused:
		return "%s of paused subscriptions: counted as running"
	case ledger.NoteCancelled:
		return "%s of cancelled subscriptions without an end: counted as running until one is known"
	case ledger.NoteRounded:
		return "%s with more digits than the currency has: rounded, halves away from zero"
	case ledger.NoteNegative:
		return "%s below zero: taken off what the customer brings"
	case ledger.NoteOwnEnd:
		return "%s of subscriptions that ended without an end date: the request to cancel stands for it"
	}
	if s.shape == ledger.Balance {
		return "%s of no money: a customer who brings nothing in a period is not there"
	}
	return "%s of no money"
}

// fewCustomers warns where a figure stands on few customers.
func fewCustomers(d *result.Document) []result.Warning {
	n, ok := d.Total.Values.Number("n")
	if !ok || n == 0 {
		return nil
	}
	if d.Span != nil { // they are counted in every period
		n = math.Ceil(n / float64(d.Span.Periods))
	}
	if n < few {
		return []result.Warning{{Code: "few_customers", Text: fmt.Sprintf("only %s: the interval is wide, and it is all there is to say", rows.Number(int64(n), "customer"))}}
	}
	out := fewDecide(d, int64(n))
	small, all, what := 0, 0, "groups"
	for _, g := range d.Groups {
		if d.Triangle != nil {
			what = "cohorts"
			if age, ok := g.Values.Number(d.Triangle.Age); !ok || age > 0 {
				continue
			}
		}
		all++
		if n, ok := g.Values.Number("n"); ok && n < few {
			small++
		}
	}
	if small == 0 {
		return out
	}
	return append(out, result.Warning{Code: "few_customers", Text: fmt.Sprintf("%d of %d %s have fewer than %d customers", small, all, what, few)})
}

// fewDecide warns where the revenue of many customers is that of few: what the large ones do decides.
func fewDecide(d *result.Document, n int64) []result.Warning {
	effective, ok := d.Total.Values.Number("effective_customers")
	if !ok || effective >= few {
		return nil
	}
	return []result.Warning{{Code: "few_decide", Text: fmt.Sprintf("few customers decide over the revenue: that of %s is as uneven as that of %s of equal size, so its intervals are wide",
		rows.Number(n, "customer"), strconv.FormatFloat(effective, 'f', 1, 64))}}
}

// revenueLeft warns where those who left took much more than their share of the revenue, however few they
// are: the churn of customers hides that. It is what happened, and no estimate. All together can hide what
// left in one period or group, so these are looked at, too, unless they are definitions of the same.
func (s *session) revenueLeft(d *result.Document) []result.Warning {
	var out []result.Warning
	if customers, revenue, ok := lost(d.Total); ok {
		out = append(out, result.Warning{Code: "revenue_left",
			Text: fmt.Sprintf("%s of the revenue left with %s of the customers", percent(revenue), percent(customers))})
	}
	var worst result.Group
	most, times := 0.0, 0
	for _, g := range d.Groups {
		if _, revenue, ok := lost(g); ok {
			times++
			if revenue > most {
				worst, most = g, revenue
			}
		}
	}
	if times == 0 || len(d.Groups) == 1 || s.Definitions {
		return out
	}
	customers, revenue, _ := lost(worst)
	return append(out, result.Warning{Code: "revenue_left", Text: fmt.Sprintf("in %d of %d groups much more of the revenue left than of the customers, most in %s: %s of the revenue with %s of the customers",
		times, len(d.Groups), gate.Label(worst), percent(revenue), percent(customers))})
}

// lost returns the shares of customers and revenue that a group lost, in percent, and whether the revenue
// outweighs the customers.
func lost(g result.Group) (customers, revenue float64, much bool) {
	start, ok := g.Values.Number("n")
	gone, okGone := g.Values.Number("customers_lost")
	revenue, okRevenue := g.Values.Number("revenue_lost_pct")
	if !ok || !okGone || !okRevenue || start == 0 {
		return 0, 0, false
	}
	customers = 100 * gone / start
	return customers, revenue, metric.Outweighs(customers, revenue)
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) + " %" }

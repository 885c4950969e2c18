package customers

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/money"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// few is the number of customers below which a figure is said to stand on few.
const few = 30

// FirstUnusable says which row is the first that cannot be used, and why.
func (s *closed) FirstUnusable() string {
	var first tally.Place
	text := ""
	offer := func(at tally.Place, says string) {
		if text == "" || at.Before(first) {
			first = at
			text = s.set.At(at) + ": " + says
		}
	}
	for _, fault := range s.malformed.First {
		offer(tally.Place{Source: fault.Source, Line: fault.Line}, fault.Reason)
	}
	for out, o := range s.figures.found.Odd {
		if out.Fate == ledger.Invalid {
			offer(o.First, s.atFault(out, o).String())
		}
	}
	return text
}

// atFault says which cell leaves a row out, and why.
func (s *audit) atFault(out ledger.Outcome, o *ledger.Finding) result.Phrase {
	if s.wide != nil && out.Role == ledger.Amount {
		one := s.wide[o.First.Source]
		return result.Say("columns %s to %s: %s %s", s.columns[o.First.Source].header(out.Role), one.last(s.set.Tables[o.First.Source]),
			answer.Quote(answer.Trim(o.Text), 40), result.Reason(out.Why))
	}
	return result.Say("column %s: %s %s", s.columns[o.First.Source].header(out.Role), answer.Quote(answer.Trim(o.Text), 40), result.Reason(out.Why))
}

func (s *audit) doubts(h *harvest, f *figures) []result.Warning {
	out := kind.Faulty(s.set, "malformed", h.malformed)
	out = append(out, kind.Repaired(s.set, h.repairs)...)
	out = append(out, kind.Damaged(s.set, h.damaged)...)
	out = append(out, s.odd(f)...)
	out = append(out, kind.Faulty(s.set, "repeated_key", h.remarks)...)
	out = append(out, s.noted(f)...)
	out = append(out, s.inUnits()...)
	if len(s.serial) > 0 {
		out = append(out, result.Warn("serial_dates", "%s: whole numbers, read as the days that spreadsheets count from 1900", strings.Join(s.serial, ", ")))
	}
	if s.once {
		out = append(out, result.Warn("order_amounts", "column %s has the amount of an order on each of its lines: it counts once for the lines of an order and a day", s.columns[0].header(ledger.Amount)))
	}
	if s.alike {
		out = append(out, result.Warn("lines_alike", "column %s has the same amount on all lines of an order, and each counts: where it is the amount of the order, give the column a header that says so, such as order_total", s.columns[0].header(ledger.Amount)))
	}
	if s.endIsLost {
		out = append(out, result.Warn("end_is_lost", "a date in column %s tells that a customer left; no column tells when customers came, so there is no period", s.columns[0].header(ledger.StatusOf)))
	}
	out = append(out, s.lastDays(f.found)...)
	out = append(out, s.ticks()...)
	out = append(out, s.statuses(f)...)
	out = append(out, s.uncycledDoubts(h, f)...)
	out = append(out, s.whoDoubts(h)...)
	out = append(out, s.whyDoubts(f)...)
	if s.moves {
		out = append(out, result.Warn("movements", "a column holds types of movements, so the amounts may be changes and no balances; --shape movement reads them so"))
	}
	out = slices.Concat(out, s.todaysDoubt(), s.discountDoubt(), s.unpaidDoubt(), s.pauseDoubt(), s.testsDoubt(h), s.sameDoubt(h), s.shortDoubt(), s.restDoubt(), s.dashDoubt(h))
	if s.leftOut != nil {
		t := s.set.Tables[0]
		out = append(out, result.Warn("no_amount", "%s could hold the amount, or something else, so money is left out; --amount names one", layout.List(t.Headers, s.leftOut)).At(t.Name, 0))
	}
	switch {
	case !s.nothingToLose:
	case s.Metric.Target != nil || s.Metric.Judge != nil || s.Target != nil:
		out = append(out, result.Warn("nothing_to_lose", "no row tells of a customer who left, and a list of those who are still there says the same: so there is no verdict"))
	case s.shape == ledger.Subscription:
		out = append(out, result.Warn("nothing_to_lose", "no row tells of a customer who left: in a list of those who are still there, earlier periods open with less than there was, and the rates of retention leave out who left"))
	}
	out = append(out, s.nobodysMoney(f)...)
	out = append(out, s.ordersBefore(f)...)
	if f.closing != nil {
		out = append(out, s.closed(f)...)
	}
	return out
}

// odd shows why rows are left out, with the first of each kind.
func (s *audit) odd(f *figures) []result.Warning {
	type kind struct {
		ledger.Outcome
		*ledger.Finding
	}
	var kinds []kind
	for outcome, o := range f.found.Odd {
		if outcome.Fate == ledger.Invalid || outcome.Fate == ledger.Excluded && (outcome.Role == ledger.Customer || s.shape != ledger.Subscription && s.shape != ledger.Status) {
			kinds = append(kinds, kind{outcome, o})
		}
	}
	slices.SortFunc(kinds, func(a, b kind) int { return cmp.Or(a.First.Compare(b.First), cmp.Compare(a.Why, b.Why)) })
	var out []result.Warning
	for _, k := range kinds {
		says := s.atFault(k.Outcome, k.Finding)
		if texts := textsOf(f.found, ledger.NotPaid); k.Fate == ledger.Excluded && k.Role == ledger.StatusOf && len(texts) > 1 {
			says = result.Say("column %s: %s are no orders that were paid; %s left out", s.columns[k.First.Source].header(ledger.StatusOf), texts.list(), areRows(k.Rows))
		} else if k.Rows > 1 {
			says = result.Say("%s; %s left out for such a reason", says, areRows(k.Rows))
		}
		if s.wide != nil && k.Fate == ledger.Invalid && k.Role == ledger.Amount {
			says = result.Say("%s; --missing %s takes it for no amount", says, layout.ShellQuote(answer.Trim(k.Text)))
		}
		if k.Fate == ledger.Invalid && k.Role == ledger.StatusOf && s.shape == ledger.Status {
			text := answer.Trim(k.Text)
			says = result.Say("%s; %s takes it for one who left, --missing %s for no answer", says, inShell(s.lostAmong(text)), layout.ShellQuote(text))
			if alone := s.lostAlone(); len(alone) > 0 {
				says = result.Say("%s, %s for one who stays", says, inShell(alone))
			}
		}
		out = append(out, s.warnAt(k.First, k.Fate.String()+"_"+k.Role.String(), "%s", says))
	}
	return out
}

// warnAt makes a doubt about a row.
func (s *audit) warnAt(at tally.Place, code, format string, args ...any) result.Warning {
	return result.Warn(code, format, args...).At(s.set.Tables[at.Source].Name, at.Line)
}

func areRows(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%d row is", n)
	}
	return result.Say("%d rows are", n)
}

func (s *audit) noted(f *figures) []result.Warning {
	var out []result.Warning
	for n, noted := range f.found.Notes {
		if note := ledger.Note(n); noted.Rows > 0 {
			out = append(out, s.warnAt(noted.First, note.Code(), string(s.saysNote(note)), kind.HowMany(noted.Rows, "row")))
		}
	}
	return out
}

// saysNote returns the words of a note, with a place for the number of rows.
func (s *audit) saysNote(n ledger.Note) result.Word {
	nothing := result.Word("%s of no money")
	if s.shape == ledger.Balance {
		nothing = result.Word("%s of no money: a customer who brings nothing in a period is not there")
	}
	return cmp.Or(map[ledger.Note]result.Word{
		ledger.NoteTrial:        "%s of trials: left out, since trials bring nothing yet",
		ledger.NoteOneTime:      "%s of one-time fees: left out, since they do not recur",
		ledger.NotePending:      "%s of subscriptions that never began: left out",
		ledger.NotePaused:       "%s of paused subscriptions: counted as running",
		ledger.NoteCancelled:    "%s of cancelled subscriptions without an end: counted as running until one is known",
		ledger.NoteRounded:      "%s with more digits than the currency has: rounded, halves away from zero",
		ledger.NoteNegative:     "%s below zero: taken off what the customer brings",
		ledger.NoteJoined:       "%s of customers who joined lately: they were not there at the start, so they are in no share of it",
		ledger.NoteIdle:         "%s of customers who did not leave, with a reason: it counts for no loss",
		ledger.NoteNoEnd:        "%s with an end that stands for none, such as 0000-00-00, 9999-12-31 or NULL: the subscription runs on",
		ledger.NoteUnknownState: "%s with a status that is not known: counted as of customers who were there",
		ledger.NoteOwnEnd:       "%s of subscriptions that ended without an end date: the request to cancel stands for it",
		ledger.NoteRefund:       "%s whose type says that money went back: taken off what the customer brings, and no orders",
		ledger.NoteNoCurrency:   "%s whose currency is blank: taken for the one of --report-currency",
		ledger.NotePartBack:     "%s of which a part went back: it is taken off the amount",
	}[n], nothing)
}

func fewCustomers(d *result.Document) []result.Warning {
	n, ok := d.Total.Values.Number("n")
	if !ok || n == 0 {
		return nil
	}
	if d.Span != nil { // they are counted in every period
		n = math.Ceil(n / float64(d.Span.Periods))
	}
	if n < few {
		return []result.Warning{result.Warn("few_customers", "only %s: the interval is wide, and it is all there is to say", kind.HowMany(int64(n), "customer"))}
	}
	out := metric.FewDecide(d.Total.Values, few, kind.HowMany(int64(n), "customer"))
	small, all, what := 0, 0, result.Word("groups")
	for _, g := range d.Groups.All() {
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
	return append(out, result.Warn("few_customers", "%d of %d %s have fewer than %d customers", small, all, what, few))
}

func (s *audit) closed(f *figures) []result.Warning {
	out := append(s.repeated(f), s.calendar(f)...)
	if n := f.statement.Negative; n.CustomerPeriods > 0 {
		out = append(out, result.Warn("negative_sums", "%s of a customer in a period below zero, %s in all: counted as nothing",
			kind.HowMany(n.CustomerPeriods, "sum"), money.Format(n.Amount, f.closing.Decimals())))
	}
	if s.Metric.Orders != nil {
		return out
	}
	if s.shape == ledger.Transaction && s.InactiveAfter == "" {
		out = append(out, result.Warn("inactive_after", "whoever orders nothing in a %s counts as lost; --inactive-after says otherwise", result.Word(s.Cut)))
	}
	return append(out, s.openPeriod(f.open)...)
}

// repeated tells of rows beyond the first of a customer and date.
func (s *audit) repeated(f *figures) []result.Warning {
	n := f.statement.Repeated
	switch {
	case n == 0:
	case s.shape == ledger.Balance:
		return []result.Warning{result.Warn("repeated_rows", "%s beyond the first of a customer and date: they add up", kind.HowMany(n, "row"))}
	case s.shape == ledger.Status: // whose rows speak of two periods each
		n = f.rows.Counted - f.statement.Periods.Pool().Customers.Opening - f.found.Notes[ledger.NoteJoined].Rows
		return []result.Warning{result.Warn("repeated_customers", "%s beyond the first of a customer: such a customer is lost only if all its rows say so", kind.HowMany(n, "row"))}
	}
	return nil
}

// calendar tells which periods are left out, and what their dates make of them.
func (s *audit) calendar(f *figures) (out []result.Warning) {
	c := f.closing
	if len(c.Missing) > 0 && s.Metric.Orders == nil {
		var labels []string
		for _, p := range c.Missing {
			labels = append(labels, c.Label(p))
		}
		out = append(out, result.Warn("missing_periods", "no rows in %s: the periods before and after are compared as neighbours", dataset.Some(labels, 5)))
	}
	ahead := f.open.endsLater()
	if f.found.Ahead > 0 && !ahead && c.Planned == "" {
		out = append(out, result.Warn("planned", "%s begin or end after today: what is planned does not count", kind.HowMany(f.found.Ahead, "row")))
	}
	switch {
	case s.Metric.Orders != nil && c.PlannedDay != "":
		out = append(out, result.Warn("planned", "the data tell of %s, which is after today: orders that are still to come count, too; --as-of DATE leaves them out", c.PlannedDay))
	case s.Metric.Orders != nil || c.Planned == "":
	case ahead:
		out = append(out, result.Warn("planned", "the data tell of %s, which is after today: what is planned does not count", c.Planned))
	default:
		periods := c.Periods()
		says := "the data tell of %s, which is after today: what is planned does not count, and the periods end with %s, the last one with a change until today; --as-of %s keeps it so"
		if s.shape == ledger.Balance || s.shape == ledger.Transaction {
			says = "the data tell of %s, which is after today: what is planned does not count, and the periods end with %s; --as-of %s keeps it so"
		}
		out = append(out, result.Warn("planned", says,
			c.Planned, c.Label(periods[len(periods)-1]), c.Until()))
	}
	if c.LastDayOf != "" && s.Metric.Orders == nil {
		out = append(out, result.Warn("as_of_last_day", "%s is left out, since --as-of is its last day and the data go until that day begins; --as-of %s takes it for whole", c.LastDayOf, c.DayAfter))
	}
	if several, own := c.Stock(); several && own {
		out = append(out, result.Warn("stock_dates", "customers have several dates in a %s, each its own: a balance is a stock, so the last one of each customer counts", result.Word(s.Cut)))
	} else if several {
		out = append(out, result.Warn("stock_dates", "a %s has several dates: a balance is a stock, so it ends as its last common date says, and who is not in that is gone", result.Word(s.Cut)))
	}
	if n, last := c.Unlosable(); n > 0 && s.Metric.Orders == nil {
		out = append(out, result.Warn("nobody_lost_yet", "%s until %s left out: nobody could be lost in them yet, since whoever ordered when the data begin counts as there for %s",
			kind.HowMany(int64(n), string(s.Cut)), last, s.inactiveText()))
	}
	return out
}

// ordersBefore says that orders before --since are not known, where there are some: a second order can look like the
// first.
func (s *audit) ordersBefore(f *figures) []result.Warning {
	if s.Metric.Orders == nil || s.From == nil {
		return nil
	}
	n, where := int64(0), result.Word("before --since")
	for out, o := range f.found.Odd {
		if out.Fate == ledger.Filtered && out.Role == ledger.Time {
			n += o.Rows
		}
	}
	if s.To != nil {
		where = result.Word("outside --since and --until")
	}
	if n == 0 {
		return nil
	}
	return []result.Warning{result.Warn("orders_before", "%s %s not counted: what a customer ordered before does not make it one who ordered again",
		kind.HowMany(n, "row"), where)}
}

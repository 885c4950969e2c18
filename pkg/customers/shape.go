package customers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findShape tells from the columns of a table, and where they do not tell from its first rows, what
// the rows stand for. Where two shapes fit, it asks.
func (s *audit) findShape(t *dataset.Table, named columns, wide bool) (ledger.Shape, error) {
	f := finder{audit: s, table: t, named: named}
	if err := cmp.Or(f.otherRows(), f.refundRows()); err != nil {
		return "", err
	}
	if s.Metric.Orders != nil {
		return f.orders()
	}
	if err := f.findPairs(); err != nil {
		return "", err
	}
	fits := f.fitting()
	if f.stop != nil {
		return "", f.stop
	}
	if wide && !slices.Contains(fits, ledger.Status) {
		fits = f.only(ledger.Balance, "since columns hold the amounts of a period each")
	}
	timeless := slices.Equal(fits, []ledger.Shape{ledger.Status})
	fits = slices.DeleteFunc(fits, func(shape ledger.Shape) bool { return !s.fits(shape) })
	if err := f.chargedByDays(t, fits); err != nil {
		return "", err
	}
	switch len(fits) {
	case 1:
		if err := cmp.Or(f.noCases(fits[0]), f.shortSpans(fits[0]), f.doubtfulStatus(fits[0])); err != nil {
			return "", err
		}
		s.because("shape: " + string(fits[0]) + ", " + f.why)
		return fits[0], nil
	case 0:
		if timeless {
			return "", cmp.Or(s.statusless(t, named), s.timelessRows(t))
		}
		if err := cmp.Or(s.tellingFlags(t, named.Taken), s.noAmounts(t)); err != nil {
			return "", err
		}
		e := problem.Usage("%s: the columns are not those of a ledger that %s can read; say what a row stands for with --shape\n%s\n%s",
			t.Name, s.Metric.Name, explain(s.shapes()), t.List(t.Every()))
		return "", s.hint(t, e)
	}
	if fits[0] != ledger.Status && !f.has(ledger.Customer, fits[0]) { // who tells how often each has a row
		return "", s.findCustomer(t, dataset.Found{})
	}
	e := problem.Usage("%s: a row could stand for several things%s; say what it stands for with --shape\n%s", t.Name, f.doubt, explain(fits))
	e.Flags = []string{"--shape", string(fits[0])}
	return "", s.hint(t, cmp.Or[error](s.sortedAmounts(t, named), e))
}

// explain lists shapes with what a row stands for, a line each.
func explain(shapes []ledger.Shape) problem.Lines {
	var lines []string
	for _, shape := range shapes {
		lines = append(lines, fmt.Sprintf("  %-13s %s", shape, map[ledger.Shape]string{
			ledger.Balance:      "what a customer brings in a period",
			ledger.Subscription: "a subscription, with its start and end",
			ledger.Transaction:  "an order or an invoice",
			ledger.Status:       "a customer, who left or did not",
			ledger.Movement:     "a change: new, expansion, contraction, churn",
		}[shape]))
	}
	return problem.Lines(strings.Join(lines, "\n"))
}

type finder struct {
	*audit
	table       *dataset.Table
	named       columns
	why         string // what decided
	understands int    // how many types of movements are understood, where some are not
	doubt       string // what did not let it be decided, for a question
	stop        error  // why no shape can be proposed
}

// has tells whether a role was named, or a header has its words.
func (f *finder) has(role ledger.Item, shape ledger.Shape) bool {
	return f.named.has(role) || len(f.candidates(f.table, f.named, role, shape).Columns) > 0
}

// one returns the column of a role where it is clear.
func (f *finder) one(role ledger.Item, shape ledger.Shape) int {
	if role == ledger.Customer && f.eachRow {
		return none
	}
	if f.named.has(role) {
		return f.named.at(role)
	}
	fits := f.candidates(f.table, f.named, role, shape)
	if fits.Sure || role == ledger.Customer && asksBooks(f.table, fits) { // who pays tells what rows are, whoever is asked for
		return fits.Columns[0]
	}
	return none
}

func (f *finder) only(shape ledger.Shape, why string) []ledger.Shape {
	f.why = why
	return []ledger.Shape{shape}
}

// fitting lists the shapes that fit, one where it is clear.
func (f *finder) fitting() []ledger.Shape {
	timed := f.timeAt() != none || f.has(ledger.Time, ledger.Balance) || f.has(ledger.Time, ledger.Transaction)
	if fits := f.byFlags(); fits != nil {
		return fits
	}
	if timed {
		if fits := f.byTypes(); fits != nil {
			return fits
		}
	}
	switch {
	case f.Metric.Orders == nil && f.ordered() && timed && f.eventsAt() != none: // which are those on the way to an order, too
		f.stop = f.noEvents()
		return nil
	case f.ordered() && timed && !f.has(ledger.End, ledger.Subscription):
		return f.only(ledger.Transaction, "since there are columns that only orders have")
	case f.has(ledger.Start, ledger.Subscription) && (f.has(ledger.End, ledger.Subscription) || f.has(ledger.Request, ledger.Subscription)):
		if f.isPanel() {
			return []ledger.Shape{ledger.Balance, ledger.Subscription}
		}
		return f.only(ledger.Subscription, "since there are columns of start and end")
	case f.livesOnly() && f.holdsSubscriptions():
		return f.only(ledger.Subscription, "since there are columns of start and of what only subscriptions have, and no status of customers who left")
	case f.holdsStatus() && (!timed || f.oneEach() && (f.isStart() || f.tellsChurn())):
		return f.only(ledger.Status, "since a column tells who left, and none when")
	case f.endAlone() != none && len(f.dated(f.table, func(i int) bool { return i == f.endAlone() })) > 0:
		return f.only(ledger.Subscription, "since columns hold the end of a subscription and another date")
	case f.Metric.Orders == nil && f.onlyLeft(), f.onlyCancellations():
		f.stop = problem.Failure("%s: %s", f.table.Name, allLeftSays)
		return nil
	case f.endAlone() != none && !slices.ContainsFunc(f.table.Sample(f.endAlone()), isBlank):
		return f.only(ledger.Status, "since a column tells when customers left, and none when they came")
	case f.endAlone() != none:
		f.stop = f.onlyEnds()
		return nil
	case f.holdsSubscriptions():
		return f.only(ledger.Subscription, "since there are columns of start and of what only subscriptions have")
	case f.mixesStatus():
		return []ledger.Shape{ledger.Status, ledger.Balance, ledger.Transaction}
	case f.Metric.Orders == nil && !f.ordered() && f.oneEach() && (timed && f.severalDates() || f.comes()):
		return f.only(ledger.Subscription, "since a customer has one row, with when it came")
	case timed:
		return f.orMovements(f.byAmounts())
	case f.has(ledger.Start, ledger.Subscription) && f.has(ledger.StatusOf, ledger.Subscription):
		return f.only(ledger.Subscription, "since there are columns of start and status")
	}
	return nil
}

// holdsMovements tells whether the column of types, if there is one, holds types of movements.
func (f *finder) holdsMovements() bool {
	column := f.one(ledger.Type, ledger.Movement)
	return column != none && f.reads(ledger.Movement, ledger.Type, column) && !f.onlyNew(column)
}

// onlyNew tells whether a column of types has one word for all rows, beside the start and the end of each: they are
// subscriptions, all of which were new once.
func (f *finder) onlyNew(column int) bool {
	spans := f.one(ledger.Start, ledger.Subscription) != none && f.one(ledger.End, ledger.Subscription) != none
	return spans && len(f.understood(ledger.Movement, ledger.Type, column).words) < 2
}

// holdsMotions tells whether the column of types holds several types of movements, which goods that are new do not.
func (f *finder) holdsMotions() bool {
	column := f.one(ledger.Type, ledger.Movement)
	return column != none && f.holdsMovements() && len(f.understood(ledger.Movement, ledger.Type, column).words) > 1
}

// mixesMovements tells whether the column of types holds some types of movements among other texts: then the
// rows may be movements, most of which nobody understands, or something else.
func (f *finder) mixesMovements() bool {
	column := f.one(ledger.Type, ledger.Movement)
	if column == none {
		return false
	}
	r := f.understood(ledger.Movement, ledger.Type, column)
	if r.rows == r.odd || 2*r.odd > r.rows && len(r.words) < 2 || f.onlyNew(column) {
		return false
	}
	f.doubtful(column, "types of movements", r)
	f.understands = len(r.words)
	return true
}

// mixesStatus tells whether a column that speaks of customers who left says so of many, and of others something
// that nobody understands.
func (f *finder) mixesStatus() bool {
	column := f.one(ledger.StatusOf, ledger.Status)
	if column == none || !f.tellsChurn() || !f.oneEach() {
		return false
	}
	r := f.understood(ledger.Status, ledger.StatusOf, column)
	if r.odd == 0 || 2*r.odd > r.rows {
		return false
	}
	f.doubtful(column, "who left", r)
	return true
}

// doubtful says what a column holds beside what it seems to hold.
func (f *finder) doubtful(column int, says string, r readable) {
	f.doubt = fmt.Sprintf(", since column %s holds %s and other texts such as %s", f.table.Header(column), says, answer.Quote(answer.Trim(r.first), 40))
}

// holdsStatus tells whether the column of statuses, if there is one, tells who left.
func (f *finder) holdsStatus() bool {
	column := f.one(ledger.StatusOf, ledger.Status)
	if !f.named.has(ledger.StatusOf) && (column == none || f.saysNothing(f.table, column)) {
		if active := layout.Candidates(layout.Active, "status", f.table.Headers); len(active) > 0 { // which of several, is asked
			column = active[0]
		}
	}
	return column != none && (len(f.Lost) > 0 || f.tickOf(f.table, column) != "" && f.tellsChurn() || signedYes(f.table.Sample(column)) != "" || f.reads(ledger.Status, ledger.StatusOf, column))
}

// reads tells whether a ledger understands nearly all sampled texts of a column. One without any text
// may still hold statuses, whose headers are less common words than those of types.
func (f *finder) reads(shape ledger.Shape, role ledger.Item, column int) bool {
	r := f.understood(shape, role, column)
	return 10*r.odd <= r.rows && (r.rows > 0 || shape == ledger.Status)
}

// A readable is what a ledger makes of the sampled texts of a column.
type readable struct {
	rows, odd int             // with a text, and those of them with one that it does not understand
	first     string          // the first such text
	words     map[string]bool // those that it does
}

func (f *finder) understood(shape ledger.Shape, role ledger.Item, column int) readable {
	r := readable{words: make(map[string]bool)}
	l, err := ledger.New(ledger.Bookkeeping{Shape: shape, Unpriced: true, Missing: f.Missing, Types: f.types})
	if err != nil {
		return r
	}
	c, err := l.Collector()
	if err != nil {
		return r
	}
	row := ledger.Row{Customer: []byte("x"), Time: []byte("2000-01-01"), Start: []byte("2000-01-01"), End: []byte("2000-02-01")}
	for _, text := range f.table.Sample(column) {
		if role == ledger.Type {
			row.Type = []byte(text)
		} else {
			row.Status = []byte(text)
		}
		switch out, _ := c.Add(&row); out.Fate {
		case ledger.Counted:
			r.rows++
			r.words[answer.Trim(text)] = true
		case ledger.Invalid:
			if r.rows++; r.odd == 0 {
				r.first = text
			}
			r.odd++
		}
	}
	return r
}

// timeAt returns the column of times where it is clear.
func (f *finder) timeAt() int {
	if at := f.one(ledger.Time, ledger.Balance); at != none {
		return at
	}
	return f.one(ledger.Time, ledger.Transaction)
}

// isStart tells whether the only time is when a customer came.
func (f *finder) isStart() bool {
	at := f.timeAt()
	return at != none && slices.Contains(layout.Candidates(layout.Start, string(ledger.Subscription), f.table.Headers), at)
}

// tellsChurn tells whether the header of the statuses speaks of customers who left, and not of any state.
func (f *finder) tellsChurn() bool {
	at := f.one(ledger.StatusOf, ledger.Status)
	for _, shape := range []ledger.Shape{ledger.Subscription, ledger.Transaction} {
		if slices.Contains(layout.Candidates(layout.Status, string(shape), f.table.Headers), at) {
			return false
		}
	}
	return true
}

// oneEach tells whether every sampled customer has one row.
func (f *finder) oneEach() bool {
	column := f.one(ledger.Customer, ledger.Status)
	if column == none {
		return f.eachRow
	}
	seen := make(map[string]bool)
	for _, text := range f.table.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if seen[text] {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 0
}

// holdsSubscriptions tells whether every row has a start, and the billing interval or the status of a subscription
// beside it, though no end.
func (f *finder) holdsSubscriptions() bool {
	if f.one(ledger.Start, ledger.Subscription) == none || f.ordered() || f.startsAgain() {
		return false
	}
	status := f.one(ledger.StatusOf, ledger.Subscription)
	return f.one(ledger.Interval, ledger.Subscription) != none || status != none && f.reads(ledger.Subscription, ledger.StatusOf, status)
}

// isPanel tells whether subscriptions stand there again and again, once a period.
func (f *finder) isPanel() bool {
	at := f.one(ledger.Time, ledger.Balance)
	return at != none && at != f.one(ledger.Start, ledger.Subscription) && at != f.one(ledger.End, ledger.Subscription) && f.startsAgain()
}

// startsAgain tells whether many rows have the customer and the start of another.
func (f *finder) startsAgain() bool {
	customer, start := f.one(ledger.Customer, ledger.Subscription), f.one(ledger.Start, ledger.Subscription)
	if customer == none || start == none {
		return false
	}
	rows, again := 0, 0
	seen := make(map[[2]string]bool)
	for _, row := range f.table.Rows {
		if max(customer, start) >= len(row) {
			continue
		}
		rows++
		key := [2]string{row[customer], row[start]}
		if seen[key] {
			again++
		}
		seen[key] = true
	}
	return 4*again > rows
}

// againstShape asks about a file whose rows are no subscriptions although somebody says so: the same ones stand there again, of
// another time each. A row of them that has no end yet would hide that of a later one.
func (f *finder) againstShape() error {
	if f.shape != ledger.Subscription || f.found || f.eachRow || !f.isPanel() || !f.ofOtherTimes() {
		return nil
	}
	t, at := f.table, f.one(ledger.Time, ledger.Balance)
	e := problem.Usage("%s: the same customers and starts stand there again, each time of another text in column %s: rows are what customers bring in a period, and no subscriptions", t.Name, t.Header(at))
	e.Replace = [2]string{string(ledger.Subscription), string(ledger.Balance)}
	return f.hint(t, e)
}

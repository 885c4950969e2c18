package customers

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// none is the place of a column that is not there.
const none = dataset.None

// columns are the columns of a table, by the roles of ledgers.
type columns struct{ dataset.Columns }

func roleOf(role ledger.Item) dataset.Role { return dataset.Role(role.String()) }

func (cs columns) at(role ledger.Item) int          { return cs.At(roleOf(role)) }
func (cs columns) has(role ledger.Item) bool        { return cs.Has(roleOf(role)) }
func (cs columns) header(role ledger.Item) string   { return cs.Header(roleOf(role)) }
func (cs columns) set(role ledger.Item, column int) { cs.Set(roleOf(role), column) }

// roles lists the roles that have a column, in the order of documents.
func (cs columns) roles() []ledger.Item {
	var out []ledger.Item
	for role := ledger.Customer; role <= ledger.Product; role++ {
		if cs.has(role) {
			out = append(out, role)
		}
	}
	return out
}

// timed lists the roles that hold times.
func (cs columns) timed() (out []dataset.Role) {
	for _, role := range []ledger.Item{ledger.Time, ledger.Start, ledger.End, ledger.Request, ledger.TrialEnd} {
		if cs.has(role) {
			out = append(out, roleOf(role))
		}
	}
	return out
}

// times lists the columns that hold times.
func (cs columns) times() (out []int) {
	for _, role := range cs.timed() {
		out = append(out, cs.At(role))
	}
	return out
}

func (s *audit) placed(cs columns) pass.Seats { return s.Seats(cs.Columns, s.By, cs.timed()...) }

// needs lists the roles that a shape cannot do without, and those that it can use.
func needs(s ledger.Shape) (must, may []ledger.Item) {
	switch s {
	case ledger.Subscription:
		return []ledger.Item{ledger.Customer, ledger.Start},
			[]ledger.Item{ledger.End, ledger.Request, ledger.TrialEnd, ledger.StatusOf, ledger.Amount, ledger.Currency,
				ledger.Interval, ledger.Intervals, ledger.Quantity, ledger.Reason}
	case ledger.Transaction:
		return []ledger.Item{ledger.Customer, ledger.Time}, []ledger.Item{ledger.Amount, ledger.Currency, ledger.StatusOf, ledger.Quantity, ledger.OrderID, ledger.Type, ledger.Refunded}
	case ledger.Status:
		return []ledger.Item{ledger.Customer, ledger.StatusOf}, []ledger.Item{ledger.Amount, ledger.Currency, ledger.Reason}
	case ledger.Movement:
		return []ledger.Item{ledger.Customer, ledger.Time}, []ledger.Item{ledger.Type, ledger.Amount, ledger.Currency, ledger.Reason}
	}
	return []ledger.Item{ledger.Customer, ledger.Time}, []ledger.Item{ledger.Amount, ledger.Currency, ledger.Interval, ledger.Intervals, ledger.StatusOf}
}

// words returns the role whose headers tell the column of a ledger's role.
func words(role ledger.Item) layout.Role {
	if role == ledger.StatusOf {
		return layout.Status
	}
	return layout.Role(role.String())
}

func (s *audit) namedColumns(t *dataset.Table) (columns, error) {
	c := dataset.Chooser{By: s.By, Where: s.Conditions}
	for role := ledger.Customer; role <= ledger.Product; role++ {
		flag, name := s.named(role)
		if (role == ledger.Quantity || role == ledger.Interval || role == ledger.StatusOf || role == ledger.Amount || role == ledger.Refunded || role == ledger.Currency) && name == noColumn || name == everyRow && (role == ledger.Customer || role == ledger.OrderID) || role == ledger.Amount && s.isSpread(t) || role == ledger.Interval && s.namesTime(t) {
			name = ""
		}
		c.Roles = append(c.Roles, dataset.Wish{Role: roleOf(role), Flag: flag, Name: name})
	}
	cs, err := c.Named(t)
	return columns{cs}, err
}

// useless tells of columns that were named but mean nothing to the shape.
func (s *audit) useless() error {
	must, may := needs(s.shape)
	for role := ledger.Customer; role <= ledger.Refunded; role++ {
		flag, name := s.named(role)
		if name != "" && !slices.Contains(must, role) && !slices.Contains(may, role) {
			return problem.Usage("%s means nothing to a ledger of shape %s", flag, s.shape)
		}
	}
	for _, f := range []struct {
		given bool
		flag  string
		shape []ledger.Shape
	}{
		{s.InactiveAfter != "", "--inactive-after", []ledger.Shape{ledger.Transaction}},
		{s.churnOn == ledger.AtRequest, "--churn-on request", []ledger.Shape{ledger.Subscription}},
		{s.LastDay == flags.Yes, "--last-day", []ledger.Shape{ledger.Subscription}},
		{s.IntervalCol == byDates, "--interval-col dates", []ledger.Shape{ledger.Subscription}},
		{len(s.TypeMap) > 0, "--type-map", []ledger.Shape{ledger.Movement}},
		{len(s.Lost) > 0, "--lost", []ledger.Shape{ledger.Status, ledger.Subscription, ledger.Balance}},
	} {
		if f.given && !slices.Contains(f.shape, s.shape) {
			return problem.Usage("%s means nothing to a ledger of shape %s", f.flag, s.shape)
		}
	}
	if err := s.checkEveryRow(); err != nil {
		return err
	}
	return s.timeless()
}

// timeless tells of what cuts time, where a ledger has none.
func (s *audit) timeless() error {
	if s.shape != ledger.Status {
		return nil
	}
	for _, f := range []struct{ flag, given string }{{"--since", s.Since}, {"--until", s.Until}, {"--as-of", s.AsOf}, {"--period", s.Period}} {
		if f.given != "" {
			return problem.Usage("%s means nothing to a ledger of shape %s: it says who left, and not when", f.flag, s.shape)
		}
	}
	return nil
}

// candidates are the columns that suit a role best, of those that have no role yet.
func (s *audit) candidates(t *dataset.Table, cs columns, role ledger.Item, shape ledger.Shape) dataset.Found {
	search := dataset.Search{Role: words(role), Kind: string(shape), Free: func(i int) bool { return !cs.Taken(i) }}
	f := findFilled(t, &search, role)
	if role == ledger.Amount && (len(f.Columns) == 0 || f.Unsure) { // its unit may stand beside the name
		bare := search
		bare.Spell = func(header string) string { return layout.WithoutUnit(header, isCurrencyWord) }
		if named := t.Find(bare); named.Sure || len(f.Columns) == 0 {
			search, f = bare, named
		}
	}
	if role == ledger.Amount && len(f.Columns) > 0 {
		f = besideFees(t, search, f)
	}
	if role == ledger.Amount && shape == ledger.Balance {
		f = atTheEnd(t, f)
	}
	if role == ledger.Amount && shape == ledger.Transaction && f.Unsure && len(f.Columns) == 1 && s.unitPriced(t, f.Columns[0]) {
		f.Sure, f.Why = true, "the price of a unit, and another column holds how many there are"
	}
	if role == ledger.Currency && len(f.Columns) == 0 {
		f = s.ofCodes(t, cs)
	}
	if role == ledger.StatusOf {
		f = withoutPlaces(t, f)
	}
	if role == ledger.Time && shape == ledger.Transaction {
		f = s.whenBegun(t, search, s.whenPaid(t, search, f))
	}
	if role == ledger.Customer {
		f = insideHouses(t, search, withoutSellers(t, s.byTaxNumber(t, search, f)))
	}
	if role == ledger.Amount && f.Unsure && len(f.Columns) == 1 && layout.UnitsOf(t.Headers[f.Columns[0]]).Per != "" {
		f.Sure, f.Why = true, "the only column whose header says of which time its amounts are"
	}
	if role == ledger.Customer && len(f.Columns) > 0 {
		return besideBooks(t, search, f)
	}
	return f
}

// find looks for the column of a role that was not named.
func (s *audit) find(t *dataset.Table, cs columns, role ledger.Item, needed bool) error {
	if s.isSettled(t, cs, role) || role == ledger.Time && s.wonOn(t, cs) {
		return nil
	}
	if s.shape == ledger.Transaction && (role == ledger.Type || role == ledger.Refunded) {
		return s.findRefunds(t, cs, role)
	}
	f := s.byWords(t, cs, role, s.candidates(t, cs, role, s.shape))
	switch {
	case role == ledger.Currency && f.Sure && s.otherMoney(t, cs, f.Columns[0]):
		return nil
	case f.Sure && role == ledger.StatusOf && s.shape == ledger.Status && s.saysNothing(t, f.Columns[0]):
		if active := (dataset.Found{}); s.statusElse(t, cs, &active) {
			return nil
		}
	case f.Sure:
	case role == ledger.Time:
		return s.findTime(t, cs)
	case role == ledger.Customer && len(f.Columns) == 0:
		return s.findCustomer(t, f)
	case role == ledger.StatusOf && s.shape == ledger.Status && len(f.Columns) == 0:
		if s.statusElse(t, cs, &f) {
			return nil
		}
	}
	switch {
	case f.Sure:
		cs.Take(roleOf(role), f)
		return nil
	case len(f.Columns) == 0 && !needed, role == ledger.Reason, role == ledger.Intervals, role == ledger.Interval && s.shape == ledger.Balance:
		return nil
	case role == ledger.Amount && !needed && s.stands(f) && !s.tellsRefunds(t, f):
		s.leftOut = f.Columns
		return nil
	}
	return s.askRole(t, cs, role, f)
}

// askRole asks for the column of a role that nothing surely tells.
func (s *audit) askRole(t *dataset.Table, cs columns, role ledger.Item, f dataset.Found) error {
	var starts []problem.Sense
	if role == ledger.Start && len(f.Columns) == 0 {
		f.Columns = s.besideEnds(t, cs)
		starts = startsOn(t, f.Columns)
	}
	if err := s.besides(t, cs, role, f.Columns); err != nil {
		return err
	}
	flag, _ := s.named(role)
	e := t.Unclear(flag, says(role), f)
	if role == ledger.Amount && s.tellsRefunds(t, f) {
		e.Flags = []string{flag, t.Reference(f.Columns[0])}
	}
	if role == ledger.Amount && f.Unsure {
		e.Senses = append(e.Senses, s.inCurrencies(t, f.Columns)...)
	}
	if starts != nil {
		e.Flags, e.Senses = nil, starts
	}
	if status := s.whoLeft(t, cs); role == ledger.Start && status != none {
		e.Senses = append(e.Senses, s.byStatusAlone(t, status)...)
	}
	return s.hint(t, e)
}

// statusElse takes a column of who is active for the status, or one of ends: in it stands who left. f is what was found of the first.
func (s *audit) statusElse(t *dataset.Table, cs columns, f *dataset.Found) bool {
	if *f = t.Find(dataset.Search{Role: layout.Active, Kind: "status"}); f.Sure {
		cs.Take(roleOf(ledger.StatusOf), *f)
		s.yesIsKept = true
		return true
	}
	if end := (&finder{audit: s, table: t, named: cs}).endAlone(); end != none {
		cs.set(ledger.StatusOf, end)
		s.endIsLost = true
		return true
	}
	return false
}

// isSettled tells whether nobody has to look for the column of a role: it is known, or the question needs none.
func (s *audit) isSettled(t *dataset.Table, cs columns, role ledger.Item) bool {
	switch {
	case cs.has(role), role == ledger.Customer && s.eachRow, role == ledger.Time && s.wide != nil, s.shape == ledger.Transaction && role == ledger.Quantity: // the amounts of orders are totals
		return true
	case role == ledger.Currency && s.Currency == noColumn:
		return true
	case (role == ledger.Interval || role == ledger.Intervals) && (s.IntervalCol == noColumn || s.namesTime(t)):
		return true
	case role == ledger.Amount && s.Amount == noColumn && !s.Metric.Money, role == ledger.StatusOf && (s.Status == noColumn || s.shape == ledger.Balance): // see findStates
		return true
	case role == ledger.OrderID && (s.Metric.Orders == nil || s.Order == everyRow): // only who counts orders has to know which lines are one
		return true
	}
	return false
}

// stands tells whether the figure stands without money, of which columns are not clear: whether a customer is there
// does not depend on it.
func (s *audit) stands(f dataset.Found) bool {
	return s.shape == ledger.Status || s.shape == ledger.Transaction || s.shape == ledger.Subscription && f.Unsure
}

// isNegative tells whether a cell of a table holds an amount below zero.
func isNegative(t *dataset.Table) func(string) bool {
	return func(text string) bool { n, ok := moneyOf(text, t.Decimal); return ok && n < 0 }
}

// tellsRefunds tells whether columns that could hold the amounts of orders hold some below zero: such rows are no orders,
// so that even how many there are depends on it.
func (s *audit) tellsRefunds(t *dataset.Table, f dataset.Found) bool {
	return s.shape == ledger.Transaction && slices.ContainsFunc(f.Columns, func(i int) bool { return slices.ContainsFunc(t.Sample(i), isNegative(t)) })
}

// says names a role in a sentence.
func says(role ledger.Item) string {
	return cmp.Or(map[ledger.Item]string{ledger.Start: "start of a subscription", ledger.End: "end of a subscription", ledger.Request: "request to cancel",
		ledger.TrialEnd: "end of a trial", ledger.Interval: "billing interval", ledger.Type: "type of movement", ledger.OrderID: "number of the order"}[role], role.String())
}

func (s *audit) findTime(t *dataset.Table, cs columns) error {
	f, err := t.FindTime(string(s.shape), s.Writing(dates.Unknown), true)
	if err == nil {
		cs.Take(roleOf(ledger.Time), f)
	}
	return s.hint(t, err)
}

// follow finds the columns of a later table: they bear the names that the first table has, or are
// found as there.
func (s *audit) follow(t *dataset.Table) error {
	first := s.columns[0]
	cs, err := s.namedColumns(t)
	if err != nil {
		return err
	}
	s.flagsNamed(t, cs)
	if s.wide != nil {
		if err := s.spreadLike(t, cs); err != nil {
			return err
		}
	}
	cs.Follow(first.Columns)
	for _, role := range first.roles() {
		if s.shape == ledger.Transaction && (role == ledger.Type || role == ledger.Refunded) {
			continue // each table may tell it in its own way
		}
		if err := s.find(t, cs, role, true); err != nil {
			return cmp.Or(s.otherShape(t, cs), err)
		}
		if !cs.has(role) {
			flag, _ := s.named(role)
			return t.Ask(flag, fmt.Sprintf("no column like %s of %s", first.header(role), s.set.Tables[0].Name), nil)
		}
	}
	if s.shape == ledger.Transaction {
		if err := cmp.Or(s.find(t, cs, ledger.Type, false), s.find(t, cs, ledger.Refunded, false)); err != nil {
			return err
		}
		s.settleRefunds(t, cs)
	}
	s.glanceAt(t, cs)
	s.columns = append(s.columns, cs)
	return cmp.Or(s.otherShape(t, cs), s.sameUnits(t, cs))
}

// hint tells what to do about tables that are no tables for us.
func (s *audit) hint(t *dataset.Table, err error) error {
	if err == nil || !aligned(t) {
		return err
	}
	return problem.Failure("%s: the columns are lined up with blanks, which is no delimited text", t.Name).
		Advise(fmt.Sprintf("awk -v OFS=, '{$1=$1}1' %s | cxcalc %s -", layout.ShellQuote(t.Name), s.Metric.Name))
}

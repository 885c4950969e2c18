package billing

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// none is the place of a column that is not there.
const none = engine.None

// columns are the places of the roles in one table.
type columns struct {
	at        [productRole + 1]int
	by, where []int
}

func noColumns() columns {
	var cs columns
	for role := range cs.at {
		cs.at[role] = none
	}
	return cs
}

func (cs *columns) has(role ledger.Role) bool { return cs.at[role] != none }

// roles lists the roles that have a column, in the order of documents.
func (cs *columns) roles() []ledger.Role {
	var out []ledger.Role
	for role, at := range cs.at {
		if at != none {
			out = append(out, ledger.Role(role))
		}
	}
	return out
}

// times lists the columns that hold times.
func (cs *columns) times() []int {
	var out []int
	for _, role := range timeRoles() {
		if cs.has(role) {
			out = append(out, cs.at[role])
		}
	}
	return out
}

func timeRoles() []ledger.Role {
	return []ledger.Role{ledger.Time, ledger.Start, ledger.End, ledger.Request, ledger.TrialEnd}
}

// needs lists the roles that a shape cannot do without, and those that it can use.
func needs(s ledger.Shape) (must, may []ledger.Role) {
	switch s {
	case ledger.Subscription:
		return []ledger.Role{ledger.Customer, ledger.Start},
			[]ledger.Role{ledger.End, ledger.Request, ledger.TrialEnd, ledger.StatusOf, ledger.Amount, ledger.Currency,
				ledger.Interval, ledger.Intervals, ledger.Quantity, ledger.Reason}
	case ledger.Transaction:
		return []ledger.Role{ledger.Customer, ledger.Time}, []ledger.Role{ledger.Amount, ledger.Currency, ledger.StatusOf, ledger.Quantity, ledger.OrderID}
	case ledger.Status:
		return []ledger.Role{ledger.Customer, ledger.StatusOf}, []ledger.Role{ledger.Amount, ledger.Currency, ledger.Reason}
	case ledger.Movement:
		return []ledger.Role{ledger.Customer, ledger.Time}, []ledger.Role{ledger.Type, ledger.Amount, ledger.Currency, ledger.Reason}
	}
	return []ledger.Role{ledger.Customer, ledger.Time}, []ledger.Role{ledger.Amount, ledger.Currency}
}

// words returns the role whose headers tell the column of a ledger's role.
func words(role ledger.Role) layout.Role {
	if role == ledger.StatusOf {
		return layout.Status
	}
	return layout.Role(role.String())
}

// choose finds the columns of the first table.
func (s *session) choose(t *dataset.Table) error {
	cs, err := s.namedColumns(t)
	if err != nil {
		return err
	}
	if s.shape == "" {
		if s.shape, err = s.findShape(t, cs); err != nil {
			return err
		}
		s.found = true
	}
	s.moves = s.shape == ledger.Balance && (&finder{session: s, table: t, named: cs}).holdsMotions()
	if s.Metric.Periods && s.shape == ledger.Status {
		return s.untimed(t)
	}
	if err := s.useless(); err != nil {
		return err
	}
	must, may := needs(s.shape)
	for _, role := range must {
		if err := s.find(t, &cs, role, true); err != nil {
			return err
		}
	}
	for _, role := range may {
		if err := s.find(t, &cs, role, role == ledger.Amount && s.Metric.Money); err != nil {
			return err
		}
	}
	if s.cycles != nil {
		if err := s.findProduct(t, &cs); err != nil {
			return err
		}
	}
	if err := s.settle(t, &cs); err != nil {
		return err
	}
	s.columns = append(s.columns, cs)
	return nil
}

// namedColumns finds the columns that the request names.
func (s *session) namedColumns(t *dataset.Table) (columns, error) {
	cs := noColumns()
	for role := range cs.at {
		flag, name := s.named(ledger.Role(role))
		if name == "" || ledger.Role(role) == ledger.Quantity && name == quantityNone {
			continue
		}
		var err error
		if cs.at[role], err = t.Resolve(flag, name); err != nil {
			return cs, err
		}
	}
	return cs, s.rowColumns(t, &cs)
}

// rowColumns finds the columns of groups and conditions.
func (s *session) rowColumns(t *dataset.Table, cs *columns) error {
	for _, name := range s.By {
		i, err := t.Resolve("", name)
		if err != nil {
			return err
		}
		cs.by = append(cs.by, i)
	}
	for _, cond := range s.conditions {
		i, err := t.Resolve("", cond.Column())
		if err != nil {
			return err
		}
		cs.where = append(cs.where, i)
	}
	return nil
}

// useless tells of columns that were named but mean nothing to the shape.
func (s *session) useless() error {
	must, may := needs(s.shape)
	for role := ledger.Customer; role <= ledger.OrderID; role++ {
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
		{len(s.TypeMap) > 0, "--type-map", []ledger.Shape{ledger.Movement}},
		{len(s.Lost) > 0, "--lost", []ledger.Shape{ledger.Status, ledger.Subscription}},
	} {
		if f.given && !slices.Contains(f.shape, s.shape) {
			return problem.Usage("%s means nothing to a ledger of shape %s", f.flag, s.shape)
		}
	}
	return s.timeless()
}

// timeless tells of what cuts time, where a ledger has none.
func (s *session) timeless() error {
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

// candidates are the columns whose headers tell a role best, of those that have no role yet.
func (s *session) candidates(t *dataset.Table, cs *columns, role ledger.Role, shape ledger.Shape) []int {
	fits := layout.Candidates(words(role), string(shape), t.Headers)
	return slices.DeleteFunc(fits, func(i int) bool { return slices.Contains(cs.at[:], i) })
}

// find looks for the column of a role that was not named.
func (s *session) find(t *dataset.Table, cs *columns, role ledger.Role, needed bool) error {
	switch {
	case cs.has(role), s.shape == ledger.Transaction && role == ledger.Quantity: // the amounts of orders are totals
		return nil
	case role == ledger.OrderID && s.Metric.Orders == nil: // only who counts orders has to know which lines are one
		return nil
	}
	fits := s.candidates(t, cs, role, s.shape)
	switch {
	case len(fits) == 1:
		cs.at[role] = fits[0]
		return nil
	case role == ledger.Time:
		return s.findTime(t, cs)
	case role == ledger.StatusOf && s.shape == ledger.Status && len(fits) == 0:
		if fits = layout.Candidates(layout.Active, "status", t.Headers); len(fits) == 1 {
			cs.at[role], s.yesIsKept = fits[0], true
			return nil
		}
	}
	switch {
	case len(fits) == 0 && !needed, role == ledger.Reason, role == ledger.Intervals:
		return nil
	case role == ledger.Amount && !needed && (s.shape == ledger.Status || s.shape == ledger.Transaction):
		s.leftOut = fits // whether a customer is there does not depend on it
		return nil
	}
	flag, _ := s.named(role)
	text := fmt.Sprintf("%d columns could hold the %s", len(fits), says(role))
	if len(fits) == 0 {
		text = fmt.Sprintf("no header tells which column holds the %s", says(role))
	}
	return s.hint(t, t.Ask(flag, text, fits))
}

// says names a role in a sentence.
func says(role ledger.Role) string {
	switch role {
	case ledger.Start:
		return "start of a subscription"
	case ledger.End:
		return "end of a subscription"
	case ledger.Request:
		return "request to cancel"
	case ledger.TrialEnd:
		return "end of a trial"
	case ledger.Interval:
		return "billing interval"
	case ledger.Type:
		return "type of movement"
	case ledger.OrderID:
		return "number of the order"
	}
	return role.String()
}

func (s *session) findTime(t *dataset.Table, cs *columns) error {
	at, _, err := t.FindTime(string(s.shape), s.dateOptions(dates.Unknown), true)
	if err == nil {
		cs.at[ledger.Time] = at
	}
	return s.hint(t, err)
}

// follow finds the columns of a later table: they bear the names that the first table has, or are
// found as there.
func (s *session) follow(t *dataset.Table) error {
	first, head := &s.columns[0], s.set.Tables[0]
	cs, err := s.namedColumns(t)
	if err != nil {
		return err
	}
	for _, role := range first.roles() {
		if cs.has(role) {
			continue
		}
		if i, err := layout.Resolve(head.Headers[first.at[role]], t.Headers); err == nil {
			cs.at[role] = i
			continue
		}
		if err := s.find(t, &cs, role, true); err != nil {
			return err
		}
		if !cs.has(role) {
			flag, _ := s.named(role)
			return t.Ask(flag, fmt.Sprintf("no column like %s of %s", head.Header(first.at[role]), head.Name), nil)
		}
	}
	s.columns = append(s.columns, cs)
	return nil
}

// hint tells what to do about tables that are no tables for us.
func (s *session) hint(t *dataset.Table, err error) error {
	if err == nil || !aligned(t) {
		return err
	}
	return problem.Failure("%s: the columns are lined up with blanks, which is no delimited text", t.Name).
		Advise(fmt.Sprintf("awk -v OFS=, '{$1=$1}1' %s | cxcalc %s -", layout.ShellQuote(t.Name), s.Metric.Name))
}

// aligned tells whether a table is text in columns that blanks line up.
func aligned(t *dataset.Table) bool {
	if len(t.Headers) != 1 || len(t.Rows) == 0 {
		return false
	}
	width := len(fields(t.Headers[0]))
	if width < 2 {
		return false
	}
	for _, row := range t.Rows[:min(len(t.Rows), 100)] {
		if len(row) != 1 || len(fields(row[0])) != width {
			return false
		}
	}
	return true
}

// wanted lists the columns of all roles once, and says where each role finds its own.
func (cs *columns) wanted(t *dataset.Table) (want []scan.Column, at columns) {
	at = noColumns()
	place := make(map[int]int)
	add := func(column int) int {
		if column == none {
			return none
		}
		i, ok := place[column]
		if !ok {
			i = len(want)
			place[column] = i
			want = append(want, t.Column(column))
		}
		return i
	}
	for role, column := range cs.at {
		at.at[role] = add(column)
	}
	for _, column := range cs.by {
		at.by = append(at.by, add(column))
	}
	for _, column := range cs.where {
		at.where = append(at.where, add(column))
	}
	return want, at
}

// object shows the columns in a document.
func (cs *columns) object(t *dataset.Table) result.Object {
	o := result.Object{}
	for _, role := range cs.roles() {
		o = append(o, result.Member{Key: role.String(), Value: t.Headers[cs.at[role]]})
	}
	return o
}

// header returns the quoted name of the column of a role.
func (cs *columns) header(t *dataset.Table, role ledger.Role) string {
	if !cs.has(role) {
		return answer.Quote("", 60)
	}
	return t.Header(cs.at[role])
}

package facts

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A session answers a request.
type session struct {
	*request
	kind.Understood
	plan    Intent
	set     *dataset.Set
	columns []dataset.Columns
	rule    *gathering
	noted   []result.Warning // of what the first rows show
}

// Begin has no small files to read.
func (s *session) Begin(ctx context.Context) error {
	if p, ok := s.plan.(interface{ Begin(context.Context) error }); ok {
		return p.Begin(ctx)
	}
	return nil
}

// Meant is what the words mean.
func (s *session) Meant() *kind.Understood { return &s.Understood }

// Again never asks for more.
func (s *session) Again(error) bool { return false }

// wants tells how much a column is wanted. Periods and bounds need to know when facts happened.
func (s *session) wants(c Position) Want {
	if want := s.plan.Wants(c.Role); want == Needed || !s.cuts() || c.Role != s.when() {
		return want
	}
	return Needed
}

// cuts tells whether it matters when facts happened.
func (s *session) cuts() bool {
	return s.Cut != "" || s.From != nil || s.To != nil || slices.ContainsFunc(s.By, isClock)
}

// when is the role of the column that tells when facts happened, "" where none does.
func (s *session) when() dataset.Role {
	if p, ok := s.plan.(Moment); ok {
		return p.When()
	}
	for _, c := range s.traits.Columns {
		if c.Times {
			return c.Role
		}
	}
	return ""
}

// Choose finds the columns of every source, and has the plan look at them.
func (s *session) Choose(set *dataset.Set) error {
	s.set = set
	if s.cuts() && s.when() == "" {
		return problem.Usage("%s has no times, which --period, --since, --until, %s and %s are about", s.Metric.Name, HourKey, WeekdayKey)
	}
	for _, t := range set.Tables {
		cs, err := s.choose(t)
		if err != nil {
			return err
		}
		s.columns = append(s.columns, cs)
	}
	if p, ok := s.plan.(Comparer); ok {
		if err := p.Compare(set); err != nil {
			return err
		}
	}
	for i, t := range set.Tables {
		if err := cmp.Or(s.apart(t, s.columns[i]), s.clockless(t, s.columns[i]), s.zones(t, s.columns[i]), s.orders(t, s.columns[i]), s.struck(t, s.columns[i])); err != nil {
			return err
		}
		if err := s.plan.Check(t, s.columns[i]); err != nil {
			return err
		}
	}
	s.noted = s.again()
	s.rule = s.newRule()
	if err := set.ShortYears(s.Writing(dates.Unknown), s.rule.timesOf); err != nil {
		return err
	}
	if err := kind.Hanging(set, s.named); err != nil {
		return err
	}
	return kind.MarkOfConditions(set, s.Conditions, s.Decimal, set.Tables[0].Decimal, func(i int) []int { return s.columns[i].Where })
}

// named are the columns of a source that play a role, make groups or are asked for.
func (s *session) named(source int) []int {
	cs := s.columns[source]
	out := slices.Concat(cs.By, cs.Where)
	for _, c := range s.rule.columns {
		if cs.Has(c.Role) {
			out = append(out, cs.At(c.Role))
		}
	}
	return out
}

// choose finds the columns of a table. Those that play a role in the first one bear the same names in the others.
func (s *session) choose(t *dataset.Table) (dataset.Columns, error) {
	wishes, err := s.wishes(t)
	if err != nil {
		return dataset.Columns{}, err
	}
	cs, err := dataset.Chooser{Roles: wishes, By: s.byColumns(), Where: s.Conditions}.Named(t)
	if err != nil {
		return cs, err
	}
	if len(s.columns) > 0 {
		cs.Follow(s.columns[0])
	} else if p, ok := s.plan.(Adopter); ok {
		p.Adopt(t, cs)
	}
	for _, c := range s.traits.Columns {
		if want := s.wants(c); want != Unwanted && !cs.Has(c.Role) {
			if err := s.find(t, cs, c, want); err != nil {
				return cs, err
			}
		}
	}
	return cs, nil
}

// wishes lists the roles with the columns that are named for them.
func (s *session) wishes(t *dataset.Table) ([]dataset.Wish, error) {
	var out []dataset.Wish
	for _, c := range s.traits.Columns {
		flag := "--" + c.Flag
		if c.Flag == "" && c.Named == nil {
			continue
		}
		if !c.Many && c.Named == nil {
			out = append(out, c.wish(t, flag, c.named(s.Own.Text(c.Flag)))...)
			continue
		}
		names, err := s.listed(t, c)
		if err != nil {
			return nil, err
		}
		for i, name := range names {
			out = append(out, dataset.Wish{Role: Part(c.Role, i), Flag: flag, Name: name})
		}
		if len(names) == 0 {
			out = append(out, dataset.Wish{Role: c.Role, Flag: flag}, dataset.Wish{Role: Part(c.Role, 1), Flag: flag})
		}
	}
	return out, nil
}

// wish is that for the column with a name, and for that with the times of day that belong to its dates.
func (c Position) wish(t *dataset.Table, flag, name string) []dataset.Wish {
	if c.Times && name != "" {
		if date, clock, ok := joint(t, flag, name); ok {
			return []dataset.Wish{{Role: c.Role, Flag: flag, Name: date}, {Role: clockOf(c.Role), Flag: flag, Name: clock}}
		}
	}
	return []dataset.Wish{{Role: c.Role, Flag: flag, Name: name}}
}

// listed names the columns that play a role together.
func (s *session) listed(t *dataset.Table, c Position) ([]string, error) {
	if c.Named != nil {
		return several(t, "", c.Named(s.Own), nil)
	}
	return several(t, "--"+c.Flag, s.Own.List(c.Flag), s.alone(t))
}

// alone are the columns that flags name for roles of one column.
func (s *session) alone(t *dataset.Table) (out []int) {
	for _, c := range s.traits.Columns {
		if name := c.named(s.Own.Text(c.Flag)); !c.Many && c.Named == nil && name != "" {
			if i, err := t.Resolve("--"+c.Flag, name); err == nil {
				out = append(out, i)
			}
		}
	}
	return out
}

// named is the column that the value of a flag names, "" for none.
func (c Position) named(value string) string {
	if c.Aside != nil && c.Aside(value) {
		return ""
	}
	return value
}

// several names the columns that are listed, or that a pattern fits. A pattern leaves out columns that play a role of
// their own.
func several(t *dataset.Table, flag string, listed []string, alone []int) (names []string, err error) {
	for _, name := range listed {
		fits := layout.Pattern(name, t.Headers)
		if _, err := t.Resolve("", name); err != nil {
			fits = slices.DeleteFunc(fits, func(i int) bool { return slices.Contains(alone, i) })
		}
		if len(fits) == 0 {
			i, err := t.Resolve(flag, name)
			if err != nil {
				return nil, err
			}
			fits = []int{i}
		}
		for _, i := range fits {
			if reference := t.Reference(i); !slices.Contains(names, reference) {
				names = append(names, reference)
			}
		}
	}
	return names, nil
}

// The seconds since 1970 of this century so far have ten digits, and begin with these.
const firstOfSeconds = "12"

// sensesShown is how many commands a question shows at most.
const sensesShown = 6

// noun is the role in words.
func (c Position) noun() string { return cmp.Or(c.Noun, string(c.Role)) }

// Counts says what a pass has to count.
func (s *session) Counts() ([]pass.Counting, error) {
	c := pass.Counting{Rule: s.rule, Dates: s.rule.dates, Marked: len(s.By) > 0 && !s.cuts()}
	for _, cs := range s.columns {
		var times []dataset.Role
		for _, column := range s.rule.columns {
			if column.Times && cs.Has(column.Role) {
				times = append(times, column.Role)
			}
		}
		c.Columns = append(c.Columns, s.Seats(cs, s.byColumns(), times...))
	}
	c.Where = s.On(where.Cells{Decimal: s.set.Tables[0].Decimal, Zone: s.Zone})
	return []pass.Counting{c}, nil
}

// Column names the column of a row that is not counted.
func (s *session) Column(r pass.Reject) string {
	return s.columns[r.Source].Name(r.Role, r.Condition)
}

// Failed says what went wrong, and where.
func (s *session) Failed(_ int, err error) error {
	var groups *pass.GroupsError
	var src *pass.SourceError
	switch {
	case errors.As(err, &groups):
		return s.TooManyGroups(s.set, groups)
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.clue(err, at) })
}

// clue is the column where a date stands that says something about the order of day and month.
func (s *session) clue(err error, at tally.Place) int {
	var order *pass.OrderError
	role := s.when()
	if errors.As(err, &order) {
		if r, ok := order.Clues[at]; ok {
			role = r
		}
	}
	return s.columns[at.Source].At(role)
}

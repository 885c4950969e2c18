package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A Role is what a column means, as headers tell it. Documents have it as a key.
type Role = layout.Role

// Where is the role of the columns that conditions look at.
const Where Role = "where"

// None is the place of a role that no column plays.
const None = -1

// SourceKey is the word for the name of the source, where a column could make the groups. A column of that name
// is reached by its number.
const SourceKey = ".source"

// BySource is the place of SourceKey among columns.
const BySource = -2

// A Wish is a role that a table may have a column for, the flag that names the column, and the name that
// was given, "" for none.
type Wish struct {
	Role       Role
	Flag, Name string
}

// A Chooser is what a request says about columns.
type Chooser struct {
	// Roles are listed in the order of documents.
	Roles []Wish
	By    []string
	Where []*where.Cond
}

// Columns say which column of a table plays which role. Copies share the roles.
type Columns struct {
	// By and Where are the columns of groups and of conditions, in the order of the request; BySource is no column.
	By, Where []int

	settled []int // those of Where whose conditions do something
	table   *Table
	wishes  []Wish
	at      map[Role]int
	why     map[Role]string
}

// Named finds the columns that the request names. The error is a *problem.Error.
func (c Chooser) Named(t *Table) (Columns, error) {
	cs := Columns{table: t, wishes: c.Roles, at: make(map[Role]int), why: make(map[Role]string)}
	for _, w := range c.Roles {
		if w.Name == "" {
			continue
		}
		i, err := t.Resolve(w.Flag, w.Name)
		if err != nil {
			return cs, err
		}
		cs.Set(w.Role, i)
	}
	for _, name := range c.By {
		if name == SourceKey {
			cs.By = append(cs.By, BySource)
			continue
		}
		i, err := t.Resolve("", name)
		if err != nil {
			return cs, err
		}
		cs.By = append(cs.By, i)
	}
	for _, cond := range c.Where {
		i, err := t.Resolve("", cond.Column())
		if err != nil {
			return cs, inCondition(cond.String(), err)
		}
		cs.Where = append(cs.Where, i)
		tells := func(text string) bool { return cond.With(where.Cells{Decimal: t.Decimal}).Tells([]byte(text)) }
		if !cond.LeavesOut() || slices.ContainsFunc(t.Sample(i), tells) {
			cs.settled = append(cs.settled, i)
		}
	}
	return cs, nil
}

// inCondition makes the command that would work name the column inside its condition.
func inCondition(condition string, err error) error {
	var e *problem.Error
	if errors.As(err, &e) && e.Replace[0] != "" {
		e.Replace = [2]string{condition, strings.Replace(condition, e.Replace[0], e.Replace[1], 1)}
	}
	return err
}

// At returns the column of a role, None where there is none.
func (cs Columns) At(role Role) int {
	if i, ok := cs.at[role]; ok {
		return i
	}
	return None
}

// Has tells whether a column plays the role.
func (cs Columns) Has(role Role) bool { return cs.At(role) != None }

// Set gives a role to a column, or to none.
func (cs Columns) Set(role Role, column int) { cs.at[role] = column }

// Take gives a role to the column that was found for it.
func (cs Columns) Take(role Role, f Found) {
	cs.at[role], cs.why[role] = f.Columns[0], f.Why
}

// Source is the name of the source.
func (cs Columns) Source() string { return cs.table.Name }

// Settled tells whether a condition says which rows of a column count. One that names what is left out, and leaves out none of
// the first rows, says nothing: it may have been written in other letters.
func (cs Columns) Settled(column int) bool { return slices.Contains(cs.settled, column) }

// Taken tells whether a column plays a role already.
func (cs Columns) Taken(column int) bool {
	return slices.ContainsFunc(cs.wishes, func(w Wish) bool { return cs.At(w.Role) == column })
}

// Reasons say why each column was chosen, a line each. found is the reason for those that were not named.
func (cs Columns) Reasons(found string) []string {
	var out []string
	for _, w := range cs.played() {
		why := cmp.Or(cs.why[w.Role], found)
		if w.Name != "" {
			why = "named by " + w.Flag
			if l := cs.table.Layout; l != nil && l.Calls(w.Flag, w.Name) {
				why = "as the layout " + l.Name + " says"
			}
		}
		out = append(out, fmt.Sprintf("%s: column #%d %s, %s", w.Role, cs.At(w.Role)+1, cs.Header(w.Role), why))
	}
	return out
}

// played lists the roles that have a column, in the order of documents.
func (cs Columns) played() []Wish {
	return slices.DeleteFunc(slices.Clone(cs.wishes), func(w Wish) bool { return !cs.Has(w.Role) })
}

// Follow gives the roles of the first table to the columns that have the same names in a later one.
func (cs Columns) Follow(first Columns) {
	for _, w := range first.played() {
		if cs.Has(w.Role) {
			continue
		}
		if i, err := layout.Resolve(first.table.Headers[first.At(w.Role)], cs.table.Headers); err == nil {
			cs.Set(w.Role, i)
		}
	}
}

// Roles returns the columns by their roles.
func (cs Columns) Roles() map[Role]int {
	out := maps.Clone(cs.at)
	maps.DeleteFunc(out, func(_ Role, column int) bool { return column == None })
	return out
}

// Name returns the header of the column that plays a role, "" where none does. condition tells which of the
// conditions is meant by Where.
func (cs Columns) Name(role Role, condition int) string {
	i := cs.At(role)
	if role == Where {
		i = cs.Where[condition]
	}
	if i == None {
		return ""
	}
	return cs.table.Headers[i]
}

// Header returns the name of the column that plays a role for messages, in quotes.
func (cs Columns) Header(role Role) string { return answer.Quote(cs.Name(role, 0), 60) }

// Object shows the columns in a document. Several that one flag names, which play a role together, are a list.
func (cs Columns) Object() result.Object {
	o := result.Object{}
	flag := ""
	for _, w := range cs.played() {
		name := cs.Name(w.Role, 0)
		if w.Flag == "" || w.Flag != flag {
			o = append(o, result.Member{Key: string(w.Role), Value: name})
		} else {
			o[len(o)-1].Value = together(o[len(o)-1].Value, name)
		}
		flag = w.Flag
	}
	return o
}

func together(names any, name string) []string {
	if list, ok := names.([]string); ok {
		return append(list, name)
	}
	return []string{names.(string), name}
}

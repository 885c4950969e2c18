// Package facts is what kinds of rows have in common that stand for something that happened: a contact, a line of an
// order, an item of a visit. Such a kind lists the roles of its columns, and says what becomes of a row and what all
// rows of a group add up to; columns, times, groups, accounts and documents are the same for all of them.
package facts

import (
	"context"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Traits are what a metric of facts declares beside what every metric does.
type Traits struct {
	// Columns lists the roles of columns, in the order of documents. The first with times is when a fact happened:
	// periods and bounds are about it.
	Columns []Position
	// Plan understands the flags of a question, without looking at any source.
	Plan func(q *Query) (Intent, error)
	// Form is what flags ask to be written where no source is named, such as an empty form; "" where they ask for no such
	// thing. It is nil where there is none.
	Form func(v flags.Values) (string, error)
	// Single says that a row is a case of its own, so that the id of one stands in no other.
	Single bool
	// Voidable says that a row may be one that was called off, as orders are: such a one is asked about where a column of states
	// says so.
	Voidable bool
}

// A Position is a role that a column of a row can play. The metric's name is the kind of data whose words for the role
// count, in layout.
type Position struct {
	Role dataset.Role
	// Flag names the column; Usage is its line in help. Without a flag, and without Named, the plan may set the column itself, which
	// is none of the document then.
	Flag, Usage string
	// Noun names the role in questions, "" for its own word.
	Noun string
	// Times says that the column holds times.
	Times bool
	// Many says that the flag may be repeated, or be a pattern that fits several columns.
	Many bool
	// Shared says that the column may make groups, too, as one of times always may.
	Shared bool
	// Aside tells whether what the flag says is no column but something else, which the plan understands: a number, or
	// the source itself; nil where it always is a column.
	Aside func(text string) bool
	// Fit tells how well the values of a column fit; nil for what is known of the role.
	Fit func(t *dataset.Table, column int) dataset.Fit
	// Named reads the names of columns out of flags that say more than names, which the metric lists itself; nil where
	// Flag names them.
	Named func(v flags.Values) []string
	// Asked says that people name the column: no header tells it, and those whose values fit are only proposed, unless a Sole takes the only one.
	Asked bool
}

// A Query is what people ask of a metric of facts.
type Query struct {
	kind.Words
	kind.Understood
	// Own are all flags, settled.
	Own        flags.Values
	Confidence float64
}

// An Intent is a query that makes sense. It says what rows are read for.
type Intent interface {
	// Define returns the definition in one line, and Settings what of the own flags decided the numbers: with "interval"
	// where that is not the metric's. An Intent with a method Shown(*result.Document) also says of a document what its
	// unit and its fields are, and one with Reasons() []string tells how words were understood, a line each.
	Define() string
	Settings() result.Object
	// Wants tells whether a role needs a column.
	Wants(role dataset.Role) Want
	// Check looks at the columns of a table and its first rows, and asks where they do not tell what a row stands for.
	Check(t *dataset.Table, cs dataset.Columns) error
	// Gatherer returns an empty collection of rows, for one worker.
	Gatherer() Gatherer
	// Tell adds up what was gathered.
	Tell(ctx context.Context, g Gatherer, h Heard) (Told, error)
}

// Moment is an Intent that says which of the roles with times tells when a fact happened.
type Moment interface{ When() dataset.Role }

// Comparer is an Intent with conditions of its own, which compare cells as their columns are written.
type Comparer interface{ Compare(set *dataset.Set) error }

// Timeless is an Intent to which the time of a fact says nothing but its period, and whether it lies inside the bounds.
type Timeless interface{ Timeless() }

// Directed is an Intent whose flags say whether a fall of a figure is good news. Where they do not, the error asks, as
// soon as figures are compared.
type Directed interface {
	LowerIsBetter(field string) (bool, error)
}

// Advisor is an Intent that may know better than to ask for the column of a role that nothing tells, such as that rows are
// of another form; nil where it does not.
type Advisor interface {
	Instead(t *dataset.Table, role dataset.Role) error
}

// Sole is an Intent that may take the column that people name, where it is the only one that fits.
type Sole interface {
	Takes(t *dataset.Table, column int) bool
}

// Adopter is an Intent that may take columns of the first source that no header of their role tells, since nothing else in it could
// be meant.
type Adopter interface {
	Adopt(t *dataset.Table, cs dataset.Columns)
}

// Lacking is an Intent that tells what else may be asked of a table, where no column fits what nothing but its name tells.
type Lacking interface {
	Lacking(t *dataset.Table) []problem.Sense
}

// A Want is how much a role needs a column.
type Want int

// How much a role needs a column: Unwanted ones are not looked for, Needed ones are asked for.
const (
	Unwanted Want = iota
	Welcome
	Needed
)

// A Gatherer gathers rows.
type Gatherer interface {
	// Take takes a row and says what came of it: Counted, or why it does not count.
	Take(r *Fact) pass.Became
	// Merge adds what another one has gathered, whose groups have other numbers here.
	Merge(o Gatherer, group []int32) error
}

// Heard is what a plan may know beside what it has gathered.
type Heard struct {
	Set *dataset.Set
	// Columns are those of each table.
	Columns []dataset.Columns
	// Groups is the number of groups; they have numbers from 0.
	Groups  int
	Workers int
	Rows    result.Rows
	// Period is the number of the period of a group, 0 where nobody asks for periods.
	Period func(group int) int64
}

// Told is what a plan tells of its groups. No groups at all stand for the total, which may be more than their sum.
type Told interface {
	// Figures returns the fields of a group, All for the total. exact asks for limits that never claim too much.
	Figures(group int, confidence float64, exact bool) result.Object
	// Evidence is what a field of some groups together stands on; ok is false for a field without an interval.
	Evidence(groups []int, field string) (e metric.Evidence, ok bool)
	// Weight is what groups weigh in a field of all; ok is false where that is no mean of theirs.
	Weight(groups []int, field string) (weight float64, ok bool)
	// Doubts are about what the rows tell.
	Doubts() []result.Warning
}

// Partial is what is told that may have no value and still tell something, such as how full deliveries are for which
// nobody knows when they were promised. Without it a total without a value is an error.
type Partial interface{ Partly() bool }

// Repeating is what is told of rows that may repeat others, which only all rows together show: how many of each group do.
type Repeating interface{ Repeated() []int64 }

// Factional is what is told of people who may share several things, of which each divides them from the others.
type Factional interface {
	Factions(field string) (of metric.Factions, ok bool)
}

// All is the number of the total, among groups.
const All = -1

// A Declaration is a metric of facts and the kind of its rows.
type Declaration struct {
	Metric metric.Metric
	Kind   kind.Kind
}

// Declare makes a kind of row for a metric. title heads the command in help.
func Declare(title string, m metric.Metric, t Traits) Declaration {
	m.Kind, m.Traits = m.Name, t
	m.Fields, m.Flags = slices.Clip(m.Fields), slices.Clip(m.Flags) // whoever appends has a copy
	return Declaration{m, kind.Kind{Name: m.Kind, Title: title, Flags: t.flags,
		Asked: func(m metric.Metric, v flags.Values) (kind.Question, error) { return asked(m, t, v) }}}
}

// common are flags that name the same column for metrics of every kind, so that a settings file may have them for all.
var common = []string{"time", "count", "order", "status", "reason"}

// flags lists the flags that name columns, and the others that all such kinds have.
func (t Traits) flags() []flags.Flag {
	var out []flags.Flag
	for _, c := range t.Columns {
		if c.Flag == "" || c.Named != nil {
			continue
		}
		f := flags.Flag{Name: c.Flag, Default: "", Group: flags.Columns, Usage: c.Usage, PerMetric: !slices.Contains(common, c.Flag)}
		if c.Many {
			f.Default = []string(nil)
		}
		if c.Times {
			f.Usage += "; COL+COL joins its date and its time of day"
		}
		out = append(out, f)
	}
	return append(out, flags.Flag{Name: "missing", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "`TEXT` means that a cell is blank; repeatable"})
}

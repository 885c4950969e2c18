// Package metric says what a metric declares: its name and words, what it reads, its flags, and the fields
// that its figures are. Commands, help, documents and schemas follow from the declaration.
package metric

import (
	"reflect"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Metric is a pure function of a tally, and all that people are told of it. What only metrics of one kind of
// row declare is in AnswerTraits or LedgerTraits, of which exactly one is set: it says what the metric reads.
type Metric struct {
	// Kind names the kind of row that the metric is about: what a row stands for.
	Kind string
	// Name is the command and the "metric" of the document.
	Name string
	// Title is the name in words.
	Title string
	// Short says in one line what the metric tells.
	Short string
	// Long explains how it is computed and read, for --help and the docs.
	Long string
	// Examples are command lines that work, for --help.
	Examples []Example
	// Unit is the unit of value, low and high: "points", "percent" or "currency".
	Unit string
	// Sizeable says that a value below 1 % is hardly ever met: there 0.8 is likely to mean 80 %, and is asked about.
	Sizeable bool
	// Interval names the method of the interval, "" for none.
	Interval string
	// Methods are the ways to make the interval that --interval chooses from, the usual one first; empty where there
	// is only one. MethodFlags makes their flags.
	Methods []Method
	// Sources says where the formula and the interval come from.
	Sources []string
	// Target is the built-in figure to reach, nil for none. Reaching it means value ≥ target.
	Target *float64
	// LowerIsBetter says that reaching the target means value ≤ target.
	LowerIsBetter bool
	// Fields are the fields of a group, in order.
	Fields []result.Field
	// Gist says in words what the figure means, as result.Document has it.
	Gist []string
	// Camps are what one customer may be called by what the metric says of that one alone: the worse off, or those to whom
	// something happened, before the others.
	Camps []Camp
	// Flags are those that the metric has beyond those of every metric of its kind.
	Flags []flags.Flag

	*AnswerTraits
	*LedgerTraits
	// Traits are those of any other kind of row, which alone knows their type.
	Traits any
}

// The kinds of rows whose traits stand here.
const (
	OfAnswers   = "answers"
	OfCustomers = "customers"
)

// An Example is a command line and what it is for.
type Example struct{ Says, Command string }

// Has tells whether a flag is one of the metric's own.
func (m Metric) Has(flag string) bool {
	return slices.ContainsFunc(m.Flags, func(f flags.Flag) bool { return f.Name == flag })
}

// Plain tells whether all of the metric's own flags are as they are unless somebody sets them.
func (m Metric) Plain(own flags.Values) bool {
	return !slices.ContainsFunc(m.Flags, func(f flags.Flag) bool {
		value, set := own[f.Name]
		return set && value != nil && !reflect.DeepEqual(value, f.Default)
	})
}

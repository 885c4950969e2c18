// Package inspect says what sources are: how they are written, what their columns hold and which roles these may
// play, what repeats in them, and what they can be asked.
package inspect

import (
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Schema is the version of the JSON form.
const Schema = "cxcalc/inspect/v1"

// A Picture is what was found in sources. Its JSON form is a contract with scripts.
type Picture struct {
	Schema  string       `json:"schema"`
	Sources []SourceForm `json:"sources"`
	// Layout is the shape of a vendor's export that the sources have, "none" for none, and Title what people do to get
	// one.
	Layout string `json:"layout"`
	Title  string `json:"layout_title,omitempty"`
	// RowsLookedAt is the number of rows that Columns rest on; Whole says that they are all.
	RowsLookedAt int64     `json:"rows_looked_at"`
	Whole        bool      `json:"whole"`
	Columns      []Profile `json:"columns"`
	// Notes say what people should know: about the sources, and what repeats in them.
	Notes []result.Warning `json:"notes"`
	// Commands would answer. Questions would first ask, and Refusals say why they would not do either.
	Commands  []string `json:"commands"`
	Questions []Asking `json:"questions"`
	Refusals  []Asking `json:"-"`
}

// A SourceForm is a source and how it is written.
type SourceForm struct {
	result.Source
	Quote      string `json:"quote"`       // what stands around cells, "" for nothing
	Decimal    string `json:"decimal"`     // mark of its numbers
	HeaderRows int    `json:"header_rows"` // above the data, 0 in JSON
	LinesAbove int    `json:"lines_above"` // above the header
	Why        string `json:"why"`         // it was understood so
}

// A Profile is what a column holds, in the rows that were looked at.
type Profile struct {
	Name string `json:"name"`
	Type string `json:"type"`
	// Distinct is the number of different values, and More says that there are more.
	Distinct int  `json:"distinct"`
	More     bool `json:"distinct_more,omitempty"`
	// Blank is the share of rows without a value, from 0 to 1.
	Blank float64 `json:"blank"`
	// Range are the least and the greatest number, or the first and the last day; nil where there are none.
	Range []any `json:"range"`
	// First are the first different values.
	First []string   `json:"first"`
	Roles []RolePart `json:"roles"`
}

// A RolePart is a role that a column may play, and the reason.
type RolePart struct {
	Role string `json:"role"`
	Why  string `json:"why"`

	kinds []string // metrics or shapes of ledgers for which it may; nil for all
}

// An Asking is a command that would not answer at once, and what it says.
type Asking struct {
	Command string `json:"command"`
	Asks    string `json:"asks"`
}

// LookTerms say how to look.
type LookTerms struct {
	// Full reads all rows with so many Workers, where the first ones do otherwise.
	Full    bool
	Workers int
	// Metrics and Shapes are the kinds of answers and of ledgers whose words headers may have.
	Metrics, Shapes []string
	// Said are the flags that say how sources are written.
	Said []string
}

// mostFirst is how many first values are kept.
const mostFirst = 4

// Look says what sources are. Without Full it does not go beyond the rows that were read to open them.
func Look(ctx context.Context, set *dataset.Set, o LookTerms) (*Picture, error) {
	p := &Picture{Schema: Schema, Layout: dataset.NoLayout, Notes: []result.Warning{}, Commands: []string{}, Questions: []Asking{}}
	for _, t := range set.Tables {
		p.Sources = append(p.Sources, entry(t, o.Said))
		p.Notes = append(p.Notes, t.Notes...)
	}
	o.Full = o.Full || set.Reopens() && every(set, func(t *dataset.Table) bool { return t.Whole }) // it takes no time
	p.Whole = o.Full || every(set, (*dataset.Table).Complete)
	first := set.Tables[0]
	if l := first.Layout; l != nil {
		p.Layout, p.Title = l.Name, l.Title
	}
	s := newSurvey(set)
	s.sample()
	p.Columns = s.profiles()
	giveRoles(first, p.Columns, o)
	p.Notes = append(p.Notes, s.snapshots(p.Columns)...)
	if o.Full {
		if err := s.full(ctx, o.Workers); err != nil {
			return nil, err
		}
		for i, full := range s.profiles() {
			full.First, full.Roles = p.Columns[i].First, p.Columns[i].Roles
			p.Columns[i] = full
		}
		p.Notes = append(p.Notes, s.unread()...)
	}
	p.RowsLookedAt = s.rows
	settleTypes(p.Columns, s.columns)
	p.Notes = append(p.Notes, s.repeats(p.Columns)...)
	return p, nil
}

func every(set *dataset.Set, is func(*dataset.Table) bool) bool {
	return !slices.ContainsFunc(set.Tables, func(t *dataset.Table) bool { return !is(t) })
}

func entry(t *dataset.Table, said []string) SourceForm {
	f := t.Framing()
	e := SourceForm{Source: t.Info, Decimal: string(rune(t.Decimal)), HeaderRows: f.HeaderRows, LinesAbove: f.LinesAbove, Why: "by its content"}
	if len(said) > 0 {
		e.Why += " and " + strings.Join(said, ", ")
	}
	if f.Quote != 0 {
		e.Quote = string(rune(f.Quote))
	}
	return e
}

// names are the names of the columns, or their numbers where they have none.
func names(t *dataset.Table) (out []string) {
	for i, h := range t.Headers {
		if h == "" {
			h = layout.Reference(t.Headers, i)
		}
		out = append(out, h)
	}
	return out
}

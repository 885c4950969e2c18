package dataset

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

const listed = 20

// Resolve finds a column by what the user calls it. flag is the flag that names it, for the
// command that would work, or "" where it may name several. The error is a *problem.Error.
func (t *Table) Resolve(flag, name string) (int, error) {
	i, err := layout.Resolve(name, t.Headers)
	if err == nil {
		return i, nil
	}
	if other, err := layout.Resolve(name, t.Titles); err == nil {
		return other, nil
	}
	if hidden, ok := t.Hidden(name); ok {
		return hidden, nil
	}
	e := problem.Wrong(t.Name+": ", err)
	var column *layout.ColumnError
	if !errors.As(err, &column) {
		return 0, e
	}
	candidates := column.Matches
	if len(candidates) == 0 && len(column.Suggestions) > 0 {
		candidates = []int{slices.Index(t.Headers, column.Suggestions[0])}
	}
	if len(candidates) == 0 {
		e.Text += "\n" + string(t.List(t.Every()))
	} else if flag != "" {
		e.Flags = []string{flag, t.Reference(candidates[0])}
	} else {
		e.Replace = [2]string{name, t.Reference(candidates[0])}
	}
	return 0, e
}

// Every lists all columns.
func (t *Table) Every() []int {
	all := make([]int, len(t.Headers))
	for i := range all {
		all[i] = i
	}
	return all
}

// Those lists the columns that fit.
func (t *Table) Those(fits func(column int) bool) []int {
	return slices.DeleteFunc(t.Every(), func(i int) bool { return !fits(i) })
}

// Numbers are the sampled values of a column that are not blank; ok is false where one is no number.
func (t *Table) Numbers(column int) (out []float64, ok bool) {
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		x, err := answer.ParseNumber(text, t.Decimal)
		if err != nil {
			return nil, false
		}
		out = append(out, x)
	}
	return out, true
}

// Reference names a column so that it is found again, as layout.Reference does.
func (t *Table) Reference(i int) string { return layout.Reference(t.Headers, i) }

// Header returns the name of a column for messages, in quotes.
func (t *Table) Header(i int) string { return answer.Quote(t.Headers[i], 60) }

// Names returns the names of columns for documents: headers, or places where there is none.
func (t *Table) Names(columns []int) []string {
	var names []string
	for _, i := range columns {
		switch {
		case i == BySource:
			names = append(names, SourceKey)
		case t.Headers[i] == "":
			names = append(names, t.Reference(i))
		default:
			names = append(names, t.Headers[i])
		}
	}
	return names
}

// List shows columns with their place, name and first values, a line each.
func (t *Table) List(columns []int) problem.Lines {
	var lines []string
	for _, i := range columns[:min(listed, len(columns))] {
		line := fmt.Sprintf("  #%-3d %s", i+1, t.Header(i))
		if values := t.firstValues(i, 4); values != "" {
			line += "  " + values
		}
		lines = append(lines, line)
	}
	if more := len(columns) - listed; more > 0 {
		lines = append(lines, fmt.Sprintf("  … and %d more", more))
	}
	return problem.Lines(strings.Join(lines, "\n"))
}

// Blank tells whether a column has no sampled value.
func (t *Table) Blank(i int) bool {
	return !slices.ContainsFunc(t.Rows, func(row []string) bool { return i != None && i < len(row) && answer.Trim(row[i]) != "" })
}

func (t *Table) firstValues(i, most int) string {
	var shown []string
	seen := make(map[string]bool)
	for _, v := range t.Sample(i) {
		v = answer.Trim(v)
		if v == "" || seen[v] {
			continue
		}
		seen[v] = true
		q := answer.Quote(v, 24)
		if !slices.Contains(shown, q) {
			shown = append(shown, q)
		}
		if len(shown) == most {
			return strings.Join(shown, ", ") + " …"
		}
	}
	return strings.Join(shown, ", ")
}

// FindTime finds the column of times by its header, whose words may differ by the kind of data, a metric or a shape
// of ledger, and by its values. Where that does not tell, it asks with a *problem.Error, unless nothing fits and none is
// needed; then nothing is found.
func (t *Table) FindTime(kind string, o dates.Writing, needed bool) (Found, error) {
	f := t.Find(Search{Role: layout.Time, Kind: kind})
	switch {
	case f.Sure, len(f.Columns) == 0 && !needed:
		return f, nil
	case len(f.Columns) > 0:
		return Found{}, t.Unclear("--time", "time", f)
	}
	fits := t.Those(func(i int) bool { return t.HoldsTimes(i, o) })
	e := t.Ask("--time", fmt.Sprintf("no header tells which column holds the time, and the values of %d fit", len(fits)), fits)
	if len(fits) > 1 { // to propose one alone would be a guess
		e.Flags, e.Senses, e.Guessed = nil, t.each("--time", fits), true
	}
	return Found{}, e
}

// Unclear asks for the column of a role that nothing tells, or that several may play.
func (t *Table) Unclear(flag, role string, f Found) *problem.Error {
	switch n := len(f.Columns); {
	case n == 0:
		return t.Ask(flag, "no header tells which column holds the "+role, nil)
	case f.Unsure:
		e := t.Ask(flag, fmt.Sprintf("no column surely holds the %s, and %s may be something else", role, holds(n)), f.Columns)
		e.Flags = nil
		e.Senses = t.each(flag, t.proposable(flag, f.Columns))
		e.Guessed = n > 1 || flag != "--time" && flag != "--score"
		return e
	case n == 1:
		e := problem.Usage("%s: no header tells which column holds the %s, and one column could; name it with %s if it does\n%s", t.Name, role, flag, t.List(f.Columns))
		e.Flags = []string{flag, t.Reference(f.Columns[0])}
		return e
	default:
		e := t.Ask(flag, fmt.Sprintf("%d columns could hold the %s", n, role), f.Columns)
		if flag == "--from" || flag == "--to" { // each of them may be meant: a case was solved, and was closed later
			e.Flags, e.Senses = nil, t.each(flag, f.Columns)
		}
		return e
	}
}

// OverallFirst puts the question of all there is before those of its parts.
func (t *Table) OverallFirst(columns []int) []int {
	i := slices.IndexFunc(columns, func(i int) bool { return layout.Speaks(layout.Overall, t.Headers[i]) })
	if i <= 0 {
		return columns
	}
	return slices.Concat(columns[i:i+1], columns[:i], columns[i+1:])
}

// proposable are the columns of a role that a command may name though they may be something else: staff for customers, or the
// money of one piece for that of all, would make a ledger of something else.
func (t *Table) proposable(flag string, columns []int) []int {
	const calledBy = 7 // the rank of what customers are called by: a card, a number
	switch flag {
	case "--amount":
		return nil
	case "--customer":
		return slices.DeleteFunc(slices.Clone(columns), func(i int) bool {
			r, ok := layout.RatingOf(layout.Customer, "transaction", t.Headers[i])
			return !ok || r.Rank != calledBy
		})
	}
	return columns
}

// mostEach is how many columns a question has a command for.
const mostEach = 4

// each is a command for each column that may be meant, the best first.
func (t *Table) each(flag string, columns []int) (senses []problem.Sense) {
	for _, i := range columns[:min(len(columns), mostEach)] {
		says := "if it is " + t.Header(i)
		if len(columns) == 1 {
			says = "if it does"
		}
		senses = append(senses, problem.Sense{Says: says, Flags: []string{flag, t.Reference(i)}})
	}
	return senses
}

func holds(n int) string {
	if n == 1 {
		return "the only one that could"
	}
	return fmt.Sprintf("those %d that could", n)
}

// Ask asks for a column: why it is not clear, which could be meant, and the flag that names one.
func (t *Table) Ask(flag, why string, candidates []int) *problem.Error {
	shown := candidates
	if len(shown) == 0 {
		shown = t.Every()
	}
	e := problem.Usage("%s: %s; choose one with %s\n%s", t.Name, why, flag, t.List(shown))
	if len(candidates) > 0 {
		e.Flags = []string{flag, t.Reference(candidates[0])}
	}
	return e
}

// HoldsTimes tells whether most sampled values of a column are times. Whole numbers do not count: a number is a time only where the
// user says so. The beginning of 1970 in all of them is what programs write where there is none.
func (t *Table) HoldsTimes(column int, o dates.Writing) bool {
	reader, err := dates.NewReader(o)
	if err != nil {
		return false
	}
	all, times, none := 0, 0, true
	for _, text := range t.Sample(column) {
		if answer.Trim(text) == "" || o.Layout == "" && answer.IsNumber(text) {
			continue
		}
		all++
		at, reading, ok := reader.Parse([]byte(text))
		none = none && ok && at == 0
		if !ok && o.Layout == "" {
			_, _, ok = dates.TwoDigits([]byte(text))
		}
		if ok || reading != dates.Plain {
			times++
		}
	}
	return all > 0 && 2*times > all && !none
}

// HoldsPeriods tells whether most sampled times of a column are months or quarters, and no days in them.
func (t *Table) HoldsPeriods(column int) bool {
	all, whole := 0, 0
	for _, text := range t.Sample(column) {
		if answer.Trim(text) != "" {
			all++
			if dates.TellsNoDay([]byte(text)) {
				whole++
			}
		}
	}
	return all > 0 && 2*whole > all
}

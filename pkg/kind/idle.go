package kind

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A sentry is a condition that was written by whoever asks and may turn out to be about no row at all: what it is to leave out
// would count then without a word.
type sentry struct {
	at     int // among all conditions
	flag   string
	cond   *where.Cond
	header string
	cells  []string // what the column has in the first rows, each once
}

// mostCells is how many values of a column are kept to say what it has.
const mostCells = 100

// IdleCondition is the code of the warning about a condition that was about no row.
const IdleCondition = "idle_condition"

// SameCondition tells whether two such warnings are about one condition, whatever the columns have.
func SameCondition(a, b result.Warning) bool {
	head := func(w result.Warning) string { text, _, _ := strings.Cut(w.Text, ": "); return text }
	return a.Code == IdleCondition && b.Code == IdleCondition && head(a) == head(b)
}

// Sentries are those of a question.
type Sentries []sentry

// Watch notes of conditions what their columns show, before the first rows are let go of. typed are the words before a layout of
// the sources has said more.
func (u *Understood) Watch(typed *Words, set *dataset.Set, counts []pass.Counting) Sentries {
	all := make(Sentries, 0)
	if len(counts) == 0 {
		return all
	}
	for i, cond := range u.Conditions {
		flag, said := "--where", typed.Where
		if cond.Excludes() {
			flag, said = "--exclude", typed.Exclude
		}
		if !cond.Names() && !cond.Orders() || !slices.Contains(said, cond.String()) || i >= len(counts[0].Where) {
			continue
		}
		w := sentry{at: i, flag: flag, cond: cond}
		for source, t := range set.Tables {
			column := counts[0].Columns[source].Where[i]
			w.header = t.Header(column)
			cells := t.Sample(column)
			if set.Unplaced() { // in an order that hangs on nothing else
				slices.Sort(cells)
			}
			w.see(cells)
		}
		all = append(all, w)
	}
	return all
}

func (w *sentry) see(cells []string) {
	for _, text := range cells {
		if text = answer.Trim(text); text != "" && len(w.cells) < mostCells && !slices.Contains(w.cells, text) {
			w.cells = append(w.cells, text)
		}
	}
}

// written is how the condition stands on a command line.
func (w *sentry) written(text string) string { return dataset.Typed(w.flag, text) }

// idlers are the conditions that were about no row.
func (all Sentries) idlers(read pass.Read) Sentries {
	return slices.DeleteFunc(slices.Clone(all), func(w sentry) bool { return read.Rows == 0 || read.Useful[w.at] || w.cond.Orders() })
}

// Idle tells of conditions that were about no row, and of rows that they could not compare.
func (all Sentries) Idle(read pass.Read) (out []result.Warning) {
	for _, w := range all {
		if w.at < len(read.Unlike) && read.Unlike[w.at].Rows > 0 {
			out = append(out, w.unlike(read.Unlike[w.at]))
		}
	}
	for _, w := range all.idlers(read) {
		text, other, has := w.written(w.cond.String()), w.cond.Recased(w.cells), dataset.Shortly(w.cells)
		out = append(out, w.tells(text, other, has))
	}
	return out
}

// NotCompared is the code of the warning about rows whose cell is of another kind than the value of a condition.
const NotCompared = "not_compared"

// unlike tells of rows that a condition cannot compare, and what comes of them.
func (w *sentry) unlike(u pass.Unlike) result.Warning {
	text, rows, cell := w.written(w.cond.String()), HowMany(u.Rows, "row"), answer.Quote(answer.Trim(u.Least), 40)
	if w.cond.Excludes() {
		return result.Warn(NotCompared, "%s cannot compare column %s of %s, such as %s: not excluded", text, w.header, rows, cell)
	}
	return result.Warn(NotCompared, "%s cannot compare column %s of %s, such as %s: left out", text, w.header, rows, cell)
}

func (w *sentry) tells(text, other, has string) result.Warning {
	leaves := w.cond.LeavesOut() && !w.cond.Excludes()
	switch {
	case leaves && other != "":
		return result.Warn(IdleCondition, "%s leaves no row out: column %s has %s; %s does", text, w.header, has, w.written(other))
	case leaves:
		return result.Warn(IdleCondition, "%s leaves no row out: column %s has %s", text, w.header, has)
	case other != "":
		return result.Warn(IdleCondition, "%s meets no row: column %s has %s; %s does", text, w.header, has, w.written(other))
	}
	return result.Warn(IdleCondition, "%s meets no row: column %s has %s", text, w.header, has)
}

// Recase has a question without a figure name the condition that is written in other letters than the cells.
func (all Sentries) Recase(nothing *problem.Error, read pass.Read) {
	if nothing.Hint != "" || nothing.Flags != nil || nothing.Senses != nil || nothing.Replace[0] != "" {
		return
	}
	for _, w := range all.idlers(read) {
		if other := w.cond.Recased(w.cells); other != "" {
			nothing.Replace = [2]string{w.cond.String(), other}
			return
		}
	}
}

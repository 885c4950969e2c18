package report

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A watched condition was written by whoever asks, and may turn out to be about no row at all: what it is to leave out
// would count then without a word.
type watched struct {
	at     int // among all conditions
	flag   string
	cond   *where.Cond
	header string
	cells  []string // what the column has in the first rows, each once
}

// mostCells is how many values of a column are kept to say what it has.
const mostCells = 100

// watch notes of conditions what their columns show, before the first rows are let go of.
func (x *asked) watch() {
	if x.watched != nil || len(x.counts) == 0 {
		return
	}
	for i, cond := range x.session.Meant().Conditions {
		flag, typed := "--where", x.typed.Where
		if cond.Excludes() {
			flag, typed = "--exclude", x.typed.Exclude
		}
		if !cond.Names() || !slices.Contains(typed, cond.String()) || i >= len(x.counts[0].Where) {
			continue
		}
		w := watched{at: i, flag: flag, cond: cond}
		for source, t := range x.set.Tables {
			column := x.counts[0].Columns[source].Where[i]
			w.header = t.Header(column)
			w.see(t.Sample(column))
		}
		x.watched = append(x.watched, w)
	}
}

func (w *watched) see(cells []string) {
	for _, text := range cells {
		if text = answer.Trim(text); text != "" && len(w.cells) < mostCells && !slices.Contains(w.cells, text) {
			w.cells = append(w.cells, text)
		}
	}
}

// written is how the condition stands on a command line.
func (w *watched) written(text string) string { return w.flag + " " + layout.ShellQuote(text) }

// idlers are the watched conditions that were about no row.
func (x *asked) idlers(read pass.Read) []watched {
	return slices.DeleteFunc(slices.Clone(x.watched), func(w watched) bool { return read.Rows == 0 || read.Useful[w.at] })
}

// idle tells of conditions that were about no row.
func (x *asked) idle(read pass.Read) (out []result.Warning) {
	for _, w := range x.idlers(read) {
		text, other, has := w.written(w.cond.String()), w.cond.Recased(w.cells), dataset.Shortly(w.cells)
		out = append(out, w.tells(text, other, has))
	}
	return out
}

func (w *watched) tells(text, other, has string) result.Warning {
	const code = "idle_condition"
	leaves := w.cond.LeavesOut() && !w.cond.Excludes()
	switch {
	case leaves && other != "":
		return result.Warn(code, "%s leaves no row out: column %s has %s; %s does", text, w.header, has, w.written(other))
	case leaves:
		return result.Warn(code, "%s leaves no row out: column %s has %s", text, w.header, has)
	case other != "":
		return result.Warn(code, "%s meets no row: column %s has %s; %s does", text, w.header, has, w.written(other))
	}
	return result.Warn(code, "%s meets no row: column %s has %s", text, w.header, has)
}

// recase has a question without a figure name the condition that is written in other letters than the cells.
func (x *asked) recase(nothing *problem.Error, read pass.Read) {
	if nothing.Hint != "" || nothing.Flags != nil || nothing.Senses != nil || nothing.Replace[0] != "" {
		return
	}
	for _, w := range x.idlers(read) {
		if other := w.cond.Recased(w.cells); other != "" {
			nothing.Replace = [2]string{w.cond.String(), other}
			return
		}
	}
}

// Package vendors knows the exports of other programs: how each is recognised by its content, which rows of it
// are no data, and what its columns and words mean, said in the flags that would say it. A layout is a data file.
package vendors

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// A Layout is the shape of a vendor's export.
type Layout struct {
	// Name is what --layout calls it, and Title what people do.
	Name, Title string
	// Family is the group of vendors that it is listed under.
	Family string
	// Evidence says what the layout rests on.
	Evidence string
	// HeaderRows is the number of rows above the data, of which row Names has the names of the columns and row
	// Titles what was asked; 0 for those that a file has otherwise.
	HeaderRows, Names, Titles int
	// Records is where the records sit in a JSON document; "" in an array.
	Records string
	// Flat says that the same records may come without the document around them, in a table.
	Flat bool
	// Labels says that of a cell with a number and a label, "2 : Good", the label counts: the number is that of a choice.
	Labels bool
	// Cents says that whole amounts are in cents, as an API gives them. Somebody who exports the same table by hand may get
	// units with decimals, under the same headers.
	Cents bool
	// Refuse says why no figure can be made of such a file, and Instead is a command that goes on, where {} as a word of its own stands
	// for the file, and {metric} for the metric.
	Refuse, Instead string
	// Serves are the metrics that make something of it all the same.
	Serves []string
	// Text is the data file.
	Text string
	// Checks are command lines, and the figures that they give for the sample of the layout.
	Checks []Check

	all       [][]string // headers, normalised, each by the names that it has in languages
	any, none []string   // headers, normalised
	first     []string   // one of which is the first header, where that matters
	below     []string   // with what a cell of the rows under the first begins
	traits    []trait
	says      []said
}

// A Check is a command line without its source, and the figure that it gives for the sample of a layout: a
// number, "asked" or "refused".
type Check struct{ Command, Gives string }

// A trait says what the values of a column look like: which words they are, or with what they begin.
type trait struct {
	header string
	words  []string
	begin  string
}

// said is what a layout says for a flag, in a scope: a metric, a kind of row, or "" for all.
type said struct {
	scope, flag string
	// texts are values, or for a flag that names a column the headers of which the first that is there counts.
	texts   []string
	columns bool
}

//go:embed layouts
var files embed.FS

// A Shelf is a list of layouts. Those that come first are preferred where several fit equally well.
type Shelf []*Layout

// Known returns the layouts that are part of the program.
var Known = sync.OnceValue(func() Shelf {
	s, err := Read(files)
	if err != nil {
		panic(err) // a test reads them all
	}
	return s
})

// Read reads all files of a tree whose name ends in .layout.
func Read(tree fs.FS) (Shelf, error) {
	var s Shelf
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".layout" {
			return err
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		l, err := parse(name, string(text))
		s = append(s, l)
		return err
	})
	return s, err
}

// Named returns the layout of a name, nil where there is none.
func (s Shelf) Named(name string) *Layout {
	if i := slices.IndexFunc(s, func(l *Layout) bool { return l.Name == name }); i >= 0 {
		return s[i]
	}
	return nil
}

// Names lists the names of the layouts.
func (s Shelf) Names() (names []string) {
	for _, l := range s {
		names = append(names, l.Name)
	}
	return names
}

// Find returns the layout that fits the first rows of a source best: the one that asks for most of its headers.
// It is nil where none fits. The first of the rows has the headers.
func (s Shelf) Find(rows [][]string) *Layout {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil
	}
	var best *Layout
	headers := normal(rows[0])
	for _, l := range s {
		if l.fits(headers, rows) && (best == nil || l.weight() > best.weight()) {
			best = l
		}
	}
	return best
}

func (l *Layout) weight() int {
	return 2*len(l.all) + min(len(l.any), 1) + min(len(l.first), 1) + 2*len(l.below) + len(l.traits)
}

func (l *Layout) fits(headers []string, rows [][]string) bool {
	has := func(h string) bool { return slices.Contains(headers, h) }
	switch {
	case len(l.first) > 0 && !slices.Contains(l.first, headers[0]), !every(l.all, func(names []string) bool { return slices.ContainsFunc(names, has) }), len(l.any) > 0 && !slices.ContainsFunc(l.any, has), slices.ContainsFunc(l.none, has):
		return false
	}
	return every(l.below, func(text string) bool { return holds(rows[1:min(len(rows), max(l.HeaderRows, 2))], text) }) &&
		every(l.traits, func(c trait) bool { return c.fit(slices.Index(headers, c.header), rows[max(l.HeaderRows, 1):]) })
}

// fit tells whether the values of a column, blank ones apart, look like that, and some do.
func (c trait) fit(column int, rows [][]string) bool {
	some := false
	for _, row := range rows {
		if column < 0 || column >= len(row) {
			continue
		}
		if text := answer.Normalise(row[column]); text != "" {
			if c.words != nil && !slices.Contains(c.words, text) || !strings.HasPrefix(row[column], c.begin) {
				return false
			}
			some = true
		}
	}
	return some
}

func every[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !is(x) })
}

func holds(rows [][]string, text string) bool {
	return slices.ContainsFunc(rows, func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return strings.HasPrefix(answer.Trim(cell), text) })
	})
}

// Says returns what the layout says in the flags of a metric of a kind of row, as far as the columns are there. Of several that may
// hold the same, one that is not blank is taken.
func (l *Layout) Says(metric, kind string, headers []string, blank func(column int) bool) (out []settings.Given) {
	named := normal(headers)
	for _, scope := range []string{"", kind, metric} { // what is said of fewer counts more
		for _, s := range l.says {
			texts := s.texts
			if s.columns {
				at := slices.IndexFunc(normal(texts), func(h string) bool { return slices.Contains(named, h) && !blank(slices.Index(named, h)) })
				if at < 0 {
					at = slices.IndexFunc(normal(texts), func(h string) bool { return slices.Contains(named, h) })
				}
				if at < 0 {
					continue
				}
				texts = []string{headers[slices.Index(named, normal(texts)[at])]}
			}
			texts, there := s.conditions(texts, headers, named)
			if s.scope == scope && there {
				out = add(out, settings.Given{Flag: s.flag, Words: "layout " + l.Name + ": " + s.flag, Texts: texts, List: !s.columns && listed[s.flag]})
			}
		}
	}
	return out
}

// Suits tells whether an export of the layout is for a metric of a kind of row: whether the layout says which columns it reads, or
// no layout does so for the metric.
func (l *Layout) Suits(metric, kind string) bool {
	reads := func(o *Layout) bool {
		return slices.ContainsFunc(o.says, func(s said) bool { return s.columns && (s.scope == metric || s.scope == kind) })
	}
	ofAll := slices.ContainsFunc(l.says, func(s said) bool { return s.columns && s.scope == "" })
	scoped := slices.ContainsFunc(l.says, func(s said) bool { return s.columns && s.scope != "" })
	return ofAll || !scoped || reads(l) || !slices.ContainsFunc(Known(), reads)
}

// listed are the flags that a layout may say more than one thing for.
var listed = map[string]bool{"exclude": true, "where": true, "missing": true, "value": true, "type-map": true, "lost": true}

// conditions returns what is said, of a condition with the name that its column has here. There is nothing to say where
// there is no such column.
func (s said) conditions(texts, headers, named []string) (here []string, there bool) {
	if s.flag != "exclude" && s.flag != "where" {
		return texts, true
	}
	at := strings.IndexAny(texts[0], "=!<>~")
	column := texts[0]
	if at >= 0 {
		column = texts[0][:at]
	}
	column, _, _ = strings.Cut(column, " in ")
	name := strings.Trim(column, `" `)
	i := slices.Index(named, answer.Normalise(name))
	if i < 0 || strings.EqualFold(answer.Trim(headers[i]), name) {
		return texts, i >= 0
	}
	quoted := `"` + strings.ReplaceAll(headers[i], `"`, `""`) + `"`
	return []string{quoted + " " + strings.TrimLeft(texts[0][len(column):], `" `)}, true
}

// add joins what is said for one flag: of a list everything, else the last.
func add(all []settings.Given, g settings.Given) []settings.Given {
	i := slices.IndexFunc(all, func(o settings.Given) bool { return o.Flag == g.Flag })
	switch {
	case i < 0:
		return append(all, g)
	case g.List:
		all[i].Texts = append(slices.Clone(all[i].Texts), g.Texts...)
	default:
		all[i] = g
	}
	return all
}

// Plain tells whether the layout says nothing but which columns are which.
func (l *Layout) Plain() bool {
	return every(l.says, func(s said) bool { return s.columns })
}

// Calls tells whether the layout says that a flag, --score, names a column.
func (l *Layout) Calls(flag, header string) bool {
	return slices.ContainsFunc(l.says, func(s said) bool {
		return s.columns && "--"+s.flag == flag && slices.Contains(normal(s.texts), answer.Normalise(header))
	})
}

// Tells tells whether the layout gives a flag, --shape, a text, and no column.
func (l *Layout) Tells(flag, text string) bool {
	return slices.ContainsFunc(l.says, func(s said) bool {
		return !s.columns && "--"+s.flag == flag && slices.Contains(s.texts, text)
	})
}

func normal(headers []string) []string {
	out := make([]string, len(headers))
	for i, h := range headers {
		if out[i] = answer.Normalise(h); out[i] == "" { // "#"
			out[i] = answer.Trim(h)
		}
	}
	return out
}

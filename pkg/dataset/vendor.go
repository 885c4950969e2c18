package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/vendors"
)

// NoLayout is the word for sources whose layout shall not be looked for, and for those that have none.
const NoLayout = "none"

// layouts are those that a source may have.
func (o Terms) layouts() vendors.Shelf {
	if o.Layouts != nil {
		return o.Layouts
	}
	return vendors.Known()
}

// recognise finds the layout of a source by its first rows, the first of them with the headers.
func (t *Table) recognise(rows [][]string) error {
	switch shelf := t.options.layouts(); t.options.Layout {
	case NoLayout:
		return nil
	case "", "auto":
		t.Layout = sitting(shelf, t.options.Records).Find(rows)
	default:
		if t.Layout = shelf.Named(t.options.Layout); t.Layout == nil {
			return problem.Usage("--layout %q is not one of auto, none, %s", t.options.Layout, strings.Join(shelf.Names(), ", ")).
				Advise("cxcalc layout list says which is which")
		}
	}
	if t.Layout == nil {
		return nil
	}
	t.Info.Layout = t.Layout.Name
	return nil
}

// Refused says why no figure of a metric can be made of sources in the layout of others; nil where it can.
func (s *Set) Refused(metric string) error {
	for _, t := range s.Tables {
		if l := t.Layout; l != nil && l.Refuse != "" && !slices.Contains(l.Serves, metric) {
			return problem.Usage("%s: %s: %s", t.Name, l.Title, l.Refuse).
				Advise(l.Advice(layout.ShellQuote(t.Name), metric))
		}
	}
	return nil
}

// name names the columns by the rows above the data.
func (t *Table) name(header [][]string) {
	row := func(n int) []string {
		if n < 1 || n > len(header) {
			return nil
		}
		return header[n-1]
	}
	names := row(1)
	if l := t.Layout; l != nil && t.options.HeaderRows == 0 {
		if l.Names > 0 && row(l.Names) != nil {
			names = row(l.Names)
		}
		t.Titles = row(l.Titles)
	}
	for i, name := range names {
		if blank([]byte(name)) && i < len(t.Titles) { // one of several columns of a question
			name = t.Titles[i]
		}
		name, _ = source.Repair(name)
		t.Headers = append(t.Headers, name)
	}
	if len(t.Titles) != len(t.Headers) {
		t.Titles = nil
	}
}

// Layout returns the layout of the sources, nil for none. Sources of several layouts are none that one figure
// could be of.
func (s *Set) Layout() (*vendors.Layout, error) {
	first := s.Tables[0]
	i := slices.IndexFunc(s.Tables, func(t *Table) bool { return t.Layout != first.Layout })
	switch {
	case i < 0:
		return first.Layout, nil
	case !slices.ContainsFunc(s.Tables, func(t *Table) bool { return t.Layout != nil && !t.Layout.Plain() }):
		return nil, nil // headers tell the same
	}
	return nil, problem.Usage("%s has the layout %s, and %s %s: what their rows mean differs", first.Name, first.Info.Layout, s.Tables[i].Name, s.Tables[i].Info.Layout).
		Advise("compute them one by one, or say with --layout none that the columns tell all")
}

// inLayout looks at the records of a document where a layout has them, if it is recognised there.
func (t *Table) inLayout(src *source.Stream, peek scan.JSONPeek) scan.JSONPeek {
	for _, path := range peek.Arrays {
		shelf := sitting(t.options.layouts(), path)
		if len(shelf) == 0 {
			continue
		}
		inside, err := t.inside(src, path)
		if err == nil && shelf.Find(append([][]string{dotted(inside.Paths)}, inside.Rows...)) != nil {
			t.options.Records = path
			return inside
		}
	}
	return peek
}

// inside looks at the records of a document at a place.
func (t *Table) inside(src *source.Stream, at []string) (scan.JSONPeek, error) {
	o := t.jsonOptions(src)
	o.Records = at
	return scan.PeekJSON(src.Sample, src.Whole, sampleRows, o)
}

// sitting are the layouts whose records sit where those of the table do: the few names that tell the records of a document
// may be those of any table.
func sitting(shelf vendors.Shelf, records []string) vendors.Shelf {
	at := strings.Join(records, ".")
	return slices.DeleteFunc(slices.Clone(shelf), func(l *vendors.Layout) bool { return l.Records != at && !(l.Flat && at == "") })
}

// dotted writes paths of JSON keys as names of columns.
func dotted(paths [][]string) (names []string) {
	for _, path := range paths {
		names = append(names, strings.Join(path, "."))
	}
	return names
}

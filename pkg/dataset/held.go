package dataset

import (
	"bytes"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// openHeld makes a table of rows that were bound before.
func openHeld(name string, h *state.Holding, o Terms) *Table {
	t := &Table{Name: name, options: o, held: h, Decimal: h.Decimal[0], Headers: slices.Clone(h.Headers), Titles: h.Titles}
	t.Frame = Frame{HeaderRows: 1, Width: len(t.Headers), Named: len(t.Headers)}
	for _, b := range h.Sample {
		row := make([]string, len(b.Cells))
		for i, cell := range b.Cells {
			row[i] = string(cell)
		}
		for range b.Times {
			t.Rows = append(t.Rows, row)
		}
	}
	if t.Whole = len(t.Rows) < sampleRows; len(h.Sources) > 0 {
		t.Info = h.Sources[0].Source
	}
	t.Notes = notesOf(h)
	t.Layout = o.layouts().Named(t.Info.Layout)
	return t
}

// notesOf are what is known of the sources of a state.
func notesOf(h *state.Holding) (out []result.Warning) {
	for _, n := range h.Notes {
		out = append(out, result.Warning{Code: n.Code, Text: n.Text})
	}
	return out
}

// Held returns the rows of a source that were bound before; nil for one that is read.
func (s *Set) Held(source int) *state.Holding { return s.Tables[source].held }

// Parents are the sources that the rows of a table come from.
func (t *Table) Parents() []result.Source {
	if t.held == nil {
		return []result.Source{t.Info}
	}
	var out []result.Source
	for _, p := range t.held.Sources {
		out = append(out, p.Source)
	}
	return out
}

// Origins are the parents of a table, with the digests that are known.
func (t *Table) Origins() []state.Parent {
	if t.held != nil {
		return t.held.Sources
	}
	return []state.Parent{{Source: t.Info}}
}

// Look puts into a state what is known of the columns of the sources, which are alike, and their first rows with the cells of
// some of the columns.
func (s *Set) Look(into *state.Holding, columns []int) {
	t := s.Tables[0]
	into.Headers, into.Titles, into.Decimal = t.Headers, t.Titles, string(rune(t.Decimal))
	for _, t := range s.Tables {
		for _, w := range t.Notes {
			if note := (state.Doubt{Code: w.Code, Text: w.Text}); !slices.Contains(into.Notes, note) {
				into.Notes = append(into.Notes, note)
			}
		}
	}
	into.Sample = bunched(s.firsts, func(row []string) [][]byte {
		cells := make([][]byte, len(t.Headers))
		for i := range cells {
			cells[i] = []byte{}
			if i < len(row) && slices.Contains(columns, i) {
				cells[i] = []byte(row[i])
			}
		}
		return cells
	})
}

// bunched counts rows with the same cells, in their order.
func bunched(rows [][]string, cells func(row []string) [][]byte) (out []state.Bunch) {
	for _, row := range rows {
		out = append(out, state.Bunch{Times: 1, Cells: cells(row)})
	}
	slices.SortFunc(out, func(a, b state.Bunch) int { return slices.CompareFunc(a.Cells, b.Cells, bytes.Compare) })
	kept := out[:0]
	for _, b := range out {
		if n := len(kept); n > 0 && slices.EqualFunc(kept[n-1].Cells, b.Cells, bytes.Equal) {
			kept[n-1].Times++
		} else {
			kept = append(kept, b)
		}
	}
	return kept
}

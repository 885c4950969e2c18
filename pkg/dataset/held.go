package dataset

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
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

// Look puts into a state what is known of the columns of the sources, which are alike, and their first rows. The cells of some
// of the columns stand there as they are, as do words of others that come again and again, such as the labels of numbers; what
// else stands in those is nobody's business, and hashes tell what repeats.
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
	open := make([]bool, len(t.Headers))
	for i := range open {
		open[i] = t.held != nil || slices.Contains(columns, i) || comesAgain(s.firsts, i)
	}
	into.Sample = bunched(s.firsts, func(row []string) [][]byte {
		cells := make([][]byte, len(t.Headers))
		for i := range cells {
			cells[i] = []byte{}
			if i < len(row) {
				cells[i] = shownAs(row[i], open[i])
			}
		}
		return cells
	})
}

// comesAgain tells whether the texts of a column are a few that each come several times.
func comesAgain(rows [][]string, column int) bool {
	const fewest, times = 12, 4
	seen, filled := make(map[string]bool), 0
	for _, row := range rows {
		if column < len(row) && answer.Trim(row[column]) != "" {
			seen[row[column]] = true
			filled++
		}
	}
	return filled >= fewest && len(seen)*times <= filled
}

// shownAs is a cell as a state has it: open, or a hash of it.
func shownAs(cell string, open bool) []byte {
	if open || answer.Trim(cell) == "" {
		return []byte(cell)
	}
	return fmt.Appendf(nil, "~%x", sha256.Sum256([]byte(cell)))[:17]
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

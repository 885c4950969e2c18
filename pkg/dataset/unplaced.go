package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// CountName is what the name of the column begins with in which a statement counts rows. Behind it stands what they were counted by.
const CountName = "cxcalc_rows_"

// uncounted refuses what a statement has counted: each line stands for many rows.
func (t *Table) uncounted() error {
	for _, header := range t.Headers {
		if strings.HasPrefix(strings.ToLower(header), CountName) {
			return problem.Usage("%s: column %q says how many rows each line stands for: this is the answer to a statement of cxcalc sql", t.Name, header).
				Advise("cxcalc finish METRIC makes its figures, with the flags that cxcalc sql was asked with")
		}
	}
	return nil
}

// Alike tells of each source which is the first with the same columns, read in the same way; nil where rows have places.
func (s *Set) Alike() []int {
	if !s.Unplaced() {
		return nil
	}
	first := make(map[string]int)
	out := make([]int, len(s.Tables))
	for i, t := range s.Tables {
		key := fmt.Sprintf("%q %q %q %q", t.Headers, t.Titles, t.Decimal, t.Info.Layout)
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		out[i] = first[key]
	}
	return out
}

// Unplaced tells whether rows have no places, as in pools, or none that shall matter.
func (s *Set) Unplaced() bool {
	return slices.ContainsFunc(s.Tables, func(t *Table) bool { return t.options.Unplaced || t.pool != nil || t.held != nil })
}

// unplace shows of all sources with the same columns the same first rows, in an order that nothing but their cells tells.
func (s *Set) unplace() {
	rows := make([][][]string, len(s.Tables))
	alike := s.Alike()
	for i, t := range s.Tables {
		rows[alike[i]] = append(rows[alike[i]], t.Rows...)
	}
	for i, list := range rows {
		slices.SortFunc(list, slices.Compare[[]string])
		if rows[i] = thinned(list); i == 0 {
			s.firsts = list
		}
	}
	for i, t := range s.Tables {
		t.Rows, t.looks, t.ratings = rows[alike[i]], nil, nil
		for n, note := range t.Notes {
			if note.Code == "damaged_text" { // how many bytes, of which source, hangs on how the rows were parted
				t.Notes[n] = result.Warn("damaged_text", "some bytes are not UTF-8 and were kept as they are")
			}
		}
	}
}

// thinned leaves out some of very many rows, evenly.
func thinned(rows [][]string) [][]string {
	step := (len(rows)-1)/(10*sampleRows) + 1
	if step == 1 {
		return rows
	}
	var out [][]string
	for i := 0; i < len(rows); i += step {
		out = append(out, rows[i])
	}
	return out
}

// At names a place for messages: the source, and the line where that is known.
func (s *Set) At(p tally.Place) string {
	name := visible.Text(s.Tables[p.Source].Name)
	if p.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, p.Line)
}

package dataset

import (
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// Alike tells of each source which is the first with the same columns, read in the same way; nil where rows have places.
func (s *Set) Alike() []int {
	if len(s.Tables) == 0 || !s.Tables[0].options.Unplaced {
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

// unplace shows of all sources with the same columns the same first rows, in an order that nothing but their cells tells.
func (s *Set) unplace() {
	rows := make([][][]string, len(s.Tables))
	alike := s.Alike()
	for i, t := range s.Tables {
		rows[alike[i]] = append(rows[alike[i]], t.Rows...)
	}
	for _, list := range rows {
		slices.SortFunc(list, slices.Compare[[]string])
	}
	for i, t := range s.Tables {
		t.Rows, t.looks, t.ratings = rows[alike[i]], nil, nil
	}
}

// At names a place for messages: the source, and the line where that is known.
func (s *Set) At(p tally.Place) string {
	name := visible.Text(s.Tables[p.Source].Name)
	if p.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, p.Line)
}

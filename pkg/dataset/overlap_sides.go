package dataset

import "slices"

// Common counts the first rows of a set that stand in another one, too, cell by cell, as those of exports of periods that overlap
// do, and names the sources of both. A file that is read on both sides is meant so.
func (s *Set) Common(o *Set) (rows int, own, other string) {
	for _, t := range s.Tables {
		for _, u := range o.Tables {
			if t.Name == u.Name || !slices.Equal(t.Headers, u.Headers) {
				continue
			}
			if n := t.rowsOf(u, t.indexed(), u.indexed()); n > rows {
				rows, own, other = n, t.Name, u.Name
			}
		}
	}
	return rows, own, other
}

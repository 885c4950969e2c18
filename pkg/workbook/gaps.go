package workbook

import (
	"slices"
	"strings"
)

// joined takes neighbours for one table that an empty column only parts, as people set off years and groups: they have the same rows, no
// name twice, and nothing of its own that says what a row of the second is.
func (g *glance) joined(blocks []tableBlock) (all []tableBlock) {
	for _, b := range blocks {
		if n := len(all); n > 0 && all[n-1].last+2 == b.first && g.goesOn(all[n-1], b) {
			if one := g.table(tableBlock{first: all[n-1].first, last: b.last}); one.top == b.top && one.rows == b.rows {
				all[n-1] = one
				continue
			}
		}
		all = append(all, b)
	}
	return all
}

// goesOn tells whether columns are more of those to the left of them: a single one, or figures below headers with numbers as theirs.
func (g *glance) goesOn(left, right tableBlock) bool {
	if left.top != right.top || left.rows != right.rows || right.rows < 3 || left.banners || right.banners {
		return false
	}
	if slices.ContainsFunc(right.names, func(name string) bool { return name == "" || slices.Contains(left.names, name) }) {
		return false
	}
	if left.first == left.last || right.first == right.last {
		return true
	}
	numbered := func(name string) bool { return strings.ContainsAny(name, "0123456789") }
	if !numbered(left.names[len(left.names)-1]) || slices.ContainsFunc(right.names, func(name string) bool { return !numbered(name) }) {
		return false
	}
	lines, _ := g.within(right)
	return !slices.ContainsFunc(lines, func(l tableLine) bool {
		return l.number > right.top && slices.ContainsFunc(l.cells, func(c glanceCell) bool { return c.word })
	})
}

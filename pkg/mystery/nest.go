package mystery

import (
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A nest is how the rows of nested audits lie in each other.
type nest struct {
	ids  *nameRoll // by source
	rows map[int32]nestedRow
	key  []byte
}

// A nestedRow is what a row lies under, and its name where it is a heading.
type nestedRow struct{ parent, heading int32 }

func newNest() *nest { return &nest{ids: newRoll(), rows: make(map[int32]nestedRow)} }

// number returns the number of an id in a source, none for "".
func (n *nest) number(source int, id []byte, at tally.Place) int32 {
	if len(id) == 0 {
		return none
	}
	n.key = append(binary.AppendUvarint(n.key[:0], uint64(source)), id...)
	return n.ids.number(n.key, at)
}

// nested takes note of where a row lies, and returns what it lies under. heading is its name, none where it is an item.
func (g *visitGatherer) nested(r *facts.Fact, heading int32) (parent int32) {
	if !r.Has(idAt) || !r.Has(parentAt) {
		return none
	}
	parent = g.nest.number(r.Source, r.Text(parentAt), r.Place())
	if id := g.nest.number(r.Source, r.Text(idAt), r.Place()); id != none {
		g.nest.rows[id] = nestedRow{parent, heading}
	}
	return parent
}

// merge adds what another nest knows; sections are the numbers of its headings here.
func (n *nest) merge(o *nest, sections []int32) (ids []int32) {
	ids = n.ids.merge(o.ids)
	for id, row := range o.rows {
		n.rows[ids[id]] = nestedRow{renumbered(ids, row.parent), renumbered(sections, row.heading)}
	}
	return ids
}

// section is the nearest heading above an item, none where there is none.
func (n *nest) section(parent int32) int32 {
	for range len(n.rows) { // rows may lie in a ring
		row, known := n.rows[parent]
		switch {
		case !known:
			return none
		case row.heading != none:
			return row.heading
		}
		parent = row.parent
	}
	return none
}

// place gives marks that have no section that of the heading they lie under.
func (n *nest) place(marks []itemMark) {
	for i := range marks {
		if m := &marks[i]; m.section == none && m.parent != none {
			m.section = n.section(m.parent)
		}
	}
}

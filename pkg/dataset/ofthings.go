package dataset

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// OwnFirst puts columns last that hold the same in all rows of each thing, such as a place, while others do not: they hold what is
// known of the thing, as the mean of its reviews, and not what each row says. own is how many the others are.
func (t *Table) OwnFirst(columns []int) (ordered []int, own int) {
	var ofThings []int
	for u := range t.Headers {
		if slices.Contains(columns, u) {
			continue
		}
		var same []int
		for _, c := range columns {
			if t.sameWithin(u, c) {
				same = append(same, c)
			}
		}
		if len(same) < len(columns) && len(same) > len(ofThings) {
			ofThings = same
		}
	}
	if ofThings == nil {
		ofThings = t.ofOne(columns)
	}
	for _, c := range columns {
		if !slices.Contains(ofThings, c) {
			ordered = append(ordered, c)
		}
	}
	return append(ordered, ofThings...), len(ordered)
}

// ofOne are the columns that hold one value in all rows, where others do not and another column says how many rows there are of the one
// thing that they are about, the same in all rows: the mean of the reviews of a place.
func (t *Table) ofOne(columns []int) (same []int) {
	counted := slices.ContainsFunc(t.Headers, func(h string) bool {
		i := slices.Index(t.Headers, h)
		_, counts := layout.RatingOf(layout.Count, "csat", h)
		return counts && !slices.Contains(columns, i) && t.oneValue(i)
	})
	for _, c := range columns {
		if counted && t.oneValue(c) {
			same = append(same, c)
		}
	}
	if len(same) == len(columns) {
		return nil
	}
	return same
}

// oneValue tells whether a column holds the same in all rows, which are several.
func (t *Table) oneValue(column int) bool {
	const fewest = 5
	l := t.look(column)
	return l.filled == l.rows && l.filled >= fewest && l.distinct == 1
}

// sameWithin tells whether a column holds one value for each text of another, of which some come again, and not the same in all rows.
func (t *Table) sameWithin(thing, column int) bool {
	const fewest = 2 // rows of a thing that was met before: one may be an accident
	of, values, again := make(map[string]string), make(map[string]bool), 0
	for _, row := range t.Rows {
		if max(thing, column) >= len(row) {
			continue
		}
		name, value := answer.Trim(row[thing]), answer.Trim(row[column])
		if name == "" || answer.IsNumber(name) {
			return false
		}
		before, met := of[name]
		switch {
		case met && before != value:
			return false
		case met:
			again++
		}
		of[name], values[value] = value, true
	}
	return again >= fewest && len(of) > 1 && len(values) > 1
}

package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// fewestHanging is how many rows have to be seen before a column is said to stand only at the head of groups.
const fewestHanging = 4

// Hanging is how many of the sampled rows leave a column blank that only the first row of each group fills, as reports print them; 0
// where it is not like that. Such columns are the first ones, or stand behind others that are full and tell where groups begin again; they
// begin with a value, repeat none, and others are full. Rows that sum up others say so in them, and are none of a group.
func (t *Table) Hanging(column int) (blank int) {
	if column < 0 || column >= len(t.Headers) || t.pool != nil || t.held != nil || len(t.Rows) < fewestHanging || t.isJSON() || !t.fullBeside(column) {
		return 0
	}
	var keys []int
	for i := range column + 1 {
		if blank = t.headsOnly(i, keys); blank == 0 && (i == column || t.blanks(i) > 0) {
			return 0
		} else if blank == 0 {
			keys = append(keys, i)
		}
	}
	return blank
}

// HangingFrom is the first column that has to be filled down with one that only the first row of each group fills; ok is false where others
// before that stand between full ones.
func (t *Table) HangingFrom(column int) (first int, ok bool) {
	for first = column; first > 0 && t.blanks(first-1) > 0; first-- {
	}
	for i := range first {
		if t.blanks(i) > 0 {
			return first, false
		}
	}
	return first, true
}

// blanks counts the sampled rows that leave a column blank.
func (t *Table) blanks(column int) (n int) {
	for _, row := range t.Rows {
		if column >= len(row) || answer.Trim(row[column]) == "" {
			n++
		}
	}
	return n
}

// headsOnly counts the blank cells of a column, two fifths of all or more, that begins with a value; 0 for any other. The first column
// has no value again, and one behind it none right after itself in a group of the column before; behind full columns it has one in each
// first row of what they tell apart. Of rows that end in a total of theirs, fewer may be blank.
func (t *Table) headsOnly(column int, keys []int) (blank int) {
	seen, last, key, rows, closed := make(map[string]bool), "", "", 0, false
	several := len(keys) == 0 // values within one key: those that stand once for each are what the key has
	for _, row := range t.Rows {
		if column >= len(row) {
			continue
		}
		text := strings.TrimSpace(row[column])
		if slices.ContainsFunc(row[:column+1], func(cell string) bool { _, sums := HeadsSum(cell); return sums }) {
			closed = closed || last != "" && strings.Contains(answer.Normalise(text), answer.Normalise(last))
			continue
		}
		rows++
		of := keyOf(row, keys)
		if column > 0 && (len(keys) == 0 || of == key) && len(keys) < column && strings.TrimSpace(row[column-1]) != "" || of != key {
			last = ""
		}
		begins := of != key && len(keys) > 0
		key = of
		switch {
		case text == "" && (len(seen) == 0 || begins), column == 0 && seen[text], text != "" && text == last:
			return 0
		case text == "":
			blank++
		default:
			several = several || last != ""
			seen[text], last = true, text
		}
	}
	if !several || len(seen) < 2 || 5*blank < 2*rows && !closed {
		return 0
	}
	return blank
}

// keyOf is what some columns have in a row.
func keyOf(row []string, columns []int) string {
	key := ""
	for _, i := range columns {
		if i < len(row) {
			key += strings.TrimSpace(row[i]) + "\x00"
		}
	}
	return key
}

// fullBeside tells whether a column behind one is filled in every row, or in all but one.
func (t *Table) fullBeside(column int) bool {
	for i := column + 1; i < len(t.Headers); i++ {
		blank := 0
		for _, text := range t.Sample(i) {
			if answer.Trim(text) == "" {
				blank++
			}
		}
		if blank <= 1 {
			return true
		}
	}
	return false
}

// PlainLines tells whether a file has a line for each row, nothing below them, and no cell that a program such as awk would take
// apart.
func (t *Table) PlainLines() bool {
	return !slices.ContainsFunc(t.Notes, func(n result.Warning) bool { return n.Code == "footer" }) && t.PlainRows()
}

// PlainRows tells so of the rows, whatever stands below them.
func (t *Table) PlainRows() bool {
	i := t.Info
	if !t.Complete() || t.Name == "-" || i.Compression != "none" || i.Format != "csv" || i.Encoding != "utf-8" || !strings.Contains(",;|", i.Delimiter) ||
		t.Skip > 0 || t.HeaderRows != 1 || t.Width != len(t.Headers) {
		return false
	}
	odd := func(cell string) bool { return strings.ContainsAny(cell, "\"\n\r"+i.Delimiter) }
	return !slices.ContainsFunc(t.Headers, odd) && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return len(row) != len(t.Headers) || slices.ContainsFunc(row, odd)
	})
}

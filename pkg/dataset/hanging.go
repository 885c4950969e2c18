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
// where it is not like that. Such columns are the first ones, begin with a value, repeat none, and others are full.
func (t *Table) Hanging(column int) (blank int) {
	if column < 0 || column >= len(t.Headers) || t.pool != nil || t.held != nil || len(t.Rows) < fewestHanging || t.isJSON() || !t.fullBeside(column) {
		return 0
	}
	for i := range column + 1 {
		if blank = t.headsOnly(i); blank == 0 {
			return 0
		}
	}
	return blank
}

// headsOnly counts the blank cells of a column, two fifths of all or more, that begins with a value; 0 for any other. The first column
// has no value again, and one behind it none right after itself in a group of the column before.
func (t *Table) headsOnly(column int) (blank int) {
	seen, last := make(map[string]bool), ""
	for _, row := range t.Rows {
		if column >= len(row) {
			continue
		}
		text := strings.TrimSpace(row[column])
		if column > 0 && strings.TrimSpace(row[column-1]) != "" {
			last = ""
		}
		switch {
		case text == "" && len(seen) == 0, column == 0 && seen[text], text != "" && text == last:
			return 0
		case text == "":
			blank++
		default:
			seen[text], last = true, text
		}
	}
	if len(seen) < 2 || 5*blank < 2*len(t.Rows) {
		return 0
	}
	return blank
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
	i := t.Info
	footed := slices.ContainsFunc(t.Notes, func(n result.Warning) bool { return n.Code == "footer" })
	if footed || !t.Complete() || t.Name == "-" || i.Compression != "none" || i.Format != "csv" || i.Encoding != "utf-8" || !strings.Contains(",;|", i.Delimiter) ||
		t.Skip > 0 || t.HeaderRows != 1 || t.Width != len(t.Headers) {
		return false
	}
	odd := func(cell string) bool { return strings.ContainsAny(cell, "\"\n\r"+i.Delimiter) }
	return !slices.ContainsFunc(t.Headers, odd) && !slices.ContainsFunc(t.Rows, func(row []string) bool {
		return len(row) != len(t.Headers) || slices.ContainsFunc(row, odd)
	})
}

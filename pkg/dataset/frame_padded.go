package dataset

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// decoration is the number of the record below lines that a spreadsheet has padded to the width of the table: what an
// export tells of itself, a name and a value a line, or words above groups of columns. It is n where there is none: the
// record below must name all columns without them.
func (f *framing) decoration(n, width int) int {
	below := n
	for below < min(top, len(f.records)) && (isTitle(f.records[below].Cells, width) || f.pads(f.records[below].Cells, width)) {
		below++
	}
	if below == n || !f.namesAll(below, width) {
		return n
	}
	return below
}

// pads tells whether a record tells something of the export, or has words above groups that say nothing of what the
// columns hold.
func (f *framing) pads(row []string, width int) bool {
	some := filled(row)
	switch {
	case f.isBoard(row):
		return true
	case some < 2 || some >= width || len(row) > width:
		return false
	case f.isEntry(row, some):
		return true
	}
	return 2*some <= width && !slices.ContainsFunc(row, tells)
}

// isEntry tells whether a record is a name and values: words, and numbers or dates behind them, or a colon.
func (f *framing) isEntry(row []string, some int) bool {
	const most = 3
	if some > most || filled(row[:some]) < some || f.cells.kind(row[0]) != wordCell {
		return false
	}
	return strings.HasSuffix(answer.Trim(row[0]), ":") || !slices.ContainsFunc(row[1:some], func(cell string) bool {
		kind := f.cells.kind(cell)
		return kind != numberCell && kind != dateCell
	})
}

// isBoard tells whether a record is names and a figure behind each, as the lines of a dashboard above a table: "NPS", 35, "Answers", 20.
func (f *framing) isBoard(row []string) bool {
	names := 0
	for i := 0; i < len(row); i++ {
		if answer.Trim(row[i]) == "" {
			continue
		}
		if i+1 == len(row) || f.cells.kind(row[i]) != wordCell || f.cells.kind(row[i+1]) != numberCell || isPeriod(row[i+1]) {
			return false
		}
		names++
		i++
	}
	return names > 1
}

// tells tells whether a cell above a group may say what its columns hold.
func tells(cell string) bool {
	text := answer.Trim(cell)
	if text == "" {
		return false
	}
	if metric := layout.MetricOf(text); isCaption(text) || metric != "" && metric != "drivers" { // "General" is a group as well
		return true
	}
	for _, role := range []layout.Role{layout.Score, layout.Time, layout.Respondent, layout.Customer, layout.Order, layout.Amount, layout.Start, layout.End, layout.Request} {
		if len(layout.Candidates(role, "", []string{text})) > 0 {
			return true
		}
	}
	return false
}

// namesAll tells whether a record gives each column a name of its own, above rows that have numbers or dates somewhere.
func (f *framing) namesAll(n, width int) bool {
	if n >= len(f.records) || len(f.records[n].Cells) != width || !f.begins(n, width) {
		return false
	}
	var names []string
	for _, cell := range f.records[n].Cells {
		if f.cells.kind(cell) != wordCell {
			return false
		}
		names = append(names, answer.Fold(answer.Trim(cell)))
	}
	slices.Sort(names)
	rows := f.rows(n)
	return len(slices.Compact(names)) == width && len(rows) > 2 && f.cells.clearly(rows[0], rows[1:])
}

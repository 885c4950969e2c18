package render

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/tw"
	"golang.org/x/text/unicode/bidi"
)

type column struct {
	heading string
	right   bool // numbers stand at the right
	free    bool // no rule below its heading
}

const gap = 2

// widths returns the columns of a terminal that each column takes.
func widths(columns []column, rows [][]string) []int {
	out := make([]int, len(columns))
	for i, c := range columns {
		out[i] = width(c.heading)
		for _, row := range rows {
			out[i] = max(out[i], width(row[i]))
		}
	}
	return out
}

// taken returns the columns of a terminal that all take together.
func taken(columns []column, rows [][]string) int {
	sum := -gap
	for _, w := range widths(columns, rows) {
		sum += gap + w
	}
	return sum
}

// ruled is grid with a rule below the headings.
func (p *page) ruled(columns []column, rows [][]string) []string {
	rule := make([]string, len(columns))
	for i, w := range widths(columns, rows) {
		if !columns[i].free {
			rule[i] = strings.Repeat("─", w)
		}
	}
	return p.grid(columns, append([][]string{rule}, rows...))
}

// grid aligns rows under their headings, without frames; a grid without headings has none. Lines
// end without blanks.
func (p *page) grid(columns []column, rows [][]string) []string {
	if len(rows) == 0 {
		return nil
	}
	headings := make([]string, len(columns))
	for i, c := range columns {
		headings[i] = c.heading
	}
	wide := widths(columns, rows)
	var lines []string
	if strings.Join(headings, "") != "" {
		lines = append(lines, p.aligned(columns, headings, wide))
	}
	for _, row := range rows {
		lines = append(lines, p.aligned(columns, row, wide))
	}
	return lines
}

// aligned is a row of a grid.
func (p *page) aligned(columns []column, cells []string, wide []int) string {
	var b strings.Builder
	blanks := 0
	for i, cell := range cells {
		free := wide[i] - width(cell)
		if columns[i].right {
			blanks, free = blanks+free, 0
		}
		if cell != "" {
			b.WriteString(strings.Repeat(" ", blanks))
			b.WriteString(p.isolated(cell))
			blanks = 0
		}
		blanks += free + gap
	}
	return strings.TrimRight(b.String(), " ")
}

// isolated keeps a terminal that orders letters by their direction from moving the cells beside one that is written from
// the right. What is written to a file or a pipe stays as it is.
func (p *page) isolated(cell string) string {
	const open, shut = "\u2068", "\u2069"
	if p.o.Width == 0 || !strings.ContainsFunc(cell, fromRight) {
		return cell
	}
	return open + cell + shut
}

// fromRight tells letters that are written from right to left.
func fromRight(r rune) bool {
	if r < '\u0590' {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	return properties.Class() == bidi.R || properties.Class() == bidi.AL
}

// newTable sets tablewriter to take cells as they are: no change of headings, no wrapping, no
// trimming, no widths that depend on the locale.
func newTable(b *bytes.Buffer, columns []column, padding tw.CellPadding, r tw.Renderer) *tablewriter.Table {
	align := tw.CellAlignment{Global: tw.AlignLeft}
	for _, c := range columns {
		side := tw.AlignLeft
		if c.right {
			side = tw.AlignRight
		}
		align.PerColumn = append(align.PerColumn, side)
	}
	plain := tw.CellFormatting{AutoWrap: tw.WrapNone, AutoFormat: tw.Off}
	return tablewriter.NewTable(b,
		tablewriter.WithRenderer(r),
		tablewriter.WithConfig(tablewriter.Config{
			Header:   tw.CellConfig{Formatting: plain, Alignment: align, Padding: padding},
			Row:      tw.CellConfig{Formatting: plain, Alignment: align, Padding: padding},
			Behavior: tw.Behavior{TrimSpace: tw.Off, TrimTab: tw.Off, TrimLine: tw.Off},
		}),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithTrimSpace(tw.Off),
	)
}

func fill(table *tablewriter.Table, columns []column, rows [][]string) error {
	var headings []string
	blank := true
	for _, c := range columns {
		headings = append(headings, c.heading)
		blank = blank && c.heading == ""
	}
	if !blank {
		table.Header(headings)
	}
	for _, row := range rows {
		if err := table.Append(row); err != nil {
			return fmt.Errorf("cannot lay out the table: %w", err)
		}
	}
	if err := table.Render(); err != nil {
		return fmt.Errorf("cannot lay out the table: %w", err)
	}
	return nil
}

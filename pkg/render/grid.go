package render

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
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
// end without blanks. There are none where the page has failed.
func (p *page) grid(columns []column, rows [][]string) []string {
	if len(rows) == 0 {
		return nil
	}
	var b bytes.Buffer
	padding := tw.CellPadding{Global: tw.Padding{Right: strings.Repeat(" ", gap), Overwrite: true}}
	table := newTable(&b, columns, padding, renderer.NewBlueprint(tw.Rendition{
		Borders:  tw.BorderNone,
		Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
	}))
	if p.err = cmp.Or(p.err, fill(table, columns, rows)); p.err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	for i, line := range lines {
		line = strings.ReplaceAll(line, " \x1b[0m", " ") // tablewriter ends every coloured cell twice
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
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

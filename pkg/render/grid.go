package render

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
)

type column struct {
	heading string
	right   bool // numbers stand at the right
}

const gap = 2

// grid aligns rows under their headings, without frames; a grid without headings has none. Lines
// end without blanks.
func grid(columns []column, rows [][]string) ([]string, error) {
	var b bytes.Buffer
	padding := tw.CellPadding{Global: tw.Padding{Right: strings.Repeat(" ", gap), Overwrite: true}}
	table := newTable(&b, columns, padding, renderer.NewBlueprint(tw.Rendition{
		Borders:  tw.BorderNone,
		Settings: tw.Settings{Lines: tw.LinesNone, Separators: tw.SeparatorsNone},
	}))
	if err := fill(table, columns, rows); err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	for i, line := range lines {
		line = strings.ReplaceAll(line, " \x1b[0m", " ") // tablewriter ends every coloured cell twice
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines, nil
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

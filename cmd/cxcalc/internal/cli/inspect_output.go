package cli

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/inspect"
	"github.com/cxcalc/cxcalc/pkg/render"
)

// writePicture writes what was found, files first.
func (d *desk) writePicture(p *inspect.Picture, to dispatch, v flags.Values) error {
	return d.deliver(to, func(w io.Writer, out output) error { return d.drawPicture(w, p, out, v) })
}

func (d *desk) drawPicture(w io.Writer, p *inspect.Picture, out output, v flags.Values) error {
	buffered := bufio.NewWriter(w)
	var err error
	if out.format.Name == "json" {
		err = render.Encode(buffered, p)
	} else {
		err = render.WriteLeaflet(buffered, sheetOf(p), d.renderOptions(out, v))
	}
	if err != nil {
		return err
	}
	return buffered.Flush()
}

// sheetOf arranges a picture for people.
func sheetOf(p *inspect.Picture) render.Leaflet {
	sheet := render.Leaflet{sourcesBlock(p), columnsBlock(p)}
	if b := rolesBlock(p); len(b.Rows) > 0 {
		sheet = append(sheet, b)
	}
	if len(p.Notes) > 0 {
		b := render.Block{Title: "Notes"}
		for _, w := range p.Notes {
			place := w.Place()
			if place != "" {
				place += ": "
			}
			b.Words = append(b.Words, place+w.Text)
		}
		sheet = append(sheet, b)
	}
	return append(sheet, commandBlocks(p)...)
}

func sourcesBlock(p *inspect.Picture) render.Block {
	b := render.Block{}
	for _, s := range p.Sources {
		said := []string{s.Format, s.Encoding}
		if s.Delimiter != "" {
			said = append(said, "cells separated by "+strconv.Quote(s.Delimiter))
		}
		if s.Quote != "" && s.Quote != `"` {
			said = append(said, "quoted with "+s.Quote)
		}
		if s.Decimal != "." {
			said = append(said, "decimal comma")
		}
		if s.Compression != "none" {
			said = append(said, s.Compression)
		}
		if s.HeaderRows > 0 {
			said = append(said, count(s.HeaderRows, "header row"))
		}
		if s.LinesAbove > 0 {
			said = append(said, count(s.LinesAbove, "line")+" above")
		}
		b.Words = append(b.Words, s.Name+": "+strings.Join(said, ", ")+"; "+s.Why)
	}
	if p.Layout != dataset.NoLayout {
		b.Words = append(b.Words, fmt.Sprintf("Layout %s: %s. cxcalc layout show %s says what it means.", p.Layout, p.Title, p.Layout))
	}
	looked := fmt.Sprintf("Looked at the first %s; --full reads all.", count(int(p.RowsLookedAt), "row"))
	if p.Whole {
		looked = fmt.Sprintf("Looked at all %s.", count(int(p.RowsLookedAt), "row"))
	}
	b.Words = append(b.Words, looked)
	return b
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func columnsBlock(p *inspect.Picture) render.Block {
	b := render.Block{Heads: []render.Heading{{Text: "#", Right: true}, {Text: "column", Cut: true}, {Text: "type"}, {Text: "distinct", Right: true}, {Text: "blank", Right: true}, {Text: "values", Cut: true}}}
	for i, c := range p.Columns {
		distinct := strconv.Itoa(c.Distinct)
		if c.More {
			distinct += "+"
		}
		b.Rows = append(b.Rows, []string{strconv.Itoa(i + 1), shortened(c.Name), c.Type, distinct, share(c.Blank), valuesOf(c)})
	}
	return b
}

// shortened is a name that leaves room for others.
func shortened(name string) string { return strings.Trim(answer.Quote(name, 60), `"`) }

// share writes a share in percent. What is not nothing is not written as nothing.
func share(x float64) string {
	switch {
	case x == 0:
		return "-"
	case x < 0.01:
		return "<1 %"
	case x > 0.99 && x < 1:
		return ">99 %"
	}
	return fmt.Sprintf("%.0f %%", 100*x)
}

func valuesOf(c inspect.Profile) string {
	if len(c.Range) == 2 && c.Range[0] == c.Range[1] {
		return fmt.Sprint(c.Range[0])
	}
	if len(c.Range) == 2 {
		return fmt.Sprintf("%v … %v", c.Range[0], c.Range[1])
	}
	var list []string
	for _, v := range c.First {
		list = append(list, answer.Quote(v, 24))
	}
	if c.Distinct > len(c.First) {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}

func rolesBlock(p *inspect.Picture) render.Block {
	b := render.Block{Title: "Likely roles", Heads: []render.Heading{{Text: "column", Cut: true}, {Text: "role"}, {Text: "by", Wrap: true}}}
	for _, c := range p.Columns {
		for _, r := range c.Roles {
			b.Rows = append(b.Rows, []string{shortened(c.Name), r.Role, r.Why})
		}
	}
	return b
}

func commandBlocks(p *inspect.Picture) (blocks render.Leaflet) {
	if len(p.Commands) > 0 {
		b := render.Block{Title: "Commands that answer"}
		for _, c := range p.Commands {
			b.Lines = append(b.Lines, "  "+c)
		}
		blocks = append(blocks, b)
	}
	if len(p.Questions) > 0 {
		blocks = append(blocks, askings("Commands that ask first", p.Questions))
	}
	if len(blocks) == 0 {
		blocks = append(blocks, askings("No command answers", p.Refusals))
	}
	return blocks
}

// askings lists commands, and below each what it says.
func askings(title string, list []inspect.Asking) render.Block {
	b := render.Block{Title: title}
	for _, q := range list {
		b.Lines, b.Under = append(b.Lines, "  "+q.Command), append(b.Under, q.Asks)
	}
	return b
}

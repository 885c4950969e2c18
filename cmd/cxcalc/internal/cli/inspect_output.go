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
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/result"
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
		err = render.WriteLeaflet(buffered, sheetOf(p, wordsOf(v)), d.renderOptions(out, v))
	}
	if err != nil {
		return err
	}
	return buffered.Flush()
}

// sheetOf arranges a picture for people.
func sheetOf(p *inspect.Picture, words *lang.Tongue) render.Leaflet {
	sheet := render.Leaflet{sourcesBlock(p, words), columnsBlock(p, words)}
	if b := rolesBlock(p, words); len(b.Rows) > 0 {
		sheet = append(sheet, b)
	}
	if len(p.Notes) > 0 {
		b := render.Block{Title: words.Text("Notes")}
		for _, w := range p.Notes {
			place := w.Place()
			if place != "" {
				place += ": "
			}
			b.Words = append(b.Words, place+w.In(words))
		}
		sheet = append(sheet, b)
	}
	return append(sheet, commandBlocks(p, words)...)
}

func sourcesBlock(p *inspect.Picture, words *lang.Tongue) render.Block {
	b := render.Block{}
	for _, s := range p.Sources {
		said := []string{s.Format, s.Encoding}
		if s.Delimiter != "" {
			said = append(said, words.Say("cells separated by %s", strconv.Quote(s.Delimiter)))
		}
		if s.Quote != "" && s.Quote != `"` {
			said = append(said, words.Say("quoted with %s", s.Quote))
		}
		if s.Decimal != "." {
			said = append(said, words.Text("decimal comma"))
		}
		if s.Compression != "none" {
			said = append(said, s.Compression)
		}
		if s.HeaderRows > 0 {
			said = append(said, count(s.HeaderRows, "header row").In(words))
		}
		if s.LinesAbove > 0 {
			said = append(said, words.Say("%s above", count(s.LinesAbove, "line")))
		}
		b.Words = append(b.Words, s.Name+": "+strings.Join(said, ", ")+"; "+words.Retell(s.Why))
	}
	if p.Layout != dataset.NoLayout {
		b.Words = append(b.Words, words.Say("Layout %s: %s. cxcalc layout show %s says what it means.", p.Layout, p.Title, p.Layout))
	}
	looked := words.Say("Looked at the first %s; --full reads all.", count(int(p.RowsLookedAt), "row"))
	if p.Whole {
		looked = words.Say("Looked at all %s.", count(int(p.RowsLookedAt), "row"))
	}
	b.Words = append(b.Words, looked)
	return b
}

func count(n int, thing string) result.Heap { return result.Heap{N: int64(n), Thing: thing} }

func columnsBlock(p *inspect.Picture, words *lang.Tongue) render.Block {
	b := render.Block{Heads: []render.Heading{{Text: "#", Right: true}, {Text: words.Text("column"), Cut: true}, {Text: words.Text("type")}, {Text: words.Text("distinct"), Right: true}, {Text: words.Text("blank"), Right: true}, {Text: words.Text("values"), Cut: true}}}
	for i, c := range p.Columns {
		distinct := strconv.Itoa(c.Distinct)
		if c.More {
			distinct += "+"
		}
		b.Rows = append(b.Rows, []string{strconv.Itoa(i + 1), shortened(c.Name), words.Text(c.Type), distinct, share(c.Blank), valuesOf(c)})
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

func rolesBlock(p *inspect.Picture, words *lang.Tongue) render.Block {
	b := render.Block{Title: words.Text("Likely roles"), Heads: []render.Heading{{Text: words.Text("column"), Cut: true}, {Text: words.Text("role")}, {Text: words.Text("by"), Wrap: true}}}
	for _, c := range p.Columns {
		for _, r := range c.Roles {
			b.Rows = append(b.Rows, []string{shortened(c.Name), r.Role, words.Retell(r.Why)})
		}
	}
	return b
}

func commandBlocks(p *inspect.Picture, words *lang.Tongue) (blocks render.Leaflet) {
	if len(p.Commands) > 0 {
		b := render.Block{Title: words.Text("Commands that answer")}
		for _, c := range p.Commands {
			b.Lines = append(b.Lines, "  "+c)
		}
		blocks = append(blocks, b)
	}
	if len(p.Questions) > 0 {
		blocks = append(blocks, askings(words.Text("Commands that ask first"), p.Questions))
	}
	if len(blocks) == 0 {
		blocks = append(blocks, askings(words.Text("No command answers"), p.Refusals))
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

package main_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A printed is one run in every format, and what its metric declares.
type printed struct {
	json, ndjson, csv, table, markdown string

	fields   []result.Field
	triangle *result.Triangle
}

// A group is a group of a JSON document, or its total, by key.
type group = map[string]any

// A reading is a JSON document with every digit of its numbers.
type reading struct {
	Total      group
	Groups     []group
	Warnings   []struct{ Code string }
	Settings   map[string]any
	Thresholds []any
}

// disagreements tells where the formats of one run differ: to the digit between JSON, NDJSON and CSV, as
// far as they are rounded in tables.
func disagreements(p printed) []string {
	d := new(reading)
	if err := decode(p.json, d); err != nil {
		return []string{"json: " + err.Error()}
	}
	broken := slices.Concat(linesDiffer(d, p.ndjson), sheetDiffers(d, p.csv))
	for _, text := range []struct {
		name  string
		grids []grid
	}{{"table", tableGrids(p.table)}, {"markdown", markdownGrids(p.markdown)}} {
		c := &comparison{reading: d, fields: p.fields, triangle: p.triangle}
		shown := slices.DeleteFunc(slices.Clone(p.fields), func(f result.Field) bool { return f.Roomy && text.name == "table" })
		c.rolls = rollsOf(shown, d.Total)
		for _, g := range text.grids {
			c.grid(g)
		}
		for _, r := range c.rolls {
			c.fail("%s is not there", r.title)
		}
		for _, what := range c.broken {
			broken = append(broken, text.name+": "+what)
		}
	}
	return broken
}

func decode(text string, into any) error {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	return dec.Decode(into)
}

// rows are what CSV and NDJSON have a line for.
func (d *reading) rows() []group {
	by, _ := d.Settings["by"].([]any)
	if len(d.Groups) > 0 || len(by) > 0 || d.Settings["period"] != nil && d.Settings["period"] != "" {
		return d.Groups
	}
	return []group{d.Total}
}

// A grid is a table for people: its headings and its rows.
type grid struct {
	title string // what stands above it; "" for nothing
	heads []string
	rows  [][]string
}

// A comparison holds grids against a JSON document.
type comparison struct {
	*reading
	fields   []result.Field
	triangle *result.Triangle
	rolls    []roll // those that have not been met yet
	broken   []string
}

func (c *comparison) fail(form string, args ...any) {
	c.broken = append(c.broken, fmt.Sprintf(form, args...))
}

// grid compares a table with the document, by what its headings say that it is.
func (c *comparison) grid(g grid) {
	list := slices.IndexFunc(c.fields, func(f result.Field) bool { return f.Kind == result.Amounts && f.Title == g.heads[0] })
	switch {
	case len(g.heads) == 1:
		c.headline(g)
	case c.roll(g):
	case g.heads[0] == "figure":
		c.composition(g)
	case list >= 0:
		c.listing(g, c.fields[list])
	case c.isBridge(g):
		c.bridge(g)
	case c.triangle != nil:
		c.ages(g)
	default:
		c.groups(g)
	}
}

// headline compares the first line: title, value, interval, verdict.
func (c *comparison) headline(g grid) {
	pieces := g.rows[0]
	unit, _ := c.Settings["currency"].(string)
	c.same("value", strings.TrimSuffix(pieces[0], " "+unit), c.Total["value"])
	for _, piece := range pieces[1:] {
		if strings.HasPrefix(piece, "mean of ") {
			c.same("periods", strings.Fields(piece)[2], c.span()["periods"])
			continue
		}
		if _, interval, ok := strings.Cut(piece, " interval "); ok {
			piece = interval
		}
		if low, high, ok := strings.Cut(piece, " to "); ok {
			c.same("low", low, c.Total["low"])
			c.same("high", high, c.Total["high"])
			continue
		}
		verdict, _ := c.Total["verdict"].(map[string]any)
		if text, _, _ := strings.Cut(piece, " (target"); verdict == nil || verdict["text"] != text {
			c.fail("the verdict is %q, json has %v", piece, verdict)
		}
	}
}

// span is what the document says of the periods that its total pools.
func (c *comparison) span() map[string]any {
	span, _ := c.Settings["span"].(map[string]any)
	return span
}

// composition compares the list of figures of the total. A title may say of how many periods the figure is.
func (c *comparison) composition(g grid) {
	for _, row := range g.rows {
		title := row[0]
		if c.span() != nil {
			title, _, _ = strings.Cut(title, ", ")
		}
		if !c.anyField(c.Total, row[1], func(f result.Field) bool { return f.Title == title }) {
			c.fail("%s of the total is %q, json has %v", row[0], row[1], c.values(c.Total, row[0]))
		}
		if row[2] != "" && !c.anyField(c.Total, row[2], func(f result.Field) bool { return f.Share != "" }) {
			c.fail("the share of %s is %q, which json has nowhere", row[0], row[2])
		}
	}
}

// anyField tells whether the cell agrees with one of the fields that fit. Titles are not unique.
func (c *comparison) anyField(g group, cell string, fits func(result.Field) bool) bool {
	return slices.ContainsFunc(c.fields, func(f result.Field) bool {
		v, printed := g[f.Name]
		return fits(f) && (printed || f.Extra) && agrees(cell, v)
	})
}

// values lists the values of the fields with a title, for the message.
func (c *comparison) values(g group, title string) []any {
	var out []any
	for _, f := range c.fields {
		if f.Title == title {
			out = append(out, g[f.Name])
		}
	}
	return out
}

func (c *comparison) listing(g grid, f result.Field) {
	list, _ := c.Total[f.Name].(map[string]any)
	if len(list) != len(g.rows) {
		c.fail("%s has %d rows, json %d", f.Title, len(g.rows), len(list))
	}
	for _, row := range g.rows {
		c.same(f.Title+" "+row[0], row[1], list[row[0]])
	}
}

func (c *comparison) isBridge(g grid) bool {
	return len(g.heads) == 3 && len(g.rows) > 0 && strings.HasPrefix(g.rows[len(g.rows)-1][0], "= ")
}

// bridge compares the steps from an opening to a closing with the total.
func (c *comparison) bridge(g grid) {
	for _, row := range g.rows {
		title := strings.TrimLeft(row[0], "+−= ")
		at := slices.IndexFunc(c.fields, func(f result.Field) bool { return f.Step != "" && f.Title == title })
		if at < 0 {
			c.fail("%q is no step", row[0])
			continue
		}
		f := c.fields[at]
		amount := strings.TrimPrefix(row[1], "+")
		if f.Step == "out" {
			amount = strings.TrimPrefix(amount, "-")
		}
		c.same(row[0], amount, c.Total[f.Name])
		if row[2] != "" {
			c.same("customers of "+row[0], row[2], c.Total[f.Heads])
		}
	}
}

// ages compares a triangle: one row for each cohort, and the curve.
func (c *comparison) ages(g grid) {
	next := 0
	for _, row := range g.rows {
		if curve, ok := c.Total[c.triangle.Curve].(map[string]any); ok && next == len(c.Groups) {
			c.curve(g, row, curve)
			continue
		}
		for i, head := range g.heads {
			age, err := strconv.Atoi(head)
			if err != nil {
				continue
			}
			if next < len(c.Groups) && fmt.Sprint(c.Groups[next][c.triangle.Age]) == strconv.Itoa(age) {
				c.same(strings.Join(row, " ")+" at "+head, row[i], c.Groups[next]["value"])
				next++
			} else if row[i] != "" {
				c.fail("%q at %s is %q, json has nothing", row, head, row[i])
			}
		}
	}
	if next != len(c.Groups) {
		c.fail("the triangle shows %d of %d cells", next, len(c.Groups))
	}
}

// curve compares the curve by age. It stays where it was at ages that json does not name.
func (c *comparison) curve(g grid, row []string, curve map[string]any) {
	var at any = json.Number("100")
	for i, head := range g.heads {
		if _, err := strconv.Atoi(head); err != nil || row[i] == "" {
			continue
		}
		if v, ok := curve[head]; ok {
			at = v
		}
		c.same("the curve at "+head, row[i], at)
	}
}

// groups compares a table with one row for each group.
func (c *comparison) groups(g grid) {
	if len(g.rows) != len(c.Groups) {
		c.fail("%d rows for %d groups", len(g.rows), len(c.Groups))
		return
	}
	for i, row := range g.rows {
		for j, head := range g.heads {
			c.cell(c.Groups[i], fmt.Sprintf("%s in row %d", head, i+1), head, row[j])
		}
	}
}

func (c *comparison) cell(g group, place, head, cell string) {
	by, _ := g["by"].(map[string]any)
	verdict, _ := g["verdict"].(map[string]any)
	title := strings.TrimSuffix(head, " %")
	named := func(f result.Field) bool {
		if f.Kind == result.Percent && f.Share != "" && c.counts(title, f) {
			return true
		}
		return f.Title == head || f.Title == title && f.Kind == result.Percent
	}
	low, high, interval := strings.Cut(cell, " to ")
	switch v, isBy := by[head]; {
	case head == "": // a bar
	case cell != "" && g["reason"] == cell: // held back
	case isBy:
		if cell != fmt.Sprint(v) && !(cell == "(blank)" && (v == nil || v == "")) {
			c.fail("%s is %q, json has %v", place, cell, v)
		}
	case head == c.Settings["period"] || g["period"] == cell:
		if g["period"] != cell {
			c.fail("%s is %q, json has %v", place, cell, g["period"])
		}
	case strings.HasSuffix(head, " interval"):
		if !interval {
			low, high = cell, cell
		}
		if !interval && (g["low"] == nil || g["high"] == nil) {
			break
		}
		c.same(place, low, g["low"])
		c.same(place, high, g["high"])
	case strings.HasPrefix(head, "target"):
		if !judgedAs(cell, verdict) {
			c.fail("%s is %q, json has %v", place, cell, verdict)
		}
	case !slices.ContainsFunc(c.fields, named):
		c.fail("%s: nothing is called %q", place, head)
	case !c.anyField(g, cell, named):
		c.fail("%s is %q, json has %v", place, cell, c.values(g, title))
	}
}

// counts tells whether the share has a count with the title, under which it is shown.
func (c *comparison) counts(title string, share result.Field) bool {
	return slices.ContainsFunc(c.fields, func(f result.Field) bool { return f.Title == title && f.Name+"_pct" == share.Name })
}

// judgedAs compares the words or the mark of a verdict.
func judgedAs(cell string, verdict map[string]any) bool {
	switch {
	case verdict == nil:
		return cell == ""
	case cell == "~":
		return verdict["proven"] == false
	case cell == "✓" || cell == "✗":
		return verdict["proven"] == true && verdict["met"] == (cell == "✓")
	}
	return verdict["text"] == cell
}

func (c *comparison) same(place, cell string, v any) {
	if !agrees(cell, v) {
		c.fail("%s is %q, json has %v", place, cell, v)
	}
}

// agrees tells whether a cell for people is a value, rounded to the decimals that it shows.
func agrees(cell string, v any) bool {
	plain := strings.TrimSuffix(strings.ReplaceAll(strings.TrimSpace(cell), ",", ""), " %")
	switch v := v.(type) {
	case nil:
		return plain == "n/a" || plain == ""
	case string:
		return v == cell
	case json.Number:
		want, err := v.Float64()
		if length, unit, ok := lengthOf(plain); ok {
			return err == nil && math.Abs(length-want) <= unit/2*(1+1e-6)
		}
		have, err2 := strconv.ParseFloat(plain, 64)
		_, decimals, _ := strings.Cut(plain, ".")
		half := 0.5 * math.Pow10(-len(decimals))
		return err == nil && err2 == nil && math.Abs(have-want) <= half*(1+1e-6)+1e-12*math.Abs(want)
	}
	return false
}

// lengthOf reads a length of time, such as 9h 51m, in seconds, and the unit that it is rounded to.
func lengthOf(text string) (seconds, unit float64, ok bool) {
	sizes := map[byte]float64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400}
	rounded := map[byte]float64{'s': 1, 'm': 1, 'h': 60, 'd': 3600} // two units at most
	body, negative := strings.CutPrefix(text, "-")
	for part := range strings.FieldsSeq(body) {
		size, known := sizes[part[len(part)-1]]
		n, err := strconv.ParseFloat(part[:len(part)-1], 64)
		if !known || err != nil {
			return 0, 0, false
		}
		if seconds += n * size; unit == 0 {
			unit = rounded[part[len(part)-1]]
		}
		if _, decimals, _ := strings.Cut(part[:len(part)-1], "."); part == body && size == 1 {
			unit = math.Pow10(-max(len(decimals), 1))
		}
	}
	if negative {
		seconds = -seconds
	}
	return seconds, unit, unit > 0
}

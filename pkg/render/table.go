package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// writeTable writes the document for a reader at a terminal: the figure and how sure it is, what
// it is made of, the groups, and the account of the rows.
func writeTable(w io.Writer, d *result.Document, o Options) error {
	say := o.voice()
	d = say.document(d)
	p := &page{voice: say, d: d, o: o, ink: ink(o.Color), fields: say.fieldsOf(d)}
	for _, part := range []func(){p.headline, p.bridge, p.composition, p.listings, p.groups, p.lists, p.findings, p.rows, p.thresholds, p.warnings} {
		part()
	}
	_, err := w.Write(p.b.Bytes())
	return err
}

type page struct {
	voice
	d      *result.Document
	o      Options
	ink    ink
	fields fieldset
	b      bytes.Buffer
}

// block writes lines and keeps a blank line before them, unless they are the first.
func (p *page) block(lines []string) {
	if len(lines) == 0 {
		return
	}
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.lines(lines)
}

// headed writes the lines of a table whose second one is a rule.
func (p *page) headed(lines []string) {
	if len(lines) > 1 {
		lines[1] = p.ink.faint(lines[1])
	}
	p.block(lines)
}

func (p *page) lines(lines []string) {
	for _, line := range lines {
		p.b.WriteString(line)
		p.b.WriteByte('\n')
	}
}

func (p *page) faint(lines []string) {
	for _, line := range lines {
		p.lines([]string{p.ink.faint(line)})
	}
}

func (p *page) headline() {
	total := p.d.Total
	value, _ := total.Values.Get(p.fields.value.Name)
	var pieces []string
	add := func(words string, paint func(string) string) {
		for _, line := range wrap(words, max(p.o.Width-2, 0), 0) {
			if line != "" {
				pieces = append(pieces, paint(line))
			}
		}
	}
	plain := func(s string) string { return s }
	add(p.d.Title, p.ink.strong)
	add(p.headValue(p.d, p.fields), p.ink.strong)
	add(p.spanWords(p.d, p.fields.value), plain)
	add(p.fields.interval(total.Values), plain)
	if v := total.Verdict; v != nil {
		add(p.verdictWords(v, value, p.fields.value), func(s string) string { return p.ink.verdict(v, s) })
	}
	line := flow(pieces, "   ", p.o.Width, 2)
	if len(line) > 1 {
		line = flow(pieces, "  ", p.o.Width, 2)
	}
	p.lines(line)
	if text := p.gist(p.d, p.fields); text != "" && !nothing(total) {
		p.lines(wrap(text, p.o.Width, 2))
	}
	for _, pieces := range [][]string{p.origin(p.d, p.fields, p.o), p.breaks(p.d), p.filters(p.d)} {
		if len(pieces) > 0 {
			p.faint(p.fold(pieces, " · "))
		}
	}
}

// fold joins pieces into lines that fit the terminal; a piece that is longer than a line is
// broken at its blanks.
func (p *page) fold(pieces []string, sep string) []string {
	var lines []string
	for _, line := range flow(pieces, sep, p.o.Width, 2) {
		lines = append(lines, wrap(line, p.o.Width, 2)...)
	}
	return lines
}

// longest is the longest bar, in columns.
const longest = 40

// composition shows what the total is made of: its parts with bars, its other figures, and how
// the answers are distributed.
func (p *page) composition() {
	if nothing(p.d.Total) {
		return // an answer that does not exist is made of nothing
	}
	rows := p.fields.figures(shownValues(p.d))
	chart, title := p.chart()
	labels := width(title)
	for _, row := range rows {
		labels = max(labels, width(row.label))
	}
	var cells [][]string
	for _, row := range rows {
		cells = append(cells, []string{padded(row.label, labels), row.value, row.share, ""})
	}
	columns := []column{{}, {right: true}, {right: true}, {}}
	p.addBars(columns[:3], cells)
	lines := p.grid(columns, cells)
	if chart != "" {
		lines = append(lines, padded(title, labels+gap)+chart)
	}
	p.block(lines)
}

// addBars draws the share of each part behind its row, to one scale.
func (p *page) addBars(columns []column, rows [][]string) {
	shares, ok := p.fields.shares(p.d.Total.Values)
	length := p.barRoom(columns, rows)
	if !ok || length < 5 {
		return
	}
	whole := p.fields.whole(p.d.Total.Values)
	if p.fields.parts[0].against {
		rows[0][3] = p.stack(shares, whole, length)
		return
	}
	top := slices.Max(shares)
	for i, part := range p.fields.parts {
		n := cells([]float64{shares[i]}, top, length)[0]
		rows[i][3] = p.ink.share(part.share.Share, strings.Repeat(shade(part), n))
	}
}

// barRoom returns the length of bars behind columns.
func (p *page) barRoom(columns []column, rows [][]string) int {
	if p.o.Width == 0 {
		return longest
	}
	return min(longest, p.o.Width-taken(columns, rows)-gap)
}

// shade is what a part of a bar is drawn with. The three shades differ without colours.
func shade(p piece) string {
	switch {
	case p.against || p.share.Share == "good":
		return "█"
	case p.share.Share == "bad":
		return "░"
	}
	return "▒"
}

// stack draws the parts of a whole one behind the other.
func (p *page) stack(shares []float64, whole float64, length int) string {
	var b strings.Builder
	used := 0
	for i, n := range cells(shares, whole, length) {
		part := p.fields.parts[i]
		b.WriteString(p.ink.share(part.share.Share, strings.Repeat(shade(part), n)))
		used += n
	}
	if len(shares) == 1 {
		b.WriteString(p.ink.faint(strings.Repeat("░", length-used)))
	}
	return b.String()
}

// chart draws the distribution between its ends: "0 ▁·▁▂▅█ 10". It is "" where it would not fit.
func (p *page) chart() (chart, title string) {
	scores, counts, ok := distribution(p.d.Total.Values, p.fields.distribution.Name)
	if !ok {
		return "", ""
	}
	chart = visible.Text(scores[0]) + " " + spark(counts) + " " + visible.Text(scores[len(scores)-1])
	title = p.fields.distribution.Title
	if p.o.Width > 0 && width(title)+gap+width(chart) > p.o.Width {
		return "", ""
	}
	return chart, title
}

func (p *page) rows() {
	if nothingRead(p.d) {
		return
	}
	pieces := p.account(p.d.Rows)
	label := padded(p.t("rows"), 4) + "  "
	if len(p.d.Thresholds) > 0 {
		label = padded(p.t("rows"), width(p.t("thresholds"))) + "  "
	}
	pieces[0] = label + pieces[0]
	p.block(flow(pieces, " ", p.o.Width, len(label)))
}

func (p *page) thresholds() {
	var lines []string
	for i, t := range p.d.Thresholds {
		label := p.t("thresholds")
		if i > 0 {
			label = ""
		}
		sign, paint, end := markGood, p.ink.good, ""
		if !t.Passed {
			sign, paint, end = markBad, p.ink.bad, p.t(", missed")
		}
		text := fmt.Sprintf("%s  %s %s: %s%s", padded(label, width(p.t("thresholds"))), sign, visible.Text(t.Expression), p.actual(t), end)
		for _, line := range wrap(text, p.o.Width, width(p.t("thresholds"))+4) {
			lines = append(lines, paint(line))
		}
	}
	p.lines(lines)
}

func (p *page) warnings() {
	var lines []string
	for _, w := range p.d.Warnings {
		for _, line := range wrap("! "+p.warningText(w), p.o.Width, 2) {
			lines = append(lines, p.ink.warning(line))
		}
	}
	p.block(lines)
}

package render

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/chart"
	"github.com/cxcalc/cxcalc/pkg/markup"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// Short names for what a page is made of.
type (
	node  = markup.Node
	attrs = markup.Attrs
)

//go:embed html.css
var htmlRules string

// writeHTML writes the document as a page that can be forwarded: one file, which loads nothing and runs nothing.
func writeHTML(w io.Writer, d *result.Document, o Options) error {
	say := o.voice()
	d = say.document(d)
	h := &leaf{voice: say, level: 2, id: "d1"}
	content := append([]node{say.cardOf(d, "", h.id)}, h.sections(d)...)
	return say.writeLeaf(w, visible.Text(d.Title), content)
}

// listedFrom is the number of documents from which a page has a table of contents.
const listedFrom = 4

// writeHTMLs writes documents as one page: their figures first, then each with all that belongs to it.
func writeHTMLs(w io.Writer, v Volume, o Options) error {
	say := o.voice()
	title := visible.Text(v.Title)
	if title == "" {
		title = say.t("Report")
	}
	var cards, list []node
	var bodies []node
	for i, c := range v.Chapters {
		c.Document = say.document(c.Document)
		id := "d" + strconv.Itoa(i+1)
		name := visible.Text(c.Name)
		list = append(list, markup.Element("li", nil, markup.Words("a", attrs{"href", "#" + id}, name)))
		kids := append([]node{markup.Words("h2", attrs{"id", id + "-name"}, name)}, paragraphsOf(c.Text)...)
		if c.Document == nil {
			failure := say.f("No answer: %s", visible.Text(c.Failure))
			cards = append(cards, say.failedCard(name, failure, id))
			kids = append(kids, markup.Words("p", attrs{"class", "failure"}, failure))
		} else {
			cards = append(cards, say.cardOf(c.Document, name, id))
			kids = append(kids, (&leaf{voice: say, level: 3, id: id}).chapter(c.Document, c.Name)...)
		}
		bodies = append(bodies, markup.Element("section", attrs{"id", id, "class", "chapter", "aria-labelledby", id + "-name"}, kids...))
	}
	glance := markup.Element("section", attrs{"aria-labelledby", "glance"},
		markup.Words("h2", attrs{"id", "glance"}, say.t("At a glance")), markup.Element("div", attrs{"class", "cards"}, cards...))
	content := append(paragraphsOf(v.Text), glance)
	if len(v.Chapters) >= listedFrom {
		content = append(content, markup.Element("nav", attrs{"aria-labelledby", "contents"},
			markup.Words("h2", attrs{"id", "contents"}, say.t("Contents")), markup.Element("ol", nil, list...)))
	}
	return say.writeLeaf(w, title, append(content, bodies...))
}

// paragraphsOf are the lines of a text that people wrote.
func paragraphsOf(text string) (out []node) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, markup.Words("p", nil, visible.Text(line)))
		}
	}
	return out
}

// writeLeaf writes a page around its content.
func (say voice) writeLeaf(w io.Writer, title string, content []node) error {
	css := "\n" + chart.Sheet() + htmlRules
	sum := sha256.Sum256([]byte(css))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	head := markup.Element("head", nil,
		markup.Element("meta", attrs{"charset", "utf-8"}),
		markup.Element("meta", attrs{"http-equiv", "Content-Security-Policy", "content", policy}),
		markup.Element("meta", attrs{"name", "viewport", "content", "width=device-width, initial-scale=1"}),
		markup.Element("meta", attrs{"name", "referrer", "content", "no-referrer"}),
		markup.Element("meta", attrs{"name", "generator", "content", "cxcalc"}),
		markup.Words("title", nil, title),
		markup.Style(css))
	body := markup.Element("body", nil, markup.Element("header", nil, markup.Words("h1", nil, title)), markup.Element("main", nil, content...),
		markup.Element("footer", nil, markup.Words("p", nil, say.t("Written by cxcalc. This file loads nothing and runs nothing."))))
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n")
	if err := markup.Element("html", attrs{"lang", say.tongue.Code()}, head, body).Write(&b); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A leaf writes the sections of a document, whose headings are of a level.
type leaf struct {
	voice
	level int
	id    string
}

func (h *leaf) heading(id, text string) node {
	return markup.Words("h"+strconv.Itoa(h.level), attrs{"id", id}, text)
}

// chapter is a document among several: what its figure is called where its name does not tell, what it means, and its sections.
func (h *leaf) chapter(d *result.Document, name string) []node {
	kids := append([]node{h.cardOf(d, "", "")}, h.sections(d)...)
	if name == d.Title {
		return kids
	}
	return append([]node{markup.Words("p", attrs{"class", "faint"}, visible.Text(d.Title))}, kids...)
}

func (h *leaf) sections(d *result.Document) []node {
	out := h.doubts(d)
	for i, p := range h.picturesOf(d) {
		out = append(out, h.section(p, h.id+"-"+strconv.Itoa(i+1)))
	}
	return append(out, h.accounts(d)...)
}

// section is a chart with its table below it, or a table alone.
func (h *leaf) section(p picture, id string) node {
	kids := []node{h.heading(id+"-name", p.title)}
	if p.lead != "" {
		kids = append(kids, markup.Words("p", attrs{"class", "faint"}, p.lead))
	}
	if p.chart != nil {
		kids = append(kids, p.figure(id))
	}
	table := tableNode(p.title, p.columns, p.rows)
	if (p.chart != nil || p.shut) && len(p.rows) > 0 {
		summary := h.f("Table: %s", p.title)
		state := attrs{"class", "same"}
		if !p.folded && !p.shut {
			state = markup.If(len(p.rows) <= openRows, "open", "")
		}
		table = markup.Element("details", state, markup.Words("summary", nil, summary), table)
	}
	kids = append(kids, table)
	for _, note := range p.notes {
		kids = append(kids, markup.Words("p", attrs{"class", "note"}, note))
	}
	// On paper a table that is shut is left out, and so is a heading above nothing else.
	return markup.Element("section", markup.If(p.shut && p.chart == nil && len(p.rows) > 0, "class", "same"), kids...)
}

// openRows is the longest table that is open from the start.
const openRows = 30

// The widths of drawings for a screen or paper, and for a phone.
const (
	wideChart   = 680
	narrowChart = 340
)

func (p picture) figure(id string) node {
	kids := []node{
		chart.Draw(p.chart, chart.Scene{ID: id + "-wide", Title: p.title, Doc: p.doc, Width: wideChart, Class: "wide"}),
		chart.Draw(p.chart, chart.Scene{ID: id + "-narrow", Title: p.title, Doc: p.doc, Width: narrowChart, Class: "narrow"}),
	}
	if p.legend != "" {
		kids = append(kids, markup.Words("figcaption", nil, p.legend))
	}
	return markup.Element("figure", nil, kids...)
}

// manyColumns is the number of columns from which a table is printed on wide paper.
const manyColumns = 11

// tableNode writes a table, which scrolls in itself where it has no room. The first columns of words name the rows.
func tableNode(name string, columns []column, rows [][]string) node {
	if len(rows) == 0 {
		return node{}
	}
	names := 0
	for names < len(columns) && !columns[names].right && (names == 0 || names < 3) {
		names++
	}
	var heads []node
	for _, c := range columns {
		heads = append(heads, markup.Words("th", append(side(c), "scope", "col"), c.heading))
	}
	var body []node
	for _, row := range rows {
		var cells []node
		for i, c := range columns {
			if i == 0 || i < names && i < len(columns)-1 {
				cells = append(cells, markup.Words("th", append(side(c), "scope", "row"), row[i]))
				continue
			}
			cells = append(cells, markup.Words("td", side(c), row[i]))
		}
		body = append(body, markup.Element("tr", nil, cells...))
	}
	class := "scroll"
	if len(columns) >= manyColumns {
		class += " many"
	}
	return markup.Element("div", attrs{"class", class, "role", "group", "tabindex", "0", "aria-label", name},
		markup.Element("table", nil,
			markup.Element("thead", nil, markup.Element("tr", nil, heads...)),
			markup.Element("tbody", nil, body...)))
}

func side(c column) attrs {
	if c.right {
		return attrs{"class", "number"}
	}
	return nil
}

package render

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// writeMarkdown writes the document for a page, a merge request or a chat: a headline, tables in
// the GitHub flavour, the account of the rows and the doubts.
func writeMarkdown(w io.Writer, d *result.Document, o Options) error {
	return writeArticle(w, d, o, "##")
}

// writeArticle writes it with a headline that begins as heading says.
func writeArticle(w io.Writer, d *result.Document, o Options, heading string) error {
	say := o.voice()
	d = say.document(d)
	m := say.articleOf(d, d.Groups.First(shownOf(d, d.Groups.Len(), 0)), markdown)
	m.heading = heading
	m.headline()
	for _, part := range m.tables() {
		m.table(part())
	}
	m.listings()
	m.lists()
	m.findings()
	m.notes()
	if m.err != nil {
		return m.err
	}
	_, err := w.Write(append(bytes.TrimRight(m.b.Bytes(), "\n"), '\n'))
	return err
}

func (m *article) tables() []func() ([]column, [][]string) {
	var out []func() ([]column, [][]string)
	if !nothing(m.d.Total) {
		if bridged(m.d) {
			out = append(out, m.bridge)
		}
		out = append(out, m.composition)
	}
	switch {
	case m.d.Triangle != nil:
		out = append(out, m.triangle)
	case grouped(m.d):
		out = append(out, m.groups)
	}
	return out
}

// An article is a document for a page, with words in place of the marks of the terminal.
type article struct {
	voice
	heading string
	d       *result.Document
	show    func(string) string // makes a text harmless
	fields  fieldset
	list    []result.Group // those that are shown
	hidden  string         // what is said of the others, "" where there are none
	b       bytes.Buffer
	err     error // the first failure
}

func (say voice) articleOf(d *result.Document, list []result.Group, show func(string) string) *article {
	return &article{voice: say, d: d, show: show, fields: say.fieldsOf(d), list: list}
}

func (m *article) headline() {
	total := m.d.Total
	value, _ := total.Values.Get(m.fields.value.Name)
	text := m.headValue(m.d, m.fields)
	if text == "" {
		fmt.Fprintf(&m.b, "%s %s\n\n", m.heading, markdown(m.d.Title))
		m.explain()
		return
	}
	fmt.Fprintf(&m.b, "%s %s: %s\n\n", m.heading, markdown(m.d.Title), markdown(text))
	pieces := []string{"**" + markdown(text) + "**"}
	if words := m.spanWords(m.d, m.fields.value); words != "" {
		pieces = append(pieces, words)
	}
	if interval := m.fields.interval(total.Values); interval != "" {
		pieces = append(pieces, m.intervalName(m.d)+" "+interval)
	}
	if v := total.Verdict; v != nil {
		pieces = append(pieces, m.verdictWords(v, value, m.fields.value))
	}
	fmt.Fprintf(&m.b, "%s\n\n", strings.Join(pieces, ", "))
	m.explain()
}

// explain writes what the figure means and where it comes from.
func (m *article) explain() {
	if text := m.gist(m.d, m.fields); text != "" && !nothing(m.d.Total) {
		fmt.Fprintf(&m.b, "%s\n\n", paragraph(text))
	}
	if m.d.Definition != "" {
		fmt.Fprintf(&m.b, "%s\n\n", paragraph(m.d.Definition))
	}
	if pieces := m.origin(m.d, m.fields, Options{}); len(pieces) > 0 {
		fmt.Fprintf(&m.b, "%s\n\n", paragraph(strings.Join(pieces, " · ")))
	}
	if pieces := m.filters(m.d); len(pieces) > 0 {
		fmt.Fprintf(&m.b, "%s\n\n", paragraph(strings.Join(pieces, " · ")))
	}
}

// composition returns the parts and the other figures of the total.
func (m *article) composition() ([]column, [][]string) {
	var rows [][]string
	for _, f := range m.fields.figures(shownValues(m.d)) {
		rows = append(rows, []string{m.show(f.label), m.show(f.value), m.show(f.share)})
	}
	return []column{{heading: m.t("figure")}, {heading: m.t("value"), right: true}, {heading: m.t("share"), right: true}}, rows
}

// groups returns one row for each group, with words in place of the marks of the terminal.
func (m *article) groups() ([]column, [][]string) {
	list := m.list
	m.hidden = m.notShown(m.d.Groups.Len()-len(list), "groups")
	t := &groupTable{voice: m.voice}
	t.names(m.d, list, m.show)
	t.measures(m.d, m.fields, list)
	if len(m.fields.parts) > 1 {
		for _, part := range m.fields.parts {
			heading := headingOf(result.Field{Title: part.title(), Kind: part.share.Kind})
			t.add("part", column{heading: heading, right: true}, m.numbers(list, part.share, -1))
		}
	}
	for _, f := range m.fields.columns {
		t.add("other", column{heading: headingOf(f), right: true}, m.numbers(list, f, -1))
	}
	if len(withVerdict(list)) > 0 {
		t.add("verdict", column{heading: m.targetName(list, m.fields.value)}, cellsOf(list, func(g result.Group) string {
			if g.Verdict == nil {
				return ""
			}
			return m.t(g.Verdict.Text)
		}))
	}
	for _, f := range m.fields.texts {
		t.add("text", column{heading: f.Title}, cellsOf(list, func(g result.Group) string { return m.show(m.words(g, f)) }))
	}
	return columnsOf(t.cols), rowsOf(t.cols, len(list))
}

func (m *article) table(columns []column, rows [][]string) {
	if len(rows) > 0 {
		table := newTable(&m.b, columns, tw.CellPadding{Global: tw.PaddingDefault}, renderer.NewMarkdown())
		m.err = cmp.Or(m.err, fill(table, columns, rows))
		m.b.WriteByte('\n')
	}
}

// notes writes what became of the rows and the thresholds, and the doubts.
func (m *article) notes() {
	if !nothingRead(m.d) {
		fmt.Fprintf(&m.b, "%s: %s\n", m.t("Rows"), strings.Join(m.account(m.d.Rows), " "))
	}
	together := len(withVerdict(m.list)) > 1
	if !nothingRead(m.d) && (together || m.hidden != "" || len(m.d.Thresholds)+len(m.d.Warnings) > 0) {
		m.b.WriteByte('\n')
	}
	if m.hidden != "" {
		fmt.Fprintf(&m.b, "- %s\n", m.hidden)
	}
	if together {
		fmt.Fprintf(&m.b, "- %s\n", m.t(verdictsSentence))
	}
	for _, t := range m.d.Thresholds {
		end := m.t(", passed")
		if !t.Passed {
			end = m.t(", missed")
		}
		fmt.Fprintf(&m.b, "- %s %s: %s%s\n", m.t("Threshold"), markdownCode(t.Expression), m.actual(t), end)
	}
	for _, w := range m.d.Warnings {
		fmt.Fprintf(&m.b, "- **%s:** %s\n", m.t("Warning"), markdown(m.warningText(w)))
	}
}

// markdownCode writes an expression as code, where it can be.
func markdownCode(s string) string {
	if strings.ContainsAny(s, "`\\|\n\r") {
		return markdown(s)
	}
	return "`" + visible.Text(s) + "`"
}

// specials are the characters that Markdown gives a meaning to. A backslash takes it from them;
// what could begin a tag or an entity becomes an entity.
var specials = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "#", `\#`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
)

// links are what GitHub makes a link of without being asked: an address with its scheme, a name that begins with www,
// a mailbox. A backslash behind the first part, or before the sign, keeps them texts.
var links = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:https?|ftp|mailto|xmpp):|\bwww\.|[^\s]@`) })

// markdown writes a text so that a page shows it as it is. Line breaks become <br>.
func markdown(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = links().ReplaceAllStringFunc(specials.Replace(visible.Text(line)), func(link string) string {
			return link[:len(link)-1] + `\` + link[len(link)-1:]
		})
	}
	return strings.Join(lines, "<br>")
}

// begins is what begins a list, a rule or code where a line begins.
var begins = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:\d{0,9})[-+=.)]`) })

// paragraph writes a text that begins a line.
func paragraph(s string) string {
	s = markdown(strings.TrimLeft(s, " "))
	if at := begins().FindStringIndex(s); at != nil {
		return s[:at[1]-1] + `\` + s[at[1]-1:]
	}
	return s
}

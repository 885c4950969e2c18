package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extended "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// strange are the texts of the reference data, and some of our own that each gave a page another shape.
func strange(t *testing.T) (list []string) {
	for _, suite := range []string{"naughty-strings", "injection-strings"} {
		for _, c := range corpus(t, suite) {
			list = append(list, c[len(c)-1])
		}
	}
	return append(list, "-", "1.", "1)", "+", "=", "===", "---", "    code", "\tcode", "> quote", "#", "www.example.org", "https://example.org/a_b",
		"a@example.org", "mailto:a@example.org", "ftp://example.org", "xmpp:a@example.org/x", "<https://example.org>", "![a](b)", "[a]: /b", "[^1]", "[ ] todo",
		"&copy;", "&#x41;", "a  \nb", "a\n\nb", "a\n- b", "a|b", `a\|b`, "$x$", ":smile:", "@somebody", "#123", "<!-- -->", "```", "~~~", "| a |\n| - |", "#\u00a0x")
}

// everywhere returns a document in which a text stands wherever a text from outside can.
func everywhere(s string) *result.Document {
	d := npsByRegion()
	d.By = []string{s}
	d.Sources = []result.Source{{Name: s}}
	d.Columns = []result.Member{{Key: "score", Value: s}}
	list := []result.Group{}
	for _, g := range d.Groups.All() {
		g.By = result.Object{{Key: s, Value: s}}
		list = append(list, g)
	}
	d.Groups = result.List(list...)
	d.Settings = append(d.Settings, result.Member{Key: "where", Value: []string{s + "=" + s}}, result.Member{Key: "baseline", Value: s})
	d.Warnings = []result.Warning{{Code: "x", Text: s, Source: s, Line: 1}}
	d.Thresholds = []result.Threshold{{Expression: s + ".value>=1", Passed: true}}
	return d
}

// Every format keeps its shape, whatever texts it holds: what is read, how many rows and cells there are, and which
// marks the format makes. A format that is new has a shape as soon as it is listed.
func TestShapes(t *testing.T) {
	checkShapes(t, everywhere, 1)
	checkShapes(t, everywhereListed, 4) // what is drawn takes its time
}

// everywhereListed is everywhere for what happens: a text in the place of every step, branch, agent and channel.
func everywhereListed(s string) *result.Document {
	d, outer := listsByChannel(), everywhere(s)
	d.By, d.Sources, d.Columns, d.Settings, d.Warnings = outer.By, outer.Sources, outer.Columns, outer.Settings, outer.Warnings
	d.Total.Values = retold(d.Total.Values, s)
	d.Groups = d.Groups.Map(func(_ int, g result.Group) result.Group {
		g.By, g.Values = result.Object{{Key: s, Value: s}}, retold(g.Values, s)
		return g
	})
	return d
}

// retold puts a text in the place of all texts of figures, and of their lists.
func retold(o result.Object, s string) result.Object {
	o = slices.Clone(o)
	for i := range o {
		switch v := o[i].Value.(type) {
		case string:
			o[i].Value = s
		case []string:
			o[i].Value = []string{s, s}
		case result.Object:
			o[i].Value = retold(v, s)
		case []result.Object:
			rows := make([]result.Object, len(v))
			for j, row := range v {
				rows[j] = retold(row, s)
			}
			o[i].Value = rows
		}
	}
	return o
}

// checkShapes holds the formats of a document to their shapes, with one of so many texts in it.
func checkShapes(t *testing.T, everywhere func(string) *result.Document, every int) {
	t.Helper()
	list := strange(t)
	for _, f := range Formats() {
		wanted := shape(t, f.Name, written(t, f.Name, everywhere("plain"), Options{}))
		for i, s := range list {
			if testing.Short() && i%64 != 0 || i%every != 0 {
				continue
			}
			if s == "" {
				continue // an empty name is shown by other words
			}
			page := written(t, f.Name, everywhere(s), Options{})
			if got := shape(t, f.Name, page); got != wanted {
				t.Errorf("%s: %q gives another shape:\n%s\nwant\n%s\nin\n%s", f.Name, s, got, wanted, page)
			}
			for _, a := range f.Attached {
				var b strings.Builder
				if err := a.Write(&b, Volume{Chapters: []Chapter{{Name: s, Document: everywhere(s)}}}, a.Limit); err != nil {
					t.Fatal(err)
				}
				if a.Variable == "GITHUB_STEP_SUMMARY" {
					shapeOfMarkdown(t, b.String())
				}
			}
			if f.Several == nil {
				continue
			}
			var b strings.Builder
			if err := f.Several(&b, Volume{Title: s, Chapters: []Chapter{{Name: s, Document: everywhere(s)}, {Name: s, Failure: s}}}, Options{}); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexFunc(b.String(), func(r rune) bool { return r != '\n' && (obeyed(r) || r < ' ') }); i >= 0 {
				t.Errorf("several in %s: %q is raw", f.Name, s)
			}
			if f.Name == "markdown" {
				shapeOfMarkdown(t, b.String())
			}
		}
	}
}

// shape is what a format is made of, without its texts.
func shape(t *testing.T, format, page string) string {
	t.Helper()
	switch {
	case format == "csv", format == "tsv":
		rows := parsed(t, strings.ReplaceAll(page, "\t", ","))
		return fmt.Sprint(len(rows), "×", len(rows[0]))
	case format == "markdown":
		return shapeOfMarkdown(t, page)
	case strings.HasPrefix(page, "<"):
		return shapeOfMarkup(t, page)
	}
	if i := strings.IndexFunc(page, func(r rune) bool { return r != '\n' && (obeyed(r) || r < ' ') }); i >= 0 {
		t.Errorf("%s holds a control character: %q", format, page)
	}
	return fmt.Sprint(strings.Count(page, "\n"), " lines")
}

// pages parses as GitHub does.
var pages = goldmark.New(goldmark.WithExtensions(extension.GFM))

// shapeOfMarkdown lists the blocks of a page, and the cells of its tables. Texts may be strong, code, or broken at
// most; there is no link, picture or tag.
func shapeOfMarkdown(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	source := []byte(page)
	ast.Walk(pages.Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text, *ast.String, *ast.Emphasis, *ast.CodeSpan:
		case *ast.RawHTML:
			if tag := string(n.Segments.Value(source)); tag != "<br>" {
				t.Errorf("the tag %s stands in a page:\n%s", tag, page)
			}
		case *ast.Link, *ast.AutoLink, *ast.Image, *ast.HTMLBlock, *extended.Strikethrough:
			t.Errorf("%s stands in a page:\n%s", n.Kind(), page)
		default:
			b.WriteString(n.Kind().String() + " ")
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// shapeOfMarkup lists the kinds of elements of a page, each with its attributes: how many there are depends on how wide
// a name is.
func shapeOfMarkup(t *testing.T, page string) string {
	t.Helper()
	kinds := make(map[string]bool)
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		token, err := d.Token()
		if err == io.EOF {
			return strings.Join(slices.Sorted(maps.Keys(kinds)), "")
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
		if e, ok := token.(xml.StartElement); ok {
			var b strings.Builder
			b.WriteString("<" + e.Name.Local)
			for _, a := range e.Attr {
				b.WriteString(" " + a.Name.Local)
				goes := slices.Contains([]string{"href", "src", "action", "formaction", "srcdoc", "style"}, strings.ToLower(a.Name.Local))
				if goes && regexp.MustCompile(`(?i)^\s*(javascript|data|vbscript):`).MatchString(a.Value) || strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
					t.Errorf("%s=%q in\n%s", a.Name.Local, a.Value, page)
				}
			}
			kinds[b.String()+">"] = true
		}
	}
}

package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// A sheaf is a page while it is looked at.
type sheaf struct {
	t     *testing.T
	name  string
	ids   map[string]bool
	refs  []string // ids that are named
	level int      // of the last heading
}

// pageRead reads a page and checks what every page promises.
func pageRead(t *testing.T, name, text string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	s := &sheaf{t: t, name: name, ids: make(map[string]bool)}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			s.element(n)
		}
	}
	for _, ref := range s.refs {
		if !s.ids[ref] {
			t.Errorf("%s: nothing has the id %s", name, ref)
		}
	}
	if n := len(elements(root, "h1")); n != 1 {
		t.Errorf("%s: %d main headings", name, n)
	}
	policies := 0
	for _, n := range elements(root, "meta") {
		if value(n, "http-equiv") == "Content-Security-Policy" && strings.HasPrefix(value(n, "content"), "default-src 'none'; style-src 'sha256-") {
			policies++
		}
	}
	if policies != 1 || value(elements(root, "html")[0], "lang") == "" || len(elements(root, "main")) != 1 {
		t.Errorf("%s: lacks a policy, a language or a main part", name)
	}
	return root
}

// allowed are the elements of a page. There is none that loads or runs anything.
var allowed = strings.Fields("html head meta title style body header main footer nav section div h1 h2 h3 p a ol ul li figure figcaption details summary " +
	"table thead tbody tr th td svg desc g text line rect circle path")

// known are the attributes of a page.
var known = strings.Fields("lang charset http-equiv content name id class href aria-labelledby aria-label role tabindex scope open " +
	"viewbox x y x1 x2 y1 y2 cx cy r d width height text-anchor")

func (s *sheaf) element(n *html.Node) {
	if !slices.Contains(allowed, n.Data) {
		s.t.Errorf("%s: has a <%s>", s.name, n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case !slices.Contains(known, strings.ToLower(a.Key)):
			s.t.Errorf("%s: <%s> has the attribute %s", s.name, n.Data, a.Key)
		case a.Key == "id":
			if s.ids[a.Val] {
				s.t.Errorf("%s: two have the id %s", s.name, a.Val)
			}
			s.ids[a.Val] = true
		case a.Key == "aria-labelledby":
			s.refs = append(s.refs, strings.Fields(a.Val)...)
		case a.Key == "href":
			if !strings.HasPrefix(a.Val, "#") {
				s.t.Errorf("%s: leads to %s", s.name, a.Val)
			}
			s.refs = append(s.refs, strings.TrimPrefix(a.Val, "#"))
		}
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3:
		level := int(n.Data[1] - '0')
		if level > s.level+1 {
			s.t.Errorf("%s: a heading of level %d follows one of %d", s.name, level, s.level)
		}
		s.level = level
	case atom.Svg:
		if value(n, "role") != "img" || len(strings.Fields(value(n, "aria-labelledby"))) != 2 {
			s.t.Errorf("%s: a drawing has no title and description", s.name)
		}
	case atom.Th:
		if value(n, "scope") == "" {
			s.t.Errorf("%s: a heading of a table has no scope", s.name)
		}
	case atom.Style:
		if css := n.FirstChild.Data; strings.Contains(css, "url(") || strings.Contains(css, "@import") {
			s.t.Errorf("%s: the style loads something", s.name)
		}
	}
}

func elements(root *html.Node, name string) (out []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			out = append(out, n)
		}
	}
	return out
}

func value(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf returns the texts below a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return b.String()
}

func TestPages(t *testing.T) {
	var v Volume
	for _, name := range slices.Sorted(maps.Keys(samples())) {
		d := samples()[name]
		pageRead(t, name, written(t, "html", d, Options{}))
		drawing(t, name, written(t, "svg", d, Options{}))
		v.Chapters = append(v.Chapters, Chapter{Name: name, Document: d})
	}
	v.Chapters = append(v.Chapters, Chapter{Name: "lost", Failure: "no such file"})
	var b bytes.Buffer
	if err := writeHTMLs(&b, v, Options{}); err != nil {
		t.Fatal(err)
	}
	root := pageRead(t, "all", b.String())
	if len(elements(root, "nav")) != 1 || !strings.Contains(textOf(root), "No answer: no such file") {
		t.Error("a report of many lacks its contents, or what failed")
	}
}

// drawing reads a drawing as XML.
func drawing(t *testing.T, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok && !slices.Contains(allowed, e.Name.Local) {
			t.Errorf("%s: has a <%s>", name, e.Name.Local)
		}
	}
}

// Names that would be markup elsewhere are texts, wherever they stand.
func TestPagesOfHostileNames(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	for _, suite := range []string{"injection-strings", "naughty-strings"} {
		for _, c := range corpus(t, suite) {
			text := c[len(c)-1]
			d := named(text)
			d.By[0], d.Title, d.Definition = text, text, text
			d.Sources[0].Name = text
			d.Settings = append(d.Settings, result.Member{Key: text, Value: text})
			d.Columns = result.Object{{Key: "score", Value: text}}
			d.Warnings = []result.Warning{{Code: "x", Text: text, Source: text, Line: 1}}
			d.Thresholds = []result.Threshold{{Expression: text}}
			page := written(t, "html", d, Options{})
			root := pageRead(t, c[0], page)
			if want := visible.Text(text); want != "" && textOf(elements(root, "h1")[0]) != want+" " {
				t.Errorf("%s: %q became %q", c[0], want, textOf(elements(root, "h1")[0]))
			}
			drawing(t, c[0], written(t, "svg", d, Options{}))
		}
	}
}

// Of many groups a page draws and lists some, and says so.
func TestPageOfManyGroups(t *testing.T) {
	d := npsTotal()
	d.By = []string{"team"}
	d.Groups = result.Make(5000, func(i int) result.Group {
		n := int64(i%50 + 10)
		g := result.Group{By: result.Object{{Key: "team", Value: fmt.Sprintf("team %04d", i)}}, Values: npsGroup(n, 20, 10, 0, 60, 7.9)}
		if i == 4321 { // the one that lies apart
			g.Values = npsGroup(1, 0, 99, -99, -90, 1)
		}
		return g
	})
	page := written(t, "html", d, Options{})
	root := pageRead(t, "many", page)
	for _, want := range []string{"The 24 of 5,000 groups that lie farthest from the whole", "4,500 more groups are not shown; -o csv writes them all"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	drawn := textOf(elements(root, "svg")[0])
	if !strings.Contains(drawn, "team 4321") || strings.Count(drawn, "team") > dotRows+4 { // and the title and the description
		t.Errorf("drawn are %s", drawn)
	}
	d.Head = 10
	if page := written(t, "html", d, Options{}); !strings.Contains(page, "The first 10 of 5,000 groups") {
		t.Error("the groups that --head asks for are not those that are drawn")
	}
}

// A chapter says what its figure is called where its name is another.
func TestChapterNames(t *testing.T) {
	check := func(name string, want int) {
		t.Helper()
		var b strings.Builder
		d := npsTotal()
		if err := writeHTMLs(&b, Volume{Chapters: []Chapter{{Name: name, Document: d}}}, Options{}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(b.String(), `<p class="faint">`+d.Title+`</p>`); got != want {
			t.Errorf("%q says %d times that it is %q, want %d", name, got, d.Title, want)
		}
	}
	check("Net Promoter Score", 0)
	check("Shops", 2) // at a glance, and in its chapter
}

// A page says what a head of customer service asks first.
func TestCards(t *testing.T) {
	check := func(d *result.Document, want ...string) {
		t.Helper()
		card := textOf(pageRead(t, d.Metric, written(t, "html", d, Options{})))
		card = strings.ReplaceAll(card, "\u00a0", " ")
		for _, w := range want {
			if !strings.Contains(card, w) {
				t.Errorf("%s does not say %q", d.Metric, w)
			}
		}
	}
	check(npsTotal(), "95 % interval 19.76 to 39.53", "✓ met and proven (target 0)", "207", "Warnings", "confidence")
	d := npsTotal()
	d.Settings = append(d.Settings, result.Member{Key: "where", Value: []string{"country=ES"}})
	check(d, "where country=ES")
	d.Total.Values = append(d.Total.Values, result.Member{Key: "baseline", Value: 25.0}, result.Member{Key: "change", Value: 5.0},
		result.Member{Key: "change_low", Value: -3.5}, result.Member{Key: "change_high", Value: 13.5}, result.Member{Key: "changed", Value: "~"})
	d.Thresholds = []result.Threshold{{Expression: "value>=40", Actual: new(float64)}}
	check(d, "+5 points since the baseline of 25, 95 % interval -3.50 to 13.50: may be chance", "✗ value>=40: 0, missed")
}

// A page of periods says what the last one is, and how it differs from the one before, in whichever order they stand.
func TestPeriodCard(t *testing.T) {
	card := func(d *result.Document) string {
		t.Helper()
		for n := range pageRead(t, d.Metric, written(t, "html", d, Options{})).Descendants() {
			if n.Type == html.ElementNode && value(n, "class") == "change" {
				return strings.TrimSpace(strings.ReplaceAll(textOf(n), "\u00a0", " "))
			}
		}
		return ""
	}
	check := func(d *result.Document, want string) {
		t.Helper()
		if got := card(d); got != want {
			t.Errorf("the card says %q, want %q", got, want)
		}
	}
	d := churnByMonth()
	months := []result.Group{d.Groups.At(0), d.Groups.At(1), d.Groups.At(2)}
	check(d, "2026-07: 0.37 %, -2.13 points since 2026-06 (2.5 %); compare tells whether that may be chance") // 50/13612 − 50/2000
	d.Groups = result.List(months[2], months[0], months[1])
	check(d, "2026-07: 0.37 %, -2.13 points since 2026-06 (2.5 %); compare tells whether that may be chance")
	d.Groups = result.List(months[0], months[2])
	check(d, "2026-07: 0.37 %, -4.39 points since 2026-05 (4.76 %); compare tells whether that may be chance")
	d.Groups = result.List(months[0])
	check(d, "")
	months[0].By, months[1].By = result.Object{{Key: "plan", Value: "a"}}, result.Object{{Key: "plan", Value: "b"}}
	d.By, d.Groups = []string{"plan"}, result.List(months[0], months[1])
	check(d, "")
	check(npsByRegion(), "")
}

package manual

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/link"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// said are the functions whose argument of that place is said in the language of people.
var said = map[string]int{"Warn": 1, "Say": 0, "note": 1, "warnAt": 2, "HowMany": 1, "Word": 0, "t": 0, "f": 0, "plural": 1, "warn": 2, "doubt": 2, "say": 1, "at": 2, "count": 1}

// spoken finds all texts of the source that people see in their language.
type spoken map[string]string

func (s spoken) file(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	renders := strings.Contains(path, "/render/")
	ast.Inspect(file, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok && strings.Contains(path, "/pkg/") && !renders {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Title" {
				s.add(literal(kv.Value), path)
			}
		}
		if list, ok := n.(*ast.CompositeLit); ok && holdsWords(list.Type) {
			for _, e := range list.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					e = kv.Value
				}
				s.add(literal(e), path)
			}
		}
		if v, ok := n.(*ast.ValueSpec); ok && isWord(v.Type) {
			for _, e := range v.Values {
				s.add(literal(e), path)
			}
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch f := call.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		at, ok := said[name]
		if ok && at < len(call.Args) && (renders || name != "t" && name != "f") {
			s.add(literal(call.Args[at]), path)
		}
		return true
	})
}

// holdsWords tells maps and lists of result.Word.
func holdsWords(t ast.Expr) bool {
	switch t := t.(type) {
	case *ast.MapType:
		return isWord(t.Value)
	case *ast.ArrayType:
		return isWord(t.Elt)
	}
	return false
}

func isWord(t ast.Expr) bool {
	s, ok := t.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Word"
}

func (s spoken) add(text, from string) {
	if strings.ContainsFunc(text, isLetter) && strings.Trim(text, "%svd: ") != "" {
		s[text] = from
	}
}

// method adds the name of an interval, unless it is that of a person or of a formula, which is the same in all languages.
func (s spoken) method(name, from string) {
	if strings.Contains(name, " ") {
		s.add(name, from)
	}
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// literal is the text of an expression that is made of literals, else "".
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value)
			return text
		}
	case *ast.BinaryExpr:
		x, y := literal(e.X), literal(e.Y)
		if x != "" && y != "" {
			return x + y
		}
	}
	return ""
}

// spokenTexts are those of the source, with the titles of all fields.
func spokenTexts(t *testing.T) spoken {
	t.Helper()
	s := make(spoken)
	eachFile(t, func(path string) { s.file(t, path) })
	for from, fields := range declaredFields() {
		for _, f := range columnsOf(fields) {
			s.add(f.Title, from)
			s.add(f.Doc, from)
		}
		for _, f := range fields {
			s.add(f.Title, from)
			s.add(f.Doc, from)
			if f.Name == "n" && f.Title != "n" {
				s.add(strings.TrimSuffix(f.Title, "s"), from)
			}
		}
	}
	for _, m := range catalog.Metrics() {
		s.add(m.Title, m.Name)
		for _, text := range m.Gist {
			s.add(text, m.Name)
		}
		s.method(m.Interval, m.Name)
		if m.LedgerTraits == nil {
			continue
		}
		for _, d := range m.Definitions {
			s.add(d.Formula, m.Name)
			s.add(d.Used, m.Name)
			s.method(d.Interval, m.Name)
		}
	}
	return s
}

// columnsOf are the fields of the rows of lists.
func columnsOf(fields []result.Field) (out []result.Field) {
	for _, f := range fields {
		out = append(out, f.Rows...)
	}
	return out
}

// eachFile calls with every file of the source, tests left out.
func eachFile(t *testing.T, do func(path string)) {
	t.Helper()
	root := filepath.Join("..", "..", "..", "..")
	for _, top := range []string{"pkg", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				do(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func declaredFields() map[string][]result.Field {
	out := make(map[string][]result.Field)
	for _, baseline := range []string{compare.BaselineBefore, compare.BaselineFormer, compare.BaselineRest} {
		out["compare"] = append(out["compare"], compare.Fields(result.Number, baseline, true, true)...)
	}
	out["link"] = append(link.Fields(result.Number, 0), link.SideFields()...)
	maps.Copy(out, trendFields())
	maps.Copy(out, sampleFields())
	for _, m := range catalog.Metrics() {
		if hit, ok := link.Hit(m); ok {
			out["link"] = append(out["link"], link.EachFields(hit)...)
		}
		out[m.Name] = m.Fields
		out[m.Name+" board"] = boardFields(m)
		out[m.Name+" baseline"] = baselineFields(m)
	}
	return out
}

// periods are the kinds of periods, of which words are made.
var periods = []string{"day", "week", "month", "quarter", "year"}

// made are the words that renderers make or look up by their value.
func made() (out []string) {
	for _, p := range periods {
		out = append(out, p, p+"s", "a "+p, "customer-"+p)
	}
	for _, a := range (result.Rows{Read: 8, Counted: 1, Blank: 1, Invalid: 1, OutOfRange: 1, Duplicate: 1, Filtered: 1, Excluded: 1, Malformed: 1}).Accounts() {
		out = append(out, a.Name)
	}
	return append(out, "n/a", "few", "met and proven", "met, not proven", "missed, not proven", "missed and proven", "not proven",
		"verdicts hold together (Holm)", "better", "worse", "where", "since", "until", "population", "points", "percent", "currency")
}

// literals are all texts in the source, whatever they are for.
func literals(t *testing.T) map[string]bool {
	t.Helper()
	out := make(map[string]bool)
	eachFile(t, func(path string) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				out[literal(e)] = true
			}
			return true
		})
	})
	return out
}

func TestEverythingSaidIsTranslated(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine: go test ./... does it without the detector")
	}
	known, reasons := make(map[string]bool), make(map[string]bool)
	before := lang.Saying{}
	for _, e := range lang.Entries() {
		if e.Reason == before.Reason && e.English < before.English {
			t.Errorf("%q stands in the catalogue behind %q", e.English, before.English)
		}
		before = e
		if known[e.English] {
			t.Errorf("%q stands twice in the catalogue", e.English)
		}
		known[e.English] = true
		reasons[e.English] = e.Reason
		for _, code := range lang.Codes()[1:] {
			if e.In[code] == "" {
				t.Errorf("%q has no translation to %s: its line in pkg/lang has a cell too few", e.English, code)
			}
		}
	}
	s := spokenTexts(t)
	for text, from := range s {
		if !known[text] {
			t.Errorf("%s says %q: add a line to pkg/lang/words.tsv, in its order: the text, and after tabs what it is in Spanish, Ukrainian and Russian", from, text)
		}
	}
	used := literals(t)
	for _, text := range made() {
		s.add(text, "made")
		if !known[text] {
			t.Errorf("renderers make %q: add a line to pkg/lang/words.tsv, in its order: the text, and after tabs what it is in Spanish, Ukrainian and Russian", text)
		}
	}
	for text := range known {
		if _, ok := s[text]; !ok && !used[text] && !reasons[text] {
			t.Errorf("nothing says %q any more: take its line out of pkg/lang/words.tsv", text)
		}
	}
}

// verb finds what a format puts in.
var verb = regexp.MustCompile(`%[-+# 0]*\d*(?:\.\d+)?[a-z%]`)

// format tells a format from a heading with a percent sign.
var format = regexp.MustCompile(`%(?:[sdqv]|\.)`)

// slot finds the fields that a gist puts in.
var slot = regexp.MustCompile(`\{[a-z_]+\}`)

func TestTranslationsTakeWhatTheirKeysTake(t *testing.T) {
	for _, e := range lang.Entries() {
		for code, text := range e.In {
			if got, want := verb.FindAllString(text, -1), verb.FindAllString(e.English, -1); format.MatchString(e.English) && !slices.Equal(got, want) {
				t.Errorf("%q in %s takes %q, not %q", e.English, code, got, want)
			}
			got, want := slot.FindAllString(text, -1), slot.FindAllString(e.English, -1)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q in %s takes %q, not %q", e.English, code, got, want)
			}
			forms := strings.Split(text, "|")
			if wanted := map[string]int{"es": 2, "uk": 3, "ru": 3}[code]; len(forms) > 1 && len(forms) != wanted {
				t.Errorf("%q in %s has %d forms, not %d", e.English, code, len(forms), wanted)
			}
		}
	}
}

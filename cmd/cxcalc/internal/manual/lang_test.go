package manual

import (
	"fmt"
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
	"github.com/cxcalc/cxcalc/pkg/result"
)

// said are the functions whose argument of that place is said in the language of people.
var said = map[string]int{"Warn": 1, "Say": 0, "note": 1, "warnAt": 2, "HowMany": 1, "Word": 0, "t": 0, "f": 0, "plural": 1, "warn": 2}

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

func (s spoken) add(text, from string) {
	if strings.ContainsFunc(text, isLetter) && strings.Trim(text, "%s") != "" {
		s[text] = from
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
	root := filepath.Join("..", "..", "..", "..")
	for _, top := range []string{"pkg", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				s.file(t, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for from, fields := range declaredFields() {
		for _, f := range fields {
			s.add(f.Title, from)
			if f.Name == "n" && f.Title != "n" {
				s.add(strings.TrimSuffix(f.Title, "s"), from)
			}
		}
	}
	for _, m := range catalog.Metrics() {
		s.add(m.Title, m.Name)
	}
	return s
}

func declaredFields() map[string][]result.Field {
	out := map[string][]result.Field{"compare": compare.Fields(result.Number, compare.BaselineBefore, true, true)}
	maps.Copy(out, trendFields())
	maps.Copy(out, sampleFields())
	for _, m := range catalog.Metrics() {
		out[m.Name] = m.Fields
		out[m.Name+" board"] = boardFields(m)
		out[m.Name+" baseline"] = baselineFields(m)
	}
	return out
}

func TestPrintKeys(t *testing.T) {
	s := spokenTexts(t)
	for _, k := range slices.Sorted(maps.Keys(s)) {
		fmt.Printf("KEY\t%s\t%s\n", k, filepath.Base(filepath.Dir(s[k])))
	}
}

// verb finds what a format puts in, %% too, which a text without arguments must not have.
var verb = regexp.MustCompile(`%(?:\[\d+\])?[-+# 0]*\d*(?:\.\d+)?[a-z%]`)

var _ = lang.Codes

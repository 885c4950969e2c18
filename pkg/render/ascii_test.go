package render

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestInASCII(t *testing.T) {
	for text, want := range map[string]string{
		"plain": "plain", "─█▒░": "-#:.", "José Müller": "Jose Muller", "東京": "????", "критики": "???????", "e\u0301": "e", "n ≥ 10 …": "n >= 10 >", "12 €": "12 E",
	} {
		var b bytes.Buffer
		if n, err := ASCII(&b).Write([]byte(text)); n != len(text) || err != nil || b.String() != want {
			t.Errorf("%q: got %q, want %q (%d, %v)", text, b.String(), want, n, err)
		}
	}
}

// Whatever the renderers draw has a form of its own without UTF-8.
func TestDrawnInASCII(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, f := range files {
		elsewhere := slices.ContainsFunc([]string{"csv", "github", "html", "pictures", "prometheus", "junit", "gates"}, func(format string) bool { return strings.HasPrefix(f.Name(), format) })
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") || elsewhere { // than on a terminal
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, _ := strconv.Unquote(lit.Value)
				for _, r := range text {
					if r >= utf8.RuneSelf {
						seen++
						if got := Plain(string(r)); strings.Contains(got, "?") {
							t.Errorf("%s: %q becomes %q", f.Name(), r, got)
						}
					}
				}
			}
			return true
		})
	}
	if seen < 10 {
		t.Errorf("only %d characters seen", seen)
	}
}

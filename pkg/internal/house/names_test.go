package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// One name has one meaning, so no two packages have a type of the same name. An alias is the same type.
func TestTypeNames(t *testing.T) {
	packages := typeNames(t)
	if len(packages) < 200 {
		t.Fatalf("only %d types found", len(packages))
	}
	for name, in := range packages {
		if len(in) > 1 {
			t.Errorf("%s is a type in %s", name, strings.Join(in, " and "))
		}
	}
}

// typeNames returns the packages that have a type of a name, for every name in program code.
func typeNames(t *testing.T) map[string][]string {
	found := make(map[string][]string)
	house := os.DirFS("../../..")
	for _, top := range []string{"pkg", "cmd"} {
		err := fs.WalkDir(house, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			source, err := fs.ReadFile(house, name)
			if err != nil {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.TypeSpec); ok && !spec.Assign.IsValid() && !slices.Contains(found[spec.Name.Name], path.Dir(name)) {
					found[spec.Name.Name] = append(found[spec.Name.Name], path.Dir(name))
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

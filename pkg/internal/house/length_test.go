package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// Longer than this, a function does more than one thing, and a file is about more than one.
const (
	longestFunction = 50
	longestFile     = 400
)

func TestLengths(t *testing.T) {
	files := 0
	for _, root := range []string{"../..", "../../../cmd"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			positions := token.NewFileSet()
			file, err := parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			lines := func(n ast.Node) int { return positions.Position(n.End()).Line - positions.Position(n.Pos()).Line + 1 }
			if n := positions.Position(file.FileEnd).Line; n > longestFile+1 {
				t.Errorf("%s has %d lines, more than %d", path, n-1, longestFile)
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && lines(f) > longestFunction {
					t.Errorf("%s: %s has %d lines, more than %d", path, f.Name.Name, lines(f), longestFunction)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 500 {
		t.Errorf("only %d files were looked at", files)
	}
}

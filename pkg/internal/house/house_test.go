package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cxcalc/cxcalc/"

// knows lists, for every package, the packages of the house that it may import. What is not
// listed knows none.
var knows = map[string][]string{
	"answer":    nil,
	"stats":     nil,
	"result":    nil,
	"scan":      nil,
	"source":    nil,
	"tally":     nil,
	"money":     nil,
	"dates":     nil,
	"where":     {"dates"},
	"layout":    {"answer"},
	"metric":    {"result", "stats", "tally"},
	"nps":       {"metric", "result", "stats", "tally"},
	"csat":      {"metric", "result", "stats", "tally"},
	"ces":       {"metric", "result", "stats", "tally"},
	"catalog":   {"metric", "nps", "csat", "ces", "churn", "expansion", "revenue", "cohort", "ltv", "repeat"},
	"engine":    {"answer", "dates", "result", "scan", "tally", "where"},
	"dataset":   {"answer", "dates", "layout", "problem", "result", "scan", "source"},
	"problem":   nil,
	"flags":     nil,
	"gate":      {"result"},
	"render":    {"result"},
	"ask":       {"dates", "gate", "money", "problem", "result", "where"},
	"report":    {"metric", "problem", "result"},
	"rows":      {"dataset", "engine", "problem", "result"},
	"survey":    {"answer", "ask", "dataset", "dates", "engine", "gate", "layout", "metric", "money", "problem", "report", "result", "rows", "scan", "source", "tally", "where"},
	"billing":   {"answer", "ask", "dataset", "dates", "engine", "gate", "layout", "ledger", "metric", "money", "problem", "report", "result", "rows", "scan", "source", "tally", "where"},
	"ledger":    {"money", "dates", "tally", "answer", "layout", "result", "scan"},
	"churn":     {"metric", "result", "stats", "tally", "money"},
	"expansion": {"metric", "result", "stats", "tally", "money"},
	"revenue":   {"metric", "result", "stats", "tally", "money"},
	"cohort":    {"metric", "result", "stats", "tally", "money"},
	"ltv":       {"metric", "result", "stats", "tally", "money"},
	"repeat":    {"metric", "result", "stats", "tally", "money"},
}

// never lists what no package under pkg may import: the desk's libraries.
var never = []string{"github.com/spf13/", "golang.org/x/term", "os/signal", "flag"}

// at lists selectors that no package under pkg may use: streams, the environment and the clock.
var at = []string{
	"os.Stdout", "os.Stderr", "os.Stdin", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Exit", "os.Args",
	"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.NewTimer", "time.NewTicker", "time.Tick",
}

func TestMap(t *testing.T) {
	files := sources(t)
	if len(files) < 50 {
		t.Fatalf("only %d files found", len(files))
	}
	for _, path := range files {
		pkg := strings.Split(filepath.ToSlash(path), "/")[0]
		if pkg == "internal" {
			continue
		}
		allowed, listed := knows[pkg]
		if !listed {
			t.Errorf("%s: package %s is not on the map", path, pkg)
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		checkImports(t, path, pkg, allowed, file)
		checkBody(t, path, pkg, file)
	}
}

const root = "../.."

// sources lists the Go files under pkg that are no tests.
func sources(t *testing.T) []string {
	var files []string
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkImports(t *testing.T, path, pkg string, allowed []string, file *ast.File) {
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if inside, ok := strings.CutPrefix(name, module+"pkg/"); ok && inside != pkg && !slices.Contains(allowed, inside) {
			t.Errorf("%s: %s may not know %s", path, pkg, inside)
		}
		if strings.HasPrefix(name, module+"cmd/") {
			t.Errorf("%s: %s may not know the desk", path, pkg)
		}
		if spec.Name != nil && spec.Name.Name == "." {
			t.Errorf("%s: %s is imported without a name, so this test does not see what is used of it", path, name)
		}
		for _, prefix := range never {
			if name == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(name, prefix) {
				t.Errorf("%s: %s may not import %s", path, pkg, name)
			}
		}
	}
}

func checkBody(t *testing.T, path, pkg string, file *ast.File) {
	if how := starts(file); len(how) > 0 && !slices.Contains(goroutines, pkg) {
		t.Errorf("%s: %s may not start goroutines, as by %s", path, pkg, strings.Join(how, ", "))
	}
	names := imports(file)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if full := names.full(n); slices.Contains(at, full) {
				t.Errorf("%s: %s may not use %s", path, pkg, full)
			}
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				t.Errorf("%s: %s may not have an init function", path, pkg)
			}
		}
		return true
	})
}

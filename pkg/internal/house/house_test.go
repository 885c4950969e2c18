package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
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
	"answer":    {"dates"},
	"stats":     nil,
	"lang":      nil,
	"result":    {"lang", "money"},
	"scan":      nil,
	"source":    {"money", "workbook", "visible"},
	"workbook":  {"visible"},
	"tally":     nil,
	"money":     nil,
	"dates":     {"tally"},
	"where":     {"dates", "money"},
	"layout":    {"answer", "visible"},
	"metric":    {"flags", "result", "stats", "tally"},
	"pass":      {"dataset", "dates", "scan", "source", "state", "tally", "where"},
	"state":     {"problem", "result"},
	"history":   {"dates", "problem", "result"},
	"trend":     {"dates", "history", "metric", "problem", "result", "stats"},
	"sample":    {"answer", "dataset", "metric", "problem", "result", "scan", "stats", "where"},
	"compare":   {"gate", "kind", "layout", "metric", "problem", "report", "result", "stats", "tags"},
	"board":     {"flags", "metric", "problem", "result", "stats"},
	"baseline":  {"board", "dates", "history", "metric", "problem", "result", "stats", "visible"},
	"kind":      {"answer", "settings", "arrange", "baseline", "board", "dataset", "dates", "flags", "gate", "metric", "money", "pass", "problem", "result", "roll", "smallfile", "source", "span", "where", "visible"},
	"report":    {"baseline", "dataset", "flags", "kind", "metric", "pass", "problem", "result", "settings", "source", "state", "visible"},
	"inspect":   {"answer", "dataset", "dates", "layout", "money", "problem", "result", "scan", "tally"},
	"texts":     {"answer", "dataset", "dates", "pass", "result", "scan", "tally", "where"},
	"vendors":   {"answer", "settings"},
	"dataset":   {"vendors", "answer", "dates", "layout", "money", "problem", "result", "scan", "source", "state", "tally", "where", "workbook", "visible"},
	"tags":      {"answer", "flags", "layout", "problem", "visible"},
	"smallfile": {"answer", "dataset", "layout", "problem", "scan"},
	"problem":   {"visible"},
	"flags":     nil,
	"gate":      {"result"},
	"render":    {"chart", "lang", "markup", "result", "visible"},
	"arrange":   {"answer", "layout", "metric", "problem", "result"},
	"settings":  {"flags", "layout", "problem"},
	"ledger":    {"money", "dates", "tally", "answer", "layout", "result", "scan"},
	"visible":   nil,
	"facts":     {"answer", "dataset", "dates", "flags", "hours", "kind", "layout", "metric", "money", "pass", "problem", "result", "scan", "smallfile", "tally", "where"},
	"hours":     {"answer", "dates"},
	"span":      {"answer"},
	"cases":     {"pass"},
	"ratings":   {"answer", "dataset", "facts", "layout", "metric", "problem", "result"},
	"roll":      {"answer", "cases", "dataset", "dates", "pass", "scan", "tally"},
	"link":      {"dataset", "dates", "gate", "kind", "layout", "metric", "pass", "problem", "report", "result", "roll", "stats", "tally", "where"},
	"chart":     {"markup"},
	"markup":    nil,
	"warehouse": {"dates", "problem", "visible"},
}

// kinds is what the packages of kinds of rows may import beside their core. The catalog knows which they are.
var kinds = []string{"answer", "arrange", "dataset", "dates", "flags", "gate", "kind", "layout", "metric", "money", "pass",
	"problem", "result", "roll", "scan", "smallfile", "source", "stats", "tags", "tally", "visible", "where"}

// cores are the counters that kinds stand over.
var cores = map[string]string{"answers": "texts", "customers": "ledger"}

// metrics is what the packages of metrics may import. The catalog knows which they are.
var metrics = []string{"flags", "gate", "metric", "money", "result", "stats", "tags", "tally"}

// happenings is what the packages may import that are a metric and the kind of its rows in one.
var happenings = []string{"answer", "cases", "dataset", "dates", "facts", "flags", "hours", "kind", "layout", "metric", "money", "pass", "problem",
	"ratings", "result", "smallfile", "span", "stats", "tags", "tally", "visible", "where"}

// withCatalog adds the catalog, and the kinds and metrics that it lists, to the map.
func withCatalog(t *testing.T, known map[string][]string) map[string][]string {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "catalog", "catalog.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	known = maps.Clone(known)
	known["catalog"] = []string{"facts", "metric", "kind"}
	ofKinds, declared := calling(file, "Kind"), calling(file, "Declare")
	for _, spec := range file.Imports {
		name, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"pkg/")
		if _, listed := known[name]; ok && !listed {
			known[name] = metrics
			switch {
			case ofKinds[name]:
				known[name] = append(slices.Clone(kinds), cores[name])
			case declared[name]:
				known[name] = happenings
			}
			known["catalog"] = append(known["catalog"], name)
		}
	}
	return known
}

// calling returns the packages of which the catalog calls a function: Kind of kinds of rows, Declare of metrics with
// such a kind of their own.
func calling(catalog *ast.File, function string) map[string]bool {
	found := make(map[string]bool)
	ast.Inspect(catalog, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == function {
			if x, ok := s.X.(*ast.Ident); ok {
				found[x.Name] = true
			}
		}
		return true
	})
	return found
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
	known := withCatalog(t, knows)
	for _, path := range files {
		pkg := strings.Split(filepath.ToSlash(path), "/")[0]
		if pkg == "internal" {
			continue
		}
		allowed, listed := known[pkg]
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

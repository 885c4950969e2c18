package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// goroutines lists the packages that may start them.
var goroutines = []string{"pass", "scan", "warehouse"}

// starters are the functions that run something beside their caller, now or later.
var starters = []string{
	"time.AfterFunc", "context.AfterFunc", "iter.Pull", "iter.Pull2",
	"context.WithTimeout", "context.WithTimeoutCause", "context.WithDeadline", "context.WithDeadlineCause",
	"runtime.SetFinalizer", "runtime.AddCleanup",
}

// startMethods are the names of methods that do, whatever their receiver: sync.WaitGroup, errgroup.Group,
// singleflight.Group and all that copy them.
var startMethods = []string{"Go", "TryGo", "DoChan"}

// starts lists the ways in which a file starts goroutines. A mention is enough: start := wg.Go is one, too.
func starts(file *ast.File) []string {
	var found []string
	names := imports(file)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = append(found, "go")
		case *ast.SelectorExpr:
			if full := names.full(n); slices.Contains(starters, full) {
				found = append(found, full)
			} else if slices.Contains(startMethods, n.Sel.Name) {
				found = append(found, "."+n.Sel.Name)
			}
		}
		return true
	})
	return found
}

// An importNames is the paths of the packages that a file imports, by the names that it has for them.
type importNames map[string]string

func imports(file *ast.File) importNames {
	names := make(importNames)
	for _, spec := range file.Imports {
		where, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(where)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = where
	}
	return names
}

// full returns a selector with the path of its package, "context.AfterFunc", or "" for anything else.
func (names importNames) full(n *ast.SelectorExpr) string {
	x, ok := n.X.(*ast.Ident)
	if !ok || names[x.Name] == "" {
		return ""
	}
	return names[x.Name] + "." + n.Sel.Name
}

// Every way to start a goroutine is seen, whatever a file calls the packages.
func TestStartsAreSeen(t *testing.T) {
	check := func(imports, body, want string) {
		t.Helper()
		src := "package sample\n" + imports + "\nfunc f() {" + body + "}\n"
		file, err := parser.ParseFile(token.NewFileSet(), "sample.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(starts(file), " "); got != want {
			t.Errorf("%s: %q is seen, want %q", body, got, want)
		}
	}
	check("", "go work()", "go")
	check("", "func() { for { go func() {}() } }()", "go")
	check(`import "sync"`, "var wg sync.WaitGroup; wg.Go(work)", ".Go")
	check(`import "sync"`, "var s struct{ inner struct{ sync.WaitGroup } }; s.inner.Go(work)", ".Go")
	check(`import "sync"`, "var wg sync.WaitGroup; start := wg.Go; start(work)", ".Go")
	check(`import "sync"`, "(*sync.WaitGroup).Go(new(sync.WaitGroup), work)", ".Go")
	check(`import "golang.org/x/sync/errgroup"`, "group, ctx := errgroup.WithContext(ctx); group.Go(work)", ".Go")
	check(`import "golang.org/x/sync/errgroup"`, "var group errgroup.Group; if group.TryGo(work) {}", ".TryGo")
	check(`import "golang.org/x/sync/singleflight"`, `var g singleflight.Group; <-g.DoChan("", work)`, ".DoChan")
	check(`import "time"`, "time.AfterFunc(time.Second, work)", "time.AfterFunc")
	check(`import clock "time"`, "clock.AfterFunc(clock.Second, work)", "time.AfterFunc")
	check(`import "context"`, "defer context.AfterFunc(ctx, work)()", "context.AfterFunc")
	check(`import "context"`, "ctx, stop := context.WithTimeout(ctx, 1)", "context.WithTimeout")
	check(`import "iter"`, "next, stop := iter.Pull(seq)", "iter.Pull")
	check(`import "iter"`, "next, stop := iter.Pull2(seq)", "iter.Pull2")
	check(`import "runtime"`, "runtime.AddCleanup(x, work, 1)", "runtime.AddCleanup")

	check(`import "context"`, "ctx, stop := context.WithCancel(ctx)", "")
	check(`import "example.org/iter/mine"`, "mine.Pull(x)", "")
	check("", "going(); x.Gone()", "")
}

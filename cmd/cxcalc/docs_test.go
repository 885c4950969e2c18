package main_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/doctest"
	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/manual"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/vendors"
)

// pages lists the Markdown pages of the project, from its root.
func pages(t *testing.T) []string {
	t.Helper()
	found := []string{"README.md", "CHANGELOG.md", "testdata/README.md"}
	err := fs.WalkDir(os.DirFS(root), "docs", func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func readPage(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The pages of the metrics and the schemas are what the catalog says.
func TestReference(t *testing.T) {
	files, err := manual.Files(catalog.Metrics())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, manual.Vendors(vendors.Known())...) {
		path := filepath.Join(root, "docs", filepath.FromSlash(f.Path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		have, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v: make docs writes it", err)
			continue
		}
		have = bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n"))
		if diff := cmp.Diff(string(have), string(f.Text)); diff != "" {
			t.Errorf("docs/%s is not what the catalog says; make docs renews it (-page +catalog):\n%s", f.Path, diff)
		}
	}
}

// Every command that a page shows with its output is run, and prints what the page says.
func TestPages(t *testing.T) {
	forWholeRun(t)
	needBash(t)
	p := find(t)
	shown := 0
	for _, path := range pages(t) {
		t.Run(path, func(t *testing.T) {
			text := readPage(t, path)
			page := doctest.Parse(text)
			commands := page.Commands()
			outputs := runPage(t, p, path, commands)
			shown += len(commands)
			if !*update {
				return
			}
			if err := os.WriteFile(filepath.Join(root, path), []byte(page.Renew(commands, outputs)), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
	if shown < 40 {
		t.Errorf("only %d commands were found in the pages", shown)
	}
}

// runPage runs the commands of a page and returns their outputs. The commands of a block share a
// fresh copy of the samples. A block that names testdata/ stands at the root of the project, as
// README.md does; any other is in testdata.
func runPage(t *testing.T, p program, path string, commands []doctest.Command) []string {
	outputs := make([]string, len(commands))
	dir, block := "", -1
	for i, c := range commands {
		if c.Block != block {
			block, dir = c.Block, samples(t)
			if namesTestdata(commands, block) {
				dir = filepath.Dir(dir)
			}
		}
		outputs[i] = c.Output
		if tool := missing(c.Text); tool != "" {
			t.Logf("%s:%d: not run, there is no %s on this machine", path, c.Line, tool)
			continue
		}
		output, status := p.shell(t, dir, strings.ReplaceAll(c.Text, "go run ./cmd/cxcalc", "cxcalc"))
		outputs[i] = doctest.Trim(output)
		if status != 0 {
			t.Errorf("%s:%d: $ %s\nexit status %d; a page shows it with ; echo $?\n%s", path, c.Line, c.Text, status, output)
		}
		if diff := cmp.Diff(c.Output, outputs[i]); diff != "" && !*update {
			t.Errorf("%s:%d: $ %s\nprints something else; make docs renews it (-page +program):\n%s", path, c.Line, c.Text, diff)
		}
	}
	return outputs
}

func namesTestdata(commands []doctest.Command, block int) bool {
	return slices.ContainsFunc(commands, func(c doctest.Command) bool {
		return c.Block == block && strings.Contains(c.Text, "testdata/")
	})
}

// Every example in a help text works on the samples.
func TestHelpExamples(t *testing.T) {
	forWholeRun(t)
	needBash(t)
	p := find(t)
	if err := os.MkdirAll(filepath.Join(p.home, ".config", "fish", "completions"), 0o755); err != nil {
		t.Fatal(err)
	}
	examples := helpExamples(t, p)
	if len(examples) < 20 {
		t.Errorf("only %d examples in the help texts", len(examples))
	}
	for _, line := range examples {
		if tool := missing(line); tool != "" {
			t.Logf("$ %s: not run, there is no %s on this machine", line, tool)
			continue
		}
		if output, status := p.shell(t, samples(t), line); status != 0 && status != 3 {
			t.Errorf("$ %s\nexit status %d\n%s", line, status, output)
		}
	}
}

var (
	helpExample = regexp.MustCompile(`(?m)^  \$ (.+)$`)
	helpCommand = regexp.MustCompile(`(?m)^  ([a-z]+) +[A-Z]`)
)

// helpExamples collects the examples of a command and of those below it.
func helpExamples(t *testing.T, p program, command ...string) []string {
	help, stderr, status := p.run(t, ".", append(slices.Clone(command), "--help")...)
	if status != 0 {
		t.Fatalf("cxcalc %s --help: exit status %d\n%s", strings.Join(command, " "), status, stderr)
	}
	var out []string
	for _, m := range helpExample.FindAllStringSubmatch(help, -1) {
		out = append(out, m[1])
	}
	if len(out) == 0 {
		t.Errorf("cxcalc %s --help shows no example", strings.Join(command, " "))
	}
	for _, m := range helpCommand.FindAllStringSubmatch(help, -1) {
		out = append(out, helpExamples(t, p, append(slices.Clone(command), m[1])...)...)
	}
	return out
}

// docs/settings.md lists every setting, and nothing that is none.
func TestSettingsPage(t *testing.T) {
	const path = "docs/settings.md"
	have := readPage(t, path)
	want := manual.Settings(have, cli.Flags())
	if *update {
		if err := os.WriteFile(filepath.Join(root, path), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(have, want); diff != "" {
		t.Errorf("flags in %s; make docs renews it (-page +program):\n%s", path, diff)
	}
}

// docs/architecture.md knows every package but those of metrics, which have pages of their own.
func TestArchitecturePage(t *testing.T) {
	page := readPage(t, "docs/architecture.md")
	err := fs.WalkDir(os.DirFS(root), "pkg", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		sources, err := filepath.Glob(filepath.Join(root, path, "*.go"))
		ofMetric := slices.ContainsFunc(catalog.Metrics(), func(m metric.Metric) bool { return path == "pkg/"+m.Name })
		if len(sources) > 0 && !ofMetric && !strings.Contains(page, "`"+path+"`") {
			t.Errorf("docs/architecture.md does not say what %s is for", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// Links between the pages lead to files that are there.
func TestLinks(t *testing.T) {
	for _, path := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(readPage(t, path), -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(path), filepath.FromSlash(target))); err != nil {
				t.Errorf("%s: the link %s leads nowhere", path, m[1])
			}
		}
	}
}

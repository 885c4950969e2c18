package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// There is a page for every command, and it says what help says: words, examples, every flag.
func TestManPages(t *testing.T) {
	t.Chdir(t.TempDir())
	if r := at("man", "--dir", "man1"); r.status != 0 {
		t.Fatal(r.stderr)
	}
	d := &desk{offered: everything(), World: World{Getenv: os.Getenv}}
	d.offered = append(d.offered, delight(nil))
	pages := 0
	var check func(cmd *cobra.Command)
	check = func(cmd *cobra.Command) {
		pages++
		text, err := os.ReadFile(filepath.Join("man1", manName(cmd)+".1"))
		if err != nil {
			t.Error(err)
			return
		}
		page := read(t, string(text))
		want := []string{cmd.Short, cmd.UseLine()}
		for _, words := range []string{cmd.Long, cmd.Example} {
			want = append(want, strings.Split(words, "\n")...)
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			_, usage := pflag.UnquoteUsage(f)
			want = append(want, "--"+f.Name, usage)
		})
		for _, w := range want {
			if !strings.Contains(page, w) && cmd.HasParent() {
				t.Errorf("the page of %s does not say %q", cmd.CommandPath(), w)
			}
		}
		for _, below := range cmd.Commands() {
			check(below)
		}
	}
	check(d.root())
	if files, _ := os.ReadDir("man1"); len(files) != pages {
		t.Errorf("%d pages of %d commands", len(files), pages)
	}
}

var (
	request = regexp.MustCompile(`^\.(TH|SH|SS|PP|TP|B|nf|fi)\b`)
	font    = regexp.MustCompile(`\\f[BIR]|\\&`)
)

// read returns what a reader of a page sees. It knows no request but those that the pages have.
func read(t *testing.T, page string) string {
	t.Helper()
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "'") || strings.HasPrefix(line, ".") && !request.MatchString(line) {
			t.Errorf("%q is taken for a request", line)
		}
	}
	return strings.NewReplacer(`\-`, "-", `\e`, `\`).Replace(font.ReplaceAllString(page, ""))
}

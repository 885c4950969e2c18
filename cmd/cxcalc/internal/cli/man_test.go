package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

var update = flag.Bool("update", false, "write the manual pages")

// The manual pages are what the commands say, and there is no other page.
func TestManPages(t *testing.T) {
	root := (&desk{offered: everything()}).root()
	root.DisableAutoGenTag = true
	root.InitDefaultHelpCmd()
	left := make(map[string]bool)
	present, err := filepath.Glob(filepath.Join("man", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range present {
		left[path] = true
	}
	for _, cmd := range everyCommand(root) {
		path := filepath.Join("man", manFile(cmd))
		checkManPage(t, path, cmd)
		delete(left, path)
	}
	for path := range left {
		t.Errorf("%s: there is no such command", path)
	}
}

func everyCommand(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, everyCommand(c)...)
	}
	return all
}

func checkManPage(t *testing.T, path string, cmd *cobra.Command) {
	t.Helper()
	var b bytes.Buffer
	date := time.Unix(0, 0).UTC()
	if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "cxcalc", Manual: "cxcalc", Date: &date}, &b); err != nil {
		t.Fatal(err)
	}
	page := strings.Replace(b.String(), `"Jan 1970" "cxcalc"`, manTitle, 1)
	if !strings.Contains(page, manTitle) {
		t.Errorf("%s: the page has no place for date and version", path)
	}
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v: make docs writes it", err)
		return
	}
	have = bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n"))
	if diff := cmp.Diff(string(have), page); diff != "" {
		t.Errorf("%s is not what the command says; make docs renews it (-page +command):\n%s", path, diff)
	}
}

package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"unicode/utf8"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
)

// What --explain and --help say of flags and of the metric fits a terminal; through a pipe it is the same everywhere.
// Commands are to be copied, and stay whole.
func TestHelpFits(t *testing.T) {
	for _, m := range everything() {
		for i, terminal := range []int{80, 200, 80} {
			asked := []string{"--help", "--help", "--explain"}[i]
			var out bytes.Buffer
			d := &desk{args: []string{m.Name, asked}, files: new(whole.Drafts), offered: everything()}
			d.World = World{Out: &out, Err: &out, Getenv: os.Getenv, Environ: os.Environ, OutWidth: func() int { return terminal }}
			if status := d.report(d.root().Execute()); status != 0 {
				t.Fatalf("%s: exit status %d", m.Name, status)
			}
			_, text, _ := strings.Cut(out.String(), "\n")
			for line := range strings.SplitSeq(text, "\n") {
				if n := utf8.RuneCountInString(line); n > min(terminal, helpWidth) && !strings.HasPrefix(line, "  $ ") && !strings.HasPrefix(line, "  # ") {
					t.Errorf("%s on %d columns: %d in %q", m.Name, terminal, n, line)
				}
			}
		}
	}
}

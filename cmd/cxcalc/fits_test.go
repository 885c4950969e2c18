package main_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
	"github.com/cxcalc/cxcalc/pkg/catalog"
)

// screens are the widths of terminals that everything fits.
var screens = []int{60, 80, 120, 200}

// seen runs the program on a terminal of so many columns, which may show nothing but ASCII.
func seen(columns int, ascii bool, args ...string) (stdout, stderr string) {
	var out, err bytes.Buffer
	width := func() int { return columns }
	locale := map[string]string{"LC_ALL": map[bool]string{false: "C.UTF-8", true: "C"}[ascii]}
	cli.Main(args, cli.World{
		Version: "test", In: strings.NewReader(""), Out: &out, Err: &err, Getenv: func(name string) string { return locale[name] }, Environ: func() []string { return nil },
		OutWidth: width, ErrWidth: width, OutHeight: func() int { return 1 << 20 }, ErrTerminal: func() bool { return false },
		Now: func() time.Time { return time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC) }, Exit: func(int) {},
	})
	return out.String(), err.String()
}

// fits tells whether every line fits. Commands are to be copied, and stay whole; a heading of help says what one does.
func fits(t *testing.T, columns int, text string, args []string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		plain := displaywidth.Options{ControlSequences: true}.String(line)
		copied := slices.ContainsFunc([]string{"cxcalc: hint: ", "  cxcalc ", "  $ "}, func(s string) bool { return strings.HasPrefix(line, s) })
		if plain > columns && !copied {
			t.Errorf("%s on %d columns: %d in %q", strings.Join(args, " "), columns, plain, line)
			return
		}
	}
}

// Whatever is asked of whatever sample, no line is wider than the terminal.
func TestFits(t *testing.T) {
	t.Chdir(filepath.Join(root, "testdata"))
	var asked [][]string
	for _, m := range catalog.Metrics() {
		for _, sample := range sampleNames(t) {
			asked = append(asked, []string{m.Name, sample})
		}
		for _, flags := range words("--by region --period month responses.csv", "--by plan ledger.csv", "--by channel --period quarter orders.csv", "--period week --by product orders.csv", "--by plan --shape subscription subscriptions.csv", "--explain responses.csv", "--explain ledger.csv", "--help") {
			asked = append(asked, append([]string{m.Name}, flags...))
		}
		asked = append(asked, []string{"explain", m.Name})
		for _, rest := range words("monthly/2026-04.csv monthly/2026-05.csv", "responses.csv --by region", "ledger.csv --by plan", "orders.csv --period month", "tickets.csv --by team", "tickets.csv --score Ease --by agent") {
			asked = append(asked, append([]string{"compare", m.Name}, rest...))
		}
		for _, sample := range []string{"responses.csv", "ledger.csv", "orders.csv", "subscriptions.csv"} {
			asked = append(asked, []string{"trend", m.Name, sample}, []string{"trend", m.Name, sample, "--period", "week"})
		}
	}
	for _, sample := range sampleNames(t) {
		asked = append(asked, []string{"inspect", sample})
	}
	asked = append(asked, words("report report.yaml", "report report.yaml --dry-run", "sample nps responses.csv", "sample --margin 5 --population 2000 nps", "nps --board --by region responses.csv", "csat --board --by agent tickets.csv",
		"sample nps --confidence 0.9", "nope", "nps --nope responses.csv", "nps nowhere.csv", "nps -o nope responses.csv", "nps --where regoin=EU responses.csv", "nps --score nope responses.csv", "nps --sort nope responses.csv", "layout list", "config show", "formats", "version", "--help", "",
		"ltv --rfm ledger.csv", "ltv --rfm --by channel orders.csv", "cohort --definitions ledger.csv", "churn --definitions ledger.csv", "churn --top 3 ledger.csv", "nps,csat responses.csv")...)
	for _, c := range []string{"compare", "trend", "sample", "report", "inspect", "layout", "config", "man", "completion", "explain", "version", "help", "report init", "report schema", "layout show", "config show"} {
		asked = append(asked, append(strings.Fields(c), "--help"))
	}
	for i, args := range asked {
		if i%inTurn() != 0 && !slices.Contains(args, "--help") {
			continue
		}
		for _, columns := range []int{screens[0], screens[1+i%3]} { // of the wider ones, one by turns
			out, err := seen(columns, i%2 == 1, args...)
			fits(t, columns, out+err, args)
		}
	}
}

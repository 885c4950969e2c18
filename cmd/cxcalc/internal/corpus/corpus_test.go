// Package corpus_test asks about exports as people have them, follows what is printed, and turns their columns: beside the other tests
// of the program, which take as long.
package corpus_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
	"github.com/cxcalc/cxcalc/pkg/catalog"
)

// The corpus holds exports as people have them, and what must come out. A file of testdata/corpus is an archive of
// exports; above them stands a line for every question about them:
//
//	nps survey.csv = 30                  the figure, to the decimals that are written
//	churn living.csv = refused           exit status 1
//	csat odd.csv = asked                 exit status 2
//	csat odd.csv = asked; csat 80        whoever follows what is printed may come to this figure, and to no other
//	ltv a.csv = asked; ltv 10; churn 5   of several metrics
//	repeat b.csv = asked; repeat 0 or 50 each reading of what is asked has its figure
//
// A file whose name ends in .xlsx becomes a workbook of the sheets that its lines tell; see workbookOf.
//
// A line may have flags. A question that must be answered and is asked instead is no wrong number, and one of the
// few that there may be; a wrong number is never allowed, whatever way leads to it.
const corpus = "../../../../testdata/corpus"

// What has to come out of all questions without flags that have a figure, and of all hints.
const (
	rightAtOnce   = 0.85
	rightByHints  = 0.80
	fewestExports = 120
)

// A corpusCase is one line of an archive.
type corpusCase struct {
	archive, command string
	args             []string
	want             string              // "asked", "refused", or a figure
	reached          map[string][]string // the figures of a metric that hints may lead to
}

// A corpusTally counts how the questions ended.
type corpusTally struct {
	exports, plain, atOnce, hinted, byHints int
	wrong, missed                           []string
}

func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("more than a thousand runs, which go test ./... does")
	}
	var all corpusTally
	for _, name := range archives(t) {
		exports, cases := readCorpus(t, name)
		all.exports += exports
		for _, c := range cases {
			all.try(c)
		}
	}
	for _, w := range all.wrong {
		t.Error("wrong: " + w)
	}
	share := func(n, of int) float64 { return float64(n) / float64(max(of, 1)) }
	t.Logf("%d exports; %d of %d figures at once (%.0f %%); %d of %d chains of hints end in the figure (%.0f %%)", all.exports,
		all.atOnce, all.plain, 100*share(all.atOnce, all.plain), all.byHints, all.hinted, 100*share(all.byHints, all.hinted))
	if share(all.atOnce, all.plain) < rightAtOnce || share(all.byHints, all.hinted) < rightByHints || all.exports < fewestExports {
		t.Errorf("too few\n%s", strings.Join(all.missed, "\n"))
	} else {
		t.Log("not at once:\n" + strings.Join(all.missed, "\n"))
	}
}

// archives lists the archives of the corpus, from wherever a test is.
func archives(t *testing.T) (names []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(corpus, "*.txtar"))
	for i := range names {
		if err == nil {
			names[i], err = filepath.Abs(names[i])
		}
	}
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	return names
}

// readCorpus unpacks an archive into a folder, which becomes that of the test.
func readCorpus(t *testing.T, name string) (exports int, cases []corpusCase) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".xlsx") {
			f.Data = workbookOf(f.Data)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.LastIndex(line, " = ")
		if at < 0 {
			t.Fatalf("%s: %q is not COMMAND = what comes out", name, line)
		}
		want := strings.Split(line[at+3:], ";")
		c := corpusCase{archive: filepath.Base(name), command: line[:at], args: within.Words(line[:at]),
			want: strings.TrimSpace(want[0]), reached: make(map[string][]string)}
		if c.want != "asked" && c.want != "refused" {
			c.reached[c.args[0]] = []string{c.want}
		}
		for _, r := range want[1:] {
			metric, figures, _ := strings.Cut(strings.TrimSpace(r), " ")
			c.reached[metric] = strings.Split(strings.TrimSpace(figures), " or ")
		}
		cases = append(cases, c)
	}
	return len(archive.Files), cases
}

// try asks a question and follows what is printed.
func (all *corpusTally) try(c corpusCase) {
	end, stderr := askCorpus(c.args)
	figure := c.want != "asked" && c.want != "refused"
	plain := figure && !slices.ContainsFunc(c.args, func(a string) bool { return strings.HasPrefix(a, "--") && a != "--score" })
	say := func(text string) string {
		first, _, _ := strings.Cut(stderr, "\n")
		return fmt.Sprintf("%s: cxcalc %s: %s, want %s\t%s", c.archive, c.command, text, c.want, first)
	}
	if plain {
		all.plain++
	}
	switch {
	case end == c.want, figure && sameFigure(end, c.want):
		if plain {
			all.atOnce++
		}
	case end != "asked" && end != "refused":
		all.wrong = append(all.wrong, say(end))
	default:
		all.missed = append(all.missed, say(end))
	}
	if end != "asked" && end != "refused" {
		return // what is printed beside a figure leads to another one
	}
	for _, command := range printedCommands(stderr) {
		all.hinted++
		if all.follow(c, command, 3) {
			all.byHints++
		} else {
			all.missed = append(all.missed, say("the hint "+strings.Join(command, " ")+" does not end in the figure"))
		}
	}
}

// follow runs a printed command, and those that it prints. It tells whether one of them ends in the figure.
func (all *corpusTally) follow(c corpusCase, command []string, steps int) bool {
	end, stderr := askCorpus(command)
	if end != "asked" && end != "refused" {
		want, known := c.reached[command[0]]
		if !slices.ContainsFunc(want, func(figure string) bool { return sameFigure(end, figure) }) {
			all.wrong = append(all.wrong, fmt.Sprintf("%s: cxcalc %s: its hint cxcalc %s gives %s, want %s", c.archive, c.command, strings.Join(command, " "), end, strings.Join(want, " or ")))
		}
		return known
	}
	ends := false
	for _, next := range printedCommands(stderr) {
		if steps > 1 && all.follow(c, next, steps-1) {
			ends = true
		}
	}
	return ends || len(c.reached) == 0
}

// askCorpus runs a question and tells how it ends: "asked", "refused", or the figure.
func askCorpus(args []string) (end, stderr string) {
	stdout, stderr, status := within.Run(append(slices.Clone(args), "-o", "json")...)
	switch status {
	case 2:
		return "asked", stderr
	case 1:
		return "refused", stderr
	}
	var d struct{ Total struct{ Value *float64 } }
	if err := json.Unmarshal([]byte(stdout), &d); err != nil || d.Total.Value == nil {
		return "null", stderr
	}
	return strconv.FormatFloat(*d.Total.Value, 'g', -1, 64), stderr
}

func sameFigure(got, want string) bool {
	if got == want {
		return true
	}
	_, decimals, _ := strings.Cut(want, ".")
	x, err := strconv.ParseFloat(got, 64)
	y, other := strconv.ParseFloat(want, 64)
	return err == nil && other == nil && math.Abs(x-y) <= 0.5*math.Pow10(-len(decimals))+1e-9 && (len(decimals) > 0 || x == y)
}

var printedCommand = regexp.MustCompile(`(?:^|\s)cxcalc ([a-z]+ [^|]*)$`)

// printedCommands returns the commands of metrics that an error prints, each as words, without a choice of output.
func printedCommands(stderr string) (commands [][]string) {
	var names []string
	for _, m := range catalog.Metrics() {
		names = append(names, m.Name)
	}
	for line := range strings.Lines(stderr) {
		found := printedCommand.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if found == nil {
			continue
		}
		words := within.Words(found[1])
		if i := slices.Index(words, "-o"); i >= 0 && i+1 < len(words) {
			words = slices.Delete(words, i, i+2)
		}
		if slices.Contains(names, words[0]) && !slices.Contains(words, "-") && len(words) > 1 && words[1] != "--help" {
			commands = append(commands, words)
		}
	}
	return commands
}

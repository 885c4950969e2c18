package main_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// recorded holds how every metric answers about every sample with every set of flags: the command, its exit
// status, the digest of its JSON document, the figures of the total, and the first words of an error. A
// command of the list, run in testdata with -o json, prints its document. A metric that ends the same way
// about a sample whatever the flags has one line, with * for them.
const recorded = "testdata/recorded.tsv"

// Nothing that the program says about the samples changes unseen. make recorded renews the list.
func TestRecorded(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // thousands of runs in one process, of little memory each
	forWholeRun(t)
	have, err := os.ReadFile(recorded)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var got bytes.Buffer
	home, err := filepath.Abs(recorded)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(root, "testdata"))
	names := sampleNames(t)
	for _, m := range questions() {
		for _, sample := range names {
			got.WriteString(strings.Join(recordOf(t, m, sample), ""))
		}
	}
	if *update {
		if err := os.WriteFile(home, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	reportMoved(t, string(bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n"))), got.String())
}

// reportMoved shows what became of the commands whose lines differ.
func reportMoved(t *testing.T, have, got string) {
	t.Helper()
	before, after := byCommand(have), byCommand(got)
	moved := 0
	for _, command := range slices.Sorted(maps.Keys(before)) {
		if _, there := after[command]; !there {
			after[command] = "not asked"
		}
	}
	for _, command := range slices.Sorted(maps.Keys(after)) {
		if before[command] == after[command] {
			continue
		}
		if moved++; moved <= 20 {
			t.Errorf("cxcalc %s\nwas %s\nis  %s", command, before[command], after[command])
		}
	}
	if moved > 0 {
		t.Errorf("%d lines of %s moved; make recorded renews it, git diff shows all of them", moved, recorded)
	}
}

func byCommand(text string) map[string]string {
	lines := make(map[string]string)
	for line := range strings.Lines(text) {
		command, end, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		lines[command] = end
	}
	return lines
}

// recordOf returns the lines of a metric and a sample.
func recordOf(t *testing.T, m question, sample string) []string {
	var lines []string
	ends := make(map[string]bool)
	m.ask(t, sample, func(flags []string) (status int) {
		args := append([]string{m.name, sample}, flags...)
		out, stderr, status := inside(append(args, "-o", "json")...)
		first, _, _ := strings.Cut(strings.TrimPrefix(stderr, "cxcalc: "), "\n")
		end := fmt.Sprintf("\t%d\t%s\t%s\t%s\n", status, digest(out), headOf(out), first)
		ends[end] = true
		lines = append(lines, strings.Join(args, " ")+end)
		return status
	})
	if len(lines) > 1 && len(ends) == 1 {
		_, end, _ := strings.Cut(lines[0], "\t")
		return []string{m.name + " " + sample + " *\t" + end}
	}
	return lines
}

func digest(out string) string {
	if out == "" {
		return "-"
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(out)))[:16]
}

// headOf writes the figures of the total, to see in a diff what moved.
func headOf(out string) string {
	var d struct {
		Total  struct{ N, Value, Low, High any }
		Groups []any
	}
	if json.Unmarshal([]byte(out), &d) != nil {
		return "-"
	}
	short := func(v any) string {
		if x, ok := v.(float64); ok {
			return fmt.Sprintf("%.6g", x)
		}
		return "null"
	}
	return fmt.Sprintf("%s of %s (%s to %s), %d groups", short(d.Total.Value), short(d.Total.N), short(d.Total.Low), short(d.Total.High), len(d.Groups))
}

// inside runs the program within this process.
func inside(args ...string) (stdout, stderr string, status int) { return within.Run(args...) }

// apart are the folders whose samples have tests of their own.
var apart = []string{"layouts", "corpus"}

// sampleNames lists the samples as sources: every file of testdata but pages and reports, and the files of a folder
// together.
func sampleNames(t *testing.T) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == "." || path.Ext(name) == ".md", path.Ext(name) == ".yaml":
			return err
		case d.IsDir() && len(name) > 0 && slices.Contains(apart, name):
			return fs.SkipDir
		case d.IsDir():
			names = append(names, name+"/*")
		default:
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// ask runs the sets of flags that fit a sample, the one without any first. What happened is only asked as the examples of
// the metric ask it, and of one file that few of them can answer.
func (m question) ask(t *testing.T, sample string, run func(flags []string) (status int)) {
	t.Helper()
	if m.examples != nil {
		for _, flags := range m.examples[sample] {
			run(flags)
		}
		return
	}
	plain := run(nil)
	for _, flags := range m.sets {
		mends := slices.ContainsFunc(flags, func(flag string) bool { return slices.Contains(mending, flag) })
		if knows(t, sample, flags) && (plain == 0 || mends) {
			run(flags)
		}
	}
}

// mending are flags that could help where a metric fails without any; others are not tried there.
var mending = []string{"--shape", "--score", "--scale", "--records", "--value", "--report-currency", "--date-format"}

// knows tells whether a sample has the columns that flags name.
func knows(t *testing.T, sample string, flags []string) bool {
	t.Helper()
	files, err := filepath.Glob(sample)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v", sample, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	head := string(bytes.ReplaceAll(text[:min(len(text), 1000)], []byte{0}, nil)) // UTF-16, too
	for i, flag := range flags {
		switch flag {
		case "--by", "--score", "--weight", "--count", "--where":
			column, _, _ := strings.Cut(strings.NewReplacer(">", "=", "!", "=").Replace(flags[i+1]), "=")
			if !strings.Contains(head, column) {
				return false
			}
		}
	}
	return true
}

// A question is a metric of the catalog and the sets of flags that it is asked with, beside none.
type question struct {
	name string
	sets [][]string
	// examples are the sets of flags by the sample that they are about, of a metric whose columns have to be named.
	examples map[string][][]string
}

func questions() []question {
	var out []question
	for _, m := range catalog.Metrics() {
		q := question{name: m.Name}
		switch m.Kind {
		case metric.OfAnswers:
			q.sets = answerSets(m)
		case metric.OfCustomers:
			q.sets = ledgerSets(m)
		default:
			q.examples = exampleSets(m)
		}
		out = append(out, q)
	}
	return out
}

// refusing is the sample that is no record of what happened.
const refusing = "ledger.csv"

// exampleSets are the flags of the examples of a metric by their sample, those of the first with some that every metric
// has, and none for a sample that is likely to be refused.
func exampleSets(m metric.Metric) map[string][][]string {
	sets := map[string][][]string{refusing: {nil}}
	first := true
	for _, e := range m.Examples {
		sample, flags, ok := exampleOf(m.Name, e.Command)
		if !ok {
			continue
		}
		sets[sample] = append(sets[sample], flags)
		for _, more := range words("--period month", "--confidence 0.9 --target 50", "--threshold value>=30 --threshold n>1000", "--since 2026-05 --until 2026-06", "--jobs 4") {
			if first {
				sets[sample] = append(sets[sample], slices.Concat(flags, more))
			}
		}
		first = false
	}
	return sets
}

// isSample tells whether a word names a file of testdata, in which some tests stand.
func isSample(word string) bool {
	_, here := os.Stat(word)
	_, there := os.Stat(filepath.Join(root, "testdata", word))
	return filepath.Ext(word) != "" && (here == nil || there == nil)
}

// exampleOf takes an example of a metric apart; ok is false for one that is more than one command about one sample.
func exampleOf(name, command string) (sample string, flags []string, ok bool) {
	quoted := false
	list := strings.FieldsFunc(command, func(r rune) bool {
		quoted = quoted != (r == '\'')
		return r == ' ' && !quoted
	})
	if len(list) < 3 || list[1] != name || slices.Contains(list, "|") {
		return "", nil, false
	}
	for _, word := range list[2:] {
		word = strings.ReplaceAll(word, "'", "")
		if isSample(word) {
			ok, sample = sample == "", word
			continue
		}
		flags = append(flags, word)
	}
	return sample, flags, ok && sample != ""
}

// words splits texts at their blanks.
func words(texts ...string) [][]string {
	var out [][]string
	for _, text := range texts {
		out = append(out, strings.Fields(text))
	}
	return out
}

func answerSets(m metric.Metric) [][]string {
	scaled := "--scale 0-10"
	for _, b := range m.Breaks {
		scaled += fmt.Sprintf(" --%s %v", b.Flag, b.Default)
	}
	sets := words("--by region", "--by region --period month", "--period week --tz Europe/Madrid", "--period quarter --date-format dmy",
		"--confidence 0.9 --target 50", "--population 5000", "--threshold value>=30 --threshold n>1000", "--where region=EU", "--where score>=7 --by region",
		"--since 2026-05 --until 2026-06", "--dedup latest", "--dedup first --period month", "--missing 10 --value Excelente=5 --value Bueno=4",
		"--score score --weight weight", "--score score --weight weight --by age_group", "--score score --count count",
		"--allow-fractional --records data.responses", "--max-invalid 1%", "--strict", scaled, scaled+" --score score --by region", scaled+" --score Stars --by Branch")
	if m.Has("reverse") {
		sets = append(sets, words("--reverse", "--reverse --score Effort --scale 1-5 --by team")...)
	}
	return sets
}

func ledgerSets(m metric.Metric) [][]string {
	sets := words("--period week", "--period quarter", "--period year", "--period month --tz Europe/Madrid", "--by plan", "--by region --by plan",
		"--by channel --period quarter", "--by contract", "--since 2026-05", "--since 2026-03 --until 2026-06", "--as-of 2026-05", "--as-of 2026-06-15 --period month",
		"--confidence 0.9 --target 40", "--threshold value>=30 --threshold n>1000", "--where amount>20", "--where plan=none",
		"--inactive-after 45d", "--inactive-after 90d --period month", "--last-day --by plan", "--churn-on request", "--report-currency EUR --minor-units",
		"--shape balance", "--shape transaction", "--shape subscription --period quarter", "--shape movement --period quarter", "--shape status")
	for _, d := range m.Definitions {
		sets = append(sets, words("--definition "+d.Name)...)
	}
	own := words("--definitions", "--definitions --by plan --period quarter", "--top 3", "--margin 0.8", "--margin 80% --discount 0.01 --by plan",
		"--cycle 30 --grace 1.5", "--cycle cycles.csv", "--rfm", "--rfm --by channel")
	for _, set := range own {
		if m.Has(strings.TrimPrefix(set[0], "--")) {
			sets = append(sets, set)
		}
	}
	return sets
}

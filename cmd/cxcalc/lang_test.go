package main_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/doctest"
	"github.com/cxcalc/cxcalc/pkg/lang"
)

// english finds what may be English: words of small letters, one blank between.
var english = regexp.MustCompile(`[a-z]{2,}(?: [a-z]{2,})+`)

// flagged are flags with what they are given, formulas of charts in HTML and such, which are the same in all languages.
var flagged = regexp.MustCompile(`--[a-z-]+ \S+|<[^>]*>|&[a-z]+;`)

// styles are not read, and settings and columns have their names in all languages.
var styles = regexp.MustCompile(`(?s)<style>.*?</style>|<th scope="row">[^<]*</th>`)

// strangers are English words that a language of other letters has left, each with where it was met.
type strangers map[string]string

// look adds what stands in an output and not in the data.
func (s strangers) look(output, data, command string) {
	for line := range strings.Lines(output) {
		for _, words := range english.FindAllString(flagged.ReplaceAllString(line, " "), -1) {
			if !strings.Contains(data, words) && s[words] == "" {
				s[words] = command + "\n" + line
			}
		}
	}
}

func (s strangers) report(t *testing.T) {
	t.Helper()
	for _, words := range slices.Sorted(maps.Keys(s)) {
		t.Errorf("%q is left in English; pkg/lang/words.tsv takes what the program says in a line of its own, pkg/lang/reasons.tsv the form of what packages say that know no languages: cxcalc %s",
			words, s[words])
	}
}

// every takes one of so many: texts are the same for most samples, and all of them take minutes.
func every(n int, names []string) (some []string) {
	for i := 0; i < len(names); i += n {
		some = append(some, names[i])
	}
	return some
}

// Nothing that people read about a sample is left in English where they asked for a language with other letters.
func TestNoEnglishLeft(t *testing.T) {
	forWholeRun(t)
	found, stages := make(strangers), stageNames(t)
	t.Chdir(filepath.Join(root, "testdata"))
	for _, m := range questions() {
		for _, sample := range every(8, sampleNames(t)) {
			files, _ := filepath.Glob(sample)
			text, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			data := strings.ToLower(string(text)) + stages
			m.ask(t, sample, func(flags []string) int {
				args := append([]string{m.name, sample, "--lang", "uk"}, flags...)
				out, _, status := inside(args...)
				found.look(out, data, strings.Join(args, " "))
				if status == 0 && len(flags) == 0 {
					page, _, _ := inside(append(args, "-o", "html")...)
					found.look(styles.ReplaceAllString(page, ""), data, strings.Join(args, " ")+" -o html")
				}
				return status
			})
		}
	}
	found.report(t)
}

// forPrograms are outputs of commands that no language changes, pages that are English, and forms, which name their own language.
var forPrograms = regexp.MustCompile(`--lang|--template \S+(?: \||$)|go run|^cat |--dry-run|-o '?(json|ndjson|csv|tsv|prometheus|junit|github)|--help|\.(json|prom|xml)\b|cxcalc (config|layout|man|completion|version|explain|help|report init|report schema)|--explain`)

// Nor is anything that the pages show.
func TestNoEnglishOnPages(t *testing.T) {
	forWholeRun(t)
	needBash(t)
	p := find(t)
	found := make(strangers)
	data := allSamples(t) + stageNames(t)
	for _, path := range pages(t) {
		for _, c := range doctest.Parse(readPage(t, path)).Commands() {
			if !strings.Contains(c.Text, "cxcalc") || forPrograms.MatchString(c.Text) || missing(c.Text) != "" {
				continue
			}
			out, _ := p.shell(t, samples(t), "export CXCALC_LANG=uk; "+c.Text)
			found.look(regexp.MustCompile(`(?m)^(cxcalc|  ).*\n`).ReplaceAllString(out, ""), data, c.Text)
		}
	}
	found.report(t)
}

// allSamples is the text of all samples, in small letters.
func allSamples(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	files, err := filepath.Glob(filepath.Join(samples(t), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, _ := os.ReadFile(file) // a folder has none
		all.Write(text)
	}
	return strings.ToLower(all.String())
}

// stageNames are the names of the sets of stages, which are the same in all languages.
func stageNames(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "pkg", "layout", "meanings.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ToLower(strings.Join(regexp.MustCompile(`(?m)^stages \w+\t[^\t]+`).FindAllString(string(text), -1), "\n"))
}

// What programs read is the same in every language.
func TestProgramsReadOneLanguage(t *testing.T) {
	forWholeRun(t)
	t.Chdir(filepath.Join(root, "testdata"))
	for _, m := range questions() {
		for _, sample := range every(12, sampleNames(t)) {
			for i, format := range []string{"json", "ndjson", "csv", "tsv", "prometheus", "junit", "github"} {
				args := []string{m.name, sample, "-o", format, "--threshold", "value>=30"}
				was, _, status := inside(args...)
				if status != 0 && status != 3 {
					break
				}
				others := lang.Codes()[1:]
				args = append(args, "--lang", others[i%len(others)])
				if is, _, _ := inside(args...); is != was {
					t.Errorf("cxcalc %s says something else than without --lang", strings.Join(args, " "))
				}
			}
		}
	}
}

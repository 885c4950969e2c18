package catalog

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

// An inquest is an example of a metric of what happened: its flags, and the sample that they are about.
type inquest struct {
	of     facts.Declaration
	given  []settings.Given
	sample string
}

// Every metric of what happened keeps the promises in its examples, which name the columns of a sample: what is declared is
// printed, in its lists too; limits hold their figures; a figure that can be compared stands on what is printed; a sample
// in parts says the same as the whole; and nothing comes of nothing.
func TestPromisesOfHappenings(t *testing.T) {
	for _, d := range happenings() {
		list := inquests(t, d)
		if len(list) == 0 {
			t.Errorf("%s: no example is about one sample of testdata", d.Metric.Name)
		}
		for _, q := range list {
			name := q.name()
			whole, err := q.answer([]string{q.sample}, 1)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, broken := range slices.Concat(q.promises(whole), q.parts(t, whole), q.nothing(t)) {
				t.Errorf("%s: %s", name, broken)
			}
		}
	}
}

// inquests are the examples about one sample.
func inquests(t *testing.T, d facts.Declaration) (out []inquest) {
	for _, e := range d.Metric.Examples {
		if given, sample, ok := parsed(t, d, e.Command); ok {
			out = append(out, inquest{d, given, sample})
		}
	}
	return out
}

// shellWords splits a command as a shell does, without what nobody writes in an example.
func shellWords(command string) []string {
	quote := rune(0)
	words := strings.FieldsFunc(command, func(r rune) bool {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case quote == r:
			quote = 0
		}
		return quote == 0 && r == ' '
	})
	for i, w := range words {
		words[i] = strings.NewReplacer("'", "", `"`, "").Replace(w)
	}
	return words
}

func questionFlagsOf(d facts.Declaration) []flags.Flag {
	return flags.Join(kind.Flags(), d.Kind.Flags(), d.Metric.Flags)
}

// parsed reads an example; ok is false for one that is about no sample, several, or more than the metric.
func parsed(t *testing.T, d facts.Declaration, command string) (given []settings.Given, sample string, ok bool) {
	t.Helper()
	words := shellWords(command)
	if len(words) < 3 || words[0] != "cxcalc" || words[1] != d.Metric.Name || slices.Contains(words, "|") {
		return nil, "", false
	}
	list := questionFlagsOf(d)
	for i := 2; i < len(words); i++ {
		name, value, assigned := strings.Cut(strings.TrimPrefix(words[i], "--"), "=")
		switch at := slices.IndexFunc(list, func(f flags.Flag) bool { return f.Name == name }); {
		case !strings.HasPrefix(words[i], "-") && sample == "":
			sample = filepath.Join("..", "..", "testdata", words[i])
		case at < 0:
			return nil, "", false // a flag of the program, or a second sample
		default:
			if switches(list[at]) && !assigned {
				value = "true"
			} else if !assigned {
				i++
				value = words[i]
			}
			if small := filepath.Join("..", "..", "testdata", value); filepath.Ext(value) == ".csv" {
				value = small
			}
			given = with(given, list[at], value)
		}
	}
	_, err := os.Stat(sample)
	return given, sample, err == nil
}

// switches tells whether a flag stands without a value.
func switches(f flags.Flag) bool {
	switch f.Default.(type) {
	case bool, flags.Choice, flags.Level:
		return true
	}
	return false
}

// with adds a value of a flag.
func with(given []settings.Given, f flags.Flag, value string) []settings.Given {
	_, several := f.Default.([]string)
	if i := slices.IndexFunc(given, func(g settings.Given) bool { return g.Flag == f.Name }); i >= 0 && several {
		given[i].Texts = append(given[i].Texts, value)
		return given
	}
	g := settings.Text(f.Name, "--"+f.Name, value)
	g.List = several
	return append(given, g)
}

func (q inquest) name() string {
	text := "cxcalc " + q.of.Metric.Name
	for _, g := range q.given {
		text += " --" + g.Flag + " " + strings.Join(g.Texts, ", ")
	}
	return text + " " + filepath.Base(q.sample)
}

func (q inquest) asks(flag string) bool {
	return slices.ContainsFunc(q.given, func(g settings.Given) bool { return g.Flag == flag })
}

func (q inquest) answer(sources []string, workers int) (*report.Answer, error) {
	v, err := settings.Settle(questionFlagsOf(q.of), q.given)
	if err != nil {
		return nil, err
	}
	asked, err := q.of.Kind.Asked(q.of.Metric, v)
	if err != nil {
		return nil, err
	}
	asked.Said().Sources, asked.Said().Workers = sources, workers
	return report.Run(context.Background(), asked)
}

// promises tells what is wrong with a document, and with what its figures stand on.
func (q inquest) promises(a *report.Answer) []string {
	fields := q.of.Metric.Fields
	broken := objectPromises(fields, a.Document.Total.Values)
	if !q.asks("board") { // which adds to its groups
		for _, g := range a.Document.Groups.All() {
			broken = append(broken, objectPromises(fields, g.Values)...)
		}
	}
	total := a.Document.Total.Values
	value, ok := total.Number("value")
	if e, err := a.Evidence(nil, ""); err == nil && ok {
		if math.Abs(e.Value-value) > 1e-9*max(1, math.Abs(value)) {
			broken = append(broken, fmt.Sprintf("value %v stands on %v", value, e.Value))
		}
	}
	return broken
}

// parts cuts the sample into files that are read by several workers: the figures are those of the whole.
func (q inquest) parts(t *testing.T, whole *report.Answer) []string {
	text, err := os.ReadFile(q.sample)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
	if filepath.Ext(q.sample) != ".csv" || len(lines) < 12 {
		return nil
	}
	folder := t.TempDir()
	var names []string
	rows := lines[1:]
	for i := range 3 {
		part := lines[0] + strings.Join(rows[len(rows)*i/3:len(rows)*(i+1)/3], "")
		names = append(names, filepath.Join(folder, fmt.Sprint("part-", i, ".csv")))
		if err := os.WriteFile(names[i], []byte(strings.TrimSuffix(part, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cut, err := q.answer(names, 4)
	var e *problem.Error
	if errors.As(err, &e) && e.Usage {
		return nil // a part lacks what tells of all, such as the row of maxima
	}
	if err != nil {
		return []string{"in parts: " + err.Error()}
	}
	figures := func(d *result.Document) string {
		list := []result.Object{d.Total.Values}
		for _, g := range d.Groups.All() {
			list = append(list, g.Object())
		}
		return encoded(list)
	}
	if a, b := figures(whole.Document), figures(cut.Document); a != b {
		return []string{fmt.Sprintf("merged parts differ from the whole:\n%s\n%s", b, a)}
	}
	return nil
}

// nothing asks a file with the same columns and no rows.
func (q inquest) nothing(t *testing.T) []string {
	text, err := os.ReadFile(q.sample)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(text), "\n")
	name := filepath.Join(t.TempDir(), filepath.Base(q.sample))
	if err := os.WriteFile(name, []byte(head+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := q.answer([]string{name}, 1)
	var e *problem.Error
	switch {
	case err == nil:
		return []string{"a file without rows has an answer"}
	case !errors.As(err, &e):
		return []string{"a file without rows ends in " + err.Error()}
	case a == nil:
		return nil
	}
	var broken []string
	for _, key := range []string{"value", "low", "high"} {
		if v, _ := a.Document.Total.Values.Get(key); v != nil {
			broken = append(broken, fmt.Sprintf("%s of nothing is %v", key, v))
		}
	}
	return append(broken, objectPromises(q.of.Metric.Fields, a.Document.Total.Values)...)
}

package report_test

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/nps"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

const rows = "region,score\nEU,9\nEU,3\nUS,10\n"

// asked reads a report about nps, and about how it differs between two sides, and settles its questions. Every byte that
// is read of a source is counted.
func asked(t *testing.T, text string) (r *report.Report, read *int) {
	t.Helper()
	m := nps.Metric()
	list := flags.Join(kind.Flags(), answers.Flags(), m.Flags)
	verbs := []report.Verb{{Name: report.Plain, Flags: map[string][]flags.Flag{"nps": list}}, {Name: "compare", Sides: true, Flags: map[string][]flags.Flag{"nps": list}}}
	r, err := report.Read(filepath.Join(t.TempDir(), "report.yaml"), []byte(text), report.Offer{Verbs: verbs})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv", "b.csv"} {
		if err := os.WriteFile(r.Beside(name), []byte(rows), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Find(); err != nil {
		t.Fatal(err)
	}
	read = new(int)
	for _, x := range r.Items {
		v, err := settings.Settle(list, x.Given)
		if err != nil {
			t.Fatal(err)
		}
		ask := func(sources []string) kind.Question {
			q, err := answers.Asked(m, v)
			if err != nil {
				t.Fatal(err)
			}
			q.Sources = sources
			return q
		}
		if x.Matter = report.Single(ask(x.Sources)); x.Verb == "compare" {
			x.Matter = &report.Matter{Questions: []kind.Question{ask(x.Before), ask(x.Sources)}, Follow: x.Matter.Follow}
			x.Matter.More = func(context.Context) []kind.Question { return []kind.Question{ask(x.Before)} }
		}
	}
	return r, read
}

// Questions about the same sources, read in the same way, take one reading; others take their own.
func TestReadings(t *testing.T) {
	once := 0 // what one question takes, the look at the first rows included
	check := func(readings int, questions string) {
		t.Helper()
		r, read := asked(t, questions)
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		listen := func(words *kind.Words) { words.Dataset.Progress = func(bytes int) { *read += bytes } }
		if err := r.Answer(context.Background(), listen); err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Items {
			if x.Answer == nil || x.Answer.Err != nil || x.Answer.Document.Rows.Read != int64(3*len(x.Answer.Document.Sources)) {
				t.Errorf("%s: %+v", questions, x.Answer)
			}
		}
		if once = cmp.Or(once, *read); *read != readings*once || once < len(rows) {
			t.Errorf("%s: %d bytes were read, want %d times %d", questions, *read, readings, once)
		}
		if names := r.Sources(); len(names) > 0 {
			t.Errorf("%s: all is answered, and %q are still to be read", questions, names)
		}
	}
	check(1, "questions: [{metric: nps, sources: a.csv}]")
	check(1, "questions: [{metric: nps, sources: a.csv}, {metric: nps, sources: [./a.csv], by: region, confidence: 0.9, jobs: 1}]")
	check(1, "sources: '[a].csv'\nquestions: [{metric: nps}, {metric: nps, sources: a.csv}]")
	check(2, "questions: [{metric: nps, sources: a.csv}, {metric: nps, sources: b.csv}, {metric: nps, sources: a.csv}]")
	check(2, "sources: a.csv\nquestions: [{metric: nps}, {metric: nps, decimal: ','}, {metric: nps, decimal: auto}]")
	check(2, "sources: a.csv\nquestions: [{metric: nps}, {metric: nps, max-cell: 1KiB}]")
	check(3, "questions: [{metric: nps, sources: [a.csv, b.csv]}, {metric: nps, sources: a.csv}, {metric: nps, sources: ['*.csv']}]")
	check(1, "sources: a.csv\nquestions: [{metric: nps}, {compare: nps, before: a.csv}]")
	check(2, "sources: b.csv\nquestions: [{compare: nps, before: a.csv}]")
	check(2, "sources: b.csv\nquestions: [{metric: nps, sources: a.csv}, {compare: nps, before: a.csv}, {metric: nps}, {compare: nps, before: b.csv, sources: a.csv}]")
}

// What a question still needs is not read where something else that it needs has failed.
func TestReadNoMore(t *testing.T) {
	r, read := asked(t, "questions: [{compare: nps, before: a.csv, sources: b.csv, score: points}]")
	var heard []string
	if err := r.Answer(context.Background(), func(words *kind.Words) {
		words.Dataset.Progress = func(bytes int) { *read += bytes }
		heard = append(heard, filepath.Base(words.Sources[0]))
	}); err != nil {
		t.Fatal(err)
	}
	if err := r.Items[0].Answer.Err; err == nil || *read > 2*len(rows) || !slices.Equal(heard, []string{"a.csv", "b.csv", "a.csv"}) {
		t.Errorf("%v, %d bytes were read of %q", err, *read, heard)
	}
}

// A question has its own name, or that of its metric, with a number where that is taken.
func TestNames(t *testing.T) {
	r, _ := asked(t, "sources: a.csv\nquestions: [{metric: nps}, {metric: nps}, {metric: nps, name: nps 2}, {metric: nps, name: all}, {metric: nps}, {compare: nps}, {compare: nps}]")
	var names []string
	for _, x := range r.Items {
		names = append(names, x.Name)
	}
	if want := []string{"nps", "nps 3", "nps 2", "all", "nps 4", "compare nps", "compare nps 2"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

// Whatever a file says, it is a report or refused.
func FuzzRead(f *testing.F) {
	list := map[string][]flags.Flag{"nps": kind.Flags()}
	for _, text := range []string{"questions: [{metric: nps, sources: a}]", "questions:\n- &a {metric: nps, by: [x]}\n- *a\nsources: b", "defaults: {by: }\nquestions: [metric]", "title: {}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := report.Read("a.yaml", []byte(text), report.Offer{Verbs: []report.Verb{{Name: report.Plain, Flags: list}, {Name: "compare", Several: true, Sides: true, Flags: list}}})
		if err == nil && len(r.Items) == 0 {
			t.Error("a report without questions")
		}
	})
}

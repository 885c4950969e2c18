package settings

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// listed is a flag of every type.
var listed = []flags.Flag{
	{Name: "score", Default: ""}, {Name: "by", Default: []string(nil)}, {Name: "strict", Default: false}, {Name: "jobs", Default: 0},
	{Name: "population", Default: int64(0)}, {Name: "confidence", Default: 0.95}, {Name: "last-day", Default: flags.Auto},
}

// settle reads a file that is one section.
func settle(text string) (flags.Values, error) {
	entries, err := Parse("a.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	given, err := Collect("nps", listed, entries)
	if err != nil {
		return nil, err
	}
	return Settle(listed, given)
}

func TestSettle(t *testing.T) {
	check := func(text string, changed flags.Values) {
		t.Helper()
		want := flags.Defaults(listed)
		for name, value := range changed {
			want[name] = value
		}
		got, err := settle(text)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got)\n%s", text, err, diff)
		}
	}
	check("", nil)
	check("# nothing\n", nil)
	check("score:\nby: ~\n", nil)
	check("score: 007", flags.Values{"score": "007"}) // as it is written
	check("Score: 2026-01-01", flags.Values{"score": "2026-01-01"})
	check("by: region", flags.Values{"by": []string{"region"}})
	check("by: [a, NULL, \"\"]", flags.Values{"by": []string{"a", "NULL", ""}})
	check("by: |-\n  a, b\n  c", flags.Values{"by": []string{"a, b", "c"}})
	check("by: []", flags.Values{"by": []string{}})
	check("by: ''", flags.Values{"by": []string{}})
	check("score: &it plan\nby: [*it]", flags.Values{"score": "plan", "by": []string{"plan"}})
	check("strict: true\njobs: 2\npopulation: 300\nconfidence: 0.9\nlast-day: false",
		flags.Values{"strict": true, "jobs": 2, "population": int64(300), "confidence": 0.9, "last-day": flags.No})
	check("last-day: auto", nil)
}

func TestRefused(t *testing.T) {
	check := func(text, want, hint string) {
		t.Helper()
		_, err := settle(text)
		var e *problem.Error
		if !errors.As(err, &e) || !e.Usage || !strings.HasPrefix(e.Text, want) || e.Hint != hint {
			t.Errorf("%q: %+v, want %s", text, err, want)
		}
	}
	check("by: a\n\n  \nstrict: maybe", `a.yaml:4:1: strict "maybe" is not true or false`, "")
	check("{by: a, jobs: many}", `a.yaml:1:9: jobs "many" is not a whole number`, "")
	check("population: 1.5", `a.yaml:1:1: population "1.5" is not a whole number`, "")
	check("confidence: high", `a.yaml:1:1: confidence "high" is not a number`, "")
	check("last-day: 2", `a.yaml:1:1: last-day "2" is not auto, true or false`, "")
	check("score: [a]", "a.yaml:1:1: score takes one value, not a list", "")
	check("score: {a: b}", "a.yaml:1:1: score takes a value, and no settings of its own", "")
	check("by: [[a]]", "a.yaml:1:1: by takes a list of texts", "")
	check("by: a\nSCORE: b\nscore: c", `a.yaml:3:1: "score" stands here twice`, "")
	check("scroe: a", `a.yaml:1:1: nps has no setting "scroe"`, `did you mean "score"?`)
	check("colour: red", `a.yaml:1:1: nps has no setting "colour"`, "cxcalc config show prints all settings")
	check("score: a\n---\nscore: b", "a.yaml:2: a second document begins here, expected one", "")
	check("- a", "a.yaml: expected settings", "")
	check("by: a\nscore: [b", "a.yaml:1: did not find expected ',' or ']'", "") // the line where the library began to look
	check("\tby: a", "a.yaml: found character that cannot start any token", "")
}

// Every entry of a list has its own place, and settings of its own.
func TestList(t *testing.T) {
	check := func(text string, want ...string) {
		t.Helper()
		entries, err := Parse("a.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		list, err := entries[0].List()
		var got []string
		for _, e := range list {
			below, failed := e.Entries()
			if failed != nil {
				got = append(got, failed.Error())
			}
			for _, b := range below {
				got = append(got, b.Place+" "+b.Key)
			}
		}
		if err != nil {
			got = append(got, err.Error())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
	check("a:")
	check("a: []")
	check("a:\n  - b: 1\n    c: 2\n  - d: 3\n", "a.yaml:2:5 b", "a.yaml:3:5 c", "a.yaml:4:5 d")
	check("a: [{b: 1}, c]", "a.yaml:1:6 b", "a.yaml:1:13: a: expected settings, a name and a value on every line")
	check("a: {b: 1}", "a.yaml:1:1: a takes a list, every entry on a line after a dash")
}

// Whatever stands in a file, reading it ends, and what it gives can be settled or is refused.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"by: [a, b]\n", "a: &b {c: *b}\n", "? [x]\n: y\n", "<<: {score: 1}\n", "a: !!binary x\n", "--- 1\n--- 2\n", "*a : b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		entries, err := Parse("a.yaml", []byte(text))
		if err != nil {
			return
		}
		for _, e := range entries {
			e.Under("nps", "score")
			if below, err := e.Entries(); err == nil {
				_, _ = Collect("nps", listed, below)
			}
			if list, err := e.List(); err == nil && len(list) > 0 {
				_, _ = list[0].Entries()
			}
			if g, ok, err := e.Given(); err == nil && ok && !g.List && len(g.Texts) != 1 {
				t.Errorf("%q is one value of %d texts", e.Key, len(g.Texts))
			}
		}
	})
}

package manual

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Every page says what a reader of a document needs: each field, each flag, each definition, each example.
func TestPagesAreComplete(t *testing.T) {
	files, err := Files(catalog.Metrics())
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]string)
	for _, f := range files {
		pages[f.Path] = string(f.Text)
	}
	for _, m := range catalog.Metrics() {
		want := append([]string{m.Title, strings.SplitN(m.Long, "\n", 2)[0], m.Interval, m.Unit}, m.Sources...)
		if m.Unit == "currency" {
			want[3] = "the unit of the ledger's currency"
		}
		for _, f := range fieldRows(m.Fields, "", "") {
			want = append(want, "`"+f.Name+"`", f.Doc)
		}
		for _, c := range columns(m) {
			want = append(want, "`--"+c.Flag+" COL`")
		}
		for _, f := range m.Flags {
			want = append(want, "`--"+f.Name)
		}
		for _, e := range m.Examples {
			want = append(want, e.Says, e.Command)
		}
		if m.AnswerTraits != nil {
			want = append(want, m.Long, m.Scale.String())
			for _, f := range m.Breaks {
				want = append(want, "`--"+f.Flag+" N`")
			}
		} else if m.LedgerTraits != nil {
			for _, d := range m.Definitions {
				want = append(want, "`"+d.Name+"`", d.Formula, d.Used)
			}
		}
		for _, w := range want {
			if !strings.Contains(pages["metrics/"+m.Name+".md"], w) {
				t.Errorf("the page of %s does not say %q", m.Name, w)
			}
		}
	}
}

func TestTarget(t *testing.T) {
	want := map[string]string{"churn": "5 or less", "expansion": "the share of the revenue that was lost", "revenue": "none"}
	for _, m := range catalog.Metrics() {
		if w, ok := want[m.Name]; ok && target(m) != w {
			t.Errorf("%s: %q, want %q", m.Name, target(m), w)
		}
	}
}

func TestFiles(t *testing.T) {
	files, err := Files(catalog.Metrics())
	if err != nil {
		t.Fatal(err)
	}
	if want := 8 + 2*len(catalog.Metrics()); len(files) != want {
		t.Errorf("%d files, want %d", len(files), want)
	}
	for _, f := range files {
		if text := string(f.Text); !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
			t.Errorf("%s does not end with one line feed", f.Path)
		}
	}
}

func TestOtherScales(t *testing.T) {
	want := map[string]string{
		"nps": "Any other scale needs `--promoter-from` and `--detractor-to`.",
		"csat": "On other scales the two best scores count, and the best of three: the break is 3 on 1–3, 3 on 1–4, 5 on 1–6, 6 on 1–7, 9 on 1–10, 9 on 0–10. " +
			"A scale of more than eleven steps needs `--satisfied-from`.",
		"ces": "On other scales the two best scores count, and the best of three: the break is 3 on 1–3, 3 on 1–4, 4 on 1–5, 5 on 1–6, 9 on 1–10, 9 on 0–10. " +
			"A scale of more than eleven steps needs `--easy-from`.",
	}
	for _, m := range catalog.Of(metric.OfAnswers) {
		if got, ok := otherScales(m), want[m.Name]; got != ok && ok != "" {
			t.Errorf("%s: %s\nwant %s", m.Name, got, ok)
		}
	}
}

// The schema of a list says what its rows hold: every member, a number that may not exist, and a list within a record.
func TestSchemaOfLists(t *testing.T) {
	name := result.Field{Name: "step", Kind: result.Text, Names: true, Doc: "Name."}
	share := result.Field{Name: "pct", Kind: result.Percent, Doc: "Share."}
	odd := result.Field{Name: "note", Kind: result.Count, Extra: true, Doc: "Only sometimes."}
	steps := result.Field{Name: "steps", Kind: result.Listing, Doc: "Steps.", Rows: []result.Field{name, {Name: "n", Kind: result.Count, Doc: "Cases."}, share, odd}}
	fields := []result.Field{steps, {Name: "alike", Kind: result.Record, Doc: "Alike.", Rows: []result.Field{share, steps}}}
	validates := func(f result.Field, document string, want bool) {
		t.Helper()
		schema, err := jsonschema.UnmarshalJSON(strings.NewReader(form(f)))
		if err != nil {
			t.Fatalf("%v: %s", err, form(f))
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("list.json", schema); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.MustCompile("list.json").Validate(v); (got == nil) != want {
			t.Errorf("%s: %v, want %v", document, got, want)
		}
	}
	row := `{"step": "paid", "n": 3, "pct": null}`
	validates(fields[0], `[`+row+`, {"step": ["a", "b"], "n": 1, "pct": 0.5, "note": 2}]`, true)
	validates(fields[0], `[]`, true)
	validates(fields[0], `[{"step": "paid", "n": 3}]`, false)
	validates(fields[0], `[{"step": "paid", "n": 3, "pct": "half"}]`, false)
	validates(fields[0], `[{"step": "paid", "n": 3, "pct": 1, "more": 1}]`, false)
	validates(fields[1], `{"pct": null, "steps": [`+row+`]}`, true)
	validates(fields[1], `{"pct": null}`, false)
	want := []string{"steps list", "steps[].step text", "steps[].n count", "steps[].pct percent", "steps[].note count", "alike object", "alike.pct percent", "alike.steps list"}
	for i, f := range fieldRows(fields, "", "")[:len(want)] {
		if f.Name+" "+f.Unit != want[i] {
			t.Errorf("%s %s, want %s", f.Name, f.Unit, want[i])
		}
	}
}

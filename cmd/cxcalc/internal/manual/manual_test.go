package manual

import (
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// Every page says what a reader of a document needs: each field, each flag, each example.
func TestPagesAreComplete(t *testing.T) {
	for _, m := range catalog.Answers() {
		text, err := page(m)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{m.Title, m.Long, m.Unit, m.Scale.String()}
		for _, f := range m.Fields {
			want = append(want, "`"+f.Name+"`", f.Doc)
		}
		for _, f := range m.Breaks {
			want = append(want, "`--"+f.Flag+" N`")
		}
		for _, e := range m.Examples {
			want = append(want, e.Says, e.Command)
		}
		for _, w := range append(want, m.Sources...) {
			if !strings.Contains(text, w) {
				t.Errorf("the page of %s does not say %q", m.Name, w)
			}
		}
	}
}

// The page of a ledger metric says the same, and every definition.
func TestLedgerPagesAreComplete(t *testing.T) {
	for _, m := range catalog.Ledgers() {
		text := ledgerPage(m)
		want := []string{m.Title, strings.SplitN(m.Long, "\n", 2)[0], m.Interval}
		for _, f := range m.Fields {
			want = append(want, "`"+f.Name+"`", f.Doc)
		}
		for _, f := range m.Flags {
			want = append(want, "`--"+f.Name+"`")
		}
		for _, d := range m.Definitions {
			want = append(want, "`"+d.Name+"`", d.Formula, d.Used)
		}
		for _, e := range m.Examples {
			want = append(want, e.Says, e.Command)
		}
		for _, w := range append(want, m.Sources...) {
			if !strings.Contains(text, w) {
				t.Errorf("the page of %s does not say %q", m.Name, w)
			}
		}
	}
}

func TestLedgerTarget(t *testing.T) {
	want := map[string]string{"churn": "5 or less", "expansion": "the share of the revenue that was lost", "revenue": "none"}
	for _, m := range catalog.Ledgers() {
		if w, ok := want[m.Name]; ok && ledgerTarget(m) != w {
			t.Errorf("%s: %q, want %q", m.Name, ledgerTarget(m), w)
		}
	}
}

func TestFiles(t *testing.T) {
	metrics := append(catalog.Metrics(), metric.Metric{Kind: "visits", Name: "visits", Title: "Visits", Long: "How many.", Unit: "visits"})
	files, err := Files(append(catalog.Kinds(), kind.Kind{Name: "visits", Title: "Visits"}), metrics)
	if err != nil {
		t.Fatal(err)
	}
	if want := 2 + 2*len(metrics); len(files) != want {
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
		"nps":  "Any other scale needs `--promoter-from` and `--detractor-to`.",
		"csat": "On other scales the break is 3 on 1–3, 3 on 1–4, 5 on 1–6, 6 on 1–7, 8 on 1–10. Any other scale needs `--satisfied-from`.",
		"ces":  "On other scales the break is 4 on 1–5. Any other scale needs `--easy-from`.",
	}
	for _, m := range catalog.Answers() {
		if got, ok := otherScales(m), want[m.Name]; got != ok && ok != "" {
			t.Errorf("%s: %s\nwant %s", m.Name, got, ok)
		}
	}
}

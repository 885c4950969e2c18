package report_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/customers"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func named(t *testing.T, name string) metric.Metric {
	t.Helper()
	i := slices.IndexFunc(catalog.Metrics(), func(m metric.Metric) bool { return m.Name == name })
	if i < 0 {
		t.Fatalf("no metric %q", name)
	}
	return catalog.Metrics()[i]
}

// poll asks about answers, with the flags that are given.
func poll(t *testing.T, name, source string, set flags.Values) *answers.Request {
	t.Helper()
	m := named(t, name)
	v := flags.Defaults(flags.Join(kind.Flags(), answers.Flags(), m.Flags))
	for flag, value := range set {
		v[flag] = value
	}
	r, err := answers.Asked(m, v)
	if err != nil {
		t.Fatal(err)
	}
	r.Sources, r.Workers = []string{source}, 2
	return r
}

// document returns the answer to a question.
func document(t *testing.T, q kind.Question) *result.Document {
	t.Helper()
	a, err := report.Run(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return a.Document
}

// called says what some are called.
type called map[string]string

func (c called) Of(text []byte) string { return c[string(text)] }

// What people have said in a survey labels the rows of a ledger: what promoters and detractors bring.
func TestLabels(t *testing.T) {
	survey := poll(t, "nps", file(t, "survey.csv", "who,score\na,10\nb,9\nc,2\n"), flags.Values{"by": []string{"who"}})
	said := make(called)
	for _, g := range document(t, survey).Groups.All() {
		for _, of := range []string{"promoters", "passives", "detractors"} {
			if n, _ := g.Values.Number(of); n > 0 {
				said[g.By[0].Value.(string)] = of
			}
		}
	}
	m := named(t, "revenue")
	v := flags.Defaults(flags.Join(kind.Flags(), customers.Flags(), m.Flags))
	v["by"] = []string{"customer"}
	ledger, err := customers.Asked(m, v)
	if err != nil {
		t.Fatal(err)
	}
	ledger.Sources = []string{file(t, "ledger.csv", "customer,month,mrr\na,2026-05,10\nb,2026-05,20\nc,2026-05,40\nd,2026-05,5\n"+
		"a,2026-06,15\nb,2026-06,20\nd,2026-06,5\n")}
	ledger.Labels = map[string]pass.Label{"customer": said}
	got := make(map[any][2]float64)
	for _, g := range document(t, ledger).Groups.All() {
		opening, _ := g.Values.Number("opening")
		closing, _ := g.Values.Number("closing")
		got[g.By[0].Value] = [2]float64{opening, closing}
	}
	want := map[any][2]float64{"promoters": {30, 35}, "detractors": {40, 0}, "": {5, 5}} // d was not asked
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Questions that are answered together say what each says alone, whatever they share.
func TestTogether(t *testing.T) {
	source := file(t, "survey.csv", "who,region,date,Q1,Q2,w\na,EU,2026-05-01,5,9,1\nb,US,2026-05-02,4,10,2\na,US,2026-06-01,x,3,1\nc,EU,,2,11,1\n")
	questions := func() (all []kind.Question) {
		for _, q := range []struct {
			name string
			set  flags.Values
		}{
			{"csat", flags.Values{"score": []string{"Q1"}}},
			{"csat", flags.Values{"score": []string{"Q1"}, "confidence": 0.9}},
			{"nps", flags.Values{"score": []string{"Q1"}, "scale": "0-10"}},
			{"nps", flags.Values{"score": []string{"Q2"}}},
			{"nps", flags.Values{"score": []string{"Q2"}, "missing": []string{"9"}}},
			{"nps", flags.Values{"score": []string{"Q2"}, "by": []string{"region"}}},
			{"nps", flags.Values{"score": []string{"Q2"}, "period": "month"}},
			{"nps", flags.Values{"score": []string{"Q2"}, "missing": []string{"9"}, "period": "month"}},
			{"nps", flags.Values{"score": []string{"Q2"}, "weight": "w"}},
			{"nps", flags.Values{"score": []string{"Q2"}, "where": []string{"region=EU"}}},
			{"nps", flags.Values{"score": []string{"Q2"}, "dedup": "first", "respondent": []string{"who"}}},
			{"nps", flags.Values{"score": []string{"Q2"}, "dedup": "first", "respondent": []string{"who"}, "missing": []string{"9"}}},
			{"nps", flags.Values{"score": []string{"Q1", "Q2"}, "scale": "0-10"}},
		} {
			all = append(all, poll(t, q.name, source, q.set))
		}
		return all
	}
	together := report.RunAll(context.Background(), questions())
	for i, q := range questions() {
		alone := document(t, q)
		if together[i].Err != nil {
			t.Errorf("question %d: %v", i, together[i].Err)
			continue
		}
		same := cmp.Comparer(func(a, b result.Groups) bool { return cmp.Equal(listed(a), listed(b)) })
		if diff := cmp.Diff(alone, together[i].Document, same); diff != "" {
			t.Errorf("question %d (-alone +together):\n%s", i, diff)
		}
	}
}

// Whoever asks what groups stand on means them by the places at which a board has put them, also behind a ledger.
func TestEvidenceOfBoard(t *testing.T) {
	survey := poll(t, "csat", file(t, "survey.csv", "agent,score,n\na,5,6\na,1,4\nb,5,19\nb,1,1\nc,5,24\nc,1,6\nd,5,3\n"),
		flags.Values{"by": []string{"agent"}, "count": "n", "scale": "1-5", "board": true})
	m := named(t, "churn")
	v := flags.Defaults(flags.Join(kind.Flags(), customers.Flags(), m.Flags))
	v["by"], v["board"], v["min-n"] = []string{"plan"}, true, int64(1)
	ledger, err := customers.Asked(m, v)
	if err != nil {
		t.Fatal(err)
	}
	ledger.Sources = []string{file(t, "ledger.csv", "customer,month,mrr,plan\n1,2026-01,9,a\n2,2026-01,9,a\n2,2026-02,9,a\n3,2026-01,9,b\n3,2026-02,9,b\n")}
	for _, q := range []kind.Question{survey, ledger} {
		a, err := report.Run(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range a.Document.Groups.All() {
			e, err := a.Evidence([]int{i}, "")
			if value, ok := g.Values.Number("value"); err != nil || ok && e.Value != value {
				t.Errorf("%s %v: stands on %v, and is %v, %v", a.Document.Metric, g.By, e.Value, value, err)
			}
		}
		if first := a.Document.Groups.At(0).By[0].Value; first != "b" {
			t.Errorf("%s: %v comes first", a.Document.Metric, first)
		}
	}
}

// Rows that do not count are told to each question, with the column of its own answers.
func TestRejects(t *testing.T) {
	source := file(t, "survey.csv", "Q1,Q2\n5,9\n4,x\ny,3\n")
	var told []string
	var all []kind.Question
	for _, columns := range [][]string{{"Q1"}, {"Q2", "Q1"}} {
		r := poll(t, "nps", source, flags.Values{"score": columns})
		r.Reject = func(_, column string, r pass.Reject) error {
			told = append(told, fmt.Sprint(len(columns), column, r.Value))
			return nil
		}
		all = append(all, r)
	}
	report.RunAll(context.Background(), all)
	slices.Sort(told)
	if diff := cmp.Diff([]string{"1Q1y", "2Q1y", "2Q2x"}, told); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A question whose column holds no answers fails alone.
func TestOneFails(t *testing.T) {
	var b strings.Builder
	b.WriteString("score,comment\n")
	for i := range 10_002 {
		fmt.Fprintf(&b, "%d,text %d\n", i%11, i)
	}
	source := file(t, "survey.csv", b.String())
	of := func(column string) kind.Question {
		return poll(t, "nps", source, flags.Values{"score": []string{column}})
	}
	a := report.RunAll(context.Background(), []kind.Question{of("score"), of("comment")})
	if a[0].Err != nil || a[0].Document == nil {
		t.Errorf("the other question: %v", a[0].Err)
	}
	if a[1].Err == nil || !strings.Contains(a[1].Err.Error(), `column "comment": more than 10000 different texts`) {
		t.Errorf("comments: %v", a[1].Err)
	}
}

func listed(g result.Groups) (out []result.Group) {
	for _, one := range g.All() {
		out = append(out, one)
	}
	return out
}

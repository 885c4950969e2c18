package inspect_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/inspect"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

var kinds = inspect.LookTerms{Metrics: []string{"nps", "csat", "ces"}, Shapes: []string{"balance", "subscription", "transaction", "status", "movement"}}

func look(t *testing.T, o inspect.LookTerms, texts ...string) *inspect.Picture {
	t.Helper()
	var names []string
	for i, text := range texts {
		name := filepath.Join(t.TempDir(), fmt.Sprintf("t%d.csv", i))
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	set, err := dataset.OpenSet(context.Background(), names, dataset.Terms{})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	p, err := inspect.Look(context.Background(), set, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// column makes a table of a column x and one beside it.
func column(values ...string) string { return "x,beside\n" + strings.Join(values, ",b\n") + ",b\n" }

func TestTypes(t *testing.T) {
	check := func(want string, reach []any, values ...string) {
		t.Helper()
		c := look(t, kinds, column(values...)).Columns[0]
		if diff := cmp.Diff(reach, c.Range); c.Type != want || diff != "" {
			t.Errorf("%q is %s %v, not %s %v", values, c.Type, c.Range, want, reach)
		}
	}
	check("integer", []any{int64(-3), int64(12)}, "12", "-3", "7")
	check("number", []any{0.5, int64(12)}, "12", "0.5", "7")
	check("number", []any{int64(5), 19.9}, "€19.90", "€5.00")
	check("number", []any{int64(5), int64(20)}, "5%", "20%")
	check("boolean", []any{int64(0), int64(1)}, "0", "1", "1", "0")
	check("boolean", nil, "yes", "No", "yes")
	check("date", []any{"2026-05-31", "2026-06-02"}, "2026-06-02", "2026-05-31")
	check("date", []any{"2026-02-01", "2026-05-25"}, "25/05/2026", "01/02/2026") // the first one says that the day comes first
	check("date", nil, "03/04/2026", "01/02/2026")                               // and here nobody does
	check("e-mail", nil, "a@example.com", "b@example.org")
	check("id", nil, "C17", "C18", "C19", "C20")
	check("text", nil, "Basic", "Team", "Basic")
	check("text", nil, "plan-1", "plan-2", "plan-1", "plan-2", "plan-2", "plan-1")
	check("mixed", nil, "9", "10 - Extremely likely", "8", "0 - Not at all likely")
	check("blank", nil, "", " ", "")
	var numbers []string
	for i := range 30 {
		numbers = append(numbers, fmt.Sprint(100+i))
	}
	check("id", nil, numbers...) // the number of the row
}

func TestBlanksAndDistinct(t *testing.T) {
	c := look(t, kinds, column("a", " a ", "b", "")).Columns[0]
	if c.Distinct != 2 || c.Blank != 0.25 || c.More {
		t.Errorf("%+v", c)
	}
	if diff := cmp.Diff([]string{"a", "b"}, c.First); diff != "" {
		t.Error(diff)
	}
}

// Ids, and days written as numbers, are told by the headers.
func TestTypesByHeader(t *testing.T) {
	p := look(t, kinds, "customer,date,mrr\n101,20260501,5\n102,20260501,6\n101,20260601,5\n102,20260601,6\n")
	if p.Columns[0].Type != "id" || p.Columns[1].Type != "date" || p.Columns[2].Type != "integer" {
		t.Errorf("%+v", p.Columns)
	}
}

// The same is found by any number of workers, beyond the first rows and from several sources.
func TestFull(t *testing.T) {
	var b strings.Builder
	b.WriteString("customer,amount,only_here\n")
	for i := range 40_000 {
		fmt.Fprintf(&b, "C%d,%d.5,x\n", i%9000, i)
	}
	other := "amount,customer\n99999,C1\n,Z1\n"
	var last *inspect.Picture
	for _, workers := range []int{1, 2, 5} {
		o := kinds
		o.Full, o.Workers = true, workers
		p := look(t, o, b.String(), other)
		if p.RowsLookedAt != 40_002 || p.Columns[0].Distinct != 9001 || p.Columns[1].Range[1] != int64(99999) || p.Columns[2].Blank == 0 {
			t.Errorf("%d workers: %d rows, %+v", workers, p.RowsLookedAt, p.Columns)
		}
		if last != nil {
			if diff := cmp.Diff(last.Columns, p.Columns, cmp.AllowUnexported(inspect.RolePart{})); diff != "" {
				t.Error(diff)
			}
		}
		last = p
	}
}

// What would take too much memory is counted no further.
func TestManyDistinct(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,x\n")
	for i := range 100_001 {
		fmt.Fprintf(&b, "r%d,1\n", i)
	}
	o := kinds
	o.Full, o.Workers = true, 2
	if c := look(t, o, b.String()).Columns[0]; c.Distinct != 100_000 || !c.More {
		t.Errorf("%d different values, more: %v", c.Distinct, c.More)
	}
}

func notes(p *inspect.Picture) (codes []string) {
	for _, w := range p.Notes {
		codes = append(codes, w.Code)
	}
	return codes
}

func TestNotes(t *testing.T) {
	check := func(text string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, notes(look(t, kinds, text))); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	check("respondent_id,score\na,1\nb,2\n")
	check("respondent_id,score\na,1\nb,2\na,3\n", "repeated_respondent")
	check("customer,month,mrr\na,2026-01,5\nb,2026-01,5\na,2026-02,5\nb,2026-02,5\n", "snapshots", "repeated_respondent")
	check("order_id,customer,date,amount\n1,a,2026-01-03,5\n1,a,2026-01-03,7\n2,b,2026-01-09,5\n", "repeated_order", "repeated_respondent")
}

func roles(c inspect.Profile) (out []string) {
	for _, r := range c.Roles {
		out = append(out, r.Role)
	}
	return out
}

func TestRoles(t *testing.T) {
	check := func(text string, want ...[]string) {
		t.Helper()
		for i, c := range look(t, kinds, text).Columns {
			if diff := cmp.Diff(want[i], roles(c)); diff != "" {
				t.Errorf("%s: %s", c.Name, diff)
			}
		}
	}
	check("customer,month,mrr,Q1\na,2026-01,5.5,9\nb,2026-02,6,3\nc,2026-02,6,0\n",
		[]string{"customer", "respondent"}, []string{"time"}, []string{"amount"}, nil) // what stands beside amounts may be a quantity
	check("Q1,version\n9,1.2.3\n3,1.2.4\n0,1.2.4\n", []string{"score"}, nil)
}

// A command is offered where the columns say that it means something.
func TestOffer(t *testing.T) {
	survey := "customer,date,score\na,2026-01-01,9\nb,2026-01-02,3\nc,2026-01-02,0\n"
	ledger := "customer,month,mrr\na,2026-01,5\nb,2026-02,6\n"
	asks := &problem.Error{Usage: true, Text: "t: 2 columns could hold the answers; choose one with --score\n  #1 a\n  #2 b", Flags: []string{"--score", "a"}}
	refuses := problem.Usage("t: the columns are not those of a ledger")
	check := func(text, metric string, ledgers bool, err error, commands, questions int) {
		t.Helper()
		p := look(t, kinds, text)
		p.Offer(inspect.Attempt{Metric: metric, Command: "c", OfLedgers: ledgers, Err: err})
		if len(p.Commands) != commands || len(p.Questions) != questions {
			t.Errorf("%s: %v, %v", metric, p.Commands, p.Questions)
		}
	}
	check(survey, "nps", false, nil, 1, 0)
	check(survey, "nps", false, asks, 0, 1)
	check(survey, "nps", false, refuses, 0, 0)
	check(survey, "churn", true, nil, 0, 0) // who has answered twice is no ledger
	check(ledger, "churn", true, nil, 1, 0)
	check(ledger, "nps", false, asks, 0, 0) // no column is anybody's answer
	foreign := look(t, kinds, survey)       // an export that is made for something else answers by chance
	foreign.Offer(inspect.Attempt{Metric: "nps", Command: "c", Foreign: true})
	if len(foreign.Commands) > 0 {
		t.Errorf("%v is offered of an export for other metrics", foreign.Commands)
	}
	for _, metric := range []string{"nps", ""} { // what happened asks only where nothing else answers
		p := look(t, kinds, survey)
		if metric != "" {
			p.Offer(inspect.Attempt{Metric: metric, Command: "c"})
		}
		p.Otherwise([]inspect.Attempt{{Metric: "time", Command: "t", OfHappenings: true, Err: asks}, {Metric: "share", Command: "s", OfHappenings: true, Err: refuses}})
		if want := map[string]int{"nps": 0, "": 1}[metric]; len(p.Questions) != want {
			t.Errorf("beside %q: %v", metric, p.Questions)
		}
	}
	for _, err := range []error{nil, asks, refuses} { // what happened is offered as it answers, and asks for nothing
		p := look(t, kinds, survey)
		p.Offer(inspect.Attempt{Metric: "share", Command: "c", OfHappenings: true, Err: err})
		if (len(p.Commands) == 1) != (err == nil) || len(p.Questions)+len(p.Refusals) > 0 {
			t.Errorf("%v: %v, %v, %v", err, p.Commands, p.Questions, p.Refusals)
		}
	}
}

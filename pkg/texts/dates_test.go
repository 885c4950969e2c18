package texts_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// plan is a setup that asks for nothing but answers from 0 to 10.
func plan(t rapid.TB, change func(*setup)) setup {
	t.Helper()
	s := setup{Plan: Plan{Judging: texts.Judging{Classifier: classifier(t), Decimal: '.', Dedup: texts.DedupNone, MaxGroups: 100, MaxTexts: 100}}}
	if change != nil {
		change(&s)
	}
	return s
}

// ask counts CSV texts, whose headers name the columns, with 1, 2 and 8 workers.
func ask(t testing.TB, s setup, texts ...string) (outcome, error) {
	t.Helper()
	var tables []table
	for _, text := range texts {
		header, _, _ := strings.Cut(text, "\n")
		tables = append(tables, table{columns: strings.Split(header, ","), text: text})
	}
	one, err := run(s, tables, 1)
	for _, workers := range []int{2, 8} {
		many, errMany := run(s, tables, workers)
		if diff := cmp.Diff(one, many, cmpopts.EquateEmpty()); diff != "" || fmt.Sprint(err) != fmt.Sprint(errMany) {
			t.Errorf("1 worker ends with %v, %d with %v (-1, +%d)\n%s", err, workers, errMany, workers, diff)
		}
	}
	return one, err
}

func condition(t testing.TB, text string) *where.Cond {
	t.Helper()
	cond, err := where.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return cond
}

func instant(t testing.TB, text string) *dates.Instant {
	t.Helper()
	at, err := dates.ParseBound(text, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &at
}

// months shows which months a column of dates falls in, or why there is no telling.
func months(t testing.TB, s setup, column ...string) string {
	t.Helper()
	s.Period = dates.Month
	out, err := ask(t, s, "score,when\n9,"+strings.Join(column, "\n9,")+"\n")
	if err != nil {
		return plainly(err).Error()
	}
	var labels []string
	for _, g := range out.Groups {
		labels = append(labels, fmt.Sprintf("%s×%d", dates.Month.Label(g.Period), g.Scores[0].N))
	}
	return strings.Join(labels, " ") + ", " + out.Order.String()
}

// The whole column says whether 03/04/2026 is in April or in March.
func TestOrderOfDates(t *testing.T) {
	check := func(want string, column ...string) {
		t.Helper()
		if got := months(t, plan(t, nil), column...); got != want {
			t.Errorf("%v: %s, want %s", column, got, want)
		}
	}
	check("2026-06×2, unknown", "2026-06-01", "2026-06-30")
	check("2026-04×1, unknown", "04/04/2026") // the same in either order
	check("2026-04×2, unknown", "04/04/2026", "2026-04-01")
	check("undecided", "03/04/2026")
	check("undecided", "2026-06-01", "03/04/2026", "04/04/2026")
	check("2026-03×1 2026-04×1, unknown", "03/04/2026", "04/03/2026") // one of each, whichever is which
	check("2026-04×1 2026-12×1, day first", "03/04/2026", "25/12/2026")
	check("2026-03×1 2026-12×1, month first", "03/04/2026", "12/25/2026")
	check("contradicted", "25/12/2026", "12/25/2026")
	check("contradicted", "25/12/2026", "03/04/2026", "12/25/2026")
}

// What is known before does not have to be proven, but it must not be wrong.
func TestKnownOrder(t *testing.T) {
	check := func(known dates.DayOrder, layout, want string, column ...string) {
		t.Helper()
		s := plan(t, func(s *setup) { s.Dates.Order, s.Dates.Layout = known, layout })
		if got := months(t, s, column...); got != want {
			t.Errorf("%v %q, %v: %s, want %s", known, layout, column, got, want)
		}
	}
	check(dates.DayFirst, "", "2026-04×1, day first", "03/04/2026")
	check(dates.MonthFirst, "", "2026-03×1, month first", "03/04/2026")
	check(dates.MonthFirst, "", "2026-03×1, unknown", "2026-03-04") // no date asks
	check(dates.DayFirst, "", "contradicted", "25/12/2026", "12/25/2026")
	check(dates.DayFirst, "", "2026-04×1, day first", "03/04/2026", "12/25/2026") // the second is no time
	check(dates.Unknown, "dmy", "2026-04×1, unknown", "03/04/2026", "12/25/2026") // the user has said so
	check(dates.Unknown, "mdy", "2026-03×1 2026-12×1, unknown", "03/04/2026", "12/25/2026")
}

// The last row of several batches and sources decides as well as the first.
func TestLastRowDecides(t *testing.T) {
	s := plan(t, func(s *setup) { s.Period = dates.Month })
	first := "score,when,pad\n" + strings.Repeat("9,03/04/2026,"+strings.Repeat("x", 50_000)+"\n", 30)
	out, err := ask(t, s, first, "when,score\n2026-04-05,9\n12/25/2026,9\n")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, g := range out.Groups {
		got += fmt.Sprintf("%s×%d ", dates.Month.Label(g.Period), g.Scores[0].N)
	}
	if got != "2026-03×30 2026-04×1 2026-12×1 " || out.Order != dates.MonthFirst {
		t.Errorf("%s, %v", got, out.Order)
	}
}

// A row that a condition leaves out still shows how the column is written. Once it did so only when
// it stood in the sample, so that the place of a row in the file decided whether there was a figure.
func TestFilteredRowDecides(t *testing.T) {
	s := plan(t, func(s *setup) {
		s.Where, s.Period = []*where.Cond{condition(t, "status=ok")}, dates.Month
	})
	out, err := ask(t, s, "score,when,status\n9,03/04/2026,ok\n9,25/12/2026,no\n")
	if err != nil {
		t.Fatal(err)
	}
	if out.Order != dates.DayFirst || out.Rows.Filtered != 1 || out.Rows.Counted != 1 {
		t.Errorf("%v, %+v", out.Order, out.Rows)
	}
	if _, err := ask(t, s, "score,when,status\n9,12/25/2026,ok\n9,25/12/2026,no\n"); plainly(err) != errContradicted {
		t.Errorf("a filtered row contradicts, and the run ends with %v", err)
	}
}

// Where nothing decides, nothing may hang on the order: not what is kept, nor what it stands for.
func TestOrderMatters(t *testing.T) {
	check := func(matters bool, change func(*setup), text string) {
		t.Helper()
		_, err := ask(t, plan(t, change), text)
		if matters && plainly(err) != errUndecided || !matters && err != nil {
			t.Errorf("%q ends with %v", text, err)
		}
	}
	since := func(s *setup) { s.Since = instant(t, "2026-04-01") } // 4 March is before, 3 April after
	both := func(f ...func(*setup)) func(*setup) {
		return func(s *setup) {
			since(s)
			for _, change := range f {
				change(s)
			}
		}
	}
	count, weight := func(s *setup) { s.count = true }, func(s *setup) { s.weight = true }
	latest := func(s *setup) { s.Dedup = texts.DedupLatest }
	by := func(s *setup) { s.by = []string{"region"} }

	check(true, since, "score,when\n9,03/04/2026\n")
	check(false, since, "score,when\n9,05/06/2026\n") // 5 June or 6 May
	check(false, since, "score,when\n9,03/04/2026\n9,04/03/2026\n")
	check(true, since, "score,when\n9,03/04/2026\n8,04/03/2026\n")                    // a 9 or an 8
	check(true, both(count), "score,when,count\n9,03/04/2026,1\n9,04/03/2026,2\n")    // one 9 or two
	check(true, both(weight), "score,when,weight\n9,03/04/2026,1\n9,04/03/2026,2\n")  // a light or a heavy one
	check(true, both(by), "score,when,region\n9,03/04/2026,EU\n9,04/03/2026,US\n")    // here or there
	check(true, both(weight), "score,when,weight\n9,03/04/2026,?\nx,04/03/2026,?\n")  // both invalid, for two reasons
	check(true, both(latest), "score,when,who\n9,05/06/2026,ann\n9,03/04/2026,ann\n") // duplicate or filtered
	check(false, latest, "score,when,who\n9,05/06/2026,ann\n9,06/05/2026,ann\n")      // 9, whichever is later
	check(true, latest, "score,when,who\n9,05/06/2026,ann\n8,06/05/2026,ann\n")       // 9 or 8
	check(false, latest, "score,when,who\n9,03/04/2026,ann\n8,04/06/2026,ann\n")      // 8 in either order
	check(false, nil, "score,when\n9,03/04/2026\n")                                   // nobody asks for the time
}

// Only rows that the taken order leaves out are told of: those of the other are as if not read.
func TestRejectsOfTheTakenOrder(t *testing.T) {
	rows := "score,when,status\n9,03/04/2026,ok\nx,03/04/2026,ok\n9,04/03/2026,ok\n9,05/06/2026,no\nx,2026-05-01,ok\n"
	check := func(proof string, want ...string) {
		t.Helper()
		s := plan(t, func(s *setup) {
			s.Reject, s.Where, s.Since = true, []*where.Cond{condition(t, "status=ok")}, instant(t, "2026-04-01")
		})
		out, err := ask(t, s, rows+proof)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, out.Rejects); diff != "" {
			t.Errorf("with %q (-want +got)\n%s", proof, diff)
		}
		if r := out.Rows; r.Read != 6 || r.Read != r.Counted+r.Invalid+r.Filtered {
			t.Errorf("with %q: %+v", proof, r)
		}
	}
	check("9,25/12/2026,ok\n",
		`0:5 filtered where "no"`, `0:6 invalid score "x"`, // told at once
		`0:3 invalid score "x"`, `0:4 filtered time "04/03/2026"`) // told when the column has decided
	check("9,12/25/2026,ok\n",
		`0:5 filtered where "no"`, `0:6 invalid score "x"`,
		`0:2 filtered time "03/04/2026"`, `0:3 filtered time "03/04/2026"`)
}

// Passing a limit with the dates read the wrong way is no failure. It was one.
func TestLimitOfTheOtherOrder(t *testing.T) {
	var rows strings.Builder
	for _, month := range []int{1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12} {
		fmt.Fprintf(&rows, "9,%02d/02/2026\n", month)
	}
	s := plan(t, func(s *setup) { s.Period, s.MaxGroups = dates.Month, 3 })
	out, err := ask(t, s, "score,when\n"+rows.String()+"9,25/02/2026\n")
	if err != nil || len(out.Groups) != 1 {
		t.Errorf("days of February: %v, %v", err, out.Groups)
	}
	var limit *pass.GroupsError
	if _, err = ask(t, s, "score,when\n"+rows.String()+"9,01/25/2026\n"); !errors.As(err, &limit) || limit.Limit != 3 {
		t.Errorf("eleven months under a limit of 3: %v", err)
	}
	if _, err = ask(t, s, "score,when\n"+rows.String()); plainly(err) != errUndecided {
		t.Errorf("one month or eleven: %v", err)
	}
}

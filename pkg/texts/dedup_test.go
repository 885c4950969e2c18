package texts_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// kept lists the scores that count, lowest first.
func kept(out outcome) string {
	var scores []string
	for _, s := range out.Total {
		for range s.N {
			scores = append(scores, fmt.Sprint(s.Score))
		}
	}
	return strings.Join(scores, " ")
}

func TestDedup(t *testing.T) {
	check := func(first, latest string, duplicates int64, cells ...string) {
		t.Helper()
		for rule, want := range map[texts.Dedup]string{texts.DedupFirst: first, texts.DedupLatest: latest} {
			out, err := ask(t, plan(t, func(s *setup) { s.Dedup = rule }), cells...)
			if err != nil {
				t.Fatal(err)
			}
			if got := kept(out); got != want || out.Rows.Duplicate != duplicates {
				t.Errorf("%s of %q: %s with %d duplicates, want %s with %d", rule, cells, got, out.Rows.Duplicate, want, duplicates)
			}
		}
	}
	check("1", "3", 2, "score,who\n1,ann\n2,ann\n3,ann\n")                                        // without times, in the order of reading
	check("1", "3", 2, "score,who,when\n2,ann,2026-06-02\n3,ann,2026-06-03\n1,ann,2026-06-01\n")  // by time
	check("1", "3", 2, "score,who,when\n1,ann,2026-06-01\n2,ann,2026-06-01\n3,ann,2026-06-01\n")  // a tie goes by reading
	check("1", "2", 1, "score,who,when\n1,ann,2026-06-01T10:00Z\n2,ann,2026-06-01T11:30+01:00\n") // 10:00 and 10:30
	check("1", "3", 2, "score,who\n1,ann\n", "score,who\n2, ann\n3,ann \n")                       // across sources; blanks do not make another person
	check("1 2", "1 2", 0, "score,who\n1,ann\n2,Ann\n")                                           // letter case does
	check("1 2", "1 2", 0, "score,who\n1,\n2, \n")                                                // nobody is not one person
	check("1", "1", 0, "score,who\n,ann\n1,ann\nN/A,ann\n11,ann\nx,ann\n")                        // only answers that count compete
	check("1", "1", 0, "score,who,when\n1,ann,2026-06-01\n2,ann,someday\n")                       // without a time there is no telling
	check("2", "1", 1, "score,who,when\n1,ann,2026-06-01\n", "who,score\nann,2\n")                // a source without times counts as earliest
}

// With periods, each period keeps its own answer of a respondent: a survey in waves asks again. The
// rejects agree with the account.
func TestDedupWithinPeriods(t *testing.T) {
	text := "score,who,when\n1,ann,2026-02-01\n2,ann,2026-03-31\n9,bob,2026-03-01\n3,ann,2026-04-01\n4,ann,2026-05-01\n"
	check := func(rule texts.Dedup, want string, rejects ...string) {
		t.Helper()
		s := plan(t, func(s *setup) { s.Dedup, s.Period, s.Reject = rule, dates.Quarter, true })
		out, err := ask(t, s, text)
		if err != nil {
			t.Fatal(err)
		}
		if kept(out) != want || out.Rows.Duplicate != 2 {
			t.Errorf("%s keeps %s with %d duplicates, want %s with 2", rule, kept(out), out.Rows.Duplicate, want)
		}
		if diff := cmp.Diff(rejects, out.Rejects); diff != "" {
			t.Errorf("%s: rejects (-want +got)\n%s", rule, diff)
		}
	}
	check(texts.DedupLatest, "2 4 9", `0:2 duplicate respondent "ann"`, `0:5 duplicate respondent "ann"`)
	check(texts.DedupFirst, "1 3 9", `0:3 duplicate respondent "ann"`, `0:6 duplicate respondent "ann"`)
}

// Candidates with a time in either order, with a plain time and without any meet in one choice. Those
// of a source without times once had one of their own, so a respondent could count twice.
func TestDedupAcrossKindsOfTime(t *testing.T) {
	s := plan(t, func(s *setup) { s.Dedup = texts.DedupFirst })
	out, err := ask(t, s, "score,who,when\n1,ann,25/12/2026\n2,ann,2026-12-24\n3,ann,03/04/2026\n", "score,who\n4,ann\n")
	if err != nil {
		t.Fatal(err)
	}
	if kept(out) != "4" || out.Rows.Duplicate != 3 {
		t.Errorf("kept %s, %+v", kept(out), out.Rows)
	}
}

// The answer that is kept stands for its own group, weight and count.
func TestDedupKeepsTheWholeRow(t *testing.T) {
	s := plan(t, func(s *setup) {
		s.Dedup, s.by, s.weight, s.count, s.Reject = texts.DedupLatest, []string{"region"}, true, true, true
	})
	out, err := ask(t, s, "score,who,region,weight,count\n9,ann,EU,2,3\n0,bob,EU,1,1\n7,ann,US,0.5,4\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"[EU] {0 1 1 1}", "[US] {7 4 2 1}"} // 4 answers that weigh 0.5 each
	var got []string
	for _, g := range out.Groups {
		got = append(got, fmt.Sprint(g.By, g.Scores[0]))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{`0:2 duplicate respondent "ann"`}, out.Rejects); diff != "" {
		t.Errorf("rejects (-want +got)\n%s", diff)
	}
}

// What conditions and bounds leave out does not compete.
func TestDedupAfterConditions(t *testing.T) {
	s := plan(t, func(s *setup) {
		s.Dedup, s.Where, s.Until = texts.DedupLatest, []*where.Cond{condition(t, "status=ok")}, instant(t, "2026-07-01")
	})
	out, err := ask(t, s, "score,who,when,status\n1,ann,2026-06-01,ok\n2,ann,2026-06-02,no\n3,ann,2026-07-01,ok\n")
	if err != nil {
		t.Fatal(err)
	}
	if kept(out) != "1" || out.Rows.Filtered != 2 || out.Rows.Duplicate != 0 {
		t.Errorf("kept %s, %+v", kept(out), out.Rows)
	}
}

// askJSON counts one JSON document with workers, and returns the rejects and the error as well.
func askJSON(s setup, text string, workers int, keys ...string) (*texts.Tallies, []pass.Reject, error) {
	var rejects []pass.Reject
	p := s.Plan
	p.Workers, p.Reject = workers, func(r pass.Reject) { rejects = append(rejects, r) }
	in := input{columns: pass.Seats{Roles: make(map[dataset.Role]int)}, scanner: scan.NewJSON(scan.Origin{Reader: strings.NewReader(text)}, scan.JSONOptions{})}
	for i, key := range keys {
		in.want = append(in.want, scan.Column{Path: []string{key}})
		in.columns.Roles[map[string]dataset.Role{"score": texts.Score, "who": texts.Respondent, "when": texts.Time, "count": texts.Count}[key]] = i
	}
	t, err := p.tallies(context.Background(), inputs{in}, false)
	return t, rejects, err
}

// oneLine writes records as a JSON array on one line, wide enough for several batches.
func oneLine(records ...string) string {
	pad := fmt.Sprintf(`"pad":%q`, strings.Repeat("x", 100_000))
	for i, r := range records {
		records[i] = "{" + r + "," + pad + "}"
	}
	return "[" + strings.Join(records, ",") + "]"
}

// The records of a JSON document may all stand on line 1, and still have an order. By the line alone
// they had none, so the answer that was kept depended on the number of workers.
func TestRecordsOfOneLine(t *testing.T) {
	var records []string
	for i := range 20 {
		records = append(records, fmt.Sprintf(`"who":"ann","score":%d`, i%10))
	}
	text := oneLine(records...)
	check := func(rule texts.Dedup, want string) {
		t.Helper()
		for _, workers := range []int{1, 2, 8} {
			s := plan(t, func(s *setup) { s.Dedup = rule })
			tallies, rejects, err := askJSON(s, text, workers, "who", "score")
			if err != nil {
				t.Fatal(err)
			}
			total := texts.Judge(tallies, s.Classifier, false).Total
			if got := kept(outcome{Total: total.Scores}); got != want {
				t.Errorf("%s with %d workers: %s, want %s", rule, workers, got, want)
			}
			if len(rejects) != 19 || rejects[0].Record >= rejects[1].Record {
				t.Errorf("%s with %d workers: %d rejects, the first at %v", rule, workers, len(rejects), rejects[0].Place)
			}
		}
	}
	check(texts.DedupFirst, "0")
	check(texts.DedupLatest, "9")
}

// What is shown as the first of its kind on a line is the first of it for any number of workers.
func TestFirstOfOneLine(t *testing.T) {
	var records []string
	for i := range 20 {
		records = append(records, fmt.Sprintf(`"score":9,"count":"bad %d","when":"%d/12/2026"`, i, 13+i%10))
	}
	text := oneLine(append(records, `"score":9,"count":1,"when":"12/25/2026"`)...)
	for _, workers := range []int{1, 2, 8} {
		tallies, _, err := askJSON(plan(t, nil), text, workers, "score", "count")
		if err != nil {
			t.Fatal(err)
		}
		if bad := tallies.Bad[texts.Count]; bad.Text != "bad 0" || bad.Rows != 20 {
			t.Errorf("%d workers: %+v", workers, bad)
		}
		_, _, err = askJSON(plan(t, func(s *setup) { s.Since = instant(t, "2026") }), text, workers, "score", "when")
		want := `line 1: "13/12/2026" has the day first, but line 1: "12/25/2026" has the month first`
		if err == nil || err.Error() != want {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

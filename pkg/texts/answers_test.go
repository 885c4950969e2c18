package texts_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// every has a row of every account: filtered by a condition, malformed, filtered by time, blank,
// invalid by its answer, weight, count and time, out of range, excluded, counted.
const every = `score,when,status,weight,count
9,2026-06-01,no,1,1
9,2026-06-01,ok
9,2025-06-01,ok,1,1
,2026-06-01,ok,1,1
perhaps,2026-06-01,ok,1,1
9,2026-06-01,ok,heavy,1
9,2026-06-01,ok,1,-1
9,soon,ok,1,1
11,2026-06-01,ok,1,1
preview,2026-06-01,ok,1,1
9,2026-06-01,ok,1,1
N/A,soon,ok,heavy,-1
`

func everySetup(t testing.TB) setup {
	return plan(t, func(s *setup) {
		s.Where = []*where.Cond{condition(t, "status!=no")}
		s.Since, s.weight, s.count, s.Reject = instant(t, "2026"), true, true, true
	})
}

// Every row that is not counted is told of once, in the order of the source.
func TestRejects(t *testing.T) {
	out, err := ask(t, everySetup(t), every)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`0:2 filtered where "no"`, `0:3 malformed  ""`, `0:4 filtered time "2025-06-01"`, `0:5 blank score ""`,
		`0:6 invalid score "perhaps"`, `0:7 invalid weight "heavy"`, `0:8 invalid count "-1"`, `0:9 invalid time "soon"`,
		`0:10 out_of_range score "11"`, `0:11 excluded score "preview"`, `0:13 blank score "N/A"`,
	}
	if diff := cmp.Diff(want, out.Rejects); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	rows := result.Rows{Read: 12, Counted: 1, Blank: 2, Invalid: 4, OutOfRange: 1, Filtered: 2, Excluded: 1, Malformed: 1}
	if diff := cmp.Diff(rows, out.Rows); diff != "" {
		t.Errorf("account (-want +got)\n%s", diff)
	}
}

// A reject says in words what is wrong, and which condition it was.
func TestReasons(t *testing.T) {
	s := everySetup(t)
	var got []string
	s.Plan.Workers, s.Plan.Reject = 1, func(r pass.Reject) { got = append(got, fmt.Sprintf("%d: %s", r.Condition, r.Reason)) }
	table := table{columns: strings.Split("score,when,status,weight,count", ","), text: every}
	if _, err := s.tallies(context.Background(), open(s, table), false); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"0: does not meet status!=no", "0: 3 cells where the header has 5", "0: lies outside --since and --until", "0: no answer",
		`0: "perhaps" is not a number from 0 to 10`, `0: "heavy" is not a weight (0, or from 1e-9 to 1e12)`,
		`0: "-1" is not a whole number of answers (up to 1e12)`, `0: "soon" is not a time`,
		`0: "11" is not from 0 to 10`, "0: marked as not an answer", "0: no answer",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What a cell says about weight and count, and when it does not.
func TestSize(t *testing.T) {
	check := func(weight, count, want string) {
		t.Helper()
		s := plan(t, func(s *setup) { s.weight, s.count = true, true })
		out, err := ask(t, s, fmt.Sprintf("score,weight,count\n9,%q,%q\n", weight, count))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(out.Total); got != want || out.Rows.Counted+out.Rows.Invalid != 1 {
			t.Errorf("weight %q, count %q: %s with %+v, want %s", weight, count, got, out.Rows, want)
		}
	}
	check("1", "1", "[{9 1 1 1}]")
	check("0.5", "4", "[{9 4 2 1}]")
	check("0", "3", "[{9 3 0 0}]")
	check(" 2 ", " 3.0 ", "[{9 3 6 12}]")
	check("1e-09", "1", "[{9 1 1e-09 1e-18}]") // the ends of the range of weights
	check("1,000,000,000,000", "1", "[{9 1 1e+12 1e+24}]")
	check("1e-10", "1", "[]")
	check("1000000000001", "1", "[]")
	check("1", "1000000000000", "[{9 1000000000000 1e+12 1e+12}]")
	check("1", "1000000000001", "[]") // sums of larger ones could overflow
	check("1", "0", "[]")             // no answer, but no mistake either
	check("-1", "1", "[]")
	check("", "1", "[]")
	check("1", "", "[]")
	check("1", "1.5", "[]")
	check("x", "1", "[]")
	check("NaN", "1", "[]")
}

// Weights add up without rounding, so no order of the rows can be told from another.
func TestWeightsAddUp(t *testing.T) {
	s := plan(t, func(s *setup) { s.weight = true })
	out, err := ask(t, s, "score,weight\n9,0.1\n9,0.2\n9,0.3\n9,1e+12\n", "weight,score\n0.0000001,9\n")
	if err != nil {
		t.Fatal(err)
	}
	want := 1000000000000.6000001 // decimal sum, rounded once
	if got := out.Total[0].W; got != want {
		t.Errorf("Σw = %v, want %v", got, want)
	}
}

func TestRepeats(t *testing.T) {
	check := func(want repeats, change func(*setup), texts ...string) {
		t.Helper()
		out, err := ask(t, plan(t, func(s *setup) {
			s.respondent = true
			if change != nil {
				change(s)
			}
		}), texts...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, out.Repeats); diff != "" {
			t.Errorf("%q (-want +got)\n%s", texts, diff)
		}
	}
	check(repeats{Looked: 2, All: true}, nil, "score,who\n9,ann\n8,bob\n")
	check(repeats{2, place{0, 3}, 4, true}, nil, "score,who\n9,ann\n8,ann\n7,bob\n6, bob\n")
	check(repeats{1, place{1, 2}, 2, true}, nil, "score,who\n9,ann\n", "who,score\nann,9\n") // the first repeat is in the second source
	check(repeats{Looked: 2, All: true}, nil, "score,who\n9,\n9,\n9,ann\n9,bob\n")           // nobody does not repeat
	check(repeats{All: true}, func(s *setup) { s.Dedup = texts.DedupLatest }, "score,who\n9,ann\n9,ann\n")
	// Only answers that count are answers that repeat. Rows that a condition left out once did too.
	check(repeats{Looked: 1, All: true}, nil, "score,who\n9,ann\nN/A,ann\n,ann\n11,ann\nx,ann\n")
	ok := func(s *setup) { s.Where = []*where.Cond{condition(t, "status=ok")} }
	check(repeats{Looked: 1, All: true}, ok, "score,who,status\n9,ann,ok\n9,ann,no\n")
	june := func(s *setup) { s.Until = instant(t, "2026-07") }
	check(repeats{Looked: 1, All: true}, june, "score,who,when\n9,ann,2026-06-01\n9,ann,2026-07-01\n")
}

// The look for repeats ends after 65,536 answers, and says so.
func TestRepeatsAmongTheFirst(t *testing.T) {
	var text strings.Builder
	text.WriteString("score,who\n")
	for i := range 1 << 16 {
		fmt.Fprintf(&text, "9,%d\n", i)
	}
	s := plan(t, func(s *setup) { s.respondent = true })
	for more, want := range map[string]repeats{
		"":           {Looked: 1 << 16, All: true},
		"9,7\n9,7\n": {Looked: 1 << 16},
	} {
		out, err := ask(t, s, text.String()+more)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, out.Repeats); diff != "" {
			t.Errorf("%q (-want +got)\n%s", more, diff)
		}
	}
}

func TestLimits(t *testing.T) {
	check := func(want string, change func(*setup), texts ...string) {
		t.Helper()
		_, err := ask(t, plan(t, change), texts...)
		var groups *pass.GroupsError
		var scores *tally.LimitError
		got := ""
		switch {
		case errors.As(err, &groups):
			got = groups.Error()
		case errors.As(err, &scores):
			got = scores.Error()
		case err != nil:
			got = "another error: " + err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", texts, got, want)
		}
	}
	regions := func(s *setup) { s.by, s.MaxGroups = []string{"region"}, 2 }
	check("", regions, "score,region\n9,EU\n9,US\n9,EU\n")
	check("more than 2 groups", regions, "score,region\n9,EU\n9,US\n9,\n")
	check("more than 2 groups", regions, "score,region\n9,EU\n9,US\n", "region,score\nUA,9\n")
	wide := strings.Repeat("x", 300_000) // each row is a batch, so that no worker alone has all groups
	check("more than 2 groups", regions, fmt.Sprintf("score,region,pad\n9,EU,%s\n9,US,%s\n9,UA,%s\n", wide, wide, wide))
	check("more than 2 groups", func(s *setup) { regions(s); s.Dedup = texts.DedupLatest },
		"score,region,who\n9,EU,ann\n9,US,bob\n9,UA,cy\n")
	check("", func(s *setup) { regions(s); s.Dedup = texts.DedupLatest },
		"score,region,who\n9,EU,ann\n9,US,bob\n9,UA,ann\n") // EU is gone

	texts := func(s *setup) { s.MaxTexts = 2 }
	check("", texts, "score\n9\n10\n1\nx\ny\nx\n")
	check("more than 2 different texts", texts, "score\nx\ny\nz\n")
	check("more than 2 different texts", texts, fmt.Sprintf("score,pad\nx,%s\ny,%s\nz,%s\n", wide, wide, wide))
	check("more than 2 different texts", func(s *setup) { texts(s); s.weight = true }, "score,weight\nx,?\ny,?\nz,?\n") // also where they are void
}

// Values of groups, however they look, stay what they are and apart.
func TestManyGroups(t *testing.T) {
	var text strings.Builder
	text.WriteString("score,region,when\n")
	want := make(map[string]int64)
	for i := range 3000 {
		region := []string{"", "r", "region ", "a region with a long name "}[i%4] + fmt.Sprint(i%803)
		month := 1 + i%12
		want[fmt.Sprintf("%s in 2026-%02d", region, month)]++
		fmt.Fprintf(&text, "%d,%s,2026-%02d-%02d\n", i%11, region, month, 1+i%28)
	}
	s := plan(t, func(s *setup) { s.by, s.Period, s.MaxGroups = []string{"region"}, dates.Month, 10_000 })
	out, err := ask(t, s, text.String())
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]int64)
	for _, g := range out.Groups {
		for _, x := range g.Scores {
			got[fmt.Sprintf("%s in %s", g.By[0], dates.Month.Label(g.Period))] += x.N
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(out.Groups) != len(want) {
		t.Errorf("%d groups, want %d", len(out.Groups), len(want))
	}
}

// Groups of the same text or the same month, and texts that a careless key takes for each other.
func TestLikeGroups(t *testing.T) {
	check := func(want int, change func(*setup), row func(i int) string) {
		t.Helper()
		var text strings.Builder
		text.WriteString("score,region,when\n")
		for i := range 3000 {
			text.WriteString(row(i) + "\n")
		}
		out, err := ask(t, plan(t, func(s *setup) { s.by, s.MaxGroups = []string{"region"}, 10_000; change(s) }), text.String())
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range out.Groups {
			if len(g.Scores) != 1 || g.Scores[0].N != int64(3000/want) {
				t.Fatalf("%v %d: %v", g.By, g.Period, g.Scores)
			}
		}
		if len(out.Groups) != want {
			t.Errorf("%d groups, want %d", len(out.Groups), want)
		}
	}
	check(20, func(*setup) {}, func(i int) string { return "9," + strings.Repeat("a", i%20) + ",2026-06-01" })
	check(20, func(*setup) {}, func(i int) string { return "9," + strings.Repeat("abcd", i%20) + ",2026-06-01" })
	check(1500, func(s *setup) { s.Period = dates.Day }, func(i int) string {
		return "9,EU," + dates.Day.Label(int64(10_000+i%1500))
	})
}

// Lists of values that look alike when they are joined are different groups.
func TestGroupsStayApart(t *testing.T) {
	s := plan(t, func(s *setup) { s.by = []string{"region", "status"} })
	out, err := ask(t, s, "score,region,status\n9,ab,c\n9,a,bc\n9,,abc\n9,abc,\n9,\"a,b\",c\n9,a,\"b,c\"\n9,Latin America ,x\n9, Latin America,x\n")
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, g := range out.Groups {
		got = append(got, g.By)
	}
	want := [][]string{{"", "abc"}, {"Latin America", "x"}, {"a", "b,c"}, {"a", "bc"}, {"a,b", "c"}, {"ab", "c"}, {"abc", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// The first ten places of trouble are kept, of all workers and sources, and all are counted.
func TestFaults(t *testing.T) {
	broken := strings.Repeat("9,8,7\n9,"+strings.Repeat("x", 100_000)+"\n", 7)
	out, err := ask(t, plan(t, nil), "score,pad\n"+broken, "score,pad\n"+broken)
	if err != nil {
		t.Fatal(err)
	}
	want := []place{{0, 2}, {0, 4}, {0, 6}, {0, 8}, {0, 10}, {0, 12}, {0, 14}, {1, 2}, {1, 4}, {1, 6}}
	if diff := cmp.Diff(want, out.Faults); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if out.Rows.Malformed != 14 || out.Rows.Read != 28 {
		t.Errorf("%+v", out.Rows)
	}
}

// Remarks are about rows that count all the same.
func TestRemarks(t *testing.T) {
	var records []string
	for range 12 {
		records = append(records, `"score":1,"score":9`)
	}
	text := oneLine(records...)
	for _, workers := range []int{1, 2, 8} {
		s := plan(t, nil)
		tallies, _, err := askJSON(s, text, workers, "score")
		if err != nil {
			t.Fatal(err)
		}
		judged := texts.Judge(tallies, s.Classifier, false)
		if tallies.Remarks.N != 12 || len(tallies.Remarks.First) != 10 || judged.Rows.Counted != 12 || kept(outcome{Total: judged.Total.Scores}) != strings.TrimSpace(strings.Repeat("9 ", 12)) {
			t.Errorf("%d workers: %d remarks, %d kept, %+v", workers, tallies.Remarks.N, len(tallies.Remarks.First), judged)
		}
	}
}

// open opens tables as sources.
func open(s setup, tables ...table) inputs {
	in := make(inputs, len(tables))
	for i := range in {
		in[i].want, in[i].columns = s.roles(tables[i])
		in[i].scanner, in[i].err = scan.NewCSV(scan.Origin{Reader: strings.NewReader(tables[i].text)}, 1, scan.CSVOptions{Delimiter: ',', Quote: '"'})
	}
	return in
}

// Errors name the source that they are about, and a run that is called off ends.
func TestErrors(t *testing.T) {
	s := plan(t, nil)
	good := table{columns: []string{"score"}, text: "score\n9\n"}
	s.Plan.Workers = 2
	damaged := errors.New("damaged")
	in := open(s, good, good)
	in[1].scanner = failing{damaged}
	_, err := s.tallies(context.Background(), in, false)
	var source *pass.SourceError
	if !errors.As(err, &source) || source.Source != 1 || !errors.Is(err, damaged) || err.Error() != "source 2: damaged" {
		t.Errorf("a damaged second source: %v", err)
	}
	closed := open(s, good)
	closed[0].err = damaged
	if _, err := s.tallies(context.Background(), closed, false); !errors.Is(err, damaged) {
		t.Errorf("a source that does not open: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.tallies(ctx, open(s, good), false); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
	tallies, err := s.tallies(context.Background(), nil, false)
	if err != nil || tallies.Read != 0 || len(tallies.Groups) != 0 {
		t.Errorf("without a source: %+v, %v", tallies, err)
	}
}

// failing is a source whose end is damaged.
type failing struct{ err error }

func (f failing) Scan(context.Context, []scan.Column, int, func(int) scan.Sink) error { return f.err }

func TestJudge(t *testing.T) {
	scores := func(texts ...string) *tally.Scores {
		s := tally.NewScores(100)
		for line, text := range texts {
			c, err := s.Of([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if c.Rows == 0 {
				c.First = tally.Place{Line: int64(line)}
			}
			c.Rows++
			c.N += 2
		}
		return s
	}
	unused := scores("9")
	five, err := unused.Of([]byte("5"))
	if err != nil {
		t.Fatal(err)
	}
	five.Rows = 1 // a row that stands for no answer
	got := texts.Judge(&texts.Tallies{
		Read: 20, Filtered: 2, Duplicate: 1, Faults: pass.Faults{N: 4},
		Groups: []texts.Combination{
			{Key: pass.GroupKey(pass.AppendText(nil, []byte("EU"))), Scores: scores("9", " 9 ", "9.0", "N/A", "x", "x", "11")},
			{Key: pass.GroupKey(pass.AppendText(nil, []byte("US"))), Scores: unused},
		},
		Void: scores("9", "x", "", "preview"), Left: scores("9", "x"),
		Sources: []map[string]int64{{"8": 3, "9": 0, "11": 2, "x": 4}},
	}, classifier(t), false)
	want := texts.Judged{
		Total:  tally.Answers{Scores: []tally.Scored{{Score: 9, N: 8, W: 8, W2: 8}}},
		Column: tally.Answers{Scores: []tally.Scored{{Score: 9, N: 12, W: 12, W2: 12}}}, Left: true,
		Sources: []texts.JudgedSource{{Answers: tally.Answers{Scores: []tally.Scored{{Score: 8, N: 3, W: 3, W2: 3}}}, Off: map[float64]int64{11: 2}}},
		Rows:    result.Rows{Read: 20, Counted: 5, Blank: 2, Invalid: 4, OutOfRange: 1, Duplicate: 1, Filtered: 2, Excluded: 1, Malformed: 4},
		Odd: []texts.Odd{
			{Text: "x", Kind: answer.Invalid, Reason: `"x" is not a number from 0 to 10`, Rows: 3, First: tally.Place{Line: 1}},
			{Text: "11", Kind: answer.OutOfRange, Reason: `"11" is not from 0 to 10`, Score: 11, Rows: 1, First: tally.Place{Line: 6}},
			{Text: "preview", Kind: answer.Excluded, Rows: 1, First: tally.Place{Line: 3}},
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(got, "Groups"), cmpopts.IgnoreUnexported(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for i, want := range []struct {
		n    int64
		rows result.Rows
	}{{6, result.Rows{Counted: 3, Blank: 1, Invalid: 2, OutOfRange: 1}}, {2, result.Rows{Counted: 2}}} {
		answers, rows := got.Group(i)
		if diff := cmp.Diff([]tally.Scored{{Score: 9, N: want.n, W: float64(want.n), W2: float64(want.n)}}, answers.Scores); diff != "" || rows != want.rows {
			t.Errorf("group %d: rows %+v, want %+v (-want +got)\n%s", i, rows, want.rows, diff)
		}
	}
}

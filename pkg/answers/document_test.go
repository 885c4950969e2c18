package answers_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/source"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

func encoded(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

// The settings say all that decided the numbers, and what was not asked for only where it is usual.
func TestSettings(t *testing.T) {
	check := func(name, text string, change func(*answers.Request), want string) {
		t.Helper()
		r := request(t, name, file(t, "a.csv", text))
		r.ZoneName = "UTC"
		change(&r)
		if diff := cmp.Diff(want, encoded(t, document(t, r).Settings)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	check("nps", "score\n9\n8\n", func(*answers.Request) {},
		`{"confidence":0.95,"interval":"score","scale":[0,10],"promoter_from":9,"detractor_to":6,"dedup":"none","by":[],"period":null,"tz":"UTC"}`)
	check("ces", "score\n7\n1\n", func(r *answers.Request) { r.Question.Reverse = true },
		`{"confidence":0.95,"interval":"wilson","scale":[1,7],"easy_from":5,"reverse":true,"dedup":"none","by":[],"period":null,"tz":"UTC"}`)
	check("nps", "score,email,region,date\n9,a,EU,25/12/2026\nN/A,b,EU,25/12/2026\n", func(r *answers.Request) {
		r.Question.Confidence, r.Question.Population = 0.9, 1000
		r.By, r.Period, r.Where = []string{"region"}, "month", []string{"region=EU"}
		r.Since, r.Until, r.Missing, r.Dedup = "2026", "2027", []string{"N/A"}, texts.DedupLatest
		kyiv, err := time.LoadLocation("Europe/Kyiv")
		if err != nil {
			t.Fatal(err)
		}
		r.Zone, r.ZoneName = kyiv, "Europe/Kyiv"
	}, `{"confidence":0.9,"interval":"score","scale":[0,10],"promoter_from":9,"detractor_to":6,"dedup":"latest","by":["region"],`+
		`"period":"month","tz":"Europe/Kyiv","population":1000,"where":["region=EU"],"since":"2026","until":"2027","date_order":"day first","missing":["N/A"]}`)
	check("nps", "score,region\n9,EU\n9,US\n0,US\n10,EU\n", func(r *answers.Request) { r.By = []string{"region"} },
		`{"confidence":0.95,"interval":"score","scale":[0,10],"promoter_from":9,"detractor_to":6,"dedup":"none","by":["region"],"period":null,"tz":"UTC","verdicts":"holm"}`)
	check("csat", "score\nso so\nfine\n4.5\n", func(r *answers.Request) {
		r.Fractional, r.Values = true, map[string]float64{"so so": 3, "fine": 4.5}
	}, `{"confidence":0.95,"interval":"wilson","scale":[1,5],"satisfied_from":4,"dedup":"none","by":[],"period":null,"tz":"UTC",`+
		`"values":{"fine":4.5,"so so":3},"fractional":true}`)
	check("nps", "score,date\n9,03/04/2026\n", func(r *answers.Request) { r.Period, r.DateFormat = "year", "mdy" },
		`{"confidence":0.95,"interval":"score","scale":[0,10],"promoter_from":9,"detractor_to":6,"dedup":"none","by":[],"period":"year","tz":"UTC","date_format":"mdy"}`)
}

// The columns that were found bear the names of the file.
func TestColumns(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "NPS Score,E-mail,Submitted At,w,n\n9,a@x,2026-06-01,1,1\n"))
	r.Weight, r.Count, r.Period = "w", "N", "month" // letter case does not matter
	want := `{"score":"NPS Score","time":"Submitted At","respondent":"E-mail","weight":"w","count":"n"}`
	if diff := cmp.Diff(want, encoded(t, document(t, r).Columns)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Groups come in the order of their values, numbers by their size, and then of their periods.
func TestGroups(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "score,store,date\n9,10,2026-02-01\n0,9,2026-01-31\n9,9,2025-12-31\n9,,2026-01-01\n8,10,2026-01-01\n"))
	r.By, r.Period = []string{"store"}, "month"
	var got []string
	for _, g := range document(t, r).Groups.All() {
		n, _ := g.Values.Get("n")
		got = append(got, fmt.Sprintf("%s %s %v", g.By[0].Value, g.Period, n))
	}
	want := []string{"9 2025-12 1", "9 2026-01 1", "10 2026-01 1", "10 2026-02 1"}
	var blank string // its place among the numbers is a matter of taste
	kept := got[:0]
	for _, g := range got {
		if strings.HasPrefix(g, " ") {
			blank = g
			continue
		}
		kept = append(kept, g)
	}
	if diff := cmp.Diff(want, kept); diff != "" || blank != " 2026-01 1" {
		t.Errorf("blank %q (-want +got)\n%s", blank, diff)
	}
}

// One half is met and one is missed; a group that is not there is a mistake on the command line.
func TestThresholds(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "score,region\n"+strings.Repeat("9,EU\n0,US\n", 20)))
	r.By, r.Thresholds = []string{"region"}, []string{"EU.value>=100", "value >= 0"}
	a, err := answered(context.Background(), r)
	if err != nil || a.Missed {
		t.Fatalf("%v, %+v", err, a)
	}
	want := `[{"expression":"EU.value>=100","actual":100,"passed":true},{"expression":"value >= 0","actual":0,"passed":true}]`
	if diff := cmp.Diff(want, encoded(t, a.Document.Thresholds)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	r.Thresholds = []string{"EU.value>=0", "US.value>=0", "low>=-100"}
	if a, err = answered(context.Background(), r); err != nil || !a.Missed || a.Document.Thresholds[1].Passed {
		t.Errorf("%v, %+v", err, a)
	}
	r.Thresholds = []string{"UA.value>=0"}
	_, err = answered(context.Background(), r)
	usageError(t, err, `"UA"`, `"EU"`)
}

// A date that can be read both ways is shown in both, with the flag that decides.
func TestUndecidedDates(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "score,date\n9,2026-01-01\n9,03/04/2026\n"))
	r.Period = "month"
	_, err := answered(context.Background(), r)
	usageError(t, err, "a.csv:3", `"date"`, `"03/04/2026"`, "3 April 2026", "4 March 2026")
	if e := err.(*answers.Error); len(e.Flags) != 2 || e.Flags[0] != "--date-format" {
		t.Errorf("flags %q", e.Flags)
	}
	r.DateFormat = "mdy"
	if got := document(t, r).Groups.At(1).Period; got != "2026-03" {
		t.Errorf("with the month first it is in %s", got)
	}
	r = request(t, "nps", file(t, "a.csv", "score,date\n9,25/12/2026\n"), file(t, "b.csv", "score,date\n9,12/25/2026\n"))
	r.Period = "month"
	_, err = answered(context.Background(), r)
	refused(t, err, `a.csv:2: column "date": "25/12/2026" has the day first`)
	refused(t, err, "b.csv:2")
}

// messy writes an export with something of every kind, in several batches.
func messy(rows int, seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 1))
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	var b strings.Builder
	b.WriteString("score,email,date,region,weight,comment\n")
	for i := range rows {
		if random.IntN(50) == 0 {
			b.WriteString("9,too few\n")
			continue
		}
		fmt.Fprintf(&b, "%s,%d@example.org,%s,%s,%s,%q\n", pick("9", "10", "0", "8", "7", " 9 ", "9.0", "N/A", "", "12", "maybe"),
			random.IntN(rows), pick("2026-01-31", "2026-06-15 10:00", "03/04/2026", "25/12/2025", "soon"), pick("EU", "US", "Latin America", ""),
			pick("1", "0.1", "0.3", "1.7", "x"), strings.Repeat(pick("a", "b,", "c\n"), 1+i%200))
	}
	return strings.ReplaceAll(b.String(), `\n`, "\n")
}

// The same files give the same bytes for any number of workers: document, rejects and their order.
func TestSameForAllWorkers(t *testing.T) {
	files := []string{file(t, "a.csv", messy(6000, 1)), file(t, "b.csv", messy(3000, 2))}
	check := func(change func(*answers.Request)) {
		t.Helper()
		run := func(workers int) string {
			var out strings.Builder
			r := request(t, "nps", files...)
			r.Workers = workers
			r.Reject = func(source, column string, reject pass.Reject) error {
				fmt.Fprintln(&out, source, column, reject.Line, reject.Account, reject.Value, reject.Reason)
				return nil
			}
			change(&r)
			return encoded(t, document(t, r)) + "\n" + out.String()
		}
		one, eight := run(1), run(8)
		if one != eight {
			t.Errorf("1 worker and 8 differ (-1 +8)\n%.3000s", cmp.Diff(one, eight))
		}
		if strings.Count(one, "\n") < 1000 {
			t.Errorf("only %d rejects", strings.Count(one, "\n"))
		}
	}
	check(func(*answers.Request) {})
	check(func(r *answers.Request) { r.Weight, r.By, r.Period = "weight", []string{"region"}, "month" })
	check(func(r *answers.Request) { r.Dedup, r.By, r.Weight = texts.DedupLatest, []string{"region"}, "weight" })
	check(func(r *answers.Request) {
		r.Dedup, r.Since, r.Where = texts.DedupFirst, "2026-02", []string{"region!=US"}
	})
}

// A file, a pipe and a compressed copy with the same content are counted the same way.
func TestSameForAllWays(t *testing.T) {
	text := messy(3000, 3)
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	run := func(path string, stdin string) string {
		r := request(t, "nps", path)
		r.Dataset = dataset.Terms{Hints: source.Hints{Stdin: strings.NewReader(stdin)}}
		r.By, r.Period = []string{"region"}, "month"
		d := document(t, r)
		d.Sources = nil
		for i := range d.Warnings {
			d.Warnings[i].Source = ""
		}
		return encoded(t, d)
	}
	want := run(file(t, "a.csv", text), "")
	for name, got := range map[string]string{
		"a pipe": run("-", text), "a compressed file": run(file(t, "a.gz", zipped.String()), ""), "a compressed pipe": run("-", zipped.String()),
	} {
		if got != want {
			t.Errorf("%s differs (-file +got)\n%.2000s", name, cmp.Diff(want, got))
		}
	}
}

// What is told of rows that do not count names the source and the column at fault.
func TestReject(t *testing.T) {
	path := file(t, "a.csv", "score,email,date,w\n9,ann,2026-06-01,1\n8,ann,2026-06-02,1\nx,bob,2026-06-01,1\n9,cy,soon,1\n9,dan,2026-06-01,y\n9,eve,2025-06-01,1\n9\n9,fay,2026-06-01,7\n")
	r := request(t, "nps", path)
	r.Weight, r.Dedup, r.Since, r.Where = "w", texts.DedupLatest, "2026", []string{"w!=7"}
	var got []string
	r.Reject = func(source, column string, reject pass.Reject) error {
		if source != path {
			t.Errorf("source %q", source)
		}
		got = append(got, fmt.Sprintf("%d %q %q %s", reject.Line, column, reject.Value, reject.Account))
		return nil
	}
	rows := document(t, r).Rows
	want := []string{
		`8 "" "" malformed`, `9 "w" "7" filtered`, // told at once
		`2 "email" "ann" duplicate`, `4 "score" "x" invalid`, `5 "date" "soon" invalid`, `6 "w" "y" invalid`, `7 "date" "2025-06-01" filtered`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(result.Rows{Read: 8, Counted: 1, Invalid: 3, Duplicate: 1, Filtered: 2, Malformed: 1}, rows); diff != "" {
		t.Errorf("account (-want +got)\n%s", diff)
	}
	full := fmt.Errorf("the disk is full")
	r.Reject = func(string, string, pass.Reject) error { return full }
	if _, err := answered(context.Background(), r); err != full {
		t.Errorf("rejects that cannot be written: %v", err)
	}
}

// The question for the column proposes the one that fits best; counters, flags and durations are no answers.
func TestColumnsByFit(t *testing.T) {
	var b strings.Builder
	b.WriteString("Record,Finished,Progress,Duration,Q1,Q2\n")
	for i := range 40 {
		fmt.Fprintf(&b, "%d,1,%d,%d,%d,%d\n", i+1, []int{100, 10, 4}[i%3], 3+17*i, []int{3, 40, 5}[i%3], 1+i%7)
	}
	_, err := answered(context.Background(), request(t, "nps", file(t, "a.csv", b.String())))
	usageError(t, err, "--score", "Q1", "Q2")
	e := err.(*answers.Error)
	if len(e.Flags) != 2 || e.Flags[1] != "Q2" {
		t.Errorf("it proposes %q", e.Flags)
	}
	for _, other := range []string{"Record", "Finished", "Duration"} {
		if strings.Contains(e.Text, other) {
			t.Errorf("it offers %s: %s", other, e.Text)
		}
	}
}

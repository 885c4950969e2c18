package answers_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// file writes a text into a new file.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// column writes a file with a column of answers.
func column(t *testing.T, given ...string) string {
	t.Helper()
	return file(t, "answers.csv", "score\n"+strings.Join(given, "\n")+"\n")
}

// repeat gives each of the answers in turn, n in all.
func repeat(n int, given ...string) []string {
	var out []string
	for i := range n {
		out = append(out, given[i%len(given)])
	}
	return out
}

// shown lists warnings as code, file and line.
func shown(all []result.Warning) []string {
	var out []string
	for _, w := range all {
		text := w.Code
		if w.Source != "" {
			text += " " + filepath.Base(w.Source)
		}
		if w.Line != 0 {
			text += fmt.Sprintf(":%d", w.Line)
		}
		out = append(out, text)
	}
	return out
}

// many are answers enough for no warning.
var many = "9\n7\n" + strings.Repeat("10\n8\n0\n", 20)

func TestWarnings(t *testing.T) {
	check := func(change func(*answers.Request), text string, want ...string) []result.Warning {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", text))
		if change != nil {
			change(&r)
		}
		d := document(t, r)
		if diff := cmp.Diff(want, shown(d.Warnings)); diff != "" {
			t.Errorf("%.60q (-want +got)\n%s", text, diff)
		}
		return d.Warnings
	}
	says := func(all []result.Warning, words ...string) {
		t.Helper()
		for i, w := range words {
			if i >= len(all) || !strings.Contains(all[i].Text, w) {
				t.Errorf("warning %d does not say %q: %+v", i, w, all)
			}
		}
	}
	rows := func(cells string) string { return strings.ReplaceAll(many, "\n", cells+"\n") }

	check(nil, "score\n"+many)
	check(nil, "score\n9\n8\n", "few_answers")
	check(nil, "score\n"+strings.Repeat("9\n", 29), "few_answers")
	check(nil, "score\n"+strings.Repeat("9\n", 30))
	says(check(nil, "score\n"+many+"z\n11\nx y\nz\n", "invalid a.csv:64", "out_of_range a.csv:65", "invalid a.csv:66"),
		`"z" is not a number from 0 to 10 × 2; --missing z`, `"11" is not from 0 to 10; --missing 11`, `--value 'x y=N' gives it a score`)
	says(check(nil, "score\n"+many+"N/A\n99\n-\nn/a\n99\n", "no_answer"), `taken for no answer: "99" × 2, "-", "N/A", "n/a"; --value TEXT=N gives a text a score`)
	says(check(nil, "score\n"+many+"a\nb\nc\nd\ne\nf\ng\ng\n",
		"invalid a.csv:70", "invalid a.csv:64", "invalid a.csv:65", "invalid a.csv:66", "invalid a.csv:67", "invalid"),
		`"g"`, `"a"`, `"b"`, `"c"`, `"d"`, "2 other texts in 2 rows")
	check(nil, "score,x\n"+rows(",1")+"9\n", "malformed a.csv:64")
	says(check(nil, "score,x\n"+rows(",1")+strings.Repeat("9\n", 7),
		"malformed a.csv:64", "malformed a.csv:65", "malformed a.csv:66", "malformed a.csv:67", "malformed a.csv:68", "malformed"),
		"", "", "", "", "", "2 more such places")
	weight := func(r *answers.Request) { r.Weight = "weight" }
	says(check(weight, "score,weight\n"+rows(",1")+"9,heavy\n9,light\n9,\nz,heavy\n", "invalid a.csv:67", "invalid_weight a.csv:64"),
		"", `"heavy" is not a weight; nor is that of 2 other rows`)
	count := func(r *answers.Request) { r.Count = "count" }
	says(check(count, "score,count\n"+rows(",1")+"9,1.5\n", "invalid_count a.csv:64"), `"1.5" is not a number of answers`)
	month := func(r *answers.Request) { r.Period = "month" }
	says(check(month, "score,date\n"+rows(",2026-06-01")+"9,soon\n9,2026-06-02\n", "invalid_time a.csv:64"), `"soon" is not a time`)
}

// Of respondents who answer twice, the second answer is the doubtful one. Answers that do not count
// are no answers that repeat.
func TestWarningOfRepeats(t *testing.T) {
	check := func(change func(*answers.Request), want []string, texts ...string) {
		t.Helper()
		var files []string
		for i, text := range texts {
			files = append(files, file(t, fmt.Sprintf("%c.csv", 'a'+i), text))
		}
		r := request(t, "nps", files...)
		if change != nil {
			change(&r)
		}
		var got []string
		for _, w := range document(t, r).Warnings {
			if w.Code == "repeated_respondents" || w.Code == "dedup_by_order" {
				got = append(got, shown([]result.Warning{w})...)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", texts, diff)
		}
	}
	two := "score,email\n9,ann@x\n8,bob@x\n7,ann@x\n6,ann@x\n"
	check(nil, []string{"repeated_respondents a.csv:4"}, two)
	check(nil, []string{"repeated_respondents b.csv:3"}, "score,email\n9,ann@x\n", "email,score\nbob@x,1\nann@x,1\n")
	check(nil, nil, "score,email\n9,ann@x\n,ann@x\nN/A,ann@x\n11,ann@x\n8,bob@x\n")
	check(func(r *answers.Request) { r.Where = []string{"region=EU"} }, nil, "score,email,region\n9,ann@x,EU\n9,ann@x,US\n")
	check(func(r *answers.Request) { r.Dedup = texts.DedupLatest }, []string{"dedup_by_order"}, two)
	dated := "score,email,date\n9,ann@x,2026-06-02\n8,ann@x,2026-06-01\n"
	check(func(r *answers.Request) { r.Dedup = texts.DedupLatest }, nil, dated)
	check(func(r *answers.Request) { r.Dedup = texts.DedupLatest }, []string{"dedup_by_order b.csv"}, dated, two) // once told only of the first source
}

func TestWarningOfKeys(t *testing.T) {
	d := document(t, request(t, "nps", file(t, "a.ndjson", "{\"score\":9}\n{\"score\":1,\"score\":8}\n")))
	if diff := cmp.Diff([]string{"repeated_key a.ndjson:2", "few_answers"}, shown(d.Warnings)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if mean, _ := d.Total.Values.Number("mean"); mean != 8.5 {
		t.Errorf("mean %v: the last value of a repeated key is taken", mean)
	}
}

func TestWarningsOfGroups(t *testing.T) {
	check := func(text string, want ...string) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", text))
		r.By = []string{"region"}
		if diff := cmp.Diff(want, shown(document(t, r).Warnings)); diff != "" {
			t.Errorf("%.60q (-want +got)\n%s", text, diff)
		}
	}
	eu, us := strings.ReplaceAll(many, "\n", ",EU\n"), strings.ReplaceAll(many, "\n", ",US\n")
	check("score,region\n" + eu + us)
	check("score,region\n"+eu+"9,US\n", "few_answers")
	check("score,region\n"+eu+",US\n", "no_answers")
	check("score,region\n"+eu+",US\n9,UA\n", "no_answers", "few_answers") // one was once hidden by the other
}

// Where nothing can be counted there is a document all the same, and it says why.
func TestNothing(t *testing.T) {
	check := func(change func(*answers.Request), text, want string) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", text))
		r.Score = []string{"score"}
		if change != nil {
			change(&r)
		}
		a, err := answered(context.Background(), r)
		if err == nil || a == nil {
			t.Fatalf("%q: %v, %v", text, a, err)
		}
		refused(t, err, want)
		last := a.Document.Warnings[len(a.Document.Warnings)-1]
		if last.Code != "no_data" || last.Text != err.Error() {
			t.Errorf("%q: %+v", text, last)
		}
		for _, name := range []string{"value", "low", "high", "mean"} {
			if value, ok := a.Document.Total.Values.Get(name); !ok || value != nil {
				t.Errorf("%q: %s = %v", text, name, value)
			}
		}
	}
	check(nil, "score\n", "no rows below the header")
	check(nil, "score,why\n,\nz,\n11,\n", "none of the 3 rows counts: 1 blank, 1 invalid, 1 out of range")
	check(func(r *answers.Request) { r.Where = []string{"why=x"} }, "score,why\n9,\n", "1 filtered")
	check(func(r *answers.Request) { r.Weight = "weight" }, "score,weight\n9,0\n8,0\n", "2 answers")
}

// A column of counts or weights that is left out of account is told, unless it is used.
func TestUnusedColumns(t *testing.T) {
	check := func(change func(*answers.Request), want ...string) {
		t.Helper()
		r := request(t, "nps", file(t, "counted.csv", "score,count,weight\n9,3,1\n3,1,2\n"))
		r.Score = []string{"score"}
		change(&r)
		var got []string
		for _, w := range document(t, r).Warnings {
			if strings.HasSuffix(w.Code, "_column") {
				got = append(got, w.Code)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	check(func(*answers.Request) {}, "count_column", "weight_column")
	check(func(r *answers.Request) { r.Count = "count" }, "weight_column")
	check(func(r *answers.Request) { r.Count, r.Weight = "count", "weight" })
	check(func(r *answers.Request) { r.By = []string{"count"} }, "weight_column")
}

// Few dates that lie ten years and more from all others are told with the first of their rows, and the flag
// that leaves them out.
func TestStrayDates(t *testing.T) {
	usual := strings.Repeat("9,2026-05-01\n3,2026-06-01\n", 60)
	check := func(rows string, want ...string) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", "score,date\n"+rows))
		r.Period = "month"
		var got []string
		for _, w := range document(t, r).Warnings {
			if w.Code == "stray_dates" {
				got = append(got, fmt.Sprintf("%d: %s", w.Line, w.Text))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%.40q (-want +got)\n%s", rows, diff)
		}
	}
	check("9,1926-05-01\n"+usual, "2: 1 row of 1926-05, ten years and more from all others; --since 2026-05 leaves such rows out")
	check(usual+"9,1970-01-01\n", "122: 1 row of 1970-01, ten years and more from all others; --since 2026-05 leaves such rows out")
	check("9,2045-05-01\n"+usual, "2: 1 row of 2045-05, ten years and more from all others; --until 2026-07 leaves such rows out")
	check("9,2017-05-01\n" + usual)
	check("9,1900-05-01\n9,1926-05-01\n"+usual+"9,1970-01-01\n",
		"2: 3 rows of 1900-05 to 1970-01, ten years and more from all others; --since 2026-05 leaves such rows out")
	check("9,1900-05-01\n9,2045-05-01\n"+usual, "2: 1 row of 1900-05, ten years and more from all others; --since 2026-05 leaves such rows out",
		"3: 1 row of 2045-05, ten years and more from all others; --until 2026-07 leaves such rows out")
	check(strings.Repeat("9,1999-05-01\n", 2) + usual) // more than 1 %
	check(usual)
}

// Without periods, too, dates that --until alone would let in are told.
func TestStrayDatesOfBounds(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "score,date\n9,1970-01-01\n"+strings.Repeat("9,2026-05-01\n8,2026-06-01\n", 100)))
	check := func(since, until string, want bool) {
		t.Helper()
		r.Since, r.Until = since, until
		got := ""
		for _, w := range document(t, r).Warnings {
			if w.Code == "stray_dates" {
				got = fmt.Sprintf("%d: %s", w.Line, w.Text)
			}
		}
		if want && got != "2: 1 row of 1970, ten years and more from all others; --since 2026 leaves such rows out" || !want && got != "" {
			t.Errorf("--since %q --until %q: %q", since, until, got)
		}
	}
	check("", "2026-06-15", true)
	check("2020", "2026-06-15", false)
	check("", "", false)
}

// A group whose rows are for the greater part unusable has a figure and no verdict, whatever the others have.
func TestMostlyUnusableGroups(t *testing.T) {
	check := func(unreadable int, want bool) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", "score,region\n"+strings.Repeat("9,EU\n", 30)+strings.Repeat("?,EU\n", unreadable)+
			strings.Repeat("9,US\n8,US\n", 100)))
		r.By = []string{"region"}
		d := document(t, r)
		if got := d.Groups.At(0).Verdict != nil; got != want || d.Groups.At(1).Verdict == nil || d.Total.Verdict == nil {
			t.Errorf("%d unreadable of EU: verdicts %v", unreadable, d.Groups)
		}
		if got := strings.Contains(strings.Join(shown(d.Warnings), " "), "mostly_unusable"); got == want {
			t.Errorf("%d unreadable of EU: %v", unreadable, d.Warnings)
		}
	}
	check(31, false)
	check(30, true)
}

// A person who answers every month is one person: the total over the months is not as sure as its answers are many.
func TestSameRespondents(t *testing.T) {
	check := func(people int, dedup texts.Dedup, want bool) {
		t.Helper()
		var b strings.Builder
		b.WriteString("score,email,date\n")
		for i := range 240 {
			fmt.Fprintf(&b, "%d,%d@example.org,2026-%02d-01\n", 8+i%3, i%people, 1+i/20)
		}
		r := request(t, "nps", file(t, "a.csv", b.String()))
		r.Period, r.Dedup, r.Respondent = "month", dedup, []string{"email"}
		d := document(t, r)
		_, low := d.Total.Values.Number("low")
		_, high := d.Total.Values.Number("high")
		warned := strings.Contains(strings.Join(shown(d.Warnings), " "), "same_respondents")
		if got := d.Total.Verdict != nil; got != want || low != want || high != want || warned == want || d.Groups.At(0).Verdict == nil {
			t.Errorf("%d people, --dedup %s: verdict %v, low %v, high %v, %v", people, dedup, got, low, high, d.Warnings)
		}
	}
	for _, dedup := range []texts.Dedup{texts.DedupNone, texts.DedupLatest} {
		check(20, dedup, false)
		check(120, dedup, false)
		check(229, dedup, true) // a few
		check(240, dedup, true)
	}
}

// Columns name a person together: the same name in two shops is two people. A row in which all of them are blank
// is of nobody who is known.
func TestRespondentOfSeveralColumns(t *testing.T) {
	check := func(columns []string, dedup texts.Dedup, counted, duplicate int64) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", "name,shop,score,date\n"+
			"Ann,A,10,2026-01-01\nAnn,B,0,2026-01-02\nAnn,A,9,2026-01-03\nAnnA,,8,2026-01-04\n,,7,2026-01-05\n,,7,2026-01-06\n"))
		r.Respondent, r.Dedup = columns, dedup
		d := document(t, r)
		if d.Rows.Counted != counted || d.Rows.Duplicate != duplicate {
			t.Errorf("%v: %+v, want %d counted, %d duplicate", columns, d.Rows, counted, duplicate)
		}
	}
	check([]string{"name"}, texts.DedupLatest, 4, 2)
	check([]string{"name", "shop"}, texts.DedupLatest, 5, 1)
	check([]string{"name", "shop", "date"}, texts.DedupLatest, 6, 0)
	check([]string{"name", "shop"}, texts.DedupNone, 6, 0)

	r := request(t, "nps", file(t, "a.csv", "name,shop,score\nAnn,A,10\nAnn,B,0\nAnn,A,9\n"))
	r.Respondent = []string{"name", "shop"}
	if text := strings.Join(shown(document(t, r).Warnings), " "); !strings.Contains(text, "repeated_respondents a.csv:4") {
		t.Errorf("warnings %s, want a row that repeats", text)
	}
}

package answers_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// Answers of another scale are refused by every metric, few ones and those with some outliers too: CONTRACT,
// section 6. --scale says that it is known.
func TestRefusal(t *testing.T) {
	check := func(name string, given []string, instead, advice, reason string, flags ...string) {
		t.Helper()
		r := request(t, name, column(t, given...))
		_, err := answered(context.Background(), r)
		refused(t, err, reason)
		var e *answers.Error
		if errors.As(err, &e) && (e.Instead != instead || !strings.Contains(e.Hint, advice) || !slices.Equal(e.Flags, flags) || e.Hint == "" && e.Senses == nil || !e.Read) {
			t.Errorf("%s: %+v, want the advice to ask %q with %q", name, e, instead, advice)
		}
		r.Question.ScaleGiven, r.Target = true, new(float64) // "I know"
		d := document(t, r)
		if got := shown(d.Warnings); strings.Contains(strings.Join(got, " "), "doubtful_scale") {
			t.Errorf("%s on a scale that was named warns of %v", name, got)
		}
	}
	stars := []string{"1", "2", "3", "4", "5"}
	check("nps", repeat(20, stars...), "csat", "", "all 20 answers lie in 1–5")
	check("nps", repeat(15, stars...), "csat", "", "all 15 answers lie in 1–5")
	check("nps", repeat(5, stars...), "csat", "", "all 5 answers lie in 1–5")
	check("nps", append(repeat(120, stars...), "6", "9", "10"), "csat", "", "120 of 123 answers lie in 1–5")
	check("csat", repeat(200, "4", "3", "4", "2", "3", "4", "1", "3"), "", "--scale 1-4", "all 200 answers lie in 1–4", "--scale", "1-4")
	check("csat", repeat(200, "1", "2", "3", "4", "5", "6"), "", "", "33 of 200 numbers lie outside 1–5")
	check("ces", repeat(200, "1", "2", "3", "4", "5", "6"), "", "--scale 1-6", "all 200 answers lie in 1–6", "--scale", "1-6")
	check("nps", repeat(200, "1", "2", "3", "4", "5", "6", "7", "8", "9"), "", "--scale 1-9, --promoter-from SCORE and --detractor-to SCORE", "all 200 answers lie in 1–9")
	check("nps", repeat(19, "1", "7"), "", "", "all 19 answers lie in 1–7")
	check("nps", repeat(19, "0", "1"), "", "", "all 19 answers lie in 0–1")
	check("nps", repeat(19, "5"), "", "", "all 19 answers lie in 1–5")
	check("nps", repeat(40, "0", "1", "2", "3", "4", "5"), "", "--scale 0-5", "all 40 answers lie in 0–5")
	check("csat", repeat(200, "3"), "", "--scale 1-3", "all 200 answers lie in 1–3", "--scale", "1-3")
	check("csat", repeat(7, "1", "2", "3"), "", "--scale 1-3", "all 7 answers lie in 1–3", "--scale", "1-3")
	check("csat", repeat(100, "1", "2", "3", "3", "4", "5", "6", "7", "7", "8", "9", "10", "10"), "", "--scale 1-10", "continue it to 10", "--scale", "1-10")
	check("csat", repeat(12, "4", "5", "6", "7"), "", "--scale 1-7", "6 of 12 numbers lie outside 1–5, and continue it to 7", "--scale", "1-7")
	check("ces", repeat(30, stars...), "", "--scale 1-5", "all 30 answers lie in 1–5", "--scale", "1-5")
	check("ces", repeat(30, "1", "2", "3"), "", "--scale 1-3", "all 30 answers lie in 1–3", "--scale", "1-3")
	check("ces", repeat(44, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), "", "--scale 0-10", "16 of 44 numbers lie outside 1–7, and continue it to 0 and 10", "--scale", "0-10")
}

// Numbers just outside a scale are another scale or codes for no answer: both are shown, the likelier first.
func TestRefusalShowsBoth(t *testing.T) {
	check := func(given []string, want ...string) {
		t.Helper()
		_, err := answered(context.Background(), request(t, "csat", column(t, given...)))
		var e *answers.Error
		if !errors.As(err, &e) {
			t.Fatalf("%v is no refusal", err)
		}
		var got []string
		for _, s := range e.Senses {
			got = append(got, strings.Join(s.Flags, " "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("offers %q, want %q", got, want)
		}
	}
	five := repeat(200, "1", "2", "3", "4", "5")
	check(append(five, repeat(40, "0", "6")...), "--missing 0 --missing 6", "--scale 0-6") // sfo-survey-2016
	check(append(five, repeat(40, "6")...), "--scale 1-6", "--missing 6")
	check(append(five, repeat(40, "6", "99")...), "--scale 1-6", "--missing 6")
	check(append(five, repeat(40, "0")...), "--scale 0-5") // 0 is a score of 0–5
}

// Codes for no answer are scores where others lie beside them.
func TestCodesOrPercent(t *testing.T) {
	percent := repeat(60, "99", "98", "97", "80", "75", "66", "88", "54", "5", "3")
	_, err := answered(context.Background(), request(t, "csat", column(t, percent...)))
	refused(t, err, "48 of 60 numbers lie outside 1–5")
	d := document(t, request(t, "csat", column(t, append(repeat(10, "5", "3"), repeat(40, "99")...)...)))
	if d.Rows.Blank != 40 || d.Rows.Counted != 10 {
		t.Errorf("99 beside few answers: %+v", d.Rows)
	}
}

// Where a few answers say too little to refuse, there is a figure and no verdict.
func TestDoubtfulScale(t *testing.T) {
	check := func(name string, doubted bool, given ...string) {
		t.Helper()
		d := document(t, request(t, name, column(t, given...)))
		warned := strings.Contains(strings.Join(shown(d.Warnings), " "), "doubtful_scale")
		if warned != doubted || name != "ces" && (d.Total.Verdict == nil) != doubted {
			t.Errorf("%s of %v: verdict %v, %v", name, given[:min(len(given), 5)], d.Total.Verdict, d.Warnings)
		}
	}
	check("nps", true, "7", "6")
	check("nps", true, "3")
	check("csat", true, "1", "2", "3")
	check("nps", false, "9", "2")
	check("nps", false, "9", "2", "3", "1")
	check("nps", false, repeat(40, "1", "8")...)
	check("nps", true, append(repeat(16, "1", "2", "3", "4", "5"), "10")...)
	check("nps", false, "0", "0", "1", "1", "10")
	check("csat", false, "1", "1", "1", "1", "5")
	check("csat", true, repeat(12, "4", "3", "4", "2", "3", "4", "1", "3")...)
	check("csat", false, append(repeat(16, "1", "2", "3"), "4", "4", "4")...) // nobody gave 5
	check("csat", false, "2", "1", "4")
	check("ces", false, repeat(40, "1", "5", "6")...)
}

// The target of a metric is one of its own scale: on another, whose cut is another, nothing is met or missed.
func TestTargetOfTheScale(t *testing.T) {
	r := request(t, "csat", column(t, repeat(30, "1", "2", "3")...))
	r.Question.Scale, r.Question.ScaleGiven = metric.Scale{Min: 1, Max: 3}, true
	if v := document(t, r).Total.Verdict; v != nil {
		t.Errorf("on 1–3 the built-in target is %+v", v)
	}
	target := 50.0
	r.Target = &target
	if v := document(t, r).Total.Verdict; v == nil || v.Target != 50 {
		t.Errorf("on 1–3 a target of 50 gives %+v", v)
	}
}

// Counted rows count as the answers that they stand for, and rows that stand for none say nothing
// about the scale: they once hid that all answers lay in 1–5.
func TestRefusalOfCounts(t *testing.T) {
	r := request(t, "nps", file(t, "a.csv", "score,count\n0,0\n1,5\n3,10\n5,5\n10,0\n"))
	r.Count = "count"
	_, err := answered(context.Background(), r)
	refused(t, err, "all 20 answers lie in 1–5")
}

// One answer beyond 1–5 makes it no scale from 1 to 7, of which nobody gave the last step: both are asked about.
func TestQuestionOfAStray(t *testing.T) {
	r := request(t, "ces", column(t, "1", "2", "3", "3", "4", "4", "5", "5", "5", "5", "6", "5"))
	_, err := answered(context.Background(), r)
	var e *answers.Error
	if !errors.As(err, &e) || !e.Usage || len(e.Senses) != 2 || !slices.Equal(e.Senses[0].Flags, []string{"--scale", "1-5"}) || !slices.Equal(e.Senses[1].Flags, []string{"--scale", "1-7"}) {
		t.Errorf("%+v, want a question with both scales", e)
	}
	document(t, request(t, "ces", column(t, "1", "2", "3", "3", "4", "4", "5", "5", "5", "5", "7", "5")))
	document(t, request(t, "ces", column(t, "1", "2", "3", "3", "4", "4", "5", "5", "5", "6", "6", "5")))
}

// Numbers off the scale are refused where they are more than those on it.
func TestRefusalOfNumbersOffTheScale(t *testing.T) {
	check := func(off, on int, want string) {
		t.Helper()
		r := request(t, "nps", column(t, append(repeat(off, "55", "80"), repeat(on, "0", "9", "10")...)...))
		_, err := answered(context.Background(), r)
		if want != "" {
			refused(t, err, want)
		} else if err != nil {
			t.Errorf("%d off and %d on the scale: %v", off, on, err)
		}
	}
	check(20, 19, "20 of 39 numbers lie outside 0–10")
	check(20, 20, "")
	check(9, 3, "9 of 12 numbers lie outside 0–10")
	check(2, 1, "2 of 3 numbers lie outside 0–10")
	check(2, 3, "")
	check(1, 1, "")
}

func TestTolerance(t *testing.T) {
	text := "score\n9\nz\n11\n10\n\"8\"x\n7\n8\n" // two are invalid or off the scale, one is malformed, 7 rows
	check := func(tolerance kind.Tolerance, want string) {
		t.Helper()
		r := request(t, "nps", file(t, "a.csv", text))
		r.Invalid = tolerance
		_, err := answered(context.Background(), r)
		if want == "" {
			if err != nil {
				t.Errorf("%+v: %v", tolerance, err)
			}
			return
		}
		refused(t, err, want)
		var e *answers.Error
		if errors.As(err, &e) && (!e.Read || !strings.Contains(e.Text, "3 of 7 rows are invalid, out of range or malformed")) {
			t.Errorf("%+v: %+v", tolerance, e)
		}
	}
	check(kind.Tolerance{}, "")
	first := `a.csv:3: column "score": "z" is not a number from 0 to 10; `
	check(kind.Tolerance{Limited: true}, first) // --strict
	check(kind.Tolerance{Limited: true, Rows: 2}, first)
	check(kind.Tolerance{Limited: true, Rows: 3}, "")
	check(kind.Tolerance{Limited: true, Rows: -1, Share: 0.42}, first) // 3 of 7 are 42.86 %
	check(kind.Tolerance{Limited: true, Rows: -1, Share: 0.43}, "")
	check(kind.Tolerance{Limited: true, Rows: -1, Share: 1}, "")

	clean := request(t, "nps", column(t, "9", "", "8"))
	clean.Invalid = kind.Tolerance{Limited: true} // blanks are no mistake
	document(t, clean)
}

// The first row at fault is named, whatever its fault.
func TestFirstFault(t *testing.T) {
	check := func(want string, change func(*answers.Request), texts ...string) {
		t.Helper()
		var files []string
		for i, text := range texts {
			files = append(files, file(t, string(rune('a'+i))+".csv", text))
		}
		r := request(t, "nps", files...)
		r.Invalid = kind.Tolerance{Limited: true}
		change(&r)
		_, err := answered(context.Background(), r)
		refused(t, err, want)
	}
	weight := func(r *answers.Request) { r.Weight = "weight" }
	check(`a.csv:2: column "weight": "heavy" is not a weight`, weight, "score,weight\n9,heavy\nz,1\n9\n")
	check(`a.csv:2: column "score": "z"`, weight, "score,weight\nz,1\n9,heavy\n9\n")
	check("a.csv:2: ", weight, "score,weight\n9\n9,heavy\nz,1\n")
	check(`b.csv:3: column "score": "x"`, func(*answers.Request) {}, "score\n9\n", "score\n9\nx\ny\n")
}

// Nobody can draw more answers than there are people.
func TestPopulation(t *testing.T) {
	text := "score\n" + strings.Repeat("5\n", 80) + strings.Repeat("1\n", 20)
	ask := func(population int64) (*result.Document, error) {
		r := request(t, "csat", file(t, "a.csv", text))
		r.Question.Population = population
		a, err := answered(context.Background(), r)
		if err != nil {
			return nil, err
		}
		return a.Document, nil
	}
	width := func(population int64) float64 {
		t.Helper()
		d, err := ask(population)
		if err != nil {
			t.Fatal(err)
		}
		low, _ := d.Total.Values.Number("low")
		high, _ := d.Total.Values.Number("high")
		return high - low
	}
	if !(width(0) > width(1000) && width(1000) > width(101) && width(101) > 0) || width(100) > 1e-9 {
		t.Errorf("widths %v, %v, %v, %v", width(0), width(1000), width(101), width(100))
	}
	d, err := ask(100)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(shown(d.Warnings), " "); got != "census" {
		t.Errorf("everybody has answered: %s", got)
	}
	_, err = ask(99)
	var e *answers.Error
	if !errors.As(err, &e) || !strings.Contains(e.Text, "99") || !strings.Contains(e.Text, "100") {
		t.Errorf("100 answers of 99 people: %v", err)
	}
}

// Weights do not make answers unknown: a weighted census has no sampling error, and short of one the
// correction is of the people who answered, not of Kish's effective number.
func TestWeightedCensus(t *testing.T) {
	text := "score,w\n1,1\n2,2\n5,3\n4,1.5\n"
	width := func(name string, population int64) (value, low, high float64) {
		r := request(t, name, file(t, "a.csv", text))
		r.Weight, r.Question.Population, r.Question.ScaleGiven = "w", population, true
		d := document(t, r)
		value, _ = d.Total.Values.Number("value")
		low, _ = d.Total.Values.Number("low")
		high, ok := d.Total.Values.Number("high")
		if !ok {
			t.Errorf("%s of %d people has no interval", name, population)
		}
		return value, low, high
	}
	for _, m := range catalog.Of(metric.OfAnswers) {
		if value, low, high := width(m.Name, 4); low != value || high != value {
			t.Errorf("%s of a weighted census is %v, from %v to %v", m.Name, value, low, high)
		}
		_, low, high := width(m.Name, 5)
		_, freeLow, freeHigh := width(m.Name, 0)
		if !(high > low && high-low < freeHigh-freeLow) {
			t.Errorf("%s of 4 of 5 people is from %v to %v, of very many from %v to %v", m.Name, low, high, freeLow, freeHigh)
		}
	}
}

// The population is that of all; how many people a group has is not known.
func TestPopulationOfGroups(t *testing.T) {
	r := request(t, "csat", file(t, "a.csv", "score,region\n"+strings.Repeat("5,EU\n1,EU\n", 20)+strings.Repeat("5,US\n1,US\n", 20)))
	r.By = []string{"region"}
	plain := document(t, r)
	r.Question.Population = 80
	d := document(t, r)
	if got := strings.Join(shown(d.Warnings), " "); got != "census population_of_total" {
		t.Errorf("warnings %s", got)
	}
	for i, g := range d.Groups.All() {
		low, _ := g.Values.Number("low")
		if want, _ := plain.Groups.At(i).Values.Number("low"); low != want {
			t.Errorf("group %v: low %v, want %v", g.By, low, want)
		}
	}
}

// What is wrong with a request is told before anything is read: the sources are not even opened.
func TestUsage(t *testing.T) {
	check := func(want string, change func(*answers.Request)) {
		t.Helper()
		r := request(t, "nps", "no such file")
		change(&r)
		_, err := answered(context.Background(), r)
		usageError(t, err, want)
	}
	check("--confidence", func(r *answers.Request) { r.Question.Confidence = 1 })
	check("--confidence", func(r *answers.Request) { r.Question.Confidence = 0 })
	check("--population -1", func(r *answers.Request) { r.Question.Population = -1 })
	check("--scale 10–0", func(r *answers.Request) { r.Question.Scale = metric.Scale{Min: 10} })
	check("--promoter-from", func(r *answers.Request) { r.Question.Scale = metric.Scale{Min: 1, Max: 5} })
	check("--reverse", func(r *answers.Request) { r.Question.Reverse = true })
	target := func(of float64) func(*answers.Request) { return func(r *answers.Request) { r.Target = &of } }
	check("--target 200 lies outside", target(200))
	check("--target -101 lies outside", target(-101))
	check("--target NaN lies outside", target(math.NaN()))
	percent := func(of float64) func(*answers.Request) {
		return func(r *answers.Request) { *r = request(t, "csat", "no such file"); target(of)(r) }
	}
	check("--target 101 lies outside", percent(101))
	check("--target -1 lies outside", percent(-1))
	check("score", func(r *answers.Request) { r.Where = []string{"score"} })
	check("vaule", func(r *answers.Request) { r.Thresholds = []string{"vaule>=3"} })
	check("--since", func(r *answers.Request) { r.Since = "soon" })
	check("--until", func(r *answers.Request) { r.Until = "2026-13" })
	check("--since 2026-07", func(r *answers.Request) { r.Since, r.Until = "2026-07", "2026-06" })
	check("--since 2026-07", func(r *answers.Request) { r.Since, r.Until = "2026-07", "2026-07-01" })
	check("--period", func(r *answers.Request) { r.Period = "fortnight" })
	check("%Q", func(r *answers.Request) { r.DateFormat = "%Q" })
	check("--dedup", func(r *answers.Request) { r.Dedup = "newest" })
	check("source", func(r *answers.Request) { r.Sources = nil })
}

// The answers of every source are judged by themselves, so that stars in one are not hidden by the others.
func TestRefusalOfSources(t *testing.T) {
	stars := "score,who\n" + strings.Repeat("1,a\n2,b\n3,c\n4,d\n5,e\n", 12)
	likely := "score,who\n" + strings.Repeat("0,f\n6,g\n7,h\n8,i\n9,j\n10,k\n", 30)
	others := func(text, like string) string { // each row by somebody else
		out := strings.Split(text, "\n")
		for i := 1; i < len(out)-1; i++ {
			out[i] += fmt.Sprint(like, i)
		}
		return strings.Join(out, "\n")
	}
	check := func(name, want string, change func(*answers.Request), texts ...string) {
		t.Helper()
		var files []string
		for i, text := range texts {
			files = append(files, file(t, string(rune('a'+i))+".csv", text))
		}
		r := request(t, name, files...)
		change(&r)
		_, err := answered(context.Background(), r)
		if want == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return
		}
		refused(t, err, want)
		if e, ok := err.(*answers.Error); ok && e.Instead != "" {
			t.Errorf("%s proposes %s, which is not for the other source", name, e.Instead)
		}
	}
	plain := func(*answers.Request) {}
	check("nps", `b.csv: column "score": all 60 answers lie in 1–5`, plain, likely, stars)
	check("nps", `a.csv: column "score": all 60 answers lie in 1–5`, plain, stars, likely, others(likely, "x"))
	check("nps", `b.csv: column "score": all 60 answers lie in 1–5`, func(r *answers.Request) { r.By = []string{"who"}; r.Workers = 4 }, likely, stars)
	check("nps", "", func(r *answers.Request) { r.Question.ScaleGiven = true }, likely, stars)
	check("nps", "", plain, likely, "score,who\n1,a\n2,b\n5,c\n3,d\n")
	check("nps", `b.csv: column "score": all 10 answers lie in 1–5`, plain, likely, "score,who\n"+strings.Repeat("1,a\n2,b\n5,c\n3,d\n4,e\n", 2))
	check("nps", "", plain, likely, others(likely, "x"))
	dedup := func(r *answers.Request) { r.Respondent, r.Dedup = []string{"who"}, "first" }
	check("nps", `b.csv: column "score": all 60 answers lie in 1–5`, dedup, others(likely, "x"), others(stars, "y"))
}

// What a condition or the time leaves out still shows the scale of the column.
func TestScaleOfTheColumn(t *testing.T) {
	run := func(text string) (*report.Answer, error) {
		r := request(t, "nps", file(t, "a.csv", text))
		r.Where = []string{"region=EU"}
		return answered(context.Background(), r)
	}
	stars := "score,region\n1,EU\n5,EU\n" + strings.Repeat("1,US\n2,US\n3,US\n4,US\n5,US\n", 12)
	_, err := run(stars)
	refused(t, err, "all 62 answers lie in 1–5")
	if e := err.(*answers.Error); e.Instead != "" {
		t.Errorf("behind a condition it proposes %s", e.Instead)
	}
	a, err := run("score,region\n1,EU\n5,EU\n" + strings.Repeat("1,US\n9,US\n10,US\n7,US\n0,US\n", 12))
	if err != nil || a.Document.Total.Verdict == nil {
		t.Errorf("two of a column on 0–10: %+v, %v", a, err)
	}
	r := request(t, "nps", file(t, "b.csv", "score,date\n1,2026-01-01\n5,2026-01-01\n"+strings.Repeat("1,soon\n2,soon\n3,soon\n4,soon\n5,soon\n", 12)))
	r.Period = "month"
	_, err = answered(context.Background(), r)
	refused(t, err, "all 62 answers lie in 1–5")
}

// A mark in counts and weights that may be either is asked for, where files are written in both ways.
func TestDoubtfulMark(t *testing.T) {
	check := func(separator, counts, want string, decimal byte) {
		t.Helper()
		text := "score" + separator + "n\n"
		for _, n := range strings.Fields(counts) {
			text += "9" + separator + n + "\n1" + separator + n + "\n"
		}
		for _, change := range []func(*answers.Request){
			func(r *answers.Request) { r.Count = "n" }, func(r *answers.Request) { r.Weight = "n" },
		} {
			r := request(t, "nps", file(t, "a.csv", text))
			r.Decimal = decimal
			change(&r)
			_, err := answered(context.Background(), r)
			if want != "" {
				usageError(t, err, `column "n"`, want)
			} else if e, ok := err.(*answers.Error); ok && e.Usage {
				t.Errorf("%s: %v", counts, err)
			}
		}
	}
	check(";", "1.200 1.000", "--decimal ,  1.200 is 1200", 0)
	check(";", "1.200 1.000", "--decimal .  1.200 is 1.2", 0)
	check(";", "1.200 1.000", "", ',')
	check(";", "1.200 1.000", "", '.')
	check(";", "1,200 1,000", "--decimal .  1,200 is 1200", 0)
	check(",", "1.200 1.000", "--decimal ,  1.200 is 1200", 0)
	check(",", "1.200 1.5", "", 0)
	check(";", "12 7", "", 0)
}

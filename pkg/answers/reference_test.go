package answers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/answers"
	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// answered answers a request.
func answered(ctx context.Context, r answers.Request) (*report.Answer, error) {
	return report.Run(ctx, &r)
}

// request asks a metric about sources, with the settings that a plain command line has.
func request(t *testing.T, name string, sources ...string) answers.Request {
	t.Helper()
	for _, m := range catalog.Of(metric.OfAnswers) {
		if m.Name == name {
			return answers.Request{
				Words: kind.Words{Metric: m, Sources: sources, Workers: 2, MaxGroups: 1000}, Dedup: texts.DedupNone,
				Question: metric.Inquiry{Scale: m.Scale, Confidence: 0.95},
			}
		}
	}
	t.Fatalf("no metric %q", name)
	return answers.Request{}
}

// document runs a request, and holds the account of rows to its sum.
func document(t *testing.T, r answers.Request) *result.Document {
	t.Helper()
	a, err := answered(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	rows := a.Document.Rows
	if sum := rows.Counted + rows.Blank + rows.Invalid + rows.OutOfRange + rows.Duplicate + rows.Filtered + rows.Excluded + rows.Malformed; sum != rows.Read {
		t.Errorf("the accounts add up to %d of %d rows: %+v", sum, rows.Read, rows)
	}
	return a.Document
}

var sourceBlock = regexp.MustCompile("(?s)```json\n(.*?)```")

// reference reads the values that were computed elsewhere from the SOURCE.md beside the data.
func reference(t *testing.T, folder string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(shared.Dir(t, "data", folder, "SOURCE.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := sourceBlock.FindSubmatch(text)
	if block == nil {
		t.Fatalf("%s: SOURCE.md has no reference values", folder)
	}
	var out map[string]any
	if err := json.Unmarshal(block[1], &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// at follows keys into reference values.
func at(t *testing.T, ref map[string]any, keys ...string) any {
	t.Helper()
	var v any = ref
	for _, key := range keys {
		object, _ := v.(map[string]any)
		var ok bool
		if v, ok = object[key]; !ok {
			t.Fatalf("no reference value %v", keys)
		}
	}
	return v
}

// same compares a number with a reference that is rounded to four decimals.
func same(t *testing.T, what string, got any, want any) {
	t.Helper()
	g, err := toFloat(got)
	w, err2 := toFloat(want)
	if err != nil || err2 != nil || math.Abs(g-w) > 0.00005000001 {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func toFloat(x any) (float64, error) {
	var f float64
	_, err := fmt.Sscan(fmt.Sprint(x), &f)
	return f, err
}

// holds compares the total with a block of reference values: n, the figure, the mean and the counts.
func holds(t *testing.T, d *result.Document, ref map[string]any) {
	t.Helper()
	names := map[string]string{"n": "n", "nps": "value", "csat_pct": "value", "top2_pct": "value", "agree_pct": "value", "mean": "mean",
		"promoters": "promoters", "passives": "passives", "detractors": "detractors", "top": "satisfied", "agree": "satisfied"}
	for key, field := range names {
		if want, ok := ref[key]; ok {
			got, _ := d.Total.Values.Get(field)
			same(t, key, got, want)
		}
	}
	counts, _ := ref["counts"].(map[string]any)
	distribution, _ := d.Total.Values.Get("distribution")
	for score, n := range counts {
		if !regexp.MustCompile(`^[0-9]+$`).MatchString(score) {
			continue
		}
		got, ok := distribution.(result.Object).Get(score)
		if !ok {
			t.Errorf("the distribution has no %s", score)
			continue
		}
		same(t, "answers of "+score, got, n)
	}
}

// groups compares the groups with reference values [n, figure] by their name.
func groups(t *testing.T, d *result.Document, ref any, all bool) {
	t.Helper()
	seen := 0
	for _, g := range d.Groups.All() {
		name := fmt.Sprint(g.By[0].Value)
		want, ok := ref.(map[string]any)[name].([]any)
		if !ok {
			if all {
				t.Errorf("unexpected group %q", name)
			}
			continue
		}
		seen++
		n, _ := g.Values.Get("n")
		value, _ := g.Values.Get("value")
		same(t, name+" n", n, want[0])
		same(t, name, value, want[1])
	}
	if seen != len(ref.(map[string]any)) {
		t.Errorf("%d of %d groups found", seen, len(ref.(map[string]any)))
	}
}

func TestRetailFrance(t *testing.T) {
	file := shared.Dir(t, "data", "retail-nps-fr", "nps.csv")
	ref := reference(t, "retail-nps-fr")
	for column, key := range map[string]string{"": "nps", "satisfaction": "satisfaction_0_10", "intention": "intention_0_10"} {
		r := request(t, "nps", file)
		if column != "" {
			r.Score = []string{column}
		}
		d := document(t, r)
		holds(t, d, at(t, ref, key).(map[string]any))
		same(t, "rows", d.Rows.Read, at(t, ref, "rows"))
		same(t, "NA", d.Rows.Blank, at(t, ref, key, "not_counted", "NA"))
		if d.Sources[0].Encoding != "windows-1252" {
			t.Errorf("encoding %s", d.Sources[0].Encoding)
		}
	}
	r := request(t, "nps", file)
	r.By, r.Missing = []string{"t"}, []string{"NA"}
	d := document(t, r)
	groups(t, d, at(t, ref, "nps_by_t"), true)
	same(t, "NA as missing", d.Rows.Blank, 342)
}

func TestAirport2017(t *testing.T) {
	file := shared.Dir(t, "data", "sfo-survey-2017", "2017_SFO_Customer_Survey_20250817.csv")
	ref := reference(t, "sfo-survey-2017")
	nps := func() answers.Request {
		r := request(t, "nps", file)
		r.Score, r.Missing = []string{"NETPRO"}, []string{"11"}
		return r
	}
	d := document(t, nps())
	holds(t, d, at(t, ref, "nps").(map[string]any))
	same(t, "blank", d.Rows.Blank, 85) // 84 × 11 and one empty cell

	r := nps()
	r.Weight = "WEIGHT"
	value, _ := document(t, r).Total.Values.Get("value")
	same(t, "weighted", value, at(t, ref, "nps", "nps_weighted"))

	for column, key := range map[string]string{"LANG": "nps_by_lang", "Q20GENDER": "nps_by_gender"} {
		r := nps()
		r.By = []string{column}
		groups(t, withAnswers(document(t, r)), at(t, ref, key), true)
	}
	for column, key := range map[string]string{"Q7ALL": "csat_q7all_top2_of_5", "Q9ALL": "csat_q9all_top2_of_5"} {
		r := request(t, "csat", file)
		if column != "" {
			r.Score = []string{column}
		}
		d := document(t, r)
		holds(t, d, at(t, ref, key).(map[string]any))
		lost := 0.0
		for _, n := range at(t, ref, key, "not_counted").(map[string]any) {
			lost += n.(float64)
		}
		same(t, column+" not counted", d.Rows.Invalid+d.Rows.OutOfRange+d.Rows.Blank, lost)
	}
}

// withAnswers leaves out the groups that have no answer; the references do not list them.
func withAnswers(d *result.Document) *result.Document {
	kept := *d
	kept.Groups = result.Groups{}
	for _, g := range d.Groups.All() {
		if n, _ := g.Values.Number("n"); n > 0 {
			kept.Groups.Add(g)
		}
	}
	return &kept
}

func TestAirport2016(t *testing.T) {
	file := shared.Dir(t, "data", "sfo-survey-2016", "2016_SFO_Customer_Survey_20250817.csv")
	ref := reference(t, "sfo-survey-2016")
	for column, key := range map[string]string{"Q7ALL": "csat_q7all_top2_of_5", "Q9ALL": "csat_q9all_top2_of_5"} {
		r := request(t, "csat", file)
		r.Score = []string{column}
		if _, err := answered(context.Background(), r); column == "Q7ALL" {
			refused(t, err, "lie outside 1–5, and continue it to 0 and 6") // blank and never used, which only a codebook tells
		}
		r.Missing = []string{"0", "6"}
		d := document(t, r)
		holds(t, d, at(t, ref, key).(map[string]any))
		same(t, "rows", d.Rows.Read, at(t, ref, "rows"))
	}
	for column, key := range map[string]string{"LANG": "csat_q7all_by_lang", "Q20GENDER": "csat_q7all_by_gender"} {
		r := request(t, "csat", file)
		r.Score, r.By, r.Missing = []string{"Q7ALL"}, []string{column}, []string{"0", "6"}
		groups(t, withAnswers(document(t, r)), at(t, ref, key), true)
	}
}

func TestSudzilla(t *testing.T) {
	ref := reference(t, "sudzilla-nps")
	for _, name := range []string{"input_01.csv", "input_02.csv"} {
		file := shared.Dir(t, "data", "sudzilla-nps", name)
		for column, key := range map[string]string{"*rate Sudzilla?": "nps", "*opening keynote?": "opening", "*closing keynote?": "closing"} {
			r := request(t, "nps", file)
			r.Score = []string{column}
			holds(t, document(t, r), at(t, ref, key).(map[string]any))
		}
		_, err := answered(context.Background(), request(t, "nps", file))
		usageError(t, err, "--score", "#2", "opening keynote", "closing keynote")
	}
}

// usageError asserts a mistake on the command line whose text holds all parts.
func usageError(t *testing.T, err error, parts ...string) {
	t.Helper()
	e, ok := err.(*answers.Error)
	if !ok || !e.Usage {
		t.Fatalf("got %v, want an error of the command line", err)
	}
	for _, part := range parts {
		if !strings.Contains(e.Text, part) {
			t.Errorf("%q does not say %q", e.Text, part)
		}
	}
}

func TestAirlines(t *testing.T) {
	folder := shared.Dir(t, "data", "airline-nps")
	ref := reference(t, "airline-nps")
	one, two := filepath.Join(folder, "input_01.csv"), filepath.Join(folder, "input_02.csv")
	holds(t, document(t, request(t, "nps", one)), at(t, ref, "overall_file1").(map[string]any))
	holds(t, document(t, request(t, "nps", two)), at(t, ref, "prep_air").(map[string]any))
	r := request(t, "nps", one, two)
	r.By = []string{"Airline"}
	d := document(t, r)
	groups(t, d, at(t, ref, "by_airline_ge50"), false)
	if d.Groups.Len() != 99 {
		t.Errorf("%d airlines, want 99", d.Groups.Len())
	}
	same(t, "rows", d.Rows.Read, 5723+184)
}

func TestMobileApp(t *testing.T) {
	file := shared.Dir(t, "data", "mobile-app-survey", "input_01.csv")
	ref := reference(t, "mobile-app-survey")
	columns := at(t, ref, "columns").(map[string]any)
	if len(columns) != 10 {
		t.Fatalf("%d columns", len(columns))
	}
	for column, want := range columns {
		r := request(t, "csat", file)
		r.Score = []string{column}
		holds(t, document(t, r), want.(map[string]any))

		r = request(t, "nps", file)
		r.Score = []string{column}
		_, err := answered(context.Background(), r)
		refused(t, err, "all 768 answers lie in 1–5")
	}
}

// refused asserts a failure of the data, not of the command line.
func refused(t *testing.T, err error, reason string) {
	t.Helper()
	e, ok := err.(*answers.Error)
	if !ok || e.Usage || !strings.Contains(e.Text, reason) {
		t.Fatalf("got %v, want a refusal that says %q", err, reason)
	}
}

func TestRestaurant(t *testing.T) {
	file := shared.Dir(t, "data", "restaurant-survey-es", "encuesta.csv")
	ref := reference(t, "restaurant-survey-es")
	food := request(t, "csat", file)
	food.Score = []string{"*calidad de nuestros platos*"}
	food.Values = map[string]float64{"Excelente": 5, "Bueno": 4, "Aceptable": 3, "Regular": 2, "Insatisfactorio": 1}
	d := document(t, food)
	holds(t, d, at(t, ref, "food_quality").(map[string]any))
	mean, _ := d.Total.Values.Get("mean")
	same(t, "mean", mean, at(t, ref, "food_quality_mean_5_4_3_2"))
	same(t, "blank", d.Rows.Blank, at(t, ref, "food_quality", "not_counted", ""))

	words := request(t, "csat", file) // the list that the author names, with and without explanations
	words.Score = food.Score
	holds(t, document(t, words), at(t, ref, "food_quality").(map[string]any))

	service := request(t, "csat", file)
	service.Score = []string{"*servicio al cliente*"}
	service.By = []string{"Sexo"}
	d = document(t, service)
	holds(t, d, at(t, ref, "service").(map[string]any))
	groups(t, d, at(t, ref, "service_by_sexo"), true)

	auto := request(t, "csat", file)
	_, err := answered(context.Background(), auto)
	usageError(t, err, "--score")
}

func TestFlyingEtiquette(t *testing.T) {
	file := shared.Dir(t, "data", "flying-etiquette", "flying-etiquette.csv")
	ref := reference(t, "flying-etiquette")
	questions := at(t, ref, "not_rude_pct").(map[string]any)
	for question, want := range questions {
		r := request(t, "csat", file)
		r.Score = []string{question}
		r.Values = map[string]float64{"No, not rude at all": 3, "No, not at all rude": 3, "Yes, somewhat rude": 2, "Yes, very rude": 1}
		r.Question.Scale, r.Question.ScaleGiven = metric.Scale{Min: 1, Max: 3}, true
		d := document(t, r)
		n, _ := d.Total.Values.Get("n")
		value, _ := d.Total.Values.Get("value")
		same(t, question+" n", n, want.([]any)[0])
		same(t, question, value, want.([]any)[1])
		same(t, "rows", d.Rows.Read, at(t, ref, "rows"))
		same(t, "skipped", d.Rows.Blank, 1040-want.([]any)[0].(float64))
	}
}

func TestQualtricsLegitimacy(t *testing.T) {
	values := map[string]map[string]float64{
		// Recodes are not in order: 6 is "somewhat disagree", 2 is "neutral".
		"qualtrics_numeric.csv": {"1": 1, "6": 2, "2": 3, "3": 4, "4": 5},
		"qualtrics_text.csv":    {"stronlgy disagree": 1, "somewhat disagree": 2, "neutral": 3, "somewhat agree": 4, "strongly agree": 5},
	}
	keys := map[string]string{"qualtrics_numeric.csv": "qualtrics.csv", "qualtrics_text.csv": "qualtrics_text.csv"}
	ref := reference(t, "qualtrics-legitimacy")
	for name, recodes := range values {
		file := shared.Dir(t, "data", "qualtrics-legitimacy", name)
		for column, want := range at(t, ref, keys[name]).(map[string]any) {
			if !strings.HasPrefix(column, "legitimacy_") {
				continue
			}
			r := request(t, "csat", file)
			r.Score, r.Values, r.Dataset.HeaderRows = []string{column}, recodes, 3
			r.Where = []string{"Finished~.*"} // unfinished ones are part of the reference
			d := document(t, r)
			ref := want.(map[string]any)
			delete(ref, "counts") // they are by code, before the recodes
			holds(t, d, ref)
			same(t, "rows", d.Rows.Read, 156)
		}
	}
}

func TestTypeform(t *testing.T) {
	file := shared.Dir(t, "data", "typeform-fcc2016", "part1.csv")
	r := request(t, "nps", file)
	r.Score = []string{"*recommend this bootcamp*"}
	_, err := answered(context.Background(), r)
	refused(t, err, "all 939 answers lie in 0–1")

	r.Question.ScaleGiven = true // --scale 0-10: "I know"
	d := document(t, r)
	want := map[string]int64{"rows": 15653, "blank": 14714, "n": 939}
	n, _ := d.Total.Values.Get("n")
	got := map[string]int64{"rows": d.Rows.Read, "blank": d.Rows.Blank, "n": n.(int64)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
}

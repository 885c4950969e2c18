package main_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// A document is what the tests here read of -o json.
type document struct {
	Schema string
	Total  struct {
		N     int64
		Value *float64
	}
	Rows struct {
		Read, Counted, Blank, Invalid, Duplicate, Filtered, Excluded, Malformed int64

		OutOfRange int64 `json:"out_of_range"`
	}
	Groups json.RawMessage
}

// summary writes value, number of answers and the accounts that are not empty.
func (d document) summary() string {
	value := "n/a"
	if d.Total.Value != nil {
		value = fmt.Sprintf("%.2f", *d.Total.Value)
	}
	s := fmt.Sprintf("%s of %d; %d read", value, d.Total.N, d.Rows.Read)
	for _, a := range []struct {
		n    int64
		name string
	}{
		{d.Rows.Blank, "blank"}, {d.Rows.Invalid, "invalid"}, {d.Rows.OutOfRange, "out of range"}, {d.Rows.Duplicate, "duplicate"},
		{d.Rows.Filtered, "filtered"}, {d.Rows.Excluded, "excluded"}, {d.Rows.Malformed, "malformed"},
	} {
		if a.n > 0 {
			s += fmt.Sprintf(", %d %s", a.n, a.name)
		}
	}
	return s
}

// The samples hold what their names say.
func TestSamples(t *testing.T) {
	forWholeRun(t)
	p := find(t)
	dir := filepath.Join(root, "testdata")
	check := func(want string, args ...string) {
		t.Helper()
		out, stderr, status := p.run(t, dir, append(args, "-o", "json")...)
		var d document
		if err := json.Unmarshal([]byte(out), &d); err != nil || status != 0 {
			t.Errorf("%v: exit status %d, %v\n%s", args, status, err, stderr)
			return
		}
		if got := d.summary(); got != want {
			t.Errorf("%v: %s\nwant %s", args, got, want)
		}
	}
	// 90 promoters, 80 passives and 30 detractors: (90 - 30) / 200
	const seed = "30.00 of 200; 207 read, 6 blank, 1 out of range"
	check(seed, "nps", "responses.csv")
	check(seed, "nps", "responses.json")
	check(seed, "nps", "responses.ndjson")
	check(seed, "nps", "good-utf16.csv")
	check(seed, "nps", "monthly/*.csv")
	check("80.00 of 100; 207 read, 107 blank", "csat", "responses.csv") // 80 of 100 satisfied
	check("85.42 of 96; 207 read, 111 blank", "ces", "responses.csv")   // 82 of 96
	check("30.00 of 200; 11 read", "nps", "--count", "count", "good-counted.csv")
	check("20.00 of 60; 60 read", "nps", "good-windows-1252-semicolon.csv")                                  // (27 - 15) / 60
	check("9.52 of 42; 42 read", "nps", "good-quoted-multiline.csv")                                         // (19 - 15) / 42
	check("31.67 of 120; 120 read", "nps", "good-weighted.csv")                                              // (59 - 21) / 120
	check("27.66 of 47; 50 read, 3 blank", "nps", "good-tabs.tsv")                                           // (20 - 7) / 47
	check("29.82 of 57; 60 read, 3 blank", "nps", "--records", "data.responses", "good-records-inside.json") // (26 - 9) / 57
	check("8.89 of 45; 45 read", "nps", "good-repeated-respondents.csv")                                     // (17 - 13) / 45
	check("8.33 of 36; 45 read, 9 duplicate", "nps", "--dedup", "latest", "good-repeated-respondents.csv")
	check("25.64 of 39; 40 read, 1 malformed", "nps", "bad-one-broken-row.csv")     // (16 - 6) / 39
	check("23.08 of 39; 40 read, 1 malformed", "nps", "bad-unclosed-quote.csv")     // (16 - 7) / 39
	check("23.08 of 39; 40 read, 1 malformed", "nps", "bad-one-broken-line.ndjson") // the same
	check("69.57 of 69; 72 read, 3 blank", "csat", "csat-words-es.csv")             // 48 of 69

	check("3.05 of 1902; 2315 read", "churn", "ledger.csv")                                          // (11 + 13 + 10 + 14 + 10) of 1902
	check("2.50 of 400; 2315 read, 1902 filtered", "churn", "--since", "2026-06", "ledger.csv")      // 10 of 400
	check("10.00 of 400; 2315 read, 1902 filtered", "expansion", "--since", "2026-06", "ledger.csv") // 3 916.40 of 39 164
	check("12.50 of 296; 300 read, 4 blank", "churn", "customers.csv")                               // 37 of 296
	check("3.65 of 849; 184 read, 5 excluded", "churn", "subscriptions.csv")                         // 31 of 849
	check("49.52 of 210; 461 read, 6 excluded", "repeat", "orders.csv")                              // 104 of 210
	check("4.21 of 356; 159 read", "churn", "movements.csv")                                         // 15 of 356
}

// Every table of a ledger metric has something to show.
func TestLedgerSamplesMove(t *testing.T) {
	p := find(t)
	dir := filepath.Join(root, "testdata")
	check := func(source string, keys ...string) {
		t.Helper()
		out, stderr, status := p.run(t, dir, "revenue", "-o", "json", source)
		var d struct{ Total map[string]any }
		if err := json.Unmarshal([]byte(out), &d); err != nil || status != 0 {
			t.Errorf("%s: exit status %d, %v\n%s", source, status, err, stderr)
		}
		for _, key := range keys {
			if v, ok := d.Total[key].(float64); !ok || v <= 0 {
				t.Errorf("%s: %s is %v", source, key, d.Total[key])
			}
		}
	}
	check("ledger.csv", "new", "reactivation", "expansion", "contraction", "churn")
	check("subscriptions.csv", "new", "reactivation", "expansion", "contraction", "churn")
	check("movements.csv", "new", "reactivation", "expansion", "contraction", "churn")
	check("orders.csv", "new", "reactivation", "expansion", "contraction", "churn")
}

// What is wrong with a sample is told in one line, with a status that says so.
func TestBadSamples(t *testing.T) {
	p := find(t)
	dir := filepath.Join(root, "testdata")
	check := func(status int, want string, args ...string) {
		t.Helper()
		_, stderr, got := p.run(t, dir, args...)
		first, _, _ := strings.Cut(stderr, "\n")
		if got != status || first != "cxcalc: "+want {
			t.Errorf("%v: exit status %d, %s\nwant %d, cxcalc: %s", args, got, first, status, want)
		}
	}
	check(1, "bad-empty.csv: empty, expected a header row and rows of answers", "nps", "bad-empty.csv")
	check(1, "bad-no-answers.csv: none of the 25 rows counts: 25 blank", "nps", "bad-no-answers.csv")
	check(1, `bad-stars-as-nps.csv: column "score": all 60 answers lie in 1–5, so they are no answers on 0–10, the scale of nps`,
		"nps", "bad-stars-as-nps.csv")
	check(1, "bad-truncated.csv.gz: gzip: the file ends too early, it is truncated", "csat", "bad-truncated.csv.gz")
	check(1, `bad-mixed-dates.csv:13: column "date": "25/03/2026" has the day first, but bad-mixed-dates.csv:32: column "date": "03/25/2026" has the month first`,
		"nps", "--period", "month", "bad-mixed-dates.csv")
}

// Every sample is listed, with a word on what it is.
func TestSamplesAreListed(t *testing.T) {
	list := readPage(t, "testdata/README.md")
	err := fs.WalkDir(os.DirFS(filepath.Join(root, "testdata")), ".", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && slices.Contains(apart, path) {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && path != "README.md" && !strings.Contains(list, "`"+path+"`") {
			t.Errorf("testdata/README.md does not list %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The same answers in another form give the same figures.
func TestSamplesAgree(t *testing.T) {
	p := find(t)
	dir := filepath.Join(root, "testdata")
	figures := func(source string) string {
		out, stderr, status := p.run(t, dir, "nps", "--by", "region", "--period", "month", "-o", "csv", source)
		if status != 0 {
			t.Errorf("%s: exit status %d\n%s", source, status, stderr)
		}
		return out
	}
	want := figures("responses.csv")
	for _, source := range []string{"responses.json", "responses.ndjson", "responses.xlsx", "good-utf16.csv", "monthly/*.csv"} {
		if diff := cmp.Diff(want, figures(source)); diff != "" {
			t.Errorf("%s (-responses.csv +%s):\n%s", source, source, diff)
		}
	}
}

// Every JSON document holds to the published schema of its metric.
func TestDocumentsHoldToTheirSchema(t *testing.T) {
	forWholeRun(t)
	p := find(t)
	dir := filepath.Join(root, "testdata")
	own := map[string][]string{ // how to read scores from 0 to 10
		"nps": nil, "csat": {"--scale", "0-10", "--satisfied-from", "8"}, "ces": {"--scale", "0-10", "--easy-from", "7"},
	}
	for name, scale := range own {
		schema := compileSchema(t, name)
		check := func(args ...string) {
			t.Helper()
			out, stderr, _ := p.run(t, dir, append([]string{name, "-o", "json"}, args...)...)
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%s %v: %v\n%s", name, args, err, stderr)
			}
		}
		with := func(args ...string) []string { return append(args, scale...) }
		check("responses.csv")
		check("--by", "region", "responses.csv")
		check("--period", "week", "responses.ndjson")
		check("--by", "region", "--period", "month", "--tz", "Europe/Madrid", "responses.csv")
		check("--threshold", "value>=30", "--threshold", "n>1000", "responses.csv")
		check("--population", "5000", "--target", "50", "--confidence", "0.9", "responses.json")
		check("--where", "region=EU", "--since", "2026-05", "--until", "2026-06", "responses.csv")
		check("--where", "region=none", "responses.csv") // nothing counts
		check(with("--score", "score", "--weight", "weight", "--by", "age_group", "good-weighted.csv")...)
		check(with("--score", "score", "--count", "count", "--threshold", "mean>7", "good-counted.csv")...)
		check(with("--score", "score", "--dedup", "latest", "good-repeated-respondents.csv")...)
		check(with("--score", "score", "bad-unclosed-quote.csv", "bad-one-broken-row.csv")...)
		check(with("--score", "score", "bad-no-answers.csv")...)
	}
}

// So does every document of a ledger metric, from a ledger of each shape that it reads.
func TestLedgerDocumentsHoldToTheirSchema(t *testing.T) {
	forWholeRun(t)
	p := find(t)
	dir := samples(t)
	for name, text := range map[string]string{
		"one.csv":      "customer,month,mrr\nA,2026-05,10\n",
		"unpriced.csv": "customer,month\nA,2026-05\nB,2026-05\nA,2026-06\n",
		"gap.csv":      "customer,month,mrr,currency\nA,2026-01,10,EUR\nB,2026-01,5,USD\nA,2026-03,8,EUR\nB,2026-04,5,USD\n",
		"rates.csv":    "currency,rate,from\nUSD,0.9,\nUSD,0.8,2026-03\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range catalog.Of(metric.OfCustomers) {
		schema := compileSchema(t, m.Name)
		check := func(args ...string) {
			t.Helper()
			out, stderr, status := p.run(t, dir, append([]string{m.Name, "-o", "json"}, args...)...)
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
			if err == nil {
				err = schema.Validate(v)
			}
			if err != nil {
				t.Errorf("%s %v: exit status %d, %v\n%s", m.Name, args, status, err, stderr)
			}
		}
		check("orders.csv")
		check("--by", "channel", "--where", "amount>0", "orders.csv")
		for _, flag := range m.Flags {
			if args := ownFlag(flag.Name); args != nil {
				check(append(args, "orders.csv")...)
			}
		}
		if m.Orders != nil {
			continue
		}
		check("ledger.csv")
		check("--by", "plan", "--by", "region", "--period", "month", "--tz", "Europe/Madrid", "ledger.csv")
		check("--since", "2026-05", "--threshold", "value>=30", "--threshold", "n>1000", "--target", "40", "ledger.csv")
		check("--where", "plan=none", "ledger.csv") // nothing counts
		check("--period", "quarter", "--confidence", "0.9", "subscriptions.csv")
		check("--as-of", "2026-03", "subscriptions.csv")
		check("movements.csv")
		check("one.csv")
		check("--report-currency", "EUR", "--rates", "rates.csv", "gap.csv")
		for _, flag := range m.Flags {
			if args := ownFlag(flag.Name); args != nil {
				check(append(args, "subscriptions.csv")...)
			}
		}
		if !m.Money {
			check("--shape", "balance", "unpriced.csv")
		}
		if m.Cohorts == nil && !m.Changes && !m.Periods {
			check("customers.csv")
			check("--by", "contract", "customers.csv")
		}
	}
}

// So does a report, with a title and without, and where a question has no answer.
func TestReportsHoldToTheirSchema(t *testing.T) {
	schema := compileSchema(t, "report")
	t.Chdir(samples(t))
	check := func(file string, valid bool, change func(report map[string]any)) {
		t.Helper()
		out, stderr, _ := inside("report", "-o", "json", file)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr)
		}
		report, _ := v.(map[string]any)
		change(report)
		if err := schema.Validate(v); (err == nil) != valid {
			t.Errorf("%s: %v", file, err)
		}
	}
	some := "questions: [{metric: nps, sources: responses.csv}, {metric: ltv, sources: responses.csv}]"
	if err := os.WriteFile("some.yaml", []byte(some), 0o644); err != nil {
		t.Fatal(err)
	}
	check("report.yaml", true, func(map[string]any) {})
	check("some.yaml", true, func(map[string]any) {})
	check("report.yaml", false, func(report map[string]any) { report["name"] = "x" })
	check("report.yaml", false, func(report map[string]any) {
		document, _ := report["documents"].([]any)[0].(map[string]any)
		document["metric"] = "csat"
	})
}

// ownFlag is a use of a flag that not every ledger metric has.
func ownFlag(name string) []string {
	return map[string][]string{
		"definition": {"--definition", "net-revenue"}, "definitions": {"--definitions"}, "top": {"--top", "5"}, "interval": {"--interval", "clopper-pearson"},
		"margin": {"--margin", "0.8"}, "discount": {"--discount", "0.01"}, "cycle": {"--cycle", "30"}, "grace": {"--cycle", "30", "--grace", "2"},
	}[name]
}

// A schema that lets everything through would be worth nothing.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t, "nps")
	out, stderr, _ := find(t).run(t, filepath.Join(root, "testdata"), "nps", "-o", "json", "--by", "region", "responses.csv")
	check := func(what string, wrong bool, change func(document, total map[string]any)) {
		t.Helper()
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr)
		}
		document, _ := v.(map[string]any)
		total, _ := document["total"].(map[string]any)
		change(document, total)
		if err := schema.Validate(v); (err != nil) != wrong {
			t.Errorf("%s: %v", what, err)
		}
	}
	check("as it is", false, func(_, _ map[string]any) {})
	check("an unknown field", true, func(_, total map[string]any) { total["median"] = 8.0 })
	check("a missing field", true, func(document, _ map[string]any) {
		group, _ := document["groups"].([]any)[0].(map[string]any)
		delete(group, "promoters")
	})
	check("points beyond 100", true, func(_, total map[string]any) { total["value"] = 101.0 })
	check("a negative count", true, func(document, _ map[string]any) { document["rows"].(map[string]any)["blank"] = -1 })
	check("half an answer", true, func(_, total map[string]any) { total["n"] = 0.5 })
	check("a text for a number", true, func(_, total map[string]any) { total["value"] = "30" })
	check("an unknown verdict", true, func(_, total map[string]any) { total["verdict"].(map[string]any)["text"] = "perhaps" })
	check("groups within the total", true, func(_, total map[string]any) { total["by"] = map[string]any{} })
}

// compileSchema reads the schema of a metric, or of reports, as it is published. Those of other metrics lie beside it.
func compileSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	want := ""
	add := func(name string) {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(readPage(t, "docs/schema/"+name+".v1.json")))
		if err != nil {
			t.Fatal(err)
		}
		id, ok := doc.(map[string]any)["$id"].(string)
		if !ok {
			t.Fatalf("the schema of %s has no $id", name)
		}
		if err := c.AddResource(id, doc); err != nil {
			t.Fatal(err)
		}
		want = id
	}
	if name == "report" {
		for _, m := range catalog.Metrics() {
			add(m.Name)
		}
		add("compare")
		add("trend")
		add("link")
	}
	add(name)
	schema, err := c.Compile(want)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// So does a comparison, of every form.
func TestComparisonsHoldToTheirSchema(t *testing.T) {
	schema := compileSchema(t, "compare")
	t.Chdir(samples(t))
	for _, args := range [][]string{
		{"nps", "monthly/2026-05.csv", "monthly/2026-06.csv"},
		{"nps", "--decompose", "region", "monthly/2026-05.csv", "monthly/2026-06.csv"},
		{"nps", "--by", "region", "--min-n", "50", "responses.csv"},
		{"nps", "--period", "month", "responses.csv"},
		{"csat", "--paired", "--score", "satisfaction", "--score", "ease", "--scale", "1-5", "responses.csv"},
		{"churn,revenue,ltv,expansion", "--period", "month", "ledger.csv"},
	} {
		out, stderr, _ := inside(append([]string{"compare", "-o", "json"}, args...)...)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil {
			t.Errorf("%q: %v\n%s", args, err, stderr)
		}
	}
}

package baseline_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/baseline"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

const text = `{"schema": "cxcalc/csat/v1", "metric": "csat", "unit": "percent", "definition": "satisfied / answers",
"sources": [{"name": "a.csv"}], "settings": {"confidence": 0.9, "scale": [1, 5], "by": [], "period": null},
"rows": {"read": 100, "counted": 100},
"total": {"n": 100, "value": 80, "low": 72.5, "high": 86, "distribution": {"1": 20, "5": 80}},
"groups": [{"by": {"agent": "a"}, "n": 50, "value": 90, "low": 80, "high": 95, "distribution": {"1": 5, "5": 45}}]}`

func read(t *testing.T, text string) (*baseline.Earlier, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "before.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return baseline.Read(path, "csat")
}

func share(k, n float64) metric.Evidence {
	return metric.ShareEvidence(n, 100*k/n, stats.Share{K: k, N: n})
}

// document is one of 150 of 200, with a group of 60 of 100.
func document() *result.Document {
	values := func(n int64, value float64) result.Object {
		return result.Object{{Key: "n", Value: n}, {Key: "value", Value: value}, {Key: "low", Value: value - 5}, {Key: "high", Value: value + 5}}
	}
	return &result.Document{Metric: "csat", Unit: "percent", Definition: "satisfied / answers", Sources: []result.Source{{Name: "b.csv"}},
		Settings: result.Object{{Key: "confidence", Value: 0.95}, {Key: "scale", Value: []float64{1, 5}}, {Key: "by", Value: []string{"agent"}}, {Key: "period", Value: nil}},
		Rows:     result.Rows{Read: 200, Counted: 200}, Total: result.Group{Values: values(200, 75)},
		Groups: result.List(result.Group{By: result.Object{{Key: "agent", Value: "a"}}, Values: values(100, 60)}),
		Fields: []result.Field{{Name: "n"}, {Name: "value", Kind: result.Percent}}}
}

// compare holds the document against a text; recall tells answers by their scores.
func compare(t *testing.T, d *result.Document, text string, recall bool) error {
	t.Helper()
	f, err := read(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return f.Compare(baseline.Present{Document: d, Confidence: 0.95,
		Pool: func(places []int) (metric.Evidence, error) {
			if places == nil {
				return share(150, 200), nil
			}
			return share(60, 100), nil
		},
		Recall: func(scores map[string]float64) (metric.Evidence, bool) {
			return share(scores["5"], scores["1"]+scores["5"]), recall
		}})
}

// The answers of both are compared: R 4.2.2, prop.test's Newcombe, 80 of 100 and 150 of 200.
func TestCompare(t *testing.T) {
	d := document()
	if err := compare(t, d, text, true); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]float64{"baseline": 80, "baseline_n": 100, "change": -5, "change_low": -14.2626819456, "change_high": 5.4434872165} {
		if got, _ := d.Total.Values.Number(key); math.Abs(got-want) > 1e-6 {
			t.Errorf("%s: %v, want %v", key, got, want)
		}
	}
	if changed, _ := d.Total.Values.Get("changed"); changed != "~" {
		t.Errorf("the total is %v", changed)
	}
	if changed, _ := d.Groups.At(0).Values.Get("changed"); changed != "worse" { // 45 of 50 and 60 of 100
		t.Errorf("the group is %v", changed)
	}
	if len(d.Own) != 1 || d.Own[0].Key != "baseline" || len(d.Warnings) != 0 {
		t.Errorf("own %v, warnings %v", d.Own, d.Warnings)
	}
}

// Where answers are not told the intervals are compared, the one of the file brought to the confidence of the document.
func TestByLimits(t *testing.T) {
	for name, d := range map[string]string{"no answers": text, "weighted": strings.Replace(text, `"n": 100,`, `"n": 100, "n_effective": 60,`, 1)} {
		doc := document()
		if err := compare(t, doc, d, name == "weighted"); err != nil {
			t.Fatal(err)
		}
		own, _ := doc.Own[0].Value.(result.Object)
		if method, _ := own.Get("method"); method != "mover" {
			t.Errorf("%s: by %v", name, method)
		}
		// By hand, MOVER: the arms of 80 grow by z(0.95)/z(0.9); those of 75 are Wilson's of 150 of 200.
		k := stats.Z(0.95) / stats.Z(0.9)
		wilson, _ := stats.Wilson(150, 200, stats.Z(0.95))
		want := -5 - math.Hypot(75-100*wilson.Low, 6*k)
		if low, _ := own.Number("change_low"); math.Abs(low-want) > 1e-6 {
			t.Errorf("%s: from %v, want %v", name, low, want)
		}
	}
}

// A figure without an interval is compared, and not judged.
func TestUnsure(t *testing.T) {
	d := document()
	if err := compare(t, d, strings.Replace(text, `"low": 72.5, "high": 86`, `"low": null, "high": null`, 1), true); err != nil {
		t.Fatal(err)
	}
	if change, _ := d.Total.Values.Number("change"); change != -5 {
		t.Errorf("a change of %v", change)
	}
	if _, judged := d.Total.Values.Get("changed"); judged || !strings.Contains(d.Gist[0], "nothing tells how sure") {
		t.Errorf("judged %v: %s", judged, d.Gist)
	}
}

// What is not of the same question is refused, and what may matter is said.
func TestCheck(t *testing.T) {
	check := func(from, to, want string) {
		t.Helper()
		if !strings.Contains(text, from) {
			t.Fatalf("no %s", from)
		}
		d := document()
		err := compare(t, d, strings.Replace(text, from, to, 1), true)
		if err == nil && len(d.Warnings) > 0 {
			if !strings.Contains(d.Warnings[0].Text, want) {
				t.Errorf("%s: warns %v, want %s", to, d.Warnings, want)
			}
			return
		}
		if err == nil && want != "" || err != nil && (want == "" || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %s", to, err, want)
		}
	}
	check(`"percent"`, `"points"`, "is in points, and this is in percent")
	check(`satisfied / answers`, `happy / answers`, `has another definition: "happy / answers"`)
	check(`[1, 5]`, `[1, 7]`, "was made with another scale: [1,7], and this is [1,5]")
	check(`"scale"`, `"currency": "EUR", "scale"`, `was made with another currency: "EUR", and this is none`)
	check(`"value": 80`, `"value": null`, "has no value")
	check(`"scale": [1, 5]`, `"scale": [1, 5], "reverse": true`, "another reverse: true")
	check(`"by": []`, `"where": ["plan=Pro"], "by": []`, "made with another where")
	check(`"period": null`, `"period": "month"`, "")
	check(`{"agent": "a"}`, `{"agent": "z"}`, "agent a in this document; agent z in the baseline")
}

// A document is not compared with itself without a word.
func TestSame(t *testing.T) {
	d := document()
	d.Sources[0].Name, d.Rows = "a.csv", result.Rows{Read: 100, Counted: 100}
	d.Total.Values = result.Object{{Key: "n", Value: int64(100)}, {Key: "value", Value: 80.0}, {Key: "low", Value: 70.0}}
	if err := compare(t, d, text, true); err != nil || len(d.Warnings) != 1 || d.Warnings[0].Code != "baseline_same" {
		t.Errorf("%v, %v", err, d.Warnings)
	}
}

func TestRead(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		f, err := read(t, text)
		if err == nil && (want != "" || f.Metric != "csat") || err != nil && (want == "" || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.40s: %v, want %s", text, err, want)
		}
	}
	report := func(documents string) string {
		return `{"schema": "cxcalc/report/v1", "documents": [` + documents + `]}`
	}
	other := strings.ReplaceAll(text, "csat", "nps")
	check(text, "")
	check("\ufeff"+text, "")
	check(report("null,"+text+","+other), "")
	check("score\n1\n", "is no document that -o json wrote")
	check("[1]", "is no document that -o json wrote")
	check("{}", `is no document of csat: its schema is ""`)
	check(other, "is a document of nps, and this is csat")
	check(strings.Replace(text, "csat/v1", "csat/v2", 1), `its schema is "cxcalc/csat/v2"`)
	check(strings.Replace(text, "csat/v1", "compare/v1", 1), `its schema is "cxcalc/compare/v1"`)
	check(report(other), "is a report with 0 documents of csat")
	check(report(text+","+text), "is a report with 2 documents of csat")
	if _, err := baseline.Read(filepath.Join(t.TempDir(), "absent.json"), "csat"); err == nil || !strings.HasPrefix(err.Error(), "--baseline: ") {
		t.Errorf("absent: %v", err)
	}
}

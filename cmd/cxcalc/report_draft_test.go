package main_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// A draft of a report about a sample answers at once, as do its lines that stand as comments, and it holds to the schema
// that editors are given.
func TestReportDrafts(t *testing.T) {
	forWholeRun(t)
	t.Chdir(samples(t))
	holds := reportSchema(t)
	comment := regexp.MustCompile(`(?m)^    # (by|period): `)
	drafted, wanted := 0, 5
	if testing.Short() {
		wanted = 1
	}
	for i, sample := range sampleNames(t) {
		if testing.Short() && i%12 != 0 {
			continue
		}
		draft, stderr, status := inside("report", "init", sample)
		if status != 0 {
			if !strings.Contains(stderr, "no metric answers") && !strings.HasPrefix(stderr, "cxcalc: "+sample) {
				t.Errorf("report init %s: status %d, %s", sample, status, stderr)
			}
			continue
		}
		drafted++
		compared := compareComment.ReplaceAllString(draft, "  - compare: $1\n    $2\n    $3\n")
		holds(t, sample, compared)
		if err := os.WriteFile("draft.yaml", []byte(compared), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, stderr, status := inside("report", "draft.yaml", "-o", "json", "-q"); !strings.HasSuffix(sample, "-dates.csv") && status != 0 && !strings.Contains(stderr, "there is one ") {
			t.Errorf("report of %s: status %d, %s\n%s", sample, status, stderr, compared)
		}
		texts := []string{draft, comment.ReplaceAllString(draft, "    $1: ")}
		if strings.HasSuffix(sample, "-dates.csv") {
			texts = texts[:1] // with a period the dates are asked about
		}
		for _, text := range texts {
			holds(t, sample, text)
			if err := os.WriteFile("draft.yaml", []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, stderr, status := inside("report", "--dry-run", "draft.yaml"); status != 0 {
				t.Errorf("report --dry-run of %s: status %d, %s\n%s", sample, status, stderr, text)
			}
			out, stderr, status := inside("report", "draft.yaml", "-o", "json", "-q")
			if status != 0 || strings.Contains(out, "\n    null") {
				t.Errorf("report of %s: status %d, %s\n%s", sample, status, stderr, text)
			}
		}
	}
	if drafted < wanted {
		t.Errorf("only %d samples have a report", drafted)
	}
	holds(t, "comparisons", "questions: [{compare: nps, before: a.csv, threshold: [change_high>=0]}, {compare: 'nps,csat', by: region}, {compare: [nps, csat], period: month}, {trend: churn}]")
	text, err := os.ReadFile("report.yaml")
	if err != nil {
		t.Fatal(err)
	}
	holds(t, "report.yaml", string(text))
}

// compareComment finds the comparison that stands in a draft as a comment.
var compareComment = regexp.MustCompile(`(?m)^  # - compare: (.*)\n  #   (sources: .*)\n  #   (.*)\n`)

// The schema of report files refuses what the program refuses.
func TestReportSchema(t *testing.T) {
	schema := compileReportSchema(t)
	for _, text := range []string{"title: a", "questions: []", "questions: [{metric: npz}]", "questions: [{metric: nps, treshold: low>=20}]",
		"questions: [{metric: nps, definitions: true}]", "questions: [{metric: nps}]\ncolour: red", "questions: [{metric: nps, min-n: many}]",
		"questions: [{metric: nps, compare: nps}]", "questions: [{compare: npz}]", "questions: [{compare: 'nps,npz'}]", "questions: [{compare: nps, target: 3}]",
		"questions: [{compare: [nps, csat], befor: a.csv}]", "questions: [{trend: [nps]}]", "questions: [{trend: nps, before: a.csv}]"} {
		if err := validReport(t, schema, text); err == nil {
			t.Errorf("%q holds to the schema", text)
		}
	}
}

func reportSchema(t *testing.T) func(t *testing.T, name, text string) {
	schema := compileReportSchema(t)
	return func(t *testing.T, name, text string) {
		t.Helper()
		if err := validReport(t, schema, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func compileReportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	out, stderr, status := inside("report", "schema")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	if status != 0 || err != nil {
		t.Fatal(status, stderr, err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// validReport says what is wrong with a report file.
func validReport(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var file any
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	plain, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(plain)))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(v)
}

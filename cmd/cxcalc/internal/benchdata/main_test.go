package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func written(t *testing.T, args ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := run(&b, args); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every shape holds the rows that were asked for, in good form, with the same answers.
func TestShapes(t *testing.T) {
	scores := map[string][]string{}
	for shape, column := range map[string]int{"narrow": 1, "wide": 3} {
		records, err := csv.NewReader(bytes.NewReader(written(t, shape, "500"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records[1:] {
			scores[shape] = append(scores[shape], r[column])
		}
	}
	lines := json.NewDecoder(bytes.NewReader(written(t, "ndjson", "500")))
	for lines.More() {
		var record struct{ Score *json.Number }
		if err := lines.Decode(&record); err != nil {
			t.Fatal(err)
		}
		score := ""
		if record.Score != nil {
			score = record.Score.String()
		}
		scores["ndjson"] = append(scores["ndjson"], score)
	}
	if n := len(scores["narrow"]); n != 500 {
		t.Errorf("%d rows, want 500", n)
	}
	for _, shape := range []string{"wide", "ndjson"} {
		if diff := cmp.Diff(scores["narrow"], scores[shape]); diff != "" {
			t.Errorf("scores (-narrow +%s):\n%s", shape, diff)
		}
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{nil, {"narrow"}, {"deep", "1"}, {"narrow", "many"}, {"narrow", "-1"}} {
		if err := run(new(bytes.Buffer), args); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}

// A log has the cases that are on their way at once, each with its steps in the order of time.
func TestSteps(t *testing.T) {
	records, err := csv.NewReader(bytes.NewReader(written(t, "steps", "20001"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cases := make(map[string]int)
	for _, r := range records[1:] {
		cases[r[0]]++
	}
	if len(records) != 20_002 || len(cases) < 1900 || len(cases) > 2001 || records[1][2] != "visit" {
		t.Errorf("%d rows, %d cases, the first %v", len(records)-1, len(cases), records[1])
	}
}

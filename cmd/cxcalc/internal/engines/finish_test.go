package engines_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What sql writes for a table, run there and saved as CSV, gives with finish the document of a file, repeated respondents included.
func TestFinished(t *testing.T) {
	s := connect(t)
	rows := typed("visits", []column{{"score", "text"}, {"person", "text"}, {"at", "moment"}}, "9 a 2026-01-02T10:00:00Z", "9 a 2026-01-03T10:00:00Z",
		"3 b 2026-02-01T03:28:46Z", "10 c 2026-02-04T10:00:00Z", "10 c 2026-02-05T10:00:00Z")
	s.load([]*table{rows})
	dir := t.TempDir()
	file, counted := filepath.Join(dir, "visits.csv"), filepath.Join(dir, "counted.csv")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(file, "score,person,at\n9,a,2026-01-02T10:00:00Z\n9,a,2026-01-03T10:00:00Z\n3,b,2026-02-01T03:28:46Z\n10,c,2026-02-04T10:00:00Z\n10,c,2026-02-05T10:00:00Z\n")
	for _, r := range s.routes() {
		if got := inside("nps", "--score", "score", "--explain", "--insecure", r.address("visits")); got.status != 0 || !strings.Contains(got.out, "\nGROUP BY ") {
			t.Errorf("%s: the statement does not stand there in lines: %v", r.name, got)
		}
	}
	q := []string{"--score", "score", "--respondent", "person", "--time", "at", "--period", "month", "--tz", "America/Los_Angeles", "-q"}
	for kept, says := range map[string]string{"moment": "", "clock": "is kept as moment", "date": "is kept as moment"} {
		statement := inside(slices.Concat([]string{"sql", "nps"}, q, []string{"--time-type", kept, "--dialect", "postgresql", "--table", s.place + ".visits"})...)
		if statement.status != 0 {
			t.Fatal(statement)
		}
		var answer strings.Builder
		if _, err := s.pg.CopyTo(context.Background(), &answer, "COPY ("+statement.out+") TO STDOUT (FORMAT csv, HEADER)"); err != nil {
			t.Fatal(err)
		}
		write(counted, answer.String())
		got := inside(slices.Concat([]string{"finish", "nps"}, q, []string{"-o", "csv", counted})...)
		want := inside(slices.Concat([]string{"nps", "--no-places"}, q, []string{"-o", "csv", file})...)
		if says == "" && got != want || says != "" && (got.status != 2 || !strings.Contains(got.err, says)) {
			t.Errorf("%s: %v\nwant %v %s", kept, got, want, says)
		}
	}
}

// What sql writes for ClickHouse tells how many rows there are in all, so that half of the saved answer is no answer.
func TestFinishedOfClickHouse(t *testing.T) {
	s, dir := connect(t), t.TempDir()
	rows := typed("rated", []column{{"score", "integer"}, {"at", "moment"}}, "9 2026-01-02T10:00:00Z", "9 2026-01-03T10:00:00Z", "3 2026-02-01T03:28:46Z", "10 2026-02-04T10:00:00Z")
	s.load([]*table{rows})
	file, counted := rows.file(s, dir), filepath.Join(dir, "counted.csv")
	q := []string{"nps", "--score", "score", "--time", "at", "--period", "month", "--tz", "America/Los_Angeles", "-q"}
	statement := inside(slices.Concat([]string{"sql"}, q, []string{"--time-type", "moment", "--dialect", "clickhouse", "--table", s.place + ".rated"})...)
	if statement.status != 0 {
		t.Fatal(statement)
	}
	answer := s.clickHouse(0, statement.out+" FORMAT CSVWithNames", "")
	finish := func(text string) ending {
		if err := os.WriteFile(counted, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return inside(slices.Concat([]string{"finish"}, q, []string{"-o", "csv", counted})...)
	}
	if got, want := finish(answer), inside(slices.Concat(q, []string{"--no-places", "-o", "csv", file})...); got != want || want.status != 0 {
		t.Errorf("%v\nwant %v", got, want)
	}
	lines := strings.SplitAfter(answer, "\n")
	if got := finish(strings.Join(lines[:2], "")); got.status != 1 || !strings.Contains(got.err, "the answer is not whole") {
		t.Errorf("the first line of %q: %v", answer, got)
	}
}

package engines_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// readTable reads a file whose columns have types.
func readTable(t *testing.T, path string, kinds ...string) *table {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := &table{name: strings.TrimSuffix(filepath.Base(path), ".csv"), sample: path}
	for i, kind := range kinds {
		out.columns = append(out.columns, column{rows[0][i], kind})
	}
	for _, row := range rows[1:] {
		var cells []cell
		for _, text := range row {
			cells = append(cells, cell{text, text == ""})
		}
		out.rows = append(out.rows, cells)
	}
	return out
}

// Two million answers and a ledger of nearly a million rows tell from every database what they tell from their files. It takes
// minutes and gigabytes, so it waits for CXCALC_ANSWERS and CXCALC_LEDGER, files with the columns below; benchdata writes answers.
func TestWhole(t *testing.T) {
	answers, ledger := os.Getenv("CXCALC_ANSWERS"), os.Getenv("CXCALC_LEDGER")
	if answers == "" || ledger == "" {
		t.Skip("set CXCALC_ANSWERS and CXCALC_LEDGER to large files: test skipped")
	}
	s := connect(t)
	s.whole(readTable(t, answers, "text", "integer", "low", "low", "moment"),
		"nps --score score", "nps --score score --by segment --by channel --time submitted_at --period month --tz Europe/Madrid",
		"compare nps --score score --by segment", "csat --score score --scale 0-10 --since 2025-03-30T02:30 --tz Europe/Madrid --time submitted_at",
		"share --score score --yes score>=9 --by channel", "nps --score score --respondent id --dedup latest --time submitted_at")
	s.whole(readTable(t, ledger, "text", "text", "decimal", "low", "low"),
		"churn --by plan", "revenue --period quarter", "expansion --by region", "cohort", "ltv --margin 0.8", "repeat --shape transaction")
}

func (s *servers) whole(t *table, questions ...string) {
	s.Helper()
	s.load([]*table{t})
	s.Logf("%d rows of %s are loaded", len(t.rows), t.sample)
	for _, line := range questions {
		q := question(strings.Fields(line))
		begin := time.Now()
		want := told(slices.Concat(q, asFile, []string{"-o", "json", t.sample}), t.sample, filepath.Base(t.sample))
		if want.status != 0 {
			s.Errorf("%s: %d %s", line, want.status, want.err)
		}
		s.Logf("%s: file %s", line, time.Since(begin).Round(10*time.Millisecond))
		for _, r := range s.routes() {
			begin := time.Now()
			if got := s.asks(r, t, q); got != want {
				s.Errorf("%s: %s\n%s", r.name, line, difference(want, got))
			}
			s.Logf("%s: %s %s", line, r.name, time.Since(begin).Round(10*time.Millisecond))
		}
	}
}

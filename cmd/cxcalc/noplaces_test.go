package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// With --no-places the rows of a sample tell the same in any order, and in any number of files.
func TestNoPlaces(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // thousands of runs in one process, of little memory each
	forWholeRun(t)
	t.Chdir(filepath.Join(root, "testdata"))
	names, turn := sampleNames(t), 0
	for _, m := range questions() {
		for _, sample := range names {
			head, rows, ok := recordsOf(t, sample)
			if !ok {
				continue
			}
			deals := dealt(t, sample, head, rows)
			m.ask(t, sample, func(flags []string) (status int) {
				if turn++; turn%40 != 0 {
					return 0
				}
				return agreeUnplaced(t, m.name, sample, deals[turn/40%len(deals)], flags)
			})
		}
	}
}

// agreeUnplaced asks a metric of a sample and of its rows as they were dealt, and returns how the first ends.
func agreeUnplaced(t *testing.T, name, sample string, dealt []string, flags []string) int {
	t.Helper()
	ask := func(sources []string) (doc, stderr string, status int) {
		doc, stderr, status = inside(slices.Concat([]string{name, "--no-places", "-o", "json"}, flags, sources)...)
		return withoutSources(t, doc), stderr, status
	}
	want, said, status := ask([]string{sample})
	if slices.Contains(flags, "--records") { // rows dealt anew sit elsewhere
		return status
	}
	if got, other, ends := ask(dealt); got != want || ends != status {
		t.Errorf("%s --no-places %s %v: exit status %d, of the rows dealt anew %d\n%s\n%s\n%s", name, sample, flags, status, ends, firstDifference(want, got), said, other)
	}
	return status
}

// Random tables with nasty cells tell the same in any order, and in any number of files.
func TestNoPlacesOfRandomTables(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	count := 60
	if testing.Short() {
		count = 10
	}
	for range count {
		kind := tables[r.IntN(len(tables))]
		head, rows := kind.table(r)
		dir := t.TempDir()
		sample := filepath.Join(dir, "rows.csv")
		if err := os.WriteFile(sample, []byte(head+strings.Join(rows, "")), 0o644); err != nil {
			t.Fatal(err)
		}
		deals := dealt(t, sample, head, rows)
		for _, dealt := range deals {
			if agreeUnplaced(t, kind.metrics[r.IntN(len(kind.metrics))], sample, dealt, slices.Concat(kind.always, []string{"--encoding", "utf-8"}, kind.flags[r.IntN(len(kind.flags))])); t.Failed() {
				t.Fatalf("%s%s", head, strings.Join(rows, ""))
			}
		}
	}
}

// A tableKind makes random tables for metrics, with flags that fit them.
type tableKind struct {
	metrics, always []string
	flags           [][]string
	columns         []string
	cells           [][]string // of each column, what may stand there: usual cells first
}

var nasty = []string{"", " ", "N/A", "n/a", "-", "\"; DROP TABLE answers\"", "\"a \"\"b\"\"\"", "é", "\"x, y\"", "123456789012345678901", "\xff\xfe", "NULL", "☃"}

var tables = []tableKind{
	{
		metrics: []string{"nps"}, always: []string{"--score", "score", "--time", "date"},
		flags: words("", "--by region", "--by region --period month", "--where region=EU", "--where score>=7 --by region", "--period week --tz Europe/Madrid",
			"--since 2026-03-02 --until 2026-06", "--score score --weight weight", "--score score --weight weight --by region", "--dedup latest --respondent who",
			"--dedup latest --respondent who --period month", "--by region --min-n 3", "--lenient", "--exclude region=US"),
		columns: []string{"who", "region", "date", "score", "weight"},
		cells: [][]string{{"a", "b", "c", "d", "e"}, {"EU", "US", " EU ", "eu"}, {"2026-03-29T01:30:00Z", "2026-03-01", "2026-04-01 23:59:59", "2026-05-03T00:00:00+02:00", "13/04/2026", "03/04/2026"},
			{"9", "10", " 9 ", "9.0", "7", "6", "0", "11", "8"}, {"1", "0.5", "2", "1e3"}},
	},
	{
		metrics: []string{"churn", "revenue", "expansion", "cohort"}, always: []string{"--shape", "balance", "--customer", "customer", "--time", "month", "--amount", "amount"},
		flags:   words("", "--by plan", "--where plan=Pro", "--since 2026-02", "--period quarter"),
		columns: []string{"customer", "month", "amount", "plan"},
		cells: [][]string{{"A", "B", "C", "D", "E", "F", " A "}, {"2026-01", "2026-02", "2026-03", "2026-04"}, {"10.00", "20", "5.5", "0", "1,000.00"},
			{"Pro", "Basic", "pro"}},
	},
	{
		metrics: []string{"repeat", "ltv"}, always: []string{"--shape", "transaction", "--customer", "customer", "--time", "date", "--amount", "amount"},
		flags:   words("", "--by plan", "--where plan=Pro"),
		columns: []string{"customer", "date", "amount", "plan"},
		cells: [][]string{{"A", "B", "C", "D", "E", "F"}, {"2026-01-03", "2026-02-11", "2026-03-30", "2026-04-01"}, {"10.00", "20", "5.5", "7"},
			{"Pro", "Basic", "pro"}},
	},
}

// table makes a table: most of its cells are usual, and some rows no rows.
func (k tableKind) table(r *rand.Rand) (head string, rows []string) {
	for range 5 + r.IntN(60) {
		var cells []string
		for _, usual := range k.cells {
			if cells = append(cells, usual[r.IntN(len(usual))]); r.IntN(25) == 0 {
				cells[len(cells)-1] = nasty[r.IntN(len(nasty))]
			}
		}
		if r.IntN(40) == 0 {
			cells = cells[:2]
		}
		rows = append(rows, strings.Join(cells, ",")+"\n")
	}
	return strings.Join(k.columns, ",") + "\n", rows
}

// firstDifference shows where two documents part.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			from := max(i-3, 0)
			return strings.Join(x[from:min(i+4, len(x))], "\n") + "\n--- and\n" + strings.Join(y[from:min(i+4, len(y))], "\n")
		}
	}
	return "one is longer"
}

// withoutSources is a document without what names its sources.
func withoutSources(t *testing.T, doc string) string {
	t.Helper()
	if doc == "" {
		return ""
	}
	from := strings.Index(doc, `  "sources": [`)
	to := strings.Index(doc[max(from, 0):], "\n  ]")
	if from < 0 || to < 0 {
		t.Fatalf("no sources in %s", doc)
	}
	return doc[:from] + doc[from+to:]
}

// dealt writes the rows of a sample anew: shuffled, and cut into two files and into three.
func dealt(t *testing.T, sample string, head string, rows []string) (deals [][]string) {
	t.Helper()
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, uint64(len(rows))))
	for n, files := range []int{1, 2, 3} {
		shuffled := slices.Clone(rows)
		r.Shuffle(len(rows), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		var names []string
		for f := range files {
			text := head
			for i, row := range shuffled {
				if i*files/len(rows) == f {
					text += row
				}
			}
			name := filepath.Join(dir, string(rune('a'+n)), string(rune('0'+f))+"-"+filepath.Base(sample))
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		deals = append(deals, names)
	}
	return deals
}

// recordsOf takes a sample apart; ok is false where its rows cannot be dealt anew.
func recordsOf(t *testing.T, sample string) (head string, rows []string, ok bool) {
	t.Helper()
	if strings.Contains(sample, "*") {
		return "", nil, false
	}
	text, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	switch filepath.Ext(sample) {
	case ".ndjson":
		rows = slices.Collect(strings.Lines(string(text)))
	case ".json":
		var list []json.RawMessage
		if json.Unmarshal(text, &list) != nil {
			return "", nil, false
		}
		for _, v := range list {
			rows = append(rows, string(v)+"\n")
		}
	case ".csv", ".tsv":
		if !utf8.Valid(text) {
			return "", nil, false
		}
		if rows = csvRecords(text); len(rows) == 0 {
			return "", nil, false
		}
		head, rows = rows[0], rows[1:]
	}
	if len(rows) < 3 {
		return "", nil, false
	}
	if last := &rows[len(rows)-1]; !strings.HasSuffix(*last, "\n") {
		*last += "\n"
	}
	return head, rows, true
}

// csvRecords are the records of a text as they stand; none where it is broken.
func csvRecords(text []byte) (out []string) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	for from := int64(0); ; {
		_, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			return nil
		}
		out = append(out, string(text[from:r.InputOffset()]))
		from = r.InputOffset()
	}
}

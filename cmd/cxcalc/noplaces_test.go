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
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// With --no-places the rows of a sample tell the same in any order, and in any number of files.
func TestNoPlaces(t *testing.T) {
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
				turn++
				return agreeUnplaced(t, m.name, sample, deals[turn%len(deals)], flags)
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
	if got, other, ends := ask(dealt); got != want || ends != status {
		t.Errorf("%s --no-places %s %v: exit status %d, of the rows dealt anew %d\n%s\n%s\n%s", name, sample, flags, status, ends, firstDifference(want, got), said, other)
	}
	return status
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

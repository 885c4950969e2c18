package scan

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// corpus reads the files of a conformance suite, by their paths in its archive.
func corpus(t *testing.T, suite string) map[string][]byte {
	t.Helper()
	packed, err := os.ReadFile(shared.Dir(t, "conformance", suite, "corpus.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(unzipped); ; {
		head, err := archive.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[head.Name], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
	}
}

// Files named y_ must be accepted, n_ refused, i_ may be either.
func TestJSONTestSuite(t *testing.T) {
	count := map[string]int{}
	for name, text := range corpus(t, "json-test-suite") {
		verdict, _, _ := strings.Cut(path.Base(name), "_")
		count[verdict]++
		for _, chunk := range []int{1, 2, 7, 64, jsonChunk} {
			_, err := scanJSON(t, bytes.NewReader(text), JSONOptions{}, chunk, 2, columns("a"))
			var broken *PlaceError
			if err != nil && !errors.As(err, &broken) {
				t.Errorf("%s: error %v", name, err)
			}
			if verdict == "y" && err != nil || verdict == "n" && err == nil {
				t.Errorf("%s in chunks of %d: got error %v", name, chunk, err)
			}
			checkLines(t, between(text), columns("a", "good"), chunk, 2)
		}
	}
	if count["y"] == 0 || count["n"] == 0 || count["i"] == 0 {
		t.Errorf("files by verdict: %v", count)
	}
}

// The corpus of go-fuzz for encoding/json: the verdict must be that of encoding/json.
func TestJSONFuzzCorpus(t *testing.T) {
	files := corpus(t, "go-fuzz-json")
	if len(files) < 800 {
		t.Errorf("got %d files", len(files))
	}
	for _, text := range files {
		for _, chunk := range []int{3, 50, jsonChunk} {
			checkDocument(t, text, columns("a", "A.B", "0"), chunk, 2)
			checkLines(t, between(text), columns("a", "good"), chunk, 2)
		}
	}
}

// between puts a text between two good lines.
func between(text []byte) []byte {
	return bytes.Join([][]byte{[]byte(`{"good":1}`), text, []byte(`{"good":2}`)}, []byte("\n"))
}

// Counts from data/telecomx-json/SOURCE.md, where Python's json and jq made them.
func TestTelecomRecords(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared.Dir(t, "data", "telecomx-json"), "TelecomX_Data.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := columns("customerID", "Churn", "account.Contract", "account.Charges.Monthly", "account.Charges.Total")
	check := func(text []byte, o JSONOptions, workers int) {
		t.Helper()
		churn, lost, blank := map[string]int{}, map[string]int{}, 0
		seen, err := scanJSON(t, bytes.NewReader(text), o, jsonChunk, workers, want)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range seen.Rows {
			cells := strings.Split(row, "|")
			churn[cells[2]]++
			if cells[2] == "Yes" {
				lost[cells[3]]++
			}
			if strings.TrimSpace(cells[5]) == "" {
				blank++
			}
		}
		if diff := cmp.Diff(map[string]int{"No": 5174, "Yes": 1869, "": 224}, churn); diff != "" {
			t.Errorf("churn (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(map[string]int{"One year": 166, "Month-to-month": 1655, "Two year": 48}, lost); diff != "" {
			t.Errorf("lost by contract (-want +got):\n%s", diff)
		}
		if blank != 11 || len(seen.Rows) != 7267 {
			t.Errorf("got %d blank totals in %d rows", blank, len(seen.Rows))
		}
	}
	check(text, JSONOptions{}, 1)
	check(text, JSONOptions{}, 3)
	check(asLines(t, text), JSONOptions{Lines: true}, 2)
	check([]byte(`{"n":1,"data":`+string(text)+`,"z":{}}`), JSONOptions{Records: []string{"data"}}, 2)
}

// asLines writes the elements of an array one a line.
func asLines(t *testing.T, text []byte) []byte {
	var records []json.RawMessage
	if err := json.Unmarshal(text, &records); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, r := range records {
		lines.Write(r)
		lines.WriteByte('\n')
	}
	return lines.Bytes()
}

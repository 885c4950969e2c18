package conformance

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// sample is one line of a suite's cases.jsonl, with the bytes of its input.
type sample struct {
	ID       string
	Input    string
	Dialect  map[string]any
	Expected struct {
		Verdict                    string
		Rows                       json.RawMessage
		RowsFile                   string `json:"rows_file"`
		Encoding, Delimiter, Quote string
	}

	stored []byte
	suite  *suite
}

// suite is another project's test suite.
type suite struct {
	t        testing.TB
	dir      string
	archives map[string]map[string][]byte
}

// each gives every case of a suite to do.
func each(t testing.TB, name string, do func(c sample)) {
	t.Helper()
	s := &suite{t: t, dir: shared.Dir(t, "conformance", name), archives: map[string]map[string][]byte{}}
	f, err := os.Open(filepath.Join(s.dir, "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		c := sample{suite: s}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		c.stored = s.read(c.Input)
		do(c)
	}
}

// read returns a file of the suite, or a member of an archive as "archive!member".
func (s *suite) read(name string) []byte {
	s.t.Helper()
	archive, member, packed := strings.Cut(name, "!")
	if !packed {
		text, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			s.t.Fatal(err)
		}
		return text
	}
	if s.archives[archive] == nil {
		s.archives[archive] = unpack(s.t, filepath.Join(s.dir, archive))
	}
	return s.archives[archive][member]
}

func unpack(t testing.TB, path string) map[string][]byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return members
		}
		if err != nil {
			t.Fatal(err)
		}
		if members[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

// rows returns the cells that the suite expects. ok is false when it has none in our form.
func (c sample) rows() (rows [][]string, ok bool) {
	if name := c.Expected.RowsFile; strings.EqualFold(filepath.Ext(name), ".csv") {
		r := csv.NewReader(bytes.NewReader(c.suite.read(name)))
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil {
			c.suite.t.Fatalf("%s: %v", name, err)
		}
		return records, true
	}
	if len(c.Expected.Rows) == 0 {
		return nil, true
	}
	return rows, json.Unmarshal(c.Expected.Rows, &rows) == nil
}

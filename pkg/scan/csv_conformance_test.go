package scan

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
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

// suiteCase is one line of a suite's cases.jsonl.
type suiteCase struct {
	ID       string
	Input    string
	Dialect  map[string]any
	Expected struct {
		Verdict  string
		Rows     json.RawMessage
		RowsFile string `json:"rows_file"`
		Errors   []struct{ Line, Column int64 }
	}
}

// suite is another project's test suite.
type suite struct {
	dir      string
	archives map[string]map[string][]byte
}

// cases gives every case of a suite to do.
func cases(t *testing.T, name string, do func(s *suite, c suiteCase)) {
	t.Helper()
	s := &suite{dir: shared.Dir(t, "conformance", name), archives: map[string]map[string][]byte{}}
	f, err := os.Open(filepath.Join(s.dir, "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	n := 0
	for ; lines.Scan(); n++ {
		var c suiteCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		do(s, c)
	}
	if n == 0 {
		t.Errorf("%s has no cases", name)
	}
}

// read returns a file of the suite, or a member of an archive as "archive!member".
func (s *suite) read(t *testing.T, name string) []byte {
	t.Helper()
	archive, member, packed := strings.Cut(name, "!")
	if !packed {
		text, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if s.archives[archive] == nil {
		s.archives[archive] = unpack(t, filepath.Join(s.dir, archive))
	}
	return s.archives[archive][member]
}

func unpack(t *testing.T, path string) map[string][]byte {
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

// rows returns the cells that the suite expects, nil when it has none in our form.
func (s *suite) rows(t *testing.T, c suiteCase) [][]string {
	t.Helper()
	if name := c.Expected.RowsFile; strings.HasSuffix(name, ".csv") {
		r := csv.NewReader(bytes.NewReader(s.read(t, name)))
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return records
	}
	var rows [][]string
	if len(c.Expected.Rows) > 0 && json.Unmarshal(c.Expected.Rows, &rows) != nil {
		return nil
	}
	return rows
}

// dialect returns what the suite says about the text. ok is false when we have no such dialect.
func (c suiteCase) dialect() (o CSVOptions, ok bool) {
	o = comma
	for key, value := range c.Dialect {
		text, _ := value.(string)
		switch {
		case key == "delimiter" && len(text) == 1:
			o.Delimiter = text[0]
		case key == "delimiter" && text != "auto":
			return o, false
		case key == "quote" && len(text) <= 1:
			o.Quote = (text + "\x00")[0]
		case key == "escape" && text != "" && text != "\"",
			key == "comment" && value != nil && value != false,
			key == "builder", key == "trim_leading_space" && value == true, key == "lazy_quotes" && value == true,
			key == "config" && len(value.(map[string]any)) > 0:
			return o, false
		}
	}
	return o, o.check() == nil
}

// reading is what the scanner makes of a text without a header.
func reading(t *testing.T, text []byte, o CSVOptions) (outcome, [][]string) {
	t.Helper()
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	want, width := plainRead(string(text), 0, o)
	got := scanAll(file(string(text)), 0, width, 2, o)
	if diff := differ(want, got.kinds()); diff != "" {
		t.Errorf("not as the plain reader (-want +got)\n%s", diff)
	}
	var cells [][]string
	for _, row := range got.Rows {
		_, quoted, _ := strings.Cut(row, " ")
		cells = append(cells, unquoteAll(t, quoted))
	}
	return got, cells
}

// unquoteAll undoes %q of a slice.
func unquoteAll(t interface {
	Helper()
	Fatal(...any)
}, quoted string) []string {
	t.Helper()
	var cells []string
	for rest := strings.Trim(quoted, "[]"); rest != ""; {
		first, err := strconv.QuotedPrefix(rest)
		if err != nil {
			t.Fatal(err)
		}
		cell, _ := strconv.Unquote(first)
		cells = append(cells, cell)
		rest = strings.TrimPrefix(rest[len(first):], " ")
	}
	return cells
}

// judge tells how a reading stands to what the suite expects:
//
//	equal     the cells are the same and nothing is reported
//	rejected  the suite wants the text refused, and it is reported
//	reported  every row given is one of the expected, in order, and what is missing is reported
//	foreign   some row given is none of the expected, but there are faults
//	silent    the cells differ and nothing is reported
func judge(want, got [][]string, verdict string, out outcome) string {
	told := len(out.Faults) > 0 || out.Err != ""
	subset := true
	rest := want
	for _, row := range got {
		for len(rest) > 0 && !slices.Equal(rest[0], row) {
			rest = rest[1:]
		}
		subset = subset && len(rest) > 0
	}
	switch {
	case told && verdict == "reject":
		return "rejected"
	case told && subset:
		return "reported"
	case told:
		return "foreign"
	case len(want) == 0 && len(got) == 0 || cmp.Equal(want, got):
		return "equal"
	}
	return "silent"
}

// TestCSVSuites counts how we stand to other projects. Where the rules differ, they do on purpose.
func TestCSVSuites(t *testing.T) {
	check := func(name string, want map[string]int) {
		t.Helper()
		got := map[string]int{}
		cases(t, name, func(s *suite, c suiteCase) {
			o, ok := c.dialect()
			if !ok || c.Expected.Verdict == "n/a" {
				got["dialect"]++ // comments, escapes, delimiters of several bytes …
				return
			}
			out, cells := reading(t, s.read(t, c.Input), o)
			got[judge(s.rows(t, c), cells, c.Expected.Verdict, out)]++
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	// reported: a bare quote, which it expects as text
	check("csv-spectrum", map[string]int{"equal": 5, "reported": 1})
	check("csv-test-data", map[string]int{"equal": 9, "rejected": 4})
	// reported: records of several widths. silent: CRLF inside quotes, which Go turns into LF, invalid
	// UTF-8 in the JSON of the suite, two texts with CR only, which Go does not know, and an empty line of one
	// column, which is an empty cell here
	check("go-encoding-csv", map[string]int{"dialect": 12, "equal": 12, "rejected": 4, "reported": 1, "silent": 5})
	check("rust-csv-core", map[string]int{"dialect": 8, "equal": 24})
	// reported: blanks around quotes, bare quotes, other widths, a CR within LF.
	// foreign: its repair of a broken quote swallows the record after it.
	// silent: an empty line kept as a record, and a delimiter it finds by itself
	check("papaparse", map[string]int{"dialect": 41, "equal": 29, "reported": 7, "foreign": 2, "silent": 2})
	// reported: one broken row in an else good file. foreign: a broken first row, which sets the width.
	// silent: what stands above the data (preamble, several header rows), Latin-1, no header
	check("pollock", map[string]int{"dialect": 2, "equal": 24, "reported": 1138, "foreign": 10, "silent": 13})
}

// TestCSVRejects holds the lines of broken records to those that DuckDB's own tests demand.
func TestCSVRejects(t *testing.T) {
	compared := 0
	cases(t, "duckdb-rejects", func(s *suite, c suiteCase) {
		var rows [][]string
		if err := json.Unmarshal(c.Expected.Rows, &rows); err != nil {
			t.Fatal(err)
		}
		want := map[int64]bool{}
		for _, row := range rows {
			kinds := strings.Join(row, " ")
			if strings.Contains(c.Dialect["sql"].(string), "comment = ") {
				continue // a dialect we do not have
			}
			if strings.Contains(kinds, " COLUMNS") || strings.Contains(kinds, "UNQUOTED VALUE") {
				line, _ := strconv.ParseInt(row[1], 10, 64)
				want[line] = true
			}
		}
		if len(want) == 0 {
			return // only wrong types, which are no matter of reading
		}
		headerRows := 1
		if strings.Contains(c.Dialect["sql"].(string), "header = 0") {
			headerRows = 0
		}
		compared++
		got := map[int64]bool{}
		for _, f := range scanAll(file(string(s.read(t, c.Input))), headerRows, 1, 2, comma).Faults {
			got[f.Line] = true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.ID, diff)
		}
	})
	if compared == 0 {
		t.Error("no case was compared")
	}
}

// TestCSVOddTexts reads what broke other readers. The rows and faults equal those of the plain
// reader, so everything is accounted for.
func TestCSVOddTexts(t *testing.T) {
	for _, name := range []string{"duckdb-robust", "go-fuzz-csv", "csvw", "dialect-w3c"} {
		cases(t, name, func(s *suite, c suiteCase) {
			text := s.read(t, c.Input)
			for _, o := range []CSVOptions{comma, {Delimiter: ';', Quote: '\''}, {Delimiter: '\t'}} {
				reading(t, text, o)
			}
		})
	}
}

package conformance

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// options are the dialect of a case. ok is false where it is not one that is read.
func (c sample) options() (o scan.CSVOptions, ok bool) {
	o = scan.CSVOptions{Delimiter: ',', Quote: '"'}
	for key, value := range c.Dialect {
		text, _ := value.(string)
		switch {
		case key == "delimiter" && text == "auto":
			o.Delimiter = c.delimiter()
		case key == "delimiter" && len(text) == 1:
			o.Delimiter = text[0]
		case key == "delimiter" && text != "":
			return o, false
		case key == "quote" && len(text) <= 1:
			o.Quote = (text + "\x00")[0]
		case key == "escape" && text != "" && text != "\"", key == "comment" && value != nil && value != false,
			key == "builder", key == "trim_leading_space" && value == true, key == "lazy_quotes" && value == true,
			key == "config" && len(value.(map[string]any)) > 0:
			return o, false
		}
	}
	return o, true
}

// delimiter finds the delimiter as the program does.
func (c sample) delimiter() byte {
	s, err := source.Open(c.suite.t.Context(), "-", source.Hints{Stdin: bytes.NewReader(c.stored), Format: "csv"})
	if err != nil {
		return ','
	}
	defer s.Close()
	return s.Dialect.Delimiter
}

// likeGo leaves empty lines out and makes CRLF inside quotes LF.
func likeGo(rows [][]string) [][]string {
	var out [][]string
	for _, row := range rows {
		if len(row) == 1 && row[0] == "" {
			continue
		}
		row = slices.Clone(row)
		for i := range row {
			row[i] = strings.ToValidUTF8(strings.ReplaceAll(row[i], "\r\n", "\n"), "\ufffd")
		}
		out = append(out, row)
	}
	return out
}

func asWritten(rows [][]string) [][]string { return rows }

// withoutEmpty leaves empty lines out.
func withoutEmpty(rows [][]string) [][]string {
	return slices.DeleteFunc(slices.Clone(rows), func(row []string) bool { return len(row) == 1 && row[0] == "" })
}

// TestCells reads suites of cells, each in the dialect that the case states.
func TestCells(t *testing.T) {
	check := func(name string, says string, same func([][]string) [][]string) {
		n := counts{}
		each(t, name, func(c sample) {
			o, ok := c.options()
			want, given := c.rows()
			if !ok || !given || c.Expected.Verdict == "n/a" {
				n[others]++
				return
			}
			got, faults, err := cells(t, c.stored, o)
			v := judge(same(want), same(got), faults > 0, err)
			if c.Expected.Verdict == "reject" && (faults > 0 || err != nil) {
				v = exact
			}
			n[v]++
		})
		line(name, n, says)
	}
	check("csv-spectrum", "RFC 4180, as written", asWritten)
	check("csv-test-data", "RFC 4180, as written", withoutEmpty)
	check("go-encoding-csv", "records of one width; empty lines left out, CRLF in quotes as LF", likeGo)
	check("rust-csv-core", "records of one width; empty lines left out", withoutEmpty)
	check("papaparse", "records of one width; empty lines left out", withoutEmpty)
}

// cells reads all cells of a text without a header.
func cells(t *testing.T, text []byte, o scan.CSVOptions) (rows [][]string, faults int, err error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	peeked := scan.Peek(text, true, 1, o)
	if len(peeked) == 0 {
		peeked = append(peeked, scan.Peeked{})
	}
	csv, err := scan.NewCSV(scan.Origin{Reader: bytes.NewReader(text)}, 0, o)
	if err != nil {
		return nil, 0, err
	}
	var want []scan.Column
	for i := range peeked[0].Cells {
		want = append(want, scan.Column{Index: i})
	}
	r := &read{rows: map[int64][]string{}}
	err = csv.Scan(t.Context(), want, 1, func(int) scan.Sink { return r })
	return r.records(), len(r.faults), err
}

// TestJSONSuite counts what is accepted and refused of the JSON test suite.
func TestJSONSuite(t *testing.T) {
	good, bad := counts{}, counts{}
	for name, text := range unpack(t, shared.Dir(t, "conformance", "json-test-suite", "corpus.tar.gz")) {
		r := &read{rows: map[int64][]string{}}
		err := scan.NewJSON(scan.Origin{Reader: bytes.NewReader(text)}, scan.JSONOptions{}).Scan(t.Context(), []scan.Column{{Path: []string{"a"}}}, 2, func(int) scan.Sink { return r })
		wanted, _, _ := strings.Cut(path.Base(name), "_")
		switch accepted := err == nil; {
		case wanted == "y" && accepted:
			good[exact]++
		case wanted == "y":
			good[told]++
		case wanted == "n" && !accepted:
			bad[refused]++
		case wanted == "n":
			bad[silent]++
		}
	}
	line("json-test-suite, y", good, "accepted")
	line("json-test-suite, n", bad, "refused")
	if good[told] > 0 || bad[silent] > 0 {
		t.Errorf("%d good files refused, %d bad ones accepted", good[told], bad[silent])
	}
}

// TestDialects compares delimiter and quote.
func TestDialects(t *testing.T) {
	n := counts{}
	each(t, "dialect-w3c", func(c sample) {
		s, err := source.Open(t.Context(), "-", source.Hints{Stdin: bytes.NewReader(c.stored)})
		switch {
		case err != nil:
			n[refused]++
		case string(s.Dialect.Delimiter) == c.Expected.Delimiter && string(s.Dialect.Quote) == c.Expected.Quote:
			n[exact]++
		default:
			n[silent]++
		}
	})
	line("dialect-w3c", n, "delimiter and quote")
	if n.share(exact) < 98 {
		t.Errorf("%.1f %% of the dialects", n.share(exact))
	}
}

// TestEncodings compares the decoded texts.
func TestEncodings(t *testing.T) {
	unicode, pages := counts{}, counts{}
	each(t, "encodings", func(c sample) {
		n := pages
		if name := strings.ToLower(c.Expected.Encoding); strings.HasPrefix(name, "utf") || name == "ascii" {
			n = unicode
		}
		found, err := decoded(t, c.stored, "")
		want, _ := source.EncodingName(c.Expected.Encoding)
		named, wrong := decoded(t, c.stored, want)
		switch {
		case err != nil:
			n[refused]++
		case want != "" && wrong == nil && found == named:
			n[exact]++
		default:
			n[silent]++
		}
	})
	line("encodings, Unicode", unicode, "the decoded text")
	line("encodings, others", pages, "the decoded text; refused: encodings of several bytes")
	all := counts{exact: unicode[exact] + pages[exact], refused: pages[refused], silent: pages[silent]}
	if unicode.share(exact) < 100 || all.share(exact) < 65 || all[silent] > 0 {
		t.Errorf("%.1f %% of Unicode, %.1f %% of all, %d wrong in silence", unicode.share(exact), all.share(exact), all[silent])
	}
}

func decoded(t *testing.T, stored []byte, encoding string) (string, error) {
	s, err := source.Open(t.Context(), "-", source.Hints{Stdin: bytes.NewReader(stored), Encoding: encoding})
	if err != nil {
		return "", err
	}
	defer s.Close()
	var text bytes.Buffer
	_, err = text.ReadFrom(s.Reader)
	return text.String(), err
}

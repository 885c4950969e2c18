package source

import (
	"archive/tar"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// open opens bytes as standard input that is no file.
func open(t testing.TB, stored []byte, o Hints) *Stream {
	t.Helper()
	o.Stdin = io.MultiReader(bytes.NewReader(stored))
	s, err := Open(t.Context(), "-", o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// readAll reads the text to its end and closes the source.
func readAll(t testing.TB, s *Stream) string {
	t.Helper()
	text, err := io.ReadAll(s.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t testing.TB, name string, stored []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, stored, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// longTable is a table of several MiB, so that the sample is not all of it.
func longTable() string {
	return "id,score,comment\n" + strings.Repeat("1017,9,\"quick, and friendly\"\n", 100_000)
}

func TestEmptyInputs(t *testing.T) {
	check := func(stored, encoding string) {
		t.Helper()
		for _, s := range []*Stream{open(t, []byte(stored), Hints{}), openFile(t, []byte(stored))} {
			if len(s.Sample) > 0 || !s.Whole || s.Encoding != encoding || s.Format != "csv" {
				t.Errorf("%q: sample %q, whole %v, encoding %s, format %s", stored, s.Sample, s.Whole, s.Encoding, s.Format)
			}
			if got := readAll(t, s); got != "" {
				t.Errorf("%q: text %q", stored, got)
			}
		}
	}
	check("", "utf-8")
	check("\xef\xbb\xbf", "utf-8")
	check("\xff\xfe", "utf-16le")
	check("\xfe\xff", "utf-16be")
	check("\xff\xfe\x00\x00", "utf-32le")
}

func openFile(t testing.TB, stored []byte) *Stream {
	t.Helper()
	s, err := Open(t.Context(), write(t, "good-table.csv", stored), Hints{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The same content must give the same source, whatever it comes through.
func TestFileEqualsPipe(t *testing.T) {
	for _, stored := range []string{
		"score\n9\n",
		"\xef\xbb\xbfscore;region\n9;EU\n",
		"sep=;\r\nscore;region\r\n9;EU\r\n",
		longTable(),
		longTable() + "1018,8,caf\xe9\n",
		"name;score\ncaf\xe9;9\n",
	} {
		file, pipe := openFile(t, []byte(stored)), open(t, []byte(stored), Hints{})
		want, got := describe(pipe), describe(file)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%.40q: file differs from pipe (-pipe +file):\n%s", stored, diff)
		}
		if pipe.At != nil || (file.Encoding == "utf-8") != (file.At != nil) {
			t.Errorf("%.40q: At is %v for the pipe, %v for the file", stored, pipe.At != nil, file.At != nil)
		}
		if file.At != nil {
			placed := make([]byte, file.Size)
			if _, err := file.At.ReadAt(placed, 0); err != nil && err != io.EOF {
				t.Fatal(err)
			}
			want["at"], got["at"] = readAll(t, pipe), string(placed)
			if got["at"] != want["at"] || readAll(t, file) != got["at"] {
				t.Errorf("%.40q: the text at places differs from the text in order", stored)
			}
		}
	}
}

func describe(s *Stream) map[string]any {
	return map[string]any{
		"format": s.Format, "encoding": s.Encoding, "guessed": s.Guessed, "dialect": s.Dialect, "whole": s.Whole,
		"sample": string(s.Sample), "first line": s.FirstLine, "invalid": s.Invalid, "line": s.InvalidLine,
	}
}

func TestSampleBeginsTheText(t *testing.T) {
	for _, stored := range []string{longTable(), encode(t, "utf-16le", longTable()), encode(t, "windows-1251", longTable()+"дуже добре\n")} {
		s := open(t, []byte(stored), Hints{Encoding: "utf-8"})
		if s.Whole || len(s.Sample) < 64<<10 {
			t.Errorf("sample of %d bytes, whole %v", len(s.Sample), s.Whole)
		}
		sample := string(s.Sample)
		if !strings.HasPrefix(readAll(t, s), sample) {
			t.Error("the text does not begin with the sample")
		}
	}
}

func TestDeclaredDelimiter(t *testing.T) {
	check := func(stored string, delimiter byte, text string, firstLine int64) {
		t.Helper()
		s := open(t, []byte(stored), Hints{})
		if s.Dialect.Delimiter != delimiter || s.FirstLine != firstLine || s.Format != "csv" && delimiter != '\t' {
			t.Errorf("%q: delimiter %q, format %s, first line %d", stored, s.Dialect.Delimiter, s.Format, s.FirstLine)
		}
		if got := readAll(t, s); got != text {
			t.Errorf("%q: text %q, want %q", stored, got, text)
		}
	}
	check("sep=;\na,b;c\n", ';', "a,b;c\n", 2)
	check("sep=,\r\na;b,c\r\n", ',', "a;b,c\r\n", 2)
	check("\xef\xbb\xbfSEP=\t\ra\tb\r", '\t', "a\tb\r", 2)
	check("\"sep=|\"\na|b\n", '|', "a|b\n", 2)
	check("sep=x\n1\n", ',', "sep=x\n1\n", 1)
	check("sep,a\n1,2\n", ',', "sep,a\n1,2\n", 1)

	s := openFile(t, []byte("\xef\xbb\xbfsep=;\na;b\n"))
	if s.Size != int64(len("a;b\n")) {
		t.Errorf("size %d, want the text without mark and declaration", s.Size)
	}
}

func TestStandardInputFile(t *testing.T) {
	file, err := os.Open(write(t, "good-table.csv", []byte("# made by hand\nscore\n9\n")))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Seek(int64(len("# made by hand\n")), io.SeekStart); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), "-", Hints{Stdin: file})
	if err != nil {
		t.Fatal(err)
	}
	text := make([]byte, s.Size)
	if _, err := s.At.ReadAt(text, 0); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	if want := "score\n9\n"; string(text) != want || readAll(t, s) != want {
		t.Errorf("text %q, want %q: from where the file stood", text, want)
	}
	again, err := Open(t.Context(), "-", Hints{Stdin: file})
	if err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, again); got != "" {
		t.Errorf("standard input gave %q a second time", got)
	}
}

func TestFileThatBecomesShorter(t *testing.T) {
	path := write(t, "good-long.csv", []byte(longTable()))
	s, err := Open(t.Context(), path, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.Truncate(path, 1<<20); err != nil {
		t.Fatal(err)
	}
	want := path + ": the file became shorter while it was read"
	if _, err := io.Copy(io.Discard, s.Reader); err == nil || err.Error() != want {
		t.Errorf("reader: error %v, want %s", err, want)
	}
	if _, err := s.At.ReadAt(make([]byte, 100), 1<<20); err == nil || err.Error() != want {
		t.Errorf("at: error %v, want %s", err, want)
	}
}

func TestFileThatGrows(t *testing.T) {
	path := write(t, "good-long.csv", []byte(longTable()))
	s, err := Open(t.Context(), path, Hints{})
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteString("later\n"); err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, s); int64(len(got)) != s.Size || strings.Contains(got, "later") {
		t.Errorf("read %d bytes, the file had %d when it was opened", len(got), s.Size)
	}
}

func TestOpenStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := Open(ctx, "-", Hints{Stdin: iotest.OneByteReader(strings.NewReader(longTable()))})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := io.Copy(io.Discard, s.Reader); err == nil || err.Error() != "-: context canceled" {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestOpenErrors(t *testing.T) {
	check := func(name string, o Hints, want string) {
		t.Helper()
		s, err := Open(t.Context(), name, o)
		if err == nil {
			s.Close()
			t.Errorf("%s %+v: no error, want %s", name, o, want)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s %+v: error %q, want %q in it", name, o, err, want)
		}
	}
	check("responses.csv", Hints{}, "responses.csv: no such file")
	check(t.TempDir(), Hints{}, ": is a folder, expected a file")
	check("-", Hints{}, "-: there is no standard input")
	check("-", Hints{Stdin: iotest.ErrReader(io.ErrNoProgress)}, "-: "+io.ErrNoProgress.Error())
	check("-", Hints{Format: "xml"}, `format "xml" is not known, expected one of csv, tsv, json, ndjson`)
	check("-", Hints{Encoding: "big5"}, `encoding "big5" cannot be read, expected one of utf-8, utf-16`)
	check("-", Hints{Delimiter: '\n'}, `delimiter '\n' is not possible`)
	check("-", Hints{Delimiter: 0xa7}, `delimiter '§' is not possible`)
	check("-", Hints{Quote: '\r'}, `quote '\r' is not possible`)
	check("-", Hints{Delimiter: '\'', Quote: '\''}, `'\'' cannot be both delimiter and quote`)
	check("-", Hints{Decimal: ';'}, `decimal mark ';' is not known, expected '.' or ','`)
	check(write(t, "responses.xlsx", []byte("PK\x03\x04\x14\x00\x06\x00")), Hints{}, "responses.xlsx: this is a zip archive or an Excel workbook")
	check(write(t, "responses.csv", []byte("PAR1\x15\x04\x15")), Hints{}, "this is a Parquet file")
}

func TestForeignInsideCompression(t *testing.T) {
	check := func(stored []byte, want string) {
		t.Helper()
		if _, err := verdict(t, stored); err == nil || err.Error() != "-: this is "+want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	check(gzipped(t, string(gzipped(t, plainTable, "")), ""), "compressed twice, expected text: unpack it once")
	check(gzipped(t, string(zstdCompressed(t, plainTable)), ""), "compressed twice, expected text: unpack it once")
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	if err := w.WriteHeader(&tar.Header{Name: "responses.csv", Mode: 0o600, Size: int64(len(plainTable))}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, plainTable); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	check(gzipped(t, archive.String(), ""), "a tar archive, expected text: unpack it")
}

func TestTextIsNotTakenForForeign(t *testing.T) {
	for _, text := range []string{"PAR1,PAR2\n1,2\n", "BZh9,score\nx,9\n", "BZh91AYX\n1\n", "PK,score\n1,9\n", "P\n", "\x1f\n"} {
		s := open(t, []byte(text), Hints{})
		if s.Compression != "none" || readAll(t, s) != text {
			t.Errorf("%q: compression %s", text, s.Compression)
		}
	}
}

func TestNulBytesStay(t *testing.T) {
	text := "id,comment\n1,a\x00b\n2,\x00\n3,plain\n"
	s := open(t, []byte(text), Hints{})
	if got := readAll(t, s); got != text || s.Encoding != "utf-8" {
		t.Errorf("%s %q, want %q", s.Encoding, got, text)
	}
}

package dataset_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/source"
)

// file writes a text into a new file.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func open(t *testing.T, path string, o dataset.Terms) *dataset.Table {
	t.Helper()
	table, err := dataset.Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { table.Close() })
	return table
}

// A sink gathers rows as line: cells.
type sink struct{ rows []string }

func (s *sink) Batch(b *scan.Batch) error {
	for row := range b.Rows() {
		var cells []string
		for i := range b.Width {
			cells = append(cells, string(b.Cell(row, i)))
		}
		s.rows = append(s.rows, fmt.Sprintf("%d: %s", b.Line(row), strings.Join(cells, "|")))
	}
	for _, f := range b.Faults {
		s.rows = append(s.rows, fmt.Sprintf("%d: broken", f.Line))
	}
	return nil
}

// read reads all rows of a table, whole or some columns.
func read(t *testing.T, table *dataset.Table, columns ...int) []string {
	t.Helper()
	scanner, closer, err := table.Scanner(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if columns == nil {
		columns = table.Every()
	}
	var want []scan.Column
	for _, i := range columns {
		want = append(want, table.Column(i))
	}
	var s sink
	if err := scanner.Scan(context.Background(), want, 1, func(int) scan.Sink { return &s }); err != nil {
		t.Fatal(err)
	}
	return s.rows
}

// Whatever the format, a source is columns with names and rows of cells.
func TestOpen(t *testing.T) {
	check := func(name, text, info string, headers []string, rows ...string) {
		t.Helper()
		table := open(t, file(t, name, text), dataset.Terms{})
		i := table.Info
		got := fmt.Sprintf("%s %s %q %s, decimal %c", i.Format, i.Encoding, i.Delimiter, i.Compression, table.Decimal)
		if got != info {
			t.Errorf("%s is %s, want %s", name, got, info)
		}
		if diff := cmp.Diff(headers, table.Headers); diff != "" {
			t.Errorf("%s: headers (-want +got)\n%s", name, diff)
		}
		if diff := cmp.Diff(rows, read(t, table)); diff != "" {
			t.Errorf("%s: rows (-want +got)\n%s", name, diff)
		}
		if len(table.Rows) != len(rows) || !table.Whole {
			t.Errorf("%s: %d rows to look at, whole: %v", name, len(table.Rows), table.Whole)
		}
	}
	comma := `csv utf-8 "," none, decimal .`
	check("a.csv", "score,why\n9,\"so, so\"\n7,\n", comma, []string{"score", "why"}, "2: 9|so, so", "3: 7|")
	check("no-extension", "score,why\n9,good\n", comma, []string{"score", "why"}, "2: 9|good")
	check("crlf.csv", "score,why\r\n9,good\r\n", comma, []string{"score", "why"}, "2: 9|good")
	check("mark.csv", "\ufeffscore,why\n9,good\n", comma, []string{"score", "why"}, "2: 9|good")
	check("a.tsv", "score\twhy\n9\tgood\n", `tsv utf-8 "\t" none, decimal .`, []string{"score", "why"}, "2: 9|good")
	check("semicolon.csv", "score;weight\n9;1,5\n8;0,25\n7;2,75\n", `csv utf-8 ";" none, decimal ,`, []string{"score", "weight"}, "2: 9|1,5", "3: 8|0,25", "4: 7|2,75")
	check("sep.csv", "sep=;\nscore;why\n9;good\nbroken\n8;bad\n", `csv utf-8 ";" none, decimal .`, []string{"score", "why"},
		"3: 9|good", "5: 8|bad", "4: broken") // lines are those of the file
	check("header-only.csv", "score,why\n", comma, []string{"score", "why"})
	check("a.csv.gz", zipped(t, "score,why\n9,good\n"), `csv utf-8 "," gzip, decimal .`, []string{"score", "why"}, "2: 9|good")
	check("utf16.csv", "\xff\xfes\x00,\x00w\x00\n\x009\x00,\x00\xe9\x00\n\x00", `csv utf-16le "," none, decimal .`, []string{"s", "w"}, "2: 9|é")
	check("a.json", `[{"score":9,"who":{"name":"ann"}},{"score":null,"why":"x"}]`, `json utf-8 "" none, decimal .`,
		[]string{"score", "who.name", "why"}, "1: 9|ann|", "1: ||x")
	check("a.ndjson", "{\"score\":9}\n{\"score\":8}\n", `ndjson utf-8 "" none, decimal .`, []string{"score"}, "1: 9", "2: 8")
	check("one-line.txt.gz", zipped(t, `[{"score":9}]`), `json utf-8 "" gzip, decimal .`, []string{"score"}, "1: 9")
}

// What stands in the header names the columns; what is below it, up to the data, does not.
func TestHeaderRows(t *testing.T) {
	path := file(t, "a.csv", "Q1,Q1,,Q2\nHow likely?,How likely?,,Why?\n{id},{id},,{id}\n9,8,7,good\n")
	table := open(t, path, dataset.Terms{HeaderRows: 3})
	if diff := cmp.Diff([]string{"Q1", "Q1", "", "Q2"}, table.Headers); diff != "" {
		t.Errorf("headers (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"9", "8", "7", "good"}}, table.Rows); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"4: 9|8|7|good"}, read(t, table)); diff != "" {
		t.Errorf("read (-want +got)\n%s", diff)
	}
	if got := read(t, open(t, path, dataset.Terms{}), 0, 3); len(got) != 3 || got[0] != "2: How likely?|Why?" {
		t.Errorf("with one header row: %q", got)
	}
	short := open(t, path, dataset.Terms{HeaderRows: 9})
	if len(short.Rows) != 0 || len(read(t, short)) != 0 {
		t.Errorf("with more header rows than rows: %q", short.Rows)
	}
}

// A column is named so that it is found again: not by a header that is empty or stands twice.
func TestReference(t *testing.T) {
	table := open(t, file(t, "a.csv", "Q1,Q1,,Q2,\"two\nlines\"\n9,8,7,6,5\n"), dataset.Terms{})
	var got []string
	for i := range table.Headers {
		name := table.Reference(i)
		got = append(got, name)
		if again, err := table.Resolve("--score", name); err != nil || again != i {
			t.Errorf("%q finds column %d, %v, want %d", name, again, err, i)
		}
	}
	if diff := cmp.Diff([]string{"#1", "#2", "#3", "Q2", "#5"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Q1", "#3", "Q2"}, table.Names([]int{0, 2, 3})); diff != "" {
		t.Errorf("in a document (-want +got)\n%s", diff)
	}
}

// Standard input can be read once, so it stays open between the look and the reading.
func TestStdin(t *testing.T) {
	check := func(text string, want ...string) {
		t.Helper()
		o := dataset.Terms{Hints: source.Hints{Stdin: iotest.HalfReader(strings.NewReader(text))}}
		if diff := cmp.Diff(want, read(t, open(t, "-", o), 0)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	check("score,why\n9,good\n8,bad\n", "2: 9", "3: 8")
	check(zipped(t, "score,why\n9,good\n"), "2: 9")
	check(`[{"score":9},{"score":8}]`, "1: 9", "1: 8")
}

// A file is not held open between the look and the reading: a thousand sources need no thousand
// open files. It is opened again, so what is read is what then stands there.
func TestFilesAreOpenedAgain(t *testing.T) {
	path := file(t, "a.csv", "score\n9\n")
	table := open(t, path, dataset.Terms{})
	if err := os.WriteFile(path, []byte("score\n9\n8\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 { // and once more, if somebody asks
		if diff := cmp.Diff([]string{"2: 9", "3: 8"}, read(t, table)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := table.Scanner(context.Background()); err == nil || !strings.HasSuffix(err.Error(), "no such file") {
		t.Errorf("a file that is gone: %v", err)
	}
}

func TestEmpty(t *testing.T) {
	check := func(text string, o dataset.Terms) {
		t.Helper()
		path := file(t, "a.csv", text)
		_, err := dataset.Open(context.Background(), path, o)
		var empty *dataset.EmptyError
		if !errors.As(err, &empty) || empty.Name != path || !strings.Contains(err.Error(), "empty, expected a header row") {
			t.Errorf("%q: %v", text, err)
		}
	}
	check("", dataset.Terms{})
	check("\n\n  \r\n", dataset.Terms{})
	check("\ufeff", dataset.Terms{})
	check(zipped(t, ""), dataset.Terms{})
	check(" \n", dataset.Terms{Hints: source.Hints{Format: "json"}})
	check("", dataset.Terms{Hints: source.Hints{Format: "ndjson"}})
}

func TestCannotOpen(t *testing.T) {
	check := func(text, want string, o dataset.Terms) {
		t.Helper()
		_, err := dataset.Open(context.Background(), file(t, "a", text), o)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	// The header itself is broken. It once was passed over, and the first row was the header.
	check("score,\"why\n9,good\n", "line 1, column 7: header: ", dataset.Terms{})
	check("score,\"why\" not\n9,\"good\"\n", "line 1, column 12: header: ", dataset.Terms{})
	check("sep=;\nscore;\"why\n9;good\n", "line 2, column 7: header: ", dataset.Terms{})
	check("a,b\nscore,\"why\n9,good\n", "line 2, column 7: header: ", dataset.Terms{HeaderRows: 2})
	check("score,why\n9,good\n", `line 1, column 1: found "s"`, dataset.Terms{Hints: source.Hints{Format: "json"}})
	check(`[{"score":9},`, "line 1", dataset.Terms{})
	check("[1, 2]", "line 1", dataset.Terms{})
	check(`{"data":[{"score":9}]}`, `"items"`, dataset.Terms{Records: []string{"items"}})
	if _, err := dataset.Open(context.Background(), filepath.Join(t.TempDir(), "none.csv"), dataset.Terms{}); err == nil || !strings.HasSuffix(err.Error(), "no such file") {
		t.Errorf("no file: %v", err)
	}
}

// A document that holds its records somewhere inside is not guessed at.
func TestRecordsNeeded(t *testing.T) {
	path := file(t, "a.json", `{"meta":{"page":1},"data":{"items":[{"score":9},{"score":8}]},"errors":[{"code":4}]}`)
	_, err := dataset.Open(context.Background(), path, dataset.Terms{})
	var needed *dataset.RecordsNeeded
	if !errors.As(err, &needed) {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff([]string{"data.items", "errors"}, needed.Paths); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if want := path + ": the document is one object; its records sit in data.items or errors"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
	table := open(t, path, dataset.Terms{Records: []string{"data", "items"}})
	if diff := cmp.Diff([]string{"1: 9", "1: 8"}, read(t, table)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A document that holds one array and else only scalars leaves no choice.
func TestRecordsFound(t *testing.T) {
	check := func(text string, found bool) {
		t.Helper()
		table, err := dataset.Open(context.Background(), file(t, "a.json", text), dataset.Terms{})
		if !found {
			if needed := (*dataset.RecordsNeeded)(nil); !errors.As(err, &needed) {
				t.Errorf("%s: got %v", text, err)
			}
			return
		}
		if err != nil || len(table.Notes) != 1 || table.Notes[0].Code != "records_found" {
			t.Fatalf("%s: %v, %v", text, err, table)
		}
		if diff := cmp.Diff([]string{"1: 9", "1: 8"}, read(t, table)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
	check(`{"items":[{"score":9},{"score":8}]}`, true)
	check(`{"page":1,"data":{"next":null,"items":[{"score":9},{"score":8}]},"total":2}`, true)
	check(`{"meta":{"page":1},"items":[{"score":9},{"score":8}]}`, false)
	check(`{"items":[{"score":9},{"score":8}],"tags":["a"]}`, false)
	check(`{"items":[{"score":9},{"score":8}],"items":[{"score":1}]}`, false)
}

// A key that the beginning of a long document does not show may come later; in one that was seen
// whole it is not there.
func TestHidden(t *testing.T) {
	long := strings.Repeat(`{"score":9,"why":"`+strings.Repeat("x", 1000)+"\"}\n", 2000) + `{"score":8,"late":{"key":"here"}}` + "\n"
	table := open(t, file(t, "long.ndjson", long), dataset.Terms{})
	i, ok := table.Hidden("late.key")
	if !ok || i != 2 || table.Headers[i] != "late.key" {
		t.Fatalf("%d, %v of %q", i, ok, table.Headers)
	}
	rows := read(t, table, i)
	if len(rows) != 2001 || rows[2000] != "2001: here" || rows[0] != "1: " {
		t.Errorf("%d rows, the last is %q", len(rows), rows[len(rows)-1])
	}
	if again, err := table.Resolve("--by", "late.key"); err != nil || again != i {
		t.Errorf("the second time it is %d, %v", again, err)
	}
	if _, ok := table.Hidden("#7"); ok {
		t.Error("a place is taken for a key")
	}
	if _, ok := open(t, file(t, "short.ndjson", "{\"score\":9}\n"), dataset.Terms{}).Hidden("late"); ok {
		t.Error("the whole text was seen, and has no such key")
	}
	csv := open(t, file(t, "long.csv", "score,why\n"+strings.Repeat("9,"+strings.Repeat("x", 1000)+"\n", 2000)), dataset.Terms{})
	if _, ok := csv.Hidden("late"); ok || csv.Whole {
		t.Error("delimited text has no columns beside its header")
	}
}

func TestSample(t *testing.T) {
	table := open(t, file(t, "a.csv", "score,why\n9,good\ntoo,many,cells\n8,\n"), dataset.Terms{})
	if diff := cmp.Diff([]string{"good", "many", ""}, table.Sample(1)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff) // a sample shows what there is; what is read is another matter
	}
	long := open(t, file(t, "long.csv", "score\n"+strings.Repeat("9\n", 6000)), dataset.Terms{})
	if n := len(long.Sample(0)); n != 1000 {
		t.Errorf("%d sampled values, want 1000", n)
	}
	if n := len(read(t, long)); n != 6000 {
		t.Errorf("%d rows, want 6000", n)
	}
}

// What is doubtful about a text is noted.
func TestNotes(t *testing.T) {
	check := func(text string, want ...result.Warning) {
		t.Helper()
		path := file(t, "a.csv", text)
		for i := range want {
			want[i].Source = path
		}
		if diff := cmp.Diff(want, open(t, path, dataset.Terms{}).Notes); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
	check("score,why\n9,fine\n")
	check("score,why\n9,d\xe9j\xe0 vu, \xe7a va\n9,tr\xe8s bien\n8,l'\xe9t\xe9\n", result.Warning{Code: "guessed_encoding",
		Text: "the encoding was taken to be windows-1252; --encoding says otherwise"})
	check("score,why\n9,caf\u00e9 "+strings.Repeat("é", 100)+"\n8,damaged \xff here\n", result.Warning{Code: "damaged_text", Line: 3,
		Text: "1 bytes are not UTF-8 and were kept as they are"})
}

// A source that is named twice, under any name, would count twice.
func TestSourcesAreNamedOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(name, []byte("score\n9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "b.csv")
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	for _, names := range [][]string{{name, name}, {name, link}, {"-", "-"}} {
		if _, err := dataset.OpenSet(t.Context(), names, dataset.Terms{}); err == nil || !strings.Contains(err.Error(), "would count twice") {
			t.Errorf("%q: %v", names, err)
		}
	}
}

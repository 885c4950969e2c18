package scan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// comma is the usual dialect.
var comma = CSVOptions{Delimiter: ',', Quote: '"'}

// outcome is everything a scan tells, in the order of the source.
type outcome struct {
	Header [][]string
	Rows   []string // the line, then the cells as %q
	Faults []Fault
	// Repairs are the lines of rows that were made to fit.
	Repairs []int64
	Err     string
}

// gather keeps what the sinks are given.
type gather struct {
	mu      sync.Mutex
	batches map[int64]piece
}

type piece struct {
	rows    []string
	faults  []Fault
	repairs []int64
}

func (g *gather) Batch(b *Batch) error {
	p := piece{faults: append([]Fault(nil), b.Faults...)}
	for row := range b.Rows() {
		cells := make([]string, b.Width)
		for i := range cells {
			cells[i] = string(b.Cell(row, i))
		}
		p.rows = append(p.rows, fmt.Sprintf("%d %q", b.Line(row), cells))
	}
	for _, f := range b.Repairs {
		p.repairs = append(p.repairs, f.Line)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, twice := g.batches[b.Seq]; twice {
		return fmt.Errorf("batch %d came twice", b.Seq)
	}
	g.batches[b.Seq] = p
	return nil
}

func (g *gather) outcome(err error) outcome {
	var o outcome
	if err != nil {
		o.Err = err.Error()
	}
	seqs := make([]int64, 0, len(g.batches))
	for seq := range g.batches {
		seqs = append(seqs, seq)
	}
	sort.Slice(seqs, func(i, j int) bool { return seqs[i] < seqs[j] })
	for i, seq := range seqs {
		if seq != int64(i) {
			o.Err += fmt.Sprintf(" batch %d is missing", i)
		}
		o.Rows = append(o.Rows, g.batches[seq].rows...)
		o.Faults = append(o.Faults, g.batches[seq].faults...)
		o.Repairs = append(o.Repairs, g.batches[seq].repairs...)
	}
	return o
}

// differ tells how two outcomes differ, and nothing when they do not.
func differ(want, got outcome) string {
	if slices.Equal(want.Rows, got.Rows) && slices.Equal(want.Faults, got.Faults) && want.Err == got.Err {
		want.Rows, want.Faults, got.Rows, got.Faults = nil, nil, nil, nil // cmp takes its time
	}
	return cmp.Diff(want, got)
}

// all wants every column; width tells how many there are.
func all(width int) []Column {
	columns := make([]Column, width)
	for i := range columns {
		columns[i].Index = i
	}
	return columns
}

// scanAll reads a source with all its columns, as many as its first record has.
func scanAll(src Origin, headerRows, width, workers int, o CSVOptions, tweaks ...func(*CSV)) outcome {
	c, err := NewCSV(src, headerRows, o)
	if err != nil {
		return outcome{Err: err.Error()}
	}
	for _, tweak := range tweaks {
		tweak(c)
	}
	if headerRows > 0 && len(c.Header()) > 0 {
		width = len(c.Header()[0])
	}
	g := &gather{batches: map[int64]piece{}}
	err = c.Scan(context.Background(), all(width), workers, func(int) Sink { return g })
	out := g.outcome(err)
	out.Header = c.Header()
	return out
}

func stream(text string) Origin { return Origin{Reader: strings.NewReader(text)} }

func file(text string) Origin {
	return Origin{At: strings.NewReader(text), Size: int64(len(text))}
}

func TestCSVRows(t *testing.T) {
	check := func(name, text string, want ...string) {
		t.Helper()
		got := scanAll(stream(text), 1, 0, 1, comma)
		if diff := cmp.Diff(want, got.Rows); diff != "" || len(got.Faults) > 0 || got.Err != "" {
			t.Errorf("%s: rows (-want +got)\n%s faults %v error %q", name, diff, got.Faults, got.Err)
		}
	}
	check("plain", "a,b\n1,2\n3,4\n", `2 ["1" "2"]`, `3 ["3" "4"]`)
	check("no final line end", "a,b\n1,2", `2 ["1" "2"]`)
	check("CRLF", "a,b\r\n1,2\r\n3,4\r\n", `2 ["1" "2"]`, `3 ["3" "4"]`)
	check("half a CRLF at the end", "a,b\r\n1,2\r", `2 ["1" "2"]`)
	check("CR only", "a,b\r1,2\r\r3,\"x\ny\"\r", `2 ["1" "2"]`, `4 ["3" "x\ny"]`)
	check("CR is data in LF text", "a,b\n1\r,2\r\r\n", "2 [\"1\\r\" \"2\\r\"]")
	check("empty lines", "\n\r\na,b\n\n1,2\r\n\r\n\n3,4", `5 ["1" "2"]`, `8 ["3" "4"]`)
	check("only delimiters", "a,b,c\n,,\n", `2 ["" "" ""]`)
	check("quoted", "a,b\n\"1\",\"\"\n\"\",\"x,y\"\n", `2 ["1" ""]`, `3 ["" "x,y"]`)
	check("doubled quotes", "a,b\n\"\"\"\",\"he said \"\"hi\"\"\"\n", `2 ["\"" "he said \"hi\""]`)
	check("line breaks", "a,b\n1,\"x\ny\r\nz\n\"\n3,4\n", `2 ["1" "x\ny\r\nz\n"]`, `6 ["3" "4"]`)
	check("NUL and blanks", "a,b\n\x00, 2\t\n", `2 ["\x00" " 2\t"]`)
	check("quoted end", "a,b\n1,\"2\"", `2 ["1" "2"]`)
	check("one column", "a\n1\n\n\"\"\n2\n", `2 ["1"]`, `3 [""]`, `4 [""]`, `5 ["2"]`)
	check("quoted header", "\"a\n\",\"b\"\"\"\n1,2\n", `3 ["1" "2"]`)
	check("header alone", "a,b\n")
	check("nothing", "")
}

func TestCSVFaults(t *testing.T) {
	check := func(name, text string, rows int, want ...Fault) {
		t.Helper()
		got := scanAll(stream(text), 1, 0, 1, comma)
		if diff := cmp.Diff(want, got.Faults); diff != "" || len(got.Rows) != rows || got.Err != "" {
			t.Errorf("%s: faults (-want +got)\n%s rows %q error %q", name, diff, got.Rows, got.Err)
		}
	}
	const inside = "a quote inside an unquoted cell; a cell with quotes is quoted as a whole and doubles them"
	const blank = "a blank before an opening quote; a quoted cell begins with its quote"
	const after = `%q after a closing quote; ',' or the end of the line was expected`
	check("width", "a,b\n1\n1,2,\n1,2,3\n1,2\n", 1,
		Fault{2, 1, "1 cell where the header has 2"},
		Fault{3, 1, "3 cells where the header has 2"},
		Fault{4, 1, "3 cells where the header has 2"})
	check("width of a record of two lines", "a,b\n\"1\n\"\n1,2\n", 1, Fault{2, 1, "1 cell where the header has 2"})
	check("ragged last line", "a,b\n1,2\n1", 1, Fault{3, 1, "1 cell where the header has 2"})
	check("bare quote", "a,b\n1,5\" tv\n3,4\n", 1, Fault{2, 4, inside})
	check("blank before a quote", "a,b\n1, \"x\"\n3,4\n", 1, Fault{2, 4, blank})
	check("text after", "a,b\n\"x\"y,2\n3,4\n", 1, Fault{2, 4, fmt.Sprintf(after, 'y')})
	check("blank after", "a,b\n\"x\" ,2\n3,4\n", 1, Fault{2, 4, fmt.Sprintf(after, ' ')})
	check("CR after", "a,b\n1,\"x\"\ry\n3,4\n", 1, Fault{2, 6, fmt.Sprintf(after, '\r')})
	check("after a line break", "a,b\n\"x\ny\",z\"\n3,4\n", 1, Fault{3, 5, inside})
	check("twice", "a,b\n1,\"x\"y\n2, \"z\n3,4\n", 1, Fault{2, 6, fmt.Sprintf(after, 'y')}, Fault{3, 4, blank})
	check("never closed", "a,b\n1,\"x\n3,4\n5,6\n", 2,
		Fault{2, 3, "a quote that never closes; reading goes on at line 3"})
	check("never closed, text of several lines", "a,b\n1,\"x\nwell, well, well\n\nno\n3,4\n", 1,
		Fault{2, 3, "a quote that never closes; reading goes on at line 6"})
	check("never closed, last", "a,b\n3,4\n1,\"x", 1,
		Fault{3, 3, "a quote that never closes; no readable record follows"})
	check("closed by the next quote", "a,b\n1,\"x\n2,\"y\"\n3,4\n", 2,
		Fault{2, 3, "a quote that is not closed: the next one is followed by text; reading goes on at line 3"})
}

func TestCSVFirstRecordSetsTheWidth(t *testing.T) {
	got := scanAll(stream("1\"\n1,2\n3\n4,5"), 0, 2, 1, comma)
	want := outcome{
		Rows: []string{`2 ["1" "2"]`, `4 ["4" "5"]`},
		Faults: []Fault{
			{1, 2, "a quote inside an unquoted cell; a cell with quotes is quoted as a whole and doubles them"},
			{3, 1, "1 cell where the first record has 2"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestCSVLimits(t *testing.T) {
	small := CSVOptions{Delimiter: ',', Quote: '"', MaxCell: 10, MaxRecord: 20}
	check := func(name, text, wantErr string, rows int, faults ...Fault) {
		t.Helper()
		got := scanAll(stream(text), 1, 0, 1, small)
		if diff := cmp.Diff(faults, got.Faults); diff != "" || len(got.Rows) != rows || got.Err != wantErr {
			t.Errorf("%s: faults (-want +got)\n%s rows %q error %q", name, diff, got.Rows, got.Err)
		}
	}
	check("cell at its limit", "a,b\n1,1234567890\n\"1234567890\",2\n", "", 2)
	check("cell", "a,b\n1,2\n1,12345678901,x\n3,4\n", "", 2, Fault{3, 3, "a cell of more than 10 bytes"})
	check("record at its limit", "a,b\n1234567890,123456789\n", "", 1)
	check("record", "a,b,c\n1234567890,123456789,\n1,2,3\n", "", 1,
		Fault{2, 1, "a record of more than 20 bytes; reading goes on at line 3"})
	check("record of lines", "a,b,c\n\"1\n2,3,4\",1234567890,1\n\n1,2,3\n", "", 1,
		Fault{2, 1, "a record of more than 20 bytes; reading goes on at line 5"})
	check("quoted cell", "a,b\n1,\"12345678901\"\n3,4\n", "", 1, Fault{2, 3,
		"a quote that does not close within the limits of 10 bytes for a cell and 20 for a record; reading goes on at line 3"})
	check("quoted cell of lines that do not fit", "a,b\n1,\"1\n2\n3\n4\n5\n6\n7\n8\n\"\n3,4\n", "", 1, Fault{2, 3,
		"a quote that does not close within the limits of 10 bytes for a cell and 20 for a record; reading goes on at line 11"})
	check("never closed", "a,b\n1,\"x\n3,4\n5,6\n7,8\n", "", 3, Fault{2, 3,
		"a quote that does not close within the limits of 10 bytes for a cell and 20 for a record; reading goes on at line 3"})
}

func TestCSVHeader(t *testing.T) {
	c, err := NewCSV(stream("\n\"a\nb\",c\nQ1,Q2,Q3\n1,2\n"), 2, comma)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"a\nb", "c"}, {"Q1", "Q2", "Q3"}}, c.Header()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	_, err = NewCSV(stream("a,b\nc\"\n"), 2, comma)
	var place *PlaceError
	if !errors.As(err, &place) || place.Line != 2 || place.Column != 2 {
		t.Errorf("a broken header gives %v", err)
	}
}

func TestCSVWantedBeyondWidth(t *testing.T) {
	for _, headerRows := range []int{0, 1} {
		c, err := NewCSV(stream("a,b\n1,2\n"), headerRows, comma)
		if err != nil {
			t.Fatal(err)
		}
		err = c.Scan(context.Background(), []Column{{Index: 2}}, 1, func(int) Sink { return &gather{} })
		if err == nil || err.Error() != "column 3 is wanted, but the records have 2 cells" {
			t.Errorf("%d header rows: %v", headerRows, err)
		}
	}
}

func TestCSVOptionsAreChecked(t *testing.T) {
	for _, o := range []CSVOptions{
		{}, {Delimiter: '\n'}, {Delimiter: ',', Quote: ','}, {Delimiter: ',', Quote: '\r'},
		{Delimiter: ',', MaxCell: -1}, {Delimiter: ',', MaxRecord: hugeRecord + 1},
	} {
		if _, err := NewCSV(stream("a"), 1, o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

func TestCSVOtherDialects(t *testing.T) {
	check := func(o CSVOptions, text string, want ...string) {
		t.Helper()
		got := scanAll(stream(text), 1, 0, 1, o)
		if diff := cmp.Diff(want, got.Rows); diff != "" || len(got.Faults) > 0 || got.Err != "" {
			t.Errorf("rows (-want +got)\n%s faults %v error %q", diff, got.Faults, got.Err)
		}
	}
	check(CSVOptions{Delimiter: ';', Quote: '\''}, "a;b\n'1;';\"2\"\n", `2 ["1;" "\"2\""]`)
	check(CSVOptions{Delimiter: '\t'}, "a\tb\n\"1\t2\"\n", `2 ["\"1" "2\""]`)
	check(CSVOptions{Delimiter: ' ', Quote: '"'}, "a b\n\"1 \" 2\n", `2 ["1 " "2"]`)
}

type failing struct{ err error }

func (f failing) Batch(*Batch) error { return f.err }

func TestCSVErrorsEndTheScan(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2\n", 150_000)
	broken := errors.New("broken")
	for _, workers := range []int{1, 3} {
		c, _ := NewCSV(stream(text), 1, comma)
		err := c.Scan(context.Background(), nil, workers, func(int) Sink { return failing{broken} })
		if !errors.Is(err, broken) {
			t.Errorf("the sink's error became %v", err)
		}
		c, _ = NewCSV(Origin{Reader: io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))}, 1, comma)
		err = c.Scan(context.Background(), nil, workers, func(int) Sink { return &gather{batches: map[int64]piece{}} })
		if !errors.Is(err, broken) {
			t.Errorf("the source's error became %v", err)
		}
		ctx, stop := context.WithCancelCause(context.Background())
		stop(broken)
		c, _ = NewCSV(stream(text), 1, comma)
		err = c.Scan(ctx, nil, workers, func(int) Sink { return failing{} })
		if !errors.Is(err, broken) {
			t.Errorf("the context's error became %v", err)
		}
	}
}

func TestPeek(t *testing.T) {
	check := func(sample string, whole bool, n int, want ...[]string) {
		t.Helper()
		var got [][]string
		for _, r := range Peek([]byte(sample), whole, n, comma) {
			got = append(got, r.Cells)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", sample, diff)
		}
	}
	check("a,b\n1\n2,\"3\"\"\"", true, 9, []string{"a", "b"}, []string{"1"}, []string{"2", `3"`})
	check("a,b\n1\n2,3", false, 9, []string{"a", "b"}, []string{"1"})
	check("a,b\n1\n2,3", true, 2, []string{"a", "b"}, []string{"1"})
	check("a,b\nx\"y\n\n2,3\n", true, 9, []string{"a", "b"}, []string{"2", "3"})
	check("a,b\r1,2\r3", false, 9, []string{"a", "b"}, []string{"1", "2"})
	check("a,\"b", false, 9)
}

// The places of records tell where a table begins.
func TestPeekPlaces(t *testing.T) {
	got := Peek([]byte("title\n\na,b\n\"1\n\",2\nx\"y\n3,4\n"), true, 9, comma)
	want := []Peeked{
		{Line: 1, From: 0, To: 6, Cells: []string{"title"}}, {Line: 3, From: 7, To: 11, Apart: true, Cells: []string{"a", "b"}},
		{Line: 4, From: 11, To: 18, Cells: []string{"1\n", "2"}}, {Line: 7, From: 22, To: 26, Cells: []string{"3", "4"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// An empty line is a record where records have one cell.
func TestCSVEmptyLines(t *testing.T) {
	check := func(text string, headerRows int, want ...string) {
		t.Helper()
		for _, src := range []Origin{stream(text), file(text)} {
			if diff := cmp.Diff(want, scanAll(src, headerRows, 1, 2, comma).Rows); diff != "" {
				t.Errorf("%q (-want +got)\n%s", text, diff)
			}
		}
	}
	check("\na\n9\n\n10\n", 1, `3 ["9"]`, `4 [""]`, `5 ["10"]`)
	check("a\r\n\r\n9\r\n\r\n", 1, `2 [""]`, `3 ["9"]`, `4 [""]`)
	check("a\n\n\"9\"\n\n", 1, `2 [""]`, `3 ["9"]`, `4 [""]`)
	check("9\n\n10", 0, `1 ["9"]`, `2 [""]`, `3 ["10"]`)
	check("a,b\n1,2\n\n3,4\n", 1, `2 ["1" "2"]`, `4 ["3" "4"]`)
}

// A lenient reader mends what is missing or too much at the end of a record, and tells it.
func TestCSVLenient(t *testing.T) {
	lenient := CSVOptions{Delimiter: ',', Quote: '"', Lenient: true}
	for _, end := range []string{"\n", "\r\n"} {
		text := strings.ReplaceAll("a,b,c\n1,2,3\n1,\"2\"\n1,2\n1,2,\"3\",,\n1,2,3,4\n1\n1,2,3\n", "\n", end)
		got := scanAll(file(text), 1, 3, 2, lenient)
		want := outcome{
			Header:  [][]string{{"a", "b", "c"}},
			Rows:    []string{`2 ["1" "2" "3"]`, `3 ["1" "2" ""]`, `4 ["1" "2" ""]`, `5 ["1" "2" "3"]`, `8 ["1" "2" "3"]`},
			Faults:  []Fault{{6, 1, "4 cells where the header has 3"}, {7, 1, "1 cell where the header has 3"}},
			Repairs: []int64{3, 4, 5},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", end, diff)
		}
	}
}

// TestCSVSameWhateverTheReading holds big texts with all kinds of trouble to one answer.
func TestCSVSameWhateverTheReading(t *testing.T) {
	var text bytes.Buffer
	text.WriteString("id,score,comment\n")
	for i := range 20_000 {
		switch {
		case i%1000 == 17:
			fmt.Fprintf(&text, "%d,9,\"never closed\n", i)
		case i%1000 == 400:
			fmt.Fprintf(&text, "%d,9,5\" screen\n", i)
		case i%1000 == 700:
			fmt.Fprintf(&text, "%d,9\n\n", i)
		case i%3 == 0:
			fmt.Fprintf(&text, "%d,%d,\"line\r\nand \"\"line\"\", 2\"\r\n", i, i%11)
		default:
			fmt.Fprintf(&text, "%d,%d,fine\n", i, i%11)
		}
	}
	want := scanAll(stream(text.String()), 1, 0, 1, comma)
	if len(want.Rows) != 20_000-3*20 || len(want.Faults) != 3*20 || want.Err != "" {
		t.Fatalf("%d rows, %d faults, error %q", len(want.Rows), len(want.Faults), want.Err)
	}
	for workers := 1; workers < 4; workers++ {
		for name, src := range map[string]Origin{
			"file":      file(text.String()),
			"one byte":  {Reader: iotest.OneByteReader(strings.NewReader(text.String()))},
			"half":      {Reader: iotest.HalfReader(strings.NewReader(text.String()))},
			"data, EOF": {Reader: iotest.DataErrReader(strings.NewReader(text.String()))},
		} {
			if diff := differ(want, scanAll(src, 1, 0, workers, comma)); diff != "" {
				t.Errorf("%s, %d workers (-want +got)\n%s", name, workers, diff)
			}
		}
	}
}

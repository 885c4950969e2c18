package scan

import (
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// kinds turns the reasons of faults, and the error, into the short words of plainRead.
func (o outcome) kinds() outcome {
	words := []struct{ part, word string }{
		{"cells where", "width"}, {"cell where", "width"},
		{"inside an unquoted", "quote"}, {"blank before", "quote"},
		{"followed by text", "after"}, {"after a closing", "after"},
		{"never closes", "unclosed"}, {"within the limits", "overrun"},
		{"a cell of more", "cell"}, {"a record of more", "record"},
	}
	short := func(reason string) string {
		for _, w := range words {
			if strings.Contains(reason, w.part) {
				return w.word
			}
		}
		return reason
	}
	faults := o.Faults
	o.Faults = nil
	for _, f := range faults {
		f.Reason = short(f.Reason)
		o.Faults = append(o.Faults, f)
	}
	var line, column int64
	var reason string
	switch {
	case strings.Contains(o.Err, "header: "):
		o = outcome{Err: "header"}
	case o.Err != "":
		place, reasonText, _ := strings.Cut(o.Err, ": ")
		if _, err := fmt.Sscanf(place, "line %d, column %d", &line, &column); err == nil {
			reason = short(reasonText)
			o.Err = fmt.Sprint(Fault{line, column, reason})
		}
	}
	return o
}

// holdToPlain compares the reader with plainRead, in several ways of reading.
func holdToPlain(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, headerRows int, o CSVOptions) {
	t.Helper()
	want, width := plainRead(text, headerRows, o)
	check := func(way string, src Origin, tweak func(*CSV)) {
		got := scanAll(src, headerRows, width, 2, o, tweak).kinds()
		if want.Err != "" { // rows before the error may or may not have been given
			got.Rows, got.Faults, want.Rows, want.Faults = nil, nil, nil, nil
		}
		if diff := differ(want, got); diff != "" {
			t.Fatalf("%s: %q with %+v (-want +got)\n%s", way, text, o, diff)
		}
	}
	chunk := 1 + len(text)%97
	check("file", file(text), func(*CSV) {})
	check("one byte at a time", Origin{Reader: iotest.OneByteReader(strings.NewReader(text))}, func(c *CSV) {
		c.sizes = csvSizes{chunk: chunk, headroom: chunk / 3}
	})
	check("plain Go", file(text), func(c *CSV) {
		c.reader.kernel, c.reader.walker = portableKernel, portableWalker
		c.sizes = csvSizes{chunk: chunk}
	})
	for name, way := range map[string]stopWay{"masks": withMasks, "stops": withStops} {
		check("plain Go with "+name, file(text), func(c *CSV) {
			c.reader.kernel = func(text, seps, ends []byte, k *kernelState) (blocks int) {
				k.way = way
				return portableKernel(text, seps, ends, k)
			}
			c.reader.walker = portableWalker
			c.sizes = csvSizes{chunk: chunk, headroom: chunk}
		})
	}
	check("record by record", stream(text), func(c *CSV) {
		c.reader.exact = true
		c.sizes = csvSizes{chunk: chunk, headroom: 5}
	})
}

// csvText draws texts from the bytes that matter, mostly broken ones.
func csvText(o CSVOptions) *rapid.Generator[string] {
	parts := []string{"a", "1", " ", "\n", "\r\n", "\r", "é", "\x00", string(o.Delimiter), string(o.Delimiter), "\n"}
	if o.Quote != 0 {
		q := string(o.Quote)
		d := string(o.Delimiter)
		parts = append(parts, q, q, q+q, d+q, q+d, q+"\n", "\n"+q, d+q+"x"+q+d, "long text ")
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 60).Draw(t, "parts"), "")
	})
}

func TestCSVEqualsPlainReader(t *testing.T) {
	dialects := []CSVOptions{
		comma, {Delimiter: ';', Quote: '\''}, {Delimiter: '\t'},
		{Delimiter: ',', Quote: '"', MaxCell: 9, MaxRecord: 25},
		{Delimiter: ',', Quote: '"', MaxCell: 25, MaxRecord: 12},
		{Delimiter: ',', Quote: '"', Lenient: true},
	}
	rapid.Check(t, func(t *rapid.T) {
		o := rapid.SampledFrom(dialects).Draw(t, "dialect")
		text := csvText(o).Draw(t, "text")
		holdToPlain(t, text, rapid.IntRange(0, 2).Draw(t, "headerRows"), o)
	})
}

// TestCSVReadsWhatWasWritten writes good tables in every style and expects their cells.
func TestCSVReadsWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 5).Draw(t, "width")
		cellText := rapid.StringMatching(`([a-c",; ]|\r\n|\n|é)*`)
		table := rapid.SliceOfN(rapid.SliceOfN(cellText, width, width), 1, 20).Draw(t, "table")
		lineEnd := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(t, "line end")
		o := CSVOptions{Delimiter: rapid.SampledFrom([]byte(",;\t|")).Draw(t, "delimiter"), Quote: '"'}
		quoteAll := rapid.Bool().Draw(t, "quote all")
		var text strings.Builder
		for _, row := range table {
			for i, c := range row {
				if i > 0 {
					text.WriteByte(o.Delimiter)
				}
				if quoteAll || width == 1 && c == "" || strings.ContainsAny(c, "\"\r\n"+string(o.Delimiter)) {
					c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
				}
				text.WriteString(c)
			}
			text.WriteString(lineEnd)
		}
		got := scanAll(file(text.String()), 0, width, 2, o)
		if len(got.Faults) > 0 || len(got.Rows) != len(table) {
			t.Fatalf("%d rows and faults %v instead of %d rows from %q", len(got.Rows), got.Faults, len(table), text.String())
		}
		for i, row := range table {
			if _, cells, _ := strings.Cut(got.Rows[i], " "); cells != fmt.Sprintf("%q", row) {
				t.Fatalf("row %d is %s, written was %q", i, cells, row)
			}
		}
	})
}

// holdToStandard compares with encoding/csv on a text that it accepts.
func holdToStandard(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsRune(text, '\r') {
		return // encoding/csv turns CRLF inside quotes into LF, and knows no CR text
	}
	r := csv.NewReader(strings.NewReader(text))
	records, err := r.ReadAll()
	if err != nil || len(records) == 0 {
		return
	}
	got := scanAll(file(text), 0, len(records[0]), 2, comma)
	if len(got.Rows) != len(records) || len(got.Faults) > 0 || got.Err != "" {
		t.Fatalf("%q: %d rows, faults %v, error %q; encoding/csv has %d records", text, len(got.Rows), got.Faults, got.Err, len(records))
	}
	for i, record := range records {
		if _, cells, _ := strings.Cut(got.Rows[i], " "); cells != fmt.Sprintf("%q", record) {
			t.Fatalf("%q: row %d is %s, encoding/csv has %q", text, i, cells, record)
		}
	}
}

// TestCSVAcrossBatches puts every kind of record across the border of two batches.
func TestCSVAcrossBatches(t *testing.T) {
	for _, record := range []string{
		"1,2\r\n", "\"x\"\"y\",\"a\r\nb\"\r\n", "1,\"x\n", "1,x\"\n", "\"1\"x,2\n", "1,2,3\n", "\n\n", "1,\"\"\n", "\"a\nb\"c,1\n",
	} {
		for shift := 0; shift < len(record)+2; shift += 1 + len(record)/3 {
			text := "a,b\n" + strings.Repeat("c", usualSizes.chunk-7-shift) + ",d\n" + record + "e,\"f\"\n3,4\n"
			want, _ := plainRead(text, 1, comma)
			for name, src := range map[string]Origin{"file": file(text), "pipe": {Reader: iotest.HalfReader(strings.NewReader(text))}} {
				if diff := differ(want, scanAll(src, 1, 0, 2, comma).kinds()); diff != "" {
					t.Fatalf("%s, %q at %d (-want +got)\n%s", name, record, -shift, diff)
				}
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a,b\r\n\"1\",\"x\"\"y\r\nz\"\r\n", "a\rb\r", "a,b\n1,\"x\n3,4\n", "a,b\n1,5\" tv\n\"x\"y,2\n\n,,\n",
		"\"\"\"\",\"\n", "a,b\n\"\n\n\n1,2\n\"x,\"y\n",
	} {
		f.Add(text, byte(0))
		f.Add(text, byte(7))
	}
	f.Fuzz(func(t *testing.T, text string, how byte) {
		o := CSVOptions{Delimiter: ",;\t|"[how&3], Quote: "\"\"'\x00"[how>>2&3]}
		if how&16 != 0 {
			o.MaxCell, o.MaxRecord = 8, 20
		}
		o.Lenient = how&128 != 0
		holdToPlain(t, text, int(how>>5&1), o)
		if o == comma {
			holdToStandard(t, text)
		}
		if n := len(Peek([]byte(text), how&64 != 0, 3, o)); n > 3 {
			t.Fatalf("Peek gives %d records", n)
		}
	})
}

// drop is a sink that reads every wanted cell and keeps only a sum.
type drop struct{ rows, bytes, faults int64 }

func (d *drop) Batch(b *Batch) error {
	for _, s := range b.Spans {
		d.bytes += int64(s.Len)
	}
	d.rows += int64(b.Rows())
	d.faults += int64(len(b.Faults))
	return nil
}

// TestCSVInSmallChunks cuts texts at every byte.
func TestCSVInSmallChunks(t *testing.T) {
	for _, text := range []string{
		"a,b\n1,2\n3,4\n", "a,b\r\n\"1\r\n\",\"\"\"2\"\r\n\r\n3,4", "a,b\n1,\"2\n3,4\n5,6\"\n7\n", "a,b\r1,2\r\"x\"y,3\r4,5\r",
		"a,b\n1,2\"\n" + strings.Repeat("long ", 30) + ",3\n\"4\"x,5\n6,7\n",
	} {
		want, width := plainRead(text, 1, comma)
		for chunk := 1; chunk <= len(text); chunk++ {
			got := scanAll(file(text), 1, width, 3, comma, func(c *CSV) { c.sizes = csvSizes{chunk: chunk, headroom: 4} })
			if diff := differ(want, got.kinds()); diff != "" {
				t.Errorf("%q by %d (-want +got)\n%s", text, chunk, diff)
			}
		}
	}
}

// TestCSVWantedColumns wants columns in any order, some of them twice.
func TestCSVWantedColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := csvText(comma).Draw(t, "text")
		all, width := plainRead(text, 0, comma)
		if width == 0 {
			return
		}
		columns := rapid.SliceOfN(rapid.IntRange(0, width-1), 0, 4).Draw(t, "columns")
		c, err := NewCSV(file(text), 0, comma)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]Column, len(columns))
		for i, column := range columns {
			want[i].Index = column
		}
		g := &gather{batches: map[int64]piece{}}
		got := g.outcome(c.Scan(context.Background(), want, 2, func(int) Sink { return g }))
		if len(got.Rows) != len(all.Rows) {
			t.Fatalf("%q: %d rows, want %d", text, len(got.Rows), len(all.Rows))
		}
		for i, row := range all.Rows {
			line, quoted, _ := strings.Cut(row, " ")
			cells := unquoteAll(t, quoted)
			picked := make([]string, len(columns))
			for j, column := range columns {
				picked[j] = cells[column]
			}
			if row := fmt.Sprintf("%s %q", line, picked); row != got.Rows[i] {
				t.Fatalf("%q, columns %v: row %s, want %s", text, columns, got.Rows[i], row)
			}
		}
	})
}

package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ulikunitz/xz"

	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

func xzCompressed(t testing.TB, text string) []byte {
	t.Helper()
	var stored bytes.Buffer
	w, err := xz.NewWriter(&stored)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return stored.Bytes()
}

func TestXZ(t *testing.T) {
	for _, s := range []*Stream{open(t, xzCompressed(t, longTable()), Hints{}), openFile(t, xzCompressed(t, longTable()))} {
		if got := readAll(t, s); got != longTable() || s.Compression != "xz" {
			t.Errorf("%s, %d bytes", s.Compression, len(got))
		}
	}
	stored := xzCompressed(t, plainTable)
	padded := open(t, join(stored, make([]byte, 8), stored, make([]byte, 4)), Hints{})
	if got := readAll(t, padded); got != plainTable+plainTable {
		t.Errorf("%q of two streams with padding", got)
	}
	for want, broken := range map[string][]byte{
		"xz: the file ends too early":           stored[:len(stored)-20],
		"xz: invalid checksum":                  append(append(bytes.Clone(stored[:9]), stored[9]^1), stored[10:]...),
		"xz: the file ends too early, it is tr": stored[:15],
	} {
		s, err := Open(t.Context(), "-", Hints{Stdin: bytes.NewReader(broken)})
		if err == nil {
			_, err = io.ReadAll(s.Reader)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

func TestArchive(t *testing.T) {
	check := func(want string, files ...[2]string) {
		t.Helper()
		for _, s := range []*Stream{open(t, workbooktest.Zip(files...), Hints{}), openFile(t, workbooktest.Zip(files...))} {
			if got := readAll(t, s); got != want || s.Compression != "zip" || s.At != nil {
				t.Errorf("%s: %q, want %q", s.Compression, got, want)
			}
		}
	}
	table := [2]string{"export/responses.csv", plainTable}
	check(plainTable, table)
	check(plainTable, table, [2]string{"__MACOSX/export/._responses.csv", "x"}, [2]string{"export/", ""}, [2]string{".DS_Store", "x"})
	check(plainTable, table, [2]string{"read me.pdf", "%PDF-1.4"})
	check(plainTable, [2]string{"responses", plainTable})
	check(longTable(), [2]string{"responses.csv", longTable()})
}

// A digit that changed on its way is no answer.
func TestDamagedArchive(t *testing.T) {
	for name, part := range map[string]string{
		"part xl/worksheets/sheet1.xml of the workbook: its checksum does not fit": `<c r="B2"><v>9</v>`,
		"zip: invalid checksum": "score;region\n9",
	} {
		book := workbooktest.Store(workbooktest.Write(workbooktest.Made{Name: "Data", Rows: []string{"id|score", "a|9", "b|8"}}))
		if strings.HasPrefix(name, "zip") {
			book = workbooktest.Store(workbooktest.Zip([2]string{"a.csv", plainTable}))
		}
		at := bytes.Index(book, []byte(part))
		if at < 0 {
			t.Fatalf("there is no %s", part)
		}
		book[at+strings.Index(part, "9")] = '1'
		s, err := Open(t.Context(), "-", Hints{Stdin: bytes.NewReader(book)})
		if err == nil {
			_, err = io.ReadAll(s.Reader)
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want %s", err, name)
		}
	}
}

// What is something else says so, and how it becomes what can be read.
func TestForeign(t *testing.T) {
	check := func(want ForeignError, name string, stored []byte) {
		t.Helper()
		path := write(t, name, stored)
		_, err := Open(t.Context(), path, Hints{})
		var got *ForeignError
		if !errors.As(err, &got) {
			t.Errorf("%s: error %v", name, err)
			return
		}
		for i, word := range want.Before {
			want.Before[i] = strings.ReplaceAll(word, "NAME", path)
		}
		if diff := cmp.Diff(&want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
	office := func(what string) ForeignError {
		return ForeignError{Text: "this is " + what + ", expected .xlsx or text", Hint: "save it as .xlsx or CSV",
			Before: []string{"libreoffice", "--headless", "--convert-to", "xlsx", "NAME", "&&"}, Instead: "book.xlsx"}
	}
	check(office("an old Excel workbook (.xls)"), "book.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"))
	check(office("a binary Excel workbook (.xlsb)"), "book.xlsb", workbooktest.Zip([2]string{"xl/workbook.bin", "x"}))
	check(office("an OpenDocument file (.ods)"), "book.ods", workbooktest.Zip([2]string{"mimetype", "x"}, [2]string{"content.xml", "x"}))
	check(ForeignError{Text: "this is a workbook that is locked with a password, expected one that is not: save it without"},
		"book.xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
	check(ForeignError{Text: "this is a Parquet file, expected text", Hint: "DuckDB writes it as CSV", Instead: "-",
		Before: []string{"duckdb", "-c", "copy (from 'NAME') to '/dev/stdout' (format csv)", "|"}}, "f.parquet", []byte("PAR1\x15\x04"))
	check(ForeignError{Text: "the archive holds 2 files; choose one\n  a.csv\n  b.json", Usage: true, Instead: "-",
		Before: []string{"unzip", "-p", "NAME", "a.csv", "|"}}, "two.zip", workbooktest.Zip([2]string{"a.csv", "x"}, [2]string{"b.json", "x"}, [2]string{"c.pdf", "x"}))
	check(ForeignError{Text: "this is an archive inside an archive, expected text: unpack it"}, "nested.zip",
		workbooktest.Zip([2]string{"book.xlsx", string(workbooktest.Write(workbooktest.Made{Name: "a", Rows: []string{"a|b"}}))}))
}

func TestWorkbook(t *testing.T) {
	book := workbooktest.Write(workbooktest.Made{Name: "Data", Rows: []string{"Title", "", "id|score", "1|9.5", "2|8"}})
	for _, s := range []*Stream{open(t, book, Hints{}), openFile(t, book)} {
		if s.Format != "xlsx" || s.Range.Sheet != "Data" || s.Range.Top != 3 || !s.Whole || s.Dialect != (Dialect{',', '"', '.'}) {
			t.Errorf("%+v", s)
		}
		sample := string(s.Sample)
		if got := readAll(t, s); got != "\n\nid,score\n1,9.5\n2,8\n" || got != sample {
			t.Errorf("text %q, sample %q", got, sample)
		}
	}
	checkAgain(t, "workbook", write(t, "book", book))
	checkAgain(t, "archive", write(t, "one.zip", workbooktest.Zip([2]string{"a.csv", "a,b\n1,\xe9\n"})))

	texts := open(t, workbooktest.Write(workbooktest.Made{Name: "Data", Rows: []string{"id|amount", "1|~1,5", "2|~2,25", "3|7"}}), Hints{})
	if texts.Dialect.Decimal != ',' {
		t.Errorf("decimal mark %q of texts with a comma", texts.Dialect.Decimal)
	}
	if s := open(t, book, Hints{Decimal: ','}); readAll(t, s) != "\n\nid,score\n1,\"9,5\"\n2,8\n" {
		t.Error("numbers are not written with the decimal mark that they are read with")
	}
	refused := func(stored []byte, o Hints, want string) {
		t.Helper()
		o.Stdin = bytes.NewReader(stored)
		s, err := Open(context.Background(), "-", o)
		if err == nil {
			_, err = io.ReadAll(s.Reader)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	refused(book, Hints{Format: "csv"}, "this is an Excel workbook, and no csv")
	refused([]byte(plainTable), Hints{Format: "xlsx"}, "this is no Excel workbook")
	refused(workbooktest.Zip([2]string{"a.csv", "x"}), Hints{Format: "xlsx"}, "this is no Excel workbook")
	refused(book, Hints{Sheet: "May"}, `there is no sheet "May"`)
	refused(book[:len(book)-30], Hints{}, "without its end: the file is truncated")
	refused(workbooktest.Zip([2]string{"xl/workbook.xml", "<workbook/>"}), Hints{}, "the workbook has no part xl/_rels/workbook.xml.rels")
	refused(workbooktest.Zip([2]string{"xl/workbook.xml", "<workbook/>"}, [2]string{"xl/_rels/workbook.xml.rels", "<Relationships/>"}), Hints{}, "no sheet of cells")
}

package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/workbook"
	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

func open(t testing.TB, data []byte) *workbook.Workbook {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	w, err := workbook.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// read returns the table of a sheet as text.
func read(t testing.TB, w *workbook.Workbook, sheet string, mark byte) (workbook.Range, string, workbook.Oddities) {
	t.Helper()
	at, err := w.Find(sheet)
	if err != nil {
		t.Fatal(err)
	}
	text := w.Text(at, mark)
	defer text.Close()
	all, err := io.ReadAll(text)
	if err != nil {
		t.Fatal(err)
	}
	sample, err := w.Sample(at, '.')
	if err != nil {
		t.Fatal(err)
	}
	if mark == '.' && !bytes.HasPrefix(all, sample.Text) {
		t.Errorf("the sample is %q, the text %q", sample.Text, all)
	}
	return at, string(all), text.Found
}

func rows(rows ...string) workbooktest.Made { return workbooktest.Made{Name: "Data", Rows: rows} }

func TestText(t *testing.T) {
	check := func(made workbooktest.Made, want string) {
		t.Helper()
		if _, got, _ := read(t, open(t, workbooktest.Write(made)), "", '.'); got != want {
			t.Errorf("%q: %q, want %q", made.Rows, got, want)
		}
	}
	check(rows("id|score", "1|9", "2|10"), "id,score\n1,9\n2,10\n")
	check(rows("id|score", "a|~x", "", "b"), "id,score\na,x\n\nb,\n")          // rows keep their lines
	check(rows("id|score|note", "1|9", "|8|y"), "id,score,note\n1,9,\n,8,y\n") // and their width
	check(rows("id|text", `1|a,"b"`, "2|~two\nlines"), "id,text\n1,\"a,\"\"b\"\"\"\n2,two lines\n")
	check(rows("a|b", "1|TRUE", "2|FALSE", "3|25%"), "a,b\n1,TRUE\n2,FALSE\n3,25%\n")
	check(rows("a|b", "1|#N/A", "2|=A1"), "a,b\n1,#N/A\n2,#FORMULA?\n")
	check(rows("a|b", "1|_x000D_x_x005F_", "2|~_xZZZZ_"), "a,b\n1, x_\n2,_xZZZZ_\n")
	check(rows("a|b", "1|2", "|"), "a,b\n1,2\n") // a row with formats only
}

func TestNumbers(t *testing.T) {
	check := func(number, want string) {
		t.Helper()
		_, got, _ := read(t, open(t, workbooktest.Write(rows("a|b", "x|"+number))), "", '.')
		if got != "a,b\nx,"+want+"\n" {
			t.Errorf("%s: %q, want %s", number, got, want)
		}
	}
	check("9", "9")
	check("-0.5", "-0.5")
	check("19.989999999999998", "19.99") // what spreadsheets show of it: 15 digits
	check("0.30000000000000004", "0.3")
	check("4.9E-5", "0.000049")
	check("1.5E+3", "1500")
	check("12345678901234567", "12345678901234567") // may be a name
	check("100", "100")
}

// Dates by hand: 25569 is the first day of 1970.
func TestDates(t *testing.T) {
	check := func(write func(...workbooktest.Made) []byte, number, want string) {
		t.Helper()
		_, got, _ := read(t, open(t, write(rows("a|b", "x|@"+number))), "", '.')
		if got != "a,b\nx,"+want+"\n" {
			t.Errorf("%s: %q, want %s", number, got, want)
		}
	}
	check(workbooktest.Write, "46143", "2026-05-01")
	check(workbooktest.Write, "46143.75", "2026-05-01 18:00:00")
	check(workbooktest.Write, "46143.999999999", "2026-05-02 00:00:00") // rounded as a whole
	check(workbooktest.Write, "46143.5000058", "2026-05-01 12:00:00.501")
	check(workbooktest.Write, "61", "1900-03-01")
	check(workbooktest.Write, "59", "1900-02-28") // before the day that never was
	check(workbooktest.Write, "1", "1900-01-01")
	check(workbooktest.Write, "0.5", "12:00:00") // no day
	check(workbooktest.Write, "0", "0")
	check(workbooktest.Write, "9999999", "9999999") // none that a spreadsheet knows
	check(workbooktest.Write1904, "44681", "2026-05-01")
	check(workbooktest.Write1904, "0", "1904-01-01")
}

func TestDecimalMark(t *testing.T) {
	_, got, _ := read(t, open(t, workbooktest.Write(rows("a|b", "x|9.5", "y|1.5E+3", "z|~1,5"))), "", ',')
	if want := "a,b\nx,\"9,5\"\ny,1500\nz,\"1,5\"\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestHeader(t *testing.T) {
	check := func(want string, top int, lines ...string) {
		t.Helper()
		at, text, _ := read(t, open(t, workbooktest.Write(rows(lines...))), "", '.')
		header, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
		if header != want || at.Top != top {
			t.Errorf("%q: header %q in row %d, want %q in row %d", lines, header, at.Top, want, top)
		}
		if strings.Count(text, "\n") != len(lines) {
			t.Errorf("%q: lines are no rows: %q", lines, text)
		}
	}
	check("id,score", 1, "id|score", "1|9")
	check("id,score,region", 4, "Our survey", "May 2026", "", "id|score|region", "1|9|EU", "2|8|US")
	check("id,score,region", 2, "Our survey||@46143", "id|score|region", "1|9|EU", "2|8|US")
	check("id,score,region", 4, "Report|NPS", "Date|@46143", "", "id|score|region", "1|9|EU", "2|8|US")
	check("id,score", 4, "Report|NPS", "By|me", "", "id|score", "1|9", "2|8", "3|8", "4|8", "5|8", "6|8", "7|8", "8|8", "9|8", "10|8")
	check("Date,ID,Score,,", 3, "NPS|35||n|20", "Best|11||Goal|40", "Date|ID|Score", "@46143|a|9", "@46144|b|8", "@46145|c|8", "@46146|d|8", "@46147|e|8", "@46148|f|8")
	check(",score,region", 1, "|score|region", "0|9|EU", "1|8|US") // rows that a program has numbered
	// Two rows of names, of which vendors' layouts know more: the one that names more columns.
	check("ID,How likely?,,,Why?", 1, "ID|How likely?|||Why?", "|Response|Food|Staff", "1|9|x|", "2|8||y", "3|7|x|y|z")
	check("ID,Score,,", 1, "ID|Score", "a|9", "b||7", "c|8|1|x", "d|8|1|x", "e|8|1|x")
	check(",score", 1, "|score", "0|9", "1|8")
	check("id,score,", 1, "id|score", "a|9|8", "b|7|6") // merged, without names below
	check("Customer,2025,2026", 1, "Customer|2025|2026", "a|10|20", "b|10|20")
	check("Customer,2025-01-01", 1, "Customer|@45658", "a|10", "b|10")
	check("id,q1,q2,comment", 1, "id|q1|q2|comment", "1|9|", "2||8", "3|7|", "4|7||nice")
	check("score", 1, "score", "9", "10")
	check("a,b", 1, "a|b")
	check("region,answer", 1, "region|answer", "EU|yes", "US|no")
}

// Names of merged cells above the header fill its gaps.
func TestBanners(t *testing.T) {
	check := func(want string, top int, made workbooktest.Made) {
		t.Helper()
		at, _, _ := read(t, open(t, workbooktest.Write(made)), "", '.')
		if got := strings.Join(at.Names, ","); got != want || at.Top != top || !at.Banners {
			t.Errorf("%q: header %q in row %d, want %q in row %d", made.Rows, got, at.Top, want, top)
		}
	}
	made := rows("ID|Ratings", "|Food|Staff", "a|5|4", "b|3|2")
	made.Merged = []string{"A1:A2", "B1:C1"}
	check("ID,Food,Staff", 2, made)
	made = rows("Our survey", "", "ID|Ratings||When|Plan", "|Food|Staff", "a|5|4|@46143|x", "b|3|2|@46143|y")
	made.Merged = []string{"A1:E1", "A3:A4", "B3:C3"}
	check("ID,Food,Staff,When,Plan", 4, made)

	again := rows("ID|2025||2026", "|Jan|Feb|Jan|Feb", "a|5|4|3|2", "b|3|2|1|5") // names that stand twice are told apart
	again.Merged = []string{"A1:A2", "B1:C1", "D1:E1"}
	check("ID,2025 Jan,2025 Feb,2026 Jan,2026 Feb", 2, again)

	plain := open(t, workbooktest.Write(made)) // whoever says how many rows stand above the data counts from the first
	plain.Plain = true
	if at, err := plain.Find(""); err != nil || at.Top != 3 || strings.Join(at.Names, ",") != "ID,Ratings,,When,Plan" {
		t.Errorf("%+v, %v", at, err)
	}
}

func TestSheets(t *testing.T) {
	data := workbooktest.Write(workbooktest.Made{Name: "Cover", Rows: []string{"This is", "a survey"}},
		workbooktest.Made{Name: "Secret", Hidden: true, Rows: []string{"id|score", "1|1"}},
		workbooktest.Made{Name: "May", Rows: []string{"id|score", "1|9"}},
		workbooktest.Made{Name: "June & July", Rows: []string{"", "id|score", "1|8"}},
		workbooktest.Made{Name: "2", Rows: []string{"name|plan", "1|8"}})
	check := func(wanted, sheet string, alike ...string) {
		t.Helper()
		at, err := open(t, data).Find(wanted)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]any{sheet, alike}, []any{at.Sheet, at.Alike}); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", wanted, diff)
		}
	}
	check("", "May", "June & July")
	check("june & july", "June & July")
	check("1", "Cover")
	check("2", "2") // a name goes before a number
	check("4", "June & July")
	check("Secret", "Secret")

	_, err := open(t, data).Find("Mai")
	var e *workbook.SheetError
	if !errors.As(err, &e) || !strings.Contains(e.Text, "  4  June & July") || len(e.Choices) != 5 {
		t.Errorf("error %v", err)
	}
	at, text, _ := read(t, open(t, workbooktest.Write(workbooktest.Made{Name: "Empty"}, rows(""))), "", '.')
	if at.Top != 0 || text != "" {
		t.Errorf("%+v, %q of an empty workbook", at, text)
	}
	at, _, _ = read(t, open(t, workbooktest.Write(workbooktest.Made{Name: "Only", Hidden: true, Rows: []string{"a|b", "1|2"}})), "", '.')
	if at.Sheet != "Only" {
		t.Errorf("sheet %q of a workbook with one that is hidden", at.Sheet)
	}
}

func TestSideBySide(t *testing.T) {
	two := workbooktest.Write(rows("id|score||plan|price", "1|9||A|10", "2|8||B|20", "3|7"))
	_, err := open(t, two).Find("")
	var e *workbook.SheetError
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a question", err)
	}
	if diff := cmp.Diff([]string{"Data!A:B", "Data!D:E"}, e.Choices); diff != "" {
		t.Error(diff)
	}
	for choice, want := range map[string]string{
		"Data!A:B": "id,score\n1,9\n2,8\n3,7\n", "Data!D:E": "plan,price\nA,10\nB,20\n",
		"1!A:E": "id,score,,plan,price\n1,9,,A,10\n2,8,,B,20\n3,7,,,\n", "Data!$D$1:$E$9": "plan,price\nA,10\nB,20\n",
	} {
		if _, got, _ := read(t, open(t, two), choice, '.'); got != want {
			t.Errorf("%s: %q, want %q", choice, got, want)
		}
	}
	// Notes beside a table are none.
	for _, lines := range [][]string{
		{"id|score||", "1|9||", "2|8||checked by me", "3|7"},
		{"id|score||Key:|", "1|9", "2|8", "3|7"},
	} {
		if _, got, _ := read(t, open(t, workbooktest.Write(rows(lines...))), "", '.'); got != "id,score\n1,9\n2,8\n3,7\n" {
			t.Errorf("%q: %q", lines, got)
		}
	}
	if _, err := open(t, two).Find("Data!F"); !errors.As(err, &e) {
		t.Errorf("error %v of columns that are none", err)
	}
}

// Tables one below the other are asked about; what else stands below a table is one with its rows.
func TestStacked(t *testing.T) {
	two := workbooktest.Write(rows("Survey", "", "id|score", "1|9", "2|8", "", "3|7", "", "Score|Count", "0|12", "1|13"))
	_, err := open(t, two).Find("")
	var e *workbook.SheetError
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a question", err)
	}
	if diff := cmp.Diff([]string{"Data!A3:B7", "Data!A9:B11"}, e.Choices); diff != "" {
		t.Error(diff)
	}
	for choice, want := range map[string]string{
		"Data!A3:B7": "\n\nid,score\n1,9\n2,8\n\n3,7\n", "Data!A9:B11": strings.Repeat("\n", 8) + "Score,Count\n0,12\n1,13\n",
		"Data!A:B": "\n\nid,score\n1,9\n2,8\n\n3,7\n\nScore,Count\n0,12\n1,13\n",
	} {
		if _, got, _ := read(t, open(t, two), choice, '.'); got != want {
			t.Errorf("%s: %q, want %q", choice, got, want)
		}
	}
	for _, below := range [][]string{{"Total|17"}, {"checked|by me"}, {"4|6", "", "5|5"}, {"Source: survey"}} {
		made := rows(append([]string{"id|score", "1|9", "2|8", ""}, below...)...)
		if _, err := open(t, workbooktest.Write(made)).Find(""); err != nil {
			t.Errorf("%q: %v", below, err)
		}
	}
}

func TestOddities(t *testing.T) {
	made := rows("id|score", "1|9", "2|8", "3|#N/A", "4|#REF!", "5|=B2")
	made.Filtered = []int{2, 5, 9}
	_, _, got := read(t, open(t, workbooktest.Write(made)), "", '.')
	want := workbook.Oddities{Hidden: 2, Errors: 2, ErrorAt: "B4", FirstError: "#N/A", Unknown: 1, UnknownAt: "B6"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Columns that nobody wants come empty, and their rows stay.
func TestKeep(t *testing.T) {
	w := open(t, workbooktest.Write(rows("id|score|note", "a|9|x", "||only a note", "b|8")))
	at, err := w.Find("")
	if err != nil {
		t.Fatal(err)
	}
	text := w.Text(at, '.')
	text.Keep([]int{1})
	all, err := io.ReadAll(text)
	if want := "id,score,note\n,9,\n,,\n,8,\n"; string(all) != want || err != nil {
		t.Errorf("%q, %v, want %q", all, err, want)
	}
}

// Of many texts only those are kept that are needed, and they are the right ones.
func TestManyTexts(t *testing.T) {
	long := strings.Repeat("What somebody has to say. ", 1200)
	made := rows("id|comment|region")
	for i := range 600 {
		made.Rows = append(made.Rows, fmt.Sprintf("id %d|%s%d|region %d", i, long, i, i%7))
	}
	w := open(t, workbooktest.Write(made))
	at, text, _ := read(t, w, "", '.')
	if want := strings.Join(made.Rows, "\n") + "\n"; text != strings.ReplaceAll(want, "|", ",") {
		t.Error("the text of all columns is not that of the sheet")
	}
	some := w.Text(at, '.')
	some.Keep([]int{2})
	all, err := io.ReadAll(some)
	if lines := strings.Split(string(all), "\n"); err != nil || lines[0] != "id,comment,region" || lines[600] != ",,region 4" {
		t.Errorf("%v, %q", err, lines[len(lines)-2])
	}
}

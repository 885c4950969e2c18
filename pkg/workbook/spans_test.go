package workbook_test

import (
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/workbook"
	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

// A name or a date that is merged over several rows holds for all of them; an amount is one of them together.
func TestCellsMergedDown(t *testing.T) {
	made := workbooktest.Made{Name: "Data", Merged: []string{"A1:C1", "A3:A4", "B3:B5", "C3:C4", "D3:D4", "A6:A8"}, Rows: []string{
		"Report", "Order|Customer|Total|Date|Item",
		"1001|Acme, Inc.|300|@45000|a", "||||b", "1002||200|@45001|c", "North|Beta|5|@45002|d", "|Gamma|6|@45003|e",
	}}
	w := open(t, workbooktest.Write(made))
	at, err := w.Find("")
	if err != nil {
		t.Fatal(err)
	}
	text := w.Text(at, '.')
	got, err := io.ReadAll(text)
	const want = "\nOrder,Customer,Total,Date,Item\n" +
		"1001,\"Acme, Inc.\",300,2023-03-15,a\n1001,\"Acme, Inc.\",,2023-03-15,b\n1002,\"Acme, Inc.\",200,2023-03-16,c\n" +
		"North,Beta,5,2023-03-17,d\nNorth,Gamma,6,2023-03-18,e\n"
	if err != nil || string(got) != want || text.Found.Filled != 5 {
		t.Errorf("%q, %v, filled %d", got, err, text.Found.Filled)
	}
}

// An amount that is merged with cells beside it may be that of each of them: whoever reads them has to know.
func TestCellsMergedAcross(t *testing.T) {
	made := workbooktest.Made{Name: "Data", Merged: []string{"A1:C1", "B3:D3", "A4:B4", "A5:A6"}, Rows: []string{
		"Report", "|Customer|Jan|Feb", "|300", "x||4|5", "Acme|1|2|3", "|4|5|6",
	}}
	w := open(t, workbooktest.Write(made))
	at, err := w.Find("")
	if want := []workbook.Across{{Row: 3, First: 1, Last: 3}, {Row: 4, First: 0, Last: 1}}; err != nil || !slices.Equal(at.Across, want) {
		t.Errorf("%v, %v, expected %v", at.Across, err, want)
	}
}

// A table above another one is no title: which of them is meant has to be asked.
func TestTableAbove(t *testing.T) {
	rows := []string{"Email|Score", "a|9", "b|10", "c|3", "d|8", "e|9", "", "Phone", "Agent|Caller|Score|Note", "Bo|1|9|x", "Bo|2|8|x", "Bo|3|7|x", "Bo|4|7|x", "Bo|5|7|x"}
	for _, c := range []struct {
		skip int
		asks bool
	}{{0, true}, {4, false}} { // of fewer rows nobody knows
		w := open(t, workbooktest.Write(workbooktest.Made{Name: "Data", Rows: slices.Concat(rows[:1], rows[1+c.skip:])}))
		var several *workbook.SheetError
		if _, err := w.Find(""); errors.As(err, &several) != c.asks {
			t.Errorf("without %d rows: %v", c.skip, err)
		}
	}
}

package workbook_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/internal/sheets"
	"github.com/cxcalc/cxcalc/pkg/workbook"
)

// A name or a date that is merged over several rows holds for all of them; an amount is one of them together.
func TestCellsMergedDown(t *testing.T) {
	made := sheets.Made{Name: "Data", Merged: []string{"A1:C1", "A3:A4", "B3:B5", "C3:C4", "D3:D4", "A6:A8"}, Rows: []string{
		"Report", "Order|Customer|Total|Date|Item",
		"1001|Acme, Inc.|300|@45000|a", "||||b", "1002||200|@45001|c", "North|Beta|5|@45002|d", "|Gamma|6|@45003|e",
	}}
	archive := sheets.Write(made)
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	w, err := workbook.Open(files)
	if err != nil {
		t.Fatal(err)
	}
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

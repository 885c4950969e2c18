package dataset_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

func TestWorkbook(t *testing.T) {
	data := workbooktest.Made{Name: "Data", Rows: []string{"Title", "id|note|score", "a|x|9", "", "b|y|#N/A"}, Filtered: []int{3}, Folded: []int{2, 9}}
	path := file(t, "book.xlsx", string(workbooktest.Write(data, workbooktest.Made{Name: "Plans", Rows: []string{"plan|price", "A|10"}})))
	table := open(t, path, dataset.Terms{})
	want := result.Source{Name: path, Format: "xlsx", Layout: "none", Encoding: "utf-8", Compression: "none", Sheet: "Data"}
	if diff := cmp.Diff(want, table.Info); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"id", "note", "score"}, table.Headers); diff != "" {
		t.Error(diff)
	}
	if want := path + `: xlsx, utf-8, sheet "Data", columns A:C, header in row 2, rows above it: 1; recognised by its content`; table.Reason() != want {
		t.Errorf("%s\nwant %s", table.Reason(), want)
	}
	for range 2 { // a second reading tells nothing anew
		if diff := cmp.Diff([]string{"3: 9|a", "5: #N/A|b"}, read(t, table, 2, 0)); diff != "" {
			t.Error(diff)
		}
	}
	var codes []string
	for _, note := range table.Notes {
		codes = append(codes, note.Code+": "+note.Text)
	}
	if diff := cmp.Diff([]string{
		`other_sheets: only sheet "Data" is read; --sheet reads another one, and these hold tables, too: Plans`,
		`hidden_rows: hidden rows of sheet "Data", which are read like all others: 1`,
		`hidden_columns: hidden columns of sheet "Data", which can be read like all others: B`,
		`sheet_errors: cells with an error in the columns that are read: 1, the first is #N/A in C5`,
	}, codes); diff != "" {
		t.Error(diff)
	}
}

// What stands below the rows is none of them, whichever columns of a sheet are read.
func TestFooterOfWorkbook(t *testing.T) {
	for _, rows := range [][]string{
		{"who|day|n", "a|2026-01-01|5", "b|2026-01-02|6", "c|2026-01-03|4", "Total||15"},
		{"who|day|n", "a|2026-01-01|5", "b|2026-01-02|6", "c|2026-01-03|4", "", "Average||5", "Report generated on 2026-02-01"},
	} {
		table := open(t, file(t, "book.xlsx", string(workbooktest.Write(workbooktest.Made{Name: "Data", Rows: rows}))), dataset.Terms{})
		for range 2 {
			if diff := cmp.Diff([]string{"2: 5", "3: 6", "4: 4"}, read(t, table, 2)); diff != "" {
				t.Error(diff)
			}
		}
		if len(table.Notes) != 1 || table.Notes[0].Code != "footer" {
			t.Errorf("%v", table.Notes)
		}
	}
}

package customers_test

import (
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

// An amount that is merged over months may be that of each of them: it is refused, and one that stands in each cell is not.
func TestAmountsMergedOverMonths(t *testing.T) {
	made := workbooktest.Made{Name: "Data", Merged: []string{"B3:C3"}, Rows: []string{
		"Customer|Jan 2026|Feb 2026|Mar 2026", "Ann|100|100|100", "Ben|90||45", "Cyd|80|80|80",
	}}
	e := refused(t, request(t, "churn", file(t, "merged.xlsx", string(workbooktest.Write(made)))))
	if !strings.Contains(e.Text, "one cell is merged over columns") || !strings.Contains(e.Text, ":3:") {
		t.Errorf("%+v", e)
	}
	made.Merged, made.Rows[2] = nil, "Ben|45|45|45"
	if n := document(t, request(t, "churn", file(t, "plain.xlsx", string(workbooktest.Write(made))))).Rows.Counted; n == 0 {
		t.Error("nothing counted of a workbook without merged cells")
	}
}

package dataset_test

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/workbook/workbooktest"
)

// Texts of a workbook tell how people write numbers; its numbers have points whoever typed them.
func TestUndecidedTextsOfWorkbooks(t *testing.T) {
	for _, tt := range []struct {
		undecided string
		decimal   byte
		rows      []string
	}{
		{"1.200", '.', []string{"name|amount", "A|~1.200", "B|~1.200"}},
		{"1.200", '.', []string{"name|amount", "A|~1.200", "B|1200.5"}},
		{"1.200 €", '.', []string{"name|amount", "A|~1.200 €", "B|950"}},
		{"", '.', []string{"name|amount", "A|~1.200", "B|~12.5"}},
		{"", '.', []string{"name|amount|rate", "A|~1.200|~0.5", "B|~1.200|~0.75"}},
		{"1.200", '.', []string{"name|amount|month", "A|~1.200|~05.2026", "B|~1.200|~06.2026"}},
		{"", '.', []string{"name|amount", "A|1.234", "B|2.345"}},
		{"", ',', []string{"name|amount", "A|~1.200,50", "B|1200.5"}},
		{"", ',', []string{"name|amount", "A|~1.200|", "B|~12,50", "C|1200.5"}},
		{"", '.', []string{"name|amount|choices", "A|1.5|~1,2", "B|2.5|~2,3"}},
	} {
		table := open(t, file(t, "book.xlsx", string(workbooktest.Write(workbooktest.Made{Name: "Data", Rows: tt.rows}))), dataset.Terms{})
		if got := table.Undecided([]int{1}); got != tt.undecided || table.Decimal != tt.decimal {
			t.Errorf("%q, decimal %c of %q", got, table.Decimal, tt.rows)
		}
	}
}

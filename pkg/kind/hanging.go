package kind

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Hanging refuses columns that only the first row of each group fills: the rows below it would be nobody's, or of no group.
func Hanging(set *dataset.Set, columns func(source int) []int) error {
	for i, t := range set.Tables {
		last, blank := dataset.None, 0
		for _, column := range columns(i) {
			if n := t.Hanging(column); n > 0 && column > last {
				last, blank = column, n
			}
		}
		if last != dataset.None {
			return hanging(t, last, blank, len(set.Tables) == 1)
		}
	}
	return nil
}

// hanging asks to have a column filled down, and those before it, and shows how where one command does it.
func hanging(t *dataset.Table, column, blank int, alone bool) error {
	e := problem.Usage("%s: column %s stands only in the first row of each group, and is blank in %d of %d rows, which belong to the value above; fill it down",
		t.Name, t.Header(column), blank, len(t.Rows))
	if first, ok := t.HangingFrom(column); ok && alone && t.PlainLines() {
		// What is blank behind a value is so: a row of totals has no customer.
		script := fmt.Sprintf(`NR>1{n=0;for(i=%d;i<=%d;i++)if($i==""&&!n)$i=v[i];else{n=1;v[i]=$i}}1`, first+1, column+1)
		e.Senses = []problem.Sense{{Says: "each row with the value above", Before: []string{"awk", "-F" + t.Info.Delimiter, "-vOFS=" + t.Info.Delimiter, script, t.Name, "|"},
			Replace: [2]string{t.Name, "-"}}}
		return e
	}
	e.Hint = "in a spreadsheet program, select the column, go to its blank cells (Ctrl+G, Special), type = and the cell above, and press Ctrl+Enter"
	return e
}

package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// insideHouses takes who books, rides or borrows for the customer, where the column found is that of the house in which they do: of
// its operator's program, which has one workspace for all. An account may have booked for others, who are not its customers, so
// that is asked about.
func insideHouses(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	if !f.Sure {
		return f
	}
	column, free := f.Columns[0], search.Free
	house, account := layout.IsAsideHeader(layout.HouseHeader, t.Headers[column]), layout.IsAsideHeader(layout.AccountHeader, t.Headers[column])
	if !house && !account {
		return f
	}
	search.Free = func(i int) bool { return i != column && free(i) && !t.Blank(i) }
	others := t.Find(search)
	search.Free = func(i int) bool {
		return i != column && free(i) && !t.Blank(i) && layout.TellsOf(layout.BookerWord, t.Headers[i])
	}
	switch bookers := t.Find(search); {
	case house && bookers.Sure:
		return bookers
	case bookers.Sure:
		others = bookers
	case !house:
		return f
	}
	if !others.Sure || !together(t, column, others.Columns[0]) {
		return f
	}
	if house && len(different(t.Sample(column))) == 1 && t.Whole {
		return others
	}
	return dataset.Found{Columns: append(slices.Clone(others.Columns), column)}
}

// together tells whether all rows have both of two columns, and one text of the first stands beside several of the second.
func together(t *dataset.Table, column, inside int) bool {
	beside, several := make(map[string]string), false
	for _, row := range t.Rows {
		a, b := answer.Trim(cellOf(row, column)), answer.Trim(cellOf(row, inside))
		if a == "" || b == "" {
			return false
		}
		if first, seen := beside[a]; seen && first != b {
			several = true
		} else {
			beside[a] = b
		}
	}
	return several
}

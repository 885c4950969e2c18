package customers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// idRank is the rank of headers that name an id of customers; those behind it may be names, which several have.
const idRank = 2

// byTaxNumber takes the number by which a state knows the customers, where it tells some apart that the column which seemed best
// does not, and never the other way. Where each tells some apart that the other does not, or the number is not everywhere, it
// leaves the choice.
func (s *audit) byTaxNumber(t *dataset.Table, search dataset.Search, f dataset.Found) dataset.Found {
	search.Role = layout.TaxNumber
	taxes := t.Find(search)
	if len(taxes.Columns) != 1 {
		return f
	}
	tax := taxes.Columns[0]
	if len(f.Columns) == 0 {
		return dataset.Found{Columns: taxes.Columns, Sure: true, Why: "the only column that tells customers apart"}
	}
	if r, ok := layout.RatingOf(layout.Customer, search.Kind, t.Headers[f.Columns[0]]); !f.Sure || !ok || r.Rank <= idRank {
		return f
	}
	finer, coarser, blank := apart(t, tax, f.Columns[0])
	switch {
	case finer && (coarser || !repeats(t, tax)): // to propose one would be a guess
		return dataset.Found{Columns: append(taxes.Columns, f.Columns...), Unsure: true}
	case finer && !blank:
		return dataset.Found{Columns: taxes.Columns, Sure: true, Why: fmt.Sprintf("it tells customers apart who have the same text in column %s", t.Header(f.Columns[0]))}
	case finer:
		return dataset.Found{Columns: append(taxes.Columns, f.Columns...)}
	}
	return f
}

// repeats tells whether some sampled text of a column stands there twice. Numbers that never do may be those of rows.
func repeats(t *dataset.Table, column int) bool {
	seen := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text != "" && seen[text] {
			return true
		}
		seen[text] = true
	}
	return false
}

// apart tells whether a column tells sampled rows apart that are the same in another one, whether that does so with rows that are
// the same in this one, and whether this one is blank where the other is not.
func apart(t *dataset.Table, column, other int) (finer, coarser, blank bool) {
	ours, theirs := make(map[string]string), make(map[string]string)
	for _, row := range t.Rows {
		if max(column, other) >= len(row) {
			continue
		}
		a, b := answer.Trim(row[column]), answer.Trim(row[other])
		if a == "" || b == "" {
			blank = blank || a == "" && b != ""
			continue
		}
		if has, ok := theirs[b]; ok && has != a {
			finer = true
		}
		if has, ok := ours[a]; ok && has != b {
			coarser = true
		}
		ours[a], theirs[b] = b, a
	}
	return finer, coarser, blank
}

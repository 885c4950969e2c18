package facts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// again warns where the id of what a row is about, such as a ticket, stands in several rows: they all count.
func (s *session) again() (out []result.Warning) {
	if !s.traits.Single || s.has("count") {
		return nil
	}
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		rows := s.meeting(t, cs)
		if column, again := repeated(t, cs, rows); again > 0 {
			out = append(out, result.Warn("repeated_id", "column %s: %d of the first %d rows have the id of an earlier row, and all of them count", t.Header(column), again, len(rows)).
				At(t.Name, 0))
		}
	}
	return out
}

// repeated finds the column of the id of what rows are about, by its header or by what it holds, and how many have that of an earlier
// row; none where a column has ids that do not repeat.
func repeated(t *dataset.Table, cs dataset.Columns, rows [][]string) (column, again int) {
	free := func(i int) bool { return !cs.Taken(i) }
	headed := false
	for i, header := range t.Headers {
		if id := layout.IsAsideHeader(layout.RowIDHeader, header) || layout.IsAsideHeader(layout.AnswerIDHeader, header); !id || !free(i) {
			continue
		}
		headed = true
		if again, _ = dataset.Again(rows, i); again > 0 {
			return i, again
		}
	}
	if headed {
		return dataset.None, 0
	}
	column, again, _ = t.Naming(rows, free)
	return column, again
}

// meeting returns the first rows that meet the conditions.
func (s *session) meeting(t *dataset.Table, cs dataset.Columns) (rows [][]string) {
	for _, row := range t.Rows {
		meets := len(row) == len(t.Headers)
		for i, cond := range s.Conditions {
			meets = meets && cond.With(where.Cells{Decimal: t.Decimal, Zone: s.Zone}).Match([]byte(row[cs.Where[i]]))
		}
		if meets {
			rows = append(rows, row)
		}
	}
	return rows
}

// struck asks where a column strikes rows out that would count.
func (s *session) struck(t *dataset.Table, cs dataset.Columns) error {
	at := dataset.Striking{Table: t, Rows: s.meeting(t, cs), Struck: []layout.Aside{layout.StrikesHeader, layout.TrialHeader}, Kept: []layout.Aside{layout.KeepsHeader},
		Free: func(i int) bool { return !cs.Taken(i) && !slices.Contains(cs.By, i) && !cs.Settled(i) }}
	if s.traits.Voidable {
		at.Strikes = func(word string) bool { return layout.Meaning("gone", word) != "" }
	}
	if e := at.Ask(); e != nil {
		return e
	}
	return nil
}

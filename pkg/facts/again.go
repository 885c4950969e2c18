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
		if column, again := t.Repeated(rows, func(i int) bool { return !cs.Taken(i) }); again > 0 {
			out = append(out, result.Warn("repeated_id", "column %s: %d of the first %d rows have the id of an earlier row, and all of them count", t.Header(column), again, len(rows)).
				At(t.Name, 0))
		}
	}
	return out
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
	rows := s.meeting(t, cs)
	at := dataset.Striking{Table: t, Rows: rows, Struck: []layout.Aside{layout.StrikesHeader, layout.TrialHeader}, Kept: []layout.Aside{layout.KeepsHeader},
		Free: func(i int) bool {
			return !cs.Taken(i) && !slices.Contains(cs.By, i) && !cs.Settled(i) && !t.Replied(rows, i, cs.At("score"))
		}}
	if s.traits.Voidable {
		at.Strikes = func(word string) bool { return layout.Meaning("gone", word) != "" }
	}
	if e := at.Ask(); e != nil {
		return e
	}
	return nil
}

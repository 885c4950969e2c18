package contacts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// second is the role of the column with the customers of outbound contacts.
const second dataset.Role = "who_2"

// pair finds the column with the number that was called beside one with the number that called. Who is called stands
// there where we call, unless the first rows say that the customer stands in one column whoever calls.
func (s *switchboard) pair(t *dataset.Table, cs dataset.Columns) error {
	if s.summed() || !cs.Has("who") || cs.Has(second) || len(s.Own.List("who")) > 0 {
		return nil
	}
	if _, ok := layout.RatingOf("calling", "contacts", cs.Name("who", 0)); !ok {
		return nil
	}
	f := t.Find(dataset.Search{Role: "called", Kind: s.Metric.Name, Free: func(i int) bool { return !cs.Taken(i) },
		Fit: func(i int) dataset.Fit { return dataset.Fit{Never: t.Blank(i)} }})
	if !f.Sure {
		return nil
	}
	switch e := s.ends(t, cs, f.Columns[0]); {
	case e.crossed > e.straight, e.outbound == 0:
		cs.Take(second, f)
		return nil
	case e.straight > e.crossed:
		return nil
	}
	from, to := t.Reference(cs.At("who")), t.Reference(f.Columns[0])
	q := problem.Usage("%s: the first rows do not tell whether the customers of outbound contacts are in column %s or %s", t.Name, cs.Header("who"), t.Header(f.Columns[0]))
	q.Senses = []problem.Sense{{Says: "if " + to + " is who was called", Flags: []string{"--who", from, "--who", to}},
		{Says: "if " + from + " is the customer, whoever called", Flags: []string{"--who", from, "--who", from}}}
	return q
}

// ends are what the first outbound contacts say about the two ends of a call.
type ends struct{ outbound, crossed, straight int }

// ends counts those whose numbers stand in the other column where customers call, and those whose numbers do not.
func (s *switchboard) ends(t *dataset.Table, cs dataset.Columns, to int) (e ends) {
	from := cs.At("who")
	var out [][2]string
	calling, called := make(map[string]bool), make(map[string]bool)
	for _, row := range t.Rows {
		if len(row) <= max(from, to) {
			continue
		}
		a, b := numberIn(row[from]), numberIn(row[to])
		switch s.sideOf(row, cs) {
		case "out":
			out = append(out, [2]string{a, b})
		case "in", "":
			calling[a], called[b] = a != "", b != ""
		}
	}
	for _, ab := range out {
		if e.outbound++; calling[ab[1]] || called[ab[0]] {
			e.crossed++
		}
		if calling[ab[0]] || called[ab[1]] {
			e.straight++
		}
	}
	return e
}

// numberIn is a number without the code of a country, "" for none.
func numberIn(cell string) string {
	number, _ := appendNumber(nil, []byte(cell))
	return string(number)
}

// sideOf tells who called whom in one of the first rows, "" where it does not say so.
func (s *switchboard) sideOf(row []string, cs dataset.Columns) string {
	for _, q := range []struct {
		role, set string
		given     map[string]string
	}{{"direction", "direction", s.sides}, {"result", "contact", s.words}} {
		i := cs.At(dataset.Role(q.role))
		if i == dataset.None || i >= len(row) {
			continue
		}
		side := facts.NewLexicon(q.set, q.given).Meaning([]byte(row[i]))
		if slices.Contains([]string{"in", "out", "inside"}, side) {
			return side
		}
	}
	return ""
}

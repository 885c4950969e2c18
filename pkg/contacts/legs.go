package contacts

import (
	"cmp"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// legs refuses rows that are parts of one call, as exchanges write one for each phone that rings: they have the id of the call
// and who called in common, and where the id may be one of anything, the time, too.
func (s *switchboard) legs(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("id")
	if at == dataset.None || s.Own.Text("id") != "" || !cs.Has("time") || !cs.Has("who") {
		return nil
	}
	_, ofCall := layout.RatingOf("leg", "contacts", t.Headers[at])
	first, again := make(map[string]string), 0
	for _, row := range s.KeptRows(t, cs) {
		id, key := answer.Trim(row[at]), answer.Trim(row[cs.At("who")])
		if !ofCall {
			key += "\x00" + answer.Trim(row[cs.At("time")])
		}
		if id == "" || key == "" || s.sideOf(row, cs) == "inside" {
			continue
		}
		if before, known := first[id]; !known {
			first[id] = key
		} else if before == key {
			again++
		}
	}
	if again == 0 {
		return nil
	}
	return problem.Failure("%s: column %s: %d of the first %d rows are of the call of an earlier row, as each phone that rings has one, and every row would count as a contact of its own",
		t.Name, t.Header(at), again, len(t.Rows)).
		Advise("export one row for each call; --id " + layout.ShellQuote(t.Reference(at)) + " counts every row as a contact all the same")
}

// context leaves out a column of contexts that names no contact from outside: it tells how the exchange is set up, and not who
// called whom, unless it tells some contacts from others by words of the house.
func (s *switchboard) context(t *dataset.Table, cs dataset.Columns) {
	at := cs.At("direction")
	if at == dataset.None || s.Own.Text("direction") != "" {
		return
	}
	if _, is := layout.RatingOf("context", "contacts", t.Headers[at]); !is {
		return
	}
	words, open := make(map[string]bool), false
	for _, text := range t.Sample(at) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		side := cmp.Or(s.sides[text], layout.Meaning("direction", text))
		if side == "in" {
			return
		}
		words[text], open = true, open || side == ""
	}
	if len(words) < 2 || !open {
		cs.Set("direction", dataset.None)
	}
}

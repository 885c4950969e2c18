package contacts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// kept asks whether rows are contacts at all, where a column of states says that some were cancelled, and nothing in the file speaks
// of calls: an appointment or an order that was cancelled was not missed by anybody who answers customers.
func (s *switchboard) kept(t *dataset.Table, cs dataset.Columns) *problem.Error {
	at := cs.At("result")
	if at == dataset.None || s.Own.Text("result") != "" || len(s.words) > 0 || cs.Has("direction") || cs.Has("wait") || cs.Has("answered_at") {
		return nil
	}
	if r, is := layout.RatingOf("result", s.Metric.Name, t.Headers[at]); !is || r.Rank < general || slices.ContainsFunc(t.Headers, speaksOfCalls) {
		return nil
	}
	cancelled := ""
	for _, text := range t.Sample(at) {
		switch what, ended := layout.Meaning("delivery", text), layout.Meaning("contact", text); {
		case what == "cancelled" && ended == "missed":
			cancelled = text
		case what == "" && ended != "" && layout.Meaning("gone", text) == "":
			return nil // a word for calls only
		}
	}
	if cancelled == "" {
		return nil
	}
	e := problem.Usage("%s: column %s: %q may be what became of an appointment or an order, and nothing else in the file speaks of calls, chats or messages", t.Name, t.Header(at), cancelled)
	e.Senses = []problem.Sense{{Says: "how many of the rows ended so", Instead: "share", Flags: []string{"--score", t.Reference(at), "--yes", cancelled}},
		{Says: "if each row is a contact that somebody was to answer", Flags: []string{"--result", t.Reference(at)}}}
	return e
}

// speaksOfCalls tells whether a header has a word of calls, chats or messages.
func speaksOfCalls(header string) bool { return layout.TellsOf(layout.LogWord, header) }

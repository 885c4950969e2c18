package contacts

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// rivals asks where another column says of inbound contacts that they ended otherwise than the one that was found says: a flag
// for those who hung up takes a message on a machine for an answer, and a word for how the call went does not.
func (s *switchboard) rivals(t *dataset.Table, cs dataset.Columns) *problem.Error {
	at := cs.At("result")
	if at == dataset.None || s.Own.Text("result") != "" {
		return nil
	}
	for i, header := range t.Headers {
		r, is := layout.RatingOf("result", s.Metric.Name, header)
		if !is || r.Rank >= ofContexts || cs.Taken(i) || cs.Settled(i) {
			continue
		}
		own, other := s.contrary(t, cs, i)
		if own == "" {
			continue
		}
		e := problem.Usage("%s: columns %s and %s both say how contacts ended, and do not agree: %s beside %s", t.Name, t.Header(at), t.Header(i),
			answer.Quote(own, 40), answer.Quote(other, 40))
		by := func(column int) problem.Sense {
			return problem.Sense{Says: "by " + t.Header(column), Flags: []string{"--result", t.Reference(column)}}
		}
		e.Senses = []problem.Sense{by(i), by(at)}
		return e
	}
	return nil
}

// isInbound tells whether a whole row is a contact that came in, as far as a column tells.
func isInbound(t *dataset.Table, cs dataset.Columns, row []string) bool {
	return len(row) == len(t.Headers) && (!cs.Has("direction") || layout.Meaning("direction", row[cs.At("direction")]) == "in")
}

// contrary are the texts of the first inbound contact that a column says to have been answered where another one says that it
// was missed, or the other way round.
func (s *switchboard) contrary(t *dataset.Table, cs dataset.Columns, rival int) (own, other string) {
	at := cs.At("result")
	for _, row := range t.Rows {
		if !isInbound(t, cs, row) {
			continue
		}
		a, b := endingIn(t.Headers[at], row[at]), endingIn(t.Headers[rival], row[rival])
		unsaid := b == "answered" && layout.Meaning("yes", row[rival]) == "no" // who did not hang up need not have got through
		if a != "" && b != "" && a != b && !unsaid {
			return answer.Trim(row[at]), answer.Trim(row[rival])
		}
	}
	return "", ""
}

// endingIn is "answered" or "missed" as a cell below a header says, "" where it says neither.
func endingIn(header, text string) string {
	means := layout.Meaning("contact", text)
	if yes := yesOf(header); yes != "" {
		switch layout.Meaning("yes", text) {
		case "yes":
			means = yes
		case "no":
			means = map[string]string{"answered": "missed", "missed": "answered"}[yes]
		}
	}
	switch means {
	case "voicemail":
		return "missed"
	case "answered", "missed":
		return means
	}
	return ""
}

package contacts

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// marks asks where a flag for one way to end has marks only, and blank cells: a blank may be the other way, and without it all
// contacts that count have ended alike.
func (s *switchboard) marks(t *dataset.Table, cs dataset.Columns) *problem.Error {
	at := cs.At("result")
	if at == dataset.None || s.Own.Text("result") != "" || yesOf(t.Headers[at]) == "" {
		return nil
	}
	marked, blank := 0, 0
	for _, row := range t.Rows {
		if !isInbound(t, cs, row) {
			continue
		}
		switch text := answer.Trim(row[at]); {
		case text == "":
			blank++
		case layout.Meaning("yes", text) == "yes":
			marked++
		default:
			return nil
		}
	}
	if marked == 0 || blank == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s has marks only, %d of them, and %d blank cells, which may say no", t.Name, t.Header(at), marked, blank)
	e.Hint = dataset.Typed("--result", t.Reference(at)) + " leaves the blank ones out"
	e.Senses = []problem.Sense{{Says: "if a blank says no", Instead: "share", Flags: s.missing(t, cs)}}
	return e
}

// missing are the flags by which the share of missed contacts is that of marks, or of blank cells below a header for the answered.
func (s *switchboard) missing(t *dataset.Table, cs dataset.Columns) []string {
	column, sign := cs.At("result"), "!="
	if yesOf(t.Headers[column]) == "answered" {
		sign = "="
	}
	flags := []string{"--yes", dataset.InWhere(t.Reference(column)) + sign}
	if in := meaning(wordsOf("direction", t, max(cs.At("direction"), 0)), "in"); cs.Has("direction") && len(in) > 0 {
		flags = append(flags, "--where", dataset.Among(t.Reference(cs.At("direction")), in))
	}
	return flags
}

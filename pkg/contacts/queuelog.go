package contacts

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The words of an Asterisk queue_log: one says that a caller has come, and one of the others, later, what became of that.
const (
	comesToQueue   = "ENTERQUEUE"
	leavesForAgent = "CONNECT"
)

// queueLog asks for the rows of a log of queues that tell how a call ended: each call has several rows, and one of those.
func (s *switchboard) queueLog(t *dataset.Table, cs dataset.Columns) error {
	leaves := []string{leavesForAgent, "ABANDON", "EXITEMPTY", "EXITWITHKEY", "EXITWITHTIMEOUT"}
	rows := s.KeptRows(t, cs)
	for i := range t.Headers {
		comes, ends := false, make(map[string]bool)
		for _, row := range rows {
			word := answer.Trim(row[i])
			comes = comes || word == comesToQueue
			ends[word] = true
		}
		met := slices.DeleteFunc(slices.Clone(leaves), func(word string) bool { return !ends[word] })
		if !comes || len(met) == 0 {
			continue
		}
		e := problem.Usage("%s: column %s tells what happened in a queue, and a call has several such rows, from %s on: each would count as a contact of its own",
			t.Name, t.Header(i), comesToQueue)
		sense := problem.Sense{Says: "only the rows that tell how a call ended", Flags: []string{"--result", t.Reference(i), "--where", dataset.InWhere(t.Reference(i)) + "~^(" + strings.Join(leaves, "|") + ")$"}}
		if ends[leavesForAgent] {
			sense.Flags = append(sense.Flags, "--answered", leavesForAgent)
		}
		e.Senses = []problem.Sense{sense}
		return e
	}
	return nil
}

package billing

import (
	"fmt"
	"maps"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// A harvest is what all workers together have read.
type harvest struct {
	found              ledger.Findings
	sided              [2]ledger.Findings
	late               [2][]engine.Reject
	evidence           dates.Evidence
	clues              map[dates.Position]ledger.Role
	filtered           int64
	malformed, remarks engine.Faults
	uncycled           uncycled
}

func gather(workers []*worker) *harvest {
	h := &harvest{clues: make(map[dates.Position]ledger.Role)}
	for _, w := range workers {
		h.found.Merge(w.main.Findings())
		for i, c := range w.sided {
			if c != nil {
				h.sided[i].Merge(c.Findings())
				h.late[i] = append(h.late[i], w.late[i]...)
			}
		}
		h.evidence.Merge(&w.evidence)
		maps.Copy(h.clues, w.clues)
		h.filtered += w.filtered
		h.malformed.Merge(w.malformed)
		h.remarks.Merge(w.remarks)
		h.uncycled.merge(&w.uncycled)
	}
	return h
}

// rows is the account of all rows.
func (h *harvest) rows(c *ledger.Findings) result.Rows {
	r := c.Account.Rows()
	r.Filtered += h.filtered
	r.Malformed = h.malformed.N
	r.Read += h.filtered + h.malformed.N
	return r
}

// tooManyGroups says which row makes one group more than there may be.
func (s *session) tooManyGroups(e *ledger.TooManyGroupsError) string {
	text := fmt.Sprintf("--by makes %v", e)
	if e.At.Line == 0 {
		return text
	}
	var names []string
	for _, value := range s.values(e.Group) {
		names = append(names, answer.Quote(value, 40))
	}
	return fmt.Sprintf("%s:%d: %s; with %s there is one more", s.set.Tables[e.At.Source].Name, e.At.Line, text, strings.Join(names, ", "))
}

package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// byStatusAlone offers to take from a column who left, and not when, where the figure can be told so and nothing was asked of time.
func (s *audit) byStatusAlone(t *dataset.Table, column int) []problem.Sense {
	timed := s.Since != "" || s.Until != "" || s.AsOf != "" || s.Period != "" || s.Start != "" || s.End != "" || s.Requested != "" || s.ChurnOn != ""
	if timed || !s.fits(ledger.Status) || s.Metric.Periods {
		return nil
	}
	return []problem.Sense{{Says: "who left is told by the status alone", Flags: []string{"--shape", string(ledger.Status), "--status", t.Reference(column)}}}
}

// mostKinds is how many different texts a column has that says of what kind customers are.
const mostKinds = 12

// kindOfLost is a column of few texts, one of which says that a customer left, whatever its header is; none where there is none.
func (f *finder) kindOfLost() int {
	return slices.IndexFunc(f.table.Every(), func(column int) bool {
		texts := different(f.table.Sample(column))
		lost := func(text string) bool { return isLost(text) && !isYesOrNo(answer.Trim(text)) }
		kept := func(text string) bool {
			gone, ok := ledger.IsLost(answer.Trim(text), false)
			return ok && !gone || !ok && ledger.Runs(text)
		}
		return len(texts) > 1 && len(texts) <= mostKinds && slices.ContainsFunc(texts, lost) && slices.ContainsFunc(texts, kept)
	})
}

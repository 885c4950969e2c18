package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// byStatusAlone offers to take from a column who left, and not when, where the figure can be told so and nothing was asked of time.
func (s *audit) byStatusAlone(t *dataset.Table, column int) []problem.Sense {
	timed := s.Since != "" || s.Until != "" || s.AsOf != "" || s.Period != "" || s.End != "" || s.Requested != "" || s.ChurnOn != ""
	if timed || !s.fits(ledger.Status) || s.Metric.Periods {
		return nil
	}
	alone := problem.Sense{Says: shareOfAll, Flags: []string{"--shape", string(ledger.Status), "--status", t.Reference(column)}}
	if s.Start != "" {
		alone.Drop = append(timeless(), "--start")
	}
	return []problem.Sense{alone}
}

// shareOfAll says of a command that it leads to no rate of a time.
const shareOfAll = "if the share of all rows is asked that left at any time"

// whoLeft is the column of a status that says of some customers that they left; none where no such column is known.
func (s *audit) whoLeft(t *dataset.Table, cs columns) int {
	status := cs.at(ledger.StatusOf)
	if f := s.candidates(t, cs, ledger.StatusOf, s.shape); status == none && f.Sure {
		status = f.Columns[0]
	}
	if status == none || !saysLost(t.Sample(status)) {
		return none
	}
	return status
}

// mostKinds is how many different texts a column has that says of what kind customers are.
const mostKinds = 12

// kindOfLost is a column of few texts, one of which says that a customer left, whatever its header is; none where there is none.
func (f *finder) kindOfLost() int {
	return slices.IndexFunc(f.table.Every(), func(column int) bool {
		return tellsBoth(f.table.Sample(column))
	})
}

// tellsBoth tells whether the texts of a column are few, and say of some that they left and of others that they are there.
func tellsBoth(sample []string) bool {
	texts := different(sample)
	lost := func(text string) bool { return isLost(text) && !isYesOrNo(answer.Trim(text)) }
	return len(texts) > 1 && len(texts) <= mostKinds && slices.ContainsFunc(texts, lost) && slices.ContainsFunc(texts, isKept)
}

// isKept tells whether a status says that a customer is still there.
func isKept(text string) bool {
	gone, ok := ledger.IsLost(answer.Trim(text), false)
	return ok && !gone || !ok && ledger.Runs(text)
}

// tellingFlags asks whether a column tells who left that no word says so of: of yes and no, or of those who renewed and did not. nil
// where there is none, or the figure needs to know when.
func (s *audit) tellingFlags(t *dataset.Table, taken func(column int) bool) error {
	for i, header := range t.Headers {
		speaks := layout.IsAsideHeader(layout.RenewsHeader, header) || layout.IsAsideHeader(layout.StandsHeader, header) || layout.SaysLeft(header)
		if !speaks || taken(i) {
			continue
		}
		if yes, no := flagsIn(t, i); (yes == "" || no == "") && !tellsBoth(t.Sample(i)) {
			continue
		}
		if senses := s.byStatusAlone(t, i); senses != nil {
			e := problem.Usage("%s: no column tells when a subscription ended (--end), and column %s may tell who left; say with --status whether it does", t.Name, t.Header(i))
			e.Senses, e.Guessed = senses, true
			return e
		}
	}
	return nil
}

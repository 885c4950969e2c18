package billing

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// checkGrain refuses to add up the monthly balances of a quarter or a year: the sum would be three or
// twelve times what a customer brings, and whoever left before the end of the period would not be
// missed.
func (s *session) checkGrain() error {
	if s.shape != ledger.Balance || s.period != dates.Quarter && s.period != dates.Year {
		return nil
	}
	reader, err := dates.NewReader(s.dateOptions(s.order))
	if err != nil {
		return problem.Wrong("", err)
	}
	seen := make(map[int64]int64) // period → the first month met in it
	for i, t := range s.set.Tables {
		for _, column := range s.columns[i].times() {
			for _, text := range t.Sample(column) {
				at, _, ok := reader.Parse([]byte(text))
				if !ok {
					continue
				}
				period, month := s.period.Index(at, s.Zone), dates.Month.Index(at, s.Zone)
				if first, met := seen[period]; met && first != month {
					return s.tooCoarse(t.Name)
				} else if !met {
					seen[period] = month
				}
			}
		}
	}
	return nil
}

func (s *session) tooCoarse(name string) error {
	e := problem.Usage("%s: the balances of several months of a %s would be added up, and who left within it would not be missed", name, s.period)
	e.Flags = []string{"--period", "month"}
	return e
}

package metric

import (
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A Stake is what one customer adds to a figure that is a ratio of sums over customers.
type Stake struct {
	Name        string
	Part, Whole int64
}

// A Company is the customers of two sides: how many are on both, and how the figures go together for that.
type Company struct {
	Both        int64
	Correlation float64
}

// CompanyOf finds who is on both sides.
func CompanyOf(before, after []Stake) Company {
	earlier := make(map[string]Stake, len(before))
	for _, s := range before {
		earlier[s.Name] = s
	}
	var j stats.Joint
	for _, s := range after {
		was := earlier[s.Name]
		j.Add(was.Part, was.Whole, s.Part, s.Whole)
		delete(earlier, s.Name)
	}
	for _, s := range earlier {
		j.Add(s.Part, s.Whole, 0, 0)
	}
	return Company{Both: j.Both(), Correlation: j.Correlation()}
}

// CompareAmong says how a figure differs from what it was before, where some customers are on both sides. The change is
// that of all customers: those who left, or came, are part of it.
func (e Evidence) CompareAmong(before Evidence, company Company, confidence float64) (Change, error) {
	if err := e.comparable(before); err != nil {
		return Change{}, err
	}
	if e.Limits == nil || before.Limits == nil {
		return Change{}, ErrNoInterval
	}
	c, err := stats.CompareTerms(before.term, e.term, company.Correlation, confidence)
	if err != nil {
		return Change{}, ErrNoInterval
	}
	change := changeOf(c, confidence, 1, ByCompany)
	change.Change = e.Value - before.Value
	return change.Within(e.Reach()), nil
}

package kind

import (
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// contrary refuses two conditions of which no row can meet both, as region=EU and region=US: all conditions have to hold.
func contrary(conditions []*where.Cond) error {
	for i, c := range conditions {
		for _, earlier := range conditions[:i] {
			if c.Column() != earlier.Column() || !c.Contradicts(earlier) {
				continue
			}
			return problem.Usage("--where %q and --where %q: all conditions have to hold, and no row meets both", earlier.String(), c.String()).
				Advise("--where 'COL in A,B' takes rows with one or the other")
		}
	}
	return nil
}

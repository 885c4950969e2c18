package facts

import (
	"math"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// unweighted is the word of --weight for answers that count alike.
const unweighted = "none"

// WeightFlag is of metrics that ask about surveys and do not weigh answers.
func WeightFlag() flags.Flag {
	return flags.Flag{Name: "weight", Default: "", Group: flags.Columns, Usage: "`none`: answers count alike, though a column may hold what they weigh; no other weight is taken into account"}
}

// Unweighted refuses weights.
func (q *Query) Unweighted() error {
	if text := q.Own.Text("weight"); text != "" && text != unweighted {
		return problem.Usage("%s does not weigh answers, and weights change its shares: what it tells holds for those who answered, and not for those whom they stand for", q.Metric.Name).
			Advise("--weight none says that answers may count alike")
	}
	return nil
}

// Weighed asks whether answers may count alike where a header says that a column holds what they weigh, and fractions or small
// numbers in it do, too: larger ones may be of parcels.
func (q *Query) Weighed(t *dataset.Table, cs dataset.Columns) error {
	if q.Own.Text("weight") != "" {
		return nil
	}
	for _, i := range layout.Candidates(layout.Weight, q.Metric.Name, t.Headers) {
		if cs.Taken(i) || cs.Settled(i) || !weights(t, i) {
			continue
		}
		e := problem.Usage("%s: column %s may hold what each answer weighs, and %s does not weigh: its shares would be of those who answered, and not of those whom they stand for",
			t.Name, t.Header(i), q.Metric.Name)
		e.Senses = []problem.Sense{{Says: "if answers may count alike", Flags: []string{"--weight", unweighted}}}
		return e
	}
	return nil
}

// mostWeight is the largest weight of an answer that is taken for one where all are whole numbers.
const mostWeight = 10

// weights tells whether a column holds different numbers from 0 on, of which some are no whole ones, or none is large.
func weights(t *dataset.Table, column int) bool {
	all, ok := t.Numbers(column)
	seen, broken, most := make(map[float64]bool), false, 0.0
	for _, x := range all {
		if x < 0 {
			return false
		}
		seen[x], most = true, max(most, x)
		broken = broken || x != math.Trunc(x)
	}
	return ok && len(seen) > 1 && (broken || most <= mostWeight)
}

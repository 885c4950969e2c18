package share

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// fewestStages is how many stages a funnel has at least.
const fewestStages = 3

// nested asks where each row counts those who came to a stage: who came to the last is in all of those before, so that their sum is no
// whole of theirs.
func (p *quest) nested(t *dataset.Table, cs dataset.Columns) error {
	count, stage := cs.At("count"), cs.At("score")
	if stage == dataset.None {
		stage = cs.At(facts.Part("yes", 0))
	}
	rows := p.KeptRows(t, cs)
	if count == dataset.None || stage == dataset.None || len(p.words)+len(p.conds) != 1 || len(rows) < fewestStages || p.KeepsAll(t, cs, stage) ||
		!once(rows, stage, dataset.None) || !isFunnel(t, rows, stage, count) {
		return nil
	}
	e := problem.Usage("%s: column %s may count in every row of column %s those who came so far, so that who came on counts in several, and the sum is of more than there were",
		t.Name, t.Header(count), t.Header(stage))
	name := dataset.InWhere(t.Reference(stage))
	e.Hint = "--where '" + name + "~.*' says that everybody counts in one row"
	yes := p.Own.List("yes")[0]
	if len(p.words) > 0 {
		yes = name + "~" + dataset.OneOf(p.words)
	}
	e.Senses = []problem.Sense{{Says: "of every 100 who began, the most of any row",
		Flags: []string{"--where", yes, "--count", t.Reference(count), "--exposure", mostOf(rows, count), "--per", "100"}, Drop: []string{"--score", "--yes"}}}
	return e
}

// isFunnel tells whether counts of stages are nested: another header tells who came on, theirs counts each person once, or they fall
// from stage to stage.
func isFunnel(t *dataset.Table, rows [][]string, stage, count int) bool {
	for i, header := range t.Headers {
		if i != count && i != stage && !layout.Speaks(layout.StageWord, t.Headers[count]) && layout.Speaks(layout.FunnelWord, header) {
			return true
		}
	}
	if !layout.Speaks(layout.StageWord, t.Headers[stage]) {
		return false
	}
	if layout.Speaks(layout.UniqueWord, t.Headers[count]) {
		return true
	}
	return falls(t, rows, count)
}

// falls tells whether a column of numbers falls from row to row.
func falls(t *dataset.Table, rows [][]string, count int) bool {
	before := -1.0
	for _, row := range rows {
		x, err := answer.ParseNumber(answer.Trim(row[count]), t.Decimal)
		if err != nil || before >= 0 && x >= before {
			return false
		}
		before = x
	}
	return true
}

// mostOf is the highest number of a column.
func mostOf(rows [][]string, column int) string {
	most := 0.0
	for _, row := range rows {
		if x, err := answer.ParseNumber(answer.Trim(row[column]), 0); err == nil {
			most = max(most, x)
		}
	}
	return number(most)
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

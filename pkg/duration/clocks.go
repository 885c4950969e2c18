package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// clocks proposes to join the one column of days with the times of the day at which something began and ended.
func (p *watch) clocks(t *dataset.Table) error {
	days := t.Those(func(i int) bool { return p.holdsMoments(t, i) && p.Daily(t, i) })
	begun := t.Those(func(i int) bool { return p.isClock(t, i, "from") })
	ended := t.Those(func(i int) bool { return p.isClock(t, i, "to") })
	if len(days) != 1 || len(begun) != 1 || len(ended) != 1 || begun[0] == ended[0] {
		return nil
	}
	day := t.Reference(days[0])
	e := problem.Usage("%s: column %s holds days, and columns %s and %s times of the day; join them by +", t.Name, t.Header(days[0]), t.Header(begun[0]), t.Header(ended[0]))
	e.Senses = []problem.Sense{{Says: "if they belong together", Flags: []string{"--from", day + "+" + t.Reference(begun[0]), "--to", day + "+" + t.Reference(ended[0])}}}
	return e
}

// isClock tells whether a column holds times of the day, and its header is one of a beginning or an end.
func (p *watch) isClock(t *dataset.Table, column int, role layout.Role) bool {
	r, is := layout.RatingOf(role, p.Metric.Name, t.Headers[column])
	return is && r.Sure && ofDay(t, column)
}

// ofDay tells whether a column holds times of the day.
func ofDay(t *dataset.Table, column int) bool {
	return !t.Blank(column) && !slices.ContainsFunc(t.Sample(column), func(text string) bool {
		_, ok := dates.DayTime([]byte(text))
		return !ok && answer.Trim(text) != ""
	})
}

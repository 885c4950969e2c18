package mystery

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// uneven asks where items get different points for a yes that stands beside them: each is worth its own, and one maximum for all, which
// may have been given, is not what they can get.
func (p *visitPlan) uneven(t *dataset.Table, cs dataset.Columns) error {
	points := cs.At(rolePoints)
	if cs.Has(roleMost) || p.template != nil || !cs.Has(roleItem) || cs.Settled(points) {
		return nil
	}
	for _, column := range worded(t) {
		worth := worthAtYes(t, cs, column)
		if worth == nil {
			continue
		}
		var told []string
		for _, item := range slices.Sorted(maps.Keys(worth)) {
			told = append(told, fmt.Sprintf("%s %v", answer.Quote(strings.ReplaceAll(strings.Trim(item, "\x00"), "\x00", " / "), 40), worth[item]))
		}
		const most = 8
		if len(told) > most {
			told = append(told[:most], "…")
		}
		return problem.Usage("%s: where column %s says yes, items have different points in column %s, so that one maximum for all is not what they are worth: %s",
			t.Name, t.Header(column), t.Header(points), strings.Join(told, ", ")).
			Advise("add a column with the most points of each item, which --max names; --where " + layout.ShellQuote(dataset.Among(t.Reference(points), nil)) + " with --max N says that all are worth the same")
	}
	return nil
}

// worthAtYes are the points that items have where a column of words says yes, each the same in all visits, and not all of them the
// same; nil where there are no such.
func worthAtYes(t *dataset.Table, cs dataset.Columns, answers int) map[string]float64 {
	worth, different, again := make(map[string]float64), make(map[float64]bool), false
	for _, row := range t.Rows {
		if len(row) != len(t.Headers) || allOrNone(row[answers]) != "all" {
			continue
		}
		x, ok := number(t, row[cs.At(rolePoints)])
		item := itemOf(cs, row)
		before, known := worth[item]
		if !ok || x <= 0 || known && before != x {
			return nil
		}
		again = again || known
		worth[item], different[x] = x, true
	}
	if !again || len(different) < 2 {
		return nil
	}
	return worth
}

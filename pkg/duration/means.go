package duration

import (
	"math"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// means refuses lengths of which the header says that they are means, and a column beside them of how many cases: the median
// of means is none of cases. Without such a column it asks, unless the rows name a case each.
func (p *watch) means(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("duration")
	if _, mean := layout.RatingOf(layout.Mean, p.Metric.Name, t.Headers[at]); !mean || p.KeepsAll(t, cs, at) {
		return nil
	}
	named := false
	for i, header := range t.Headers {
		if _, ok := layout.RatingOf(layout.Count, p.Metric.Name, header); ok && i != at && several(t, i) {
			return problem.Failure("%s: the header of column %s says that it holds means, and column %s of how many cases: the median of means is none of cases, which cannot be had from them",
				t.Name, t.Header(at), t.Header(i)).Advise("export the length of each case")
		}
		_, isCase := layout.RatingOf(layout.Case, "journey", header)
		_, isContact := layout.RatingOf("id", "contacts", header)
		_, isCustomer := layout.RatingOf(layout.Customer, "", header)
		named = named || i != at && (isCase || isContact) && !isCustomer && distinct(t, i)
	}
	if named {
		return nil
	}
	e := problem.Usage("%s: the header of column %s says that it holds means: the median of means is none of cases, and how many stand behind each is not told",
		t.Name, t.Header(at))
	e.Hint = "export the length of each case; --where '" + dataset.InWhere(t.Reference(at)) + "~.*' says that every row is one case"
	return e
}

// several tells whether a column holds whole numbers, none below 0 and some above 1.
func several(t *dataset.Table, column int) bool {
	above := false
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		x, err := answer.ParseNumber(strings.ReplaceAll(text, ",", ""), t.Decimal)
		if err != nil || x < 0 || x != math.Trunc(x) {
			return false
		}
		above = above || x > 1
	}
	return above
}

// distinct tells whether all texts of a column differ.
func distinct(t *dataset.Table, column int) bool {
	seen := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" || seen[text] {
			return false
		}
		seen[text] = true
	}
	return len(seen) > 1
}

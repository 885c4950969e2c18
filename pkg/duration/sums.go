package duration

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// sums asks where a column tells how many cases a row is of, such as the calls of a day: a length beside it is their sum or
// their mean, and its median is none of cases. Rows that name a case each, or a customer each, say something else by it.
func (p *watch) sums(t *dataset.Table, cs dataset.Columns) error {
	at := cs.At("duration")
	count := p.counted(t, at)
	if count == dataset.None || p.KeepsAll(t, cs, at) || p.KeepsAll(t, cs, count) {
		return nil
	}
	e := problem.Usage("%s: column %s tells how many cases a row is of, so column %s holds the sum or the mean of their lengths: its median is none of cases",
		t.Name, t.Header(count), t.Header(at))
	e.Hint = "export the length of each case; --where '" + dataset.InWhere(t.Reference(at)) + "~.*' says that every row is one case"
	return e
}

// counted is the column that tells how many cases a row is of, apart from that of their lengths; None where rows name a case each.
func (p *watch) counted(t *dataset.Table, lengths int) int {
	count := dataset.None
	for i, header := range t.Headers {
		_, counts := layout.RatingOf(layout.Count, p.Metric.Name, header)
		pivot := layout.IsPivotCount(header) // "Count of Ticket ID" names no ticket
		switch {
		case i == lengths:
		case !pivot && p.namesRows(header) && distinct(t, i):
			return dataset.None
		case (counts || pivot) && count == dataset.None && several(t, i):
			count = i
		}
	}
	return count
}

// namesRows tells whether a header names cases or customers.
func (p *watch) namesRows(header string) bool {
	_, isCase := layout.RatingOf(layout.Case, "journey", header)
	_, isContact := layout.RatingOf("id", "contacts", header)
	_, isCustomer := layout.RatingOf(layout.Customer, "", header)
	return isCase || isContact || isCustomer || layout.IsAsideHeader(layout.RowIDHeader, header)
}

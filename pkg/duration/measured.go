package duration

import (
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// aDay is a day, in microseconds.
const aDay = 24 * 3600e6

// measured asks where two columns of days were found, and a column beside them holds lengths in a unit that is finer than a day:
// what lies between two days is a whole number of them, and says 0 of all that ended on the day on which it began.
func (p *watch) measured(t *dataset.Table, cs dataset.Columns) error {
	if p.Own.Text("from") != "" && p.Own.Text("to") != "" || p.asOf != nil || p.calendar != nil || !p.DaysOnly(t, cs, "from") || !p.DaysOnly(t, cs, "to") {
		return nil
	}
	fits := t.Those(func(i int) bool { return !cs.Taken(i) && p.holdsFiner(t, i) })
	if len(fits) == 0 || len(fits) > mostLengths {
		return nil
	}
	from, to := cs.At("from"), cs.At("to")
	e := problem.Usage("%s: columns %s and %s hold days without a time of day, and the time that each row took stands in a column of its own, in a finer unit\n%s",
		t.Name, t.Header(from), t.Header(to), t.List(fits))
	e.Senses = t.Offer("if it is ", "--duration", fits)
	e.Hint = dataset.Typed("--from", t.Reference(from)) + " " + dataset.Typed("--to", t.Reference(to)) + " takes the days all the same"
	return e
}

// holdsFiner tells whether a column holds how long a row took, in seconds, minutes or hours: not how long one waited for the first
// word, nor how long it may take.
func (p *watch) holdsFiner(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	unit := span.InHeader(header).Bare
	_, length := layout.RatingOf("length", p.Metric.Name, header)
	return unit > 0 && unit < aDay && (length || layout.Speaks(layout.LastedWord, header) || layout.TellsOf(layout.LengthWord, header)) &&
		!layout.TellsOf(layout.PartWord, header) && p.holdsLengths(t, column)
}

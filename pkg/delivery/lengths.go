package delivery

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// A promise is how promises of a source are written that are no times, but how long after the order something is to come.
type promise struct {
	unit    span.Yardstick
	is      bool
	decimal byte
}

// termOf tells whether the promises are lengths of time, which need the time of the order.
func (p *errand) termOf(t *dataset.Table, cs dataset.Columns) (promise, error) {
	at := cs.At("promised")
	if at == dataset.None || !holdsTerms(t, at, p.Writing(dates.DayFirst)) {
		return promise{}, nil
	}
	if !cs.Has("ordered_at") {
		return promise{}, t.Ask("--ordered-at", "column "+t.Header(at)+" holds how long after the order something was promised, and no header tells which column holds the time of the order", nil)
	}
	return promise{span.InHeader(t.Headers[at]), true, t.Decimal}, nil
}

// holdsTerms tells whether a column holds lengths of time below a header that has a unit, or with units of their own. What has
// a colon may be a time of the day.
func holdsTerms(t *dataset.Table, column int, o dates.Writing) bool {
	unit := span.InHeader(t.Headers[column])
	return !t.Blank(column) && !t.HoldsTimes(column, o) && mostly(t, column, func(text string) bool {
		micros, c := span.Parse(text, unit, t.Decimal)
		return c == span.Good && micros >= 0 && !strings.Contains(text, ":")
	})
}

// mayPromise is a column that may hold such lengths, by its header; -1 for none, or several.
func mayPromise(t *dataset.Table, cs dataset.Columns, o dates.Writing) int {
	fits := t.Those(func(i int) bool {
		header := t.Headers[i]
		return !cs.Taken(i) && layout.Speaks(layout.PromisedWord, header) && span.InHeader(header).Bare != 0 && mostly(t, i, answer.IsNumber) && holdsTerms(t, i, o)
	})
	if len(fits) != 1 {
		return dataset.None
	}
	return fits[0]
}

// promise is when something was promised for: by a time, or so long after the order; where that is in days, on a day.
func (d *docket) promise(r *facts.Fact, made stamped) stamped {
	terms := d.plan.terms[r.Source]
	if !terms.is {
		return d.stamp(r, promisedAt)
	}
	text := r.Text(promisedAt)
	if len(text) == 0 {
		return stamped{}
	}
	micros, c := span.Parse(string(text), terms.unit, terms.decimal)
	switch {
	case c != span.Good || micros < 0:
		return stamped{odd: true}
	case !made.known:
		return stamped{}
	case micros%dayLength == 0 && (made.day || terms.unit.Bare == dayLength):
		from, _ := dates.Day.Bounds(dates.Day.Index(made.at, d.plan.Zone)+micros/dayLength, d.plan.Zone)
		return stamped{at: from, known: true, day: true}
	case made.day: // hours of a day that are not told
		return stamped{}
	}
	return stamped{at: made.at + micros, known: true}
}

// noPromise is what became of a row whose promise cannot be read.
func (d *docket) noPromise(r *facts.Fact) pass.Became {
	if d.plan.terms[r.Source].is {
		return r.Wrong("invalid", promisedAt, "is no length of time")
	}
	return r.NoTime(promisedAt)
}

package duration

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// mostLengths is how many columns of lengths are proposed.
const mostLengths = 6

// Instead proposes the columns that hold lengths of time, or times between which they lie, where none tells a beginning or an end.
func (p *watch) Instead(t *dataset.Table, role dataset.Role) error {
	if p.Own.Text("from") != "" && p.Own.Text("to") == "" {
		return p.ends(t, role)
	}
	if p.Own.Text("from") != "" || p.Own.Text("to") != "" || p.told(t, role) {
		return nil
	}
	fits := t.Those(func(i int) bool { return p.holdsLengths(t, i) })
	if len(fits) == 0 || len(fits) > mostLengths {
		return cmp.Or(p.clocks(t), p.pairs(t, role), p.lone(t))
	}
	e := problem.Usage("%s: no column tells when a case began and when it was over; lengths of time may stand in a column of their own\n%s", t.Name, t.List(fits))
	e.Senses = t.Offer("if it is ", "--duration", fits)
	return e
}

// holdsLengths tells whether a column holds lengths of time: written as such, or numbers below a header that speaks of them.
func (p *watch) holdsLengths(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if layout.IsAsideHeader(layout.CalendarHeader, header) || layout.NamesID(header) || layout.Speaks(layout.PlannedWord, header) || layout.Speaks(layout.ApieceWord, header) {
		return false
	}
	_, named := layout.RatingOf("length", p.Metric.Name, header)
	numbers := named || layout.Speaks(layout.LastedWord, header)
	_, mean := layout.RatingOf(layout.Mean, p.Metric.Name, header)
	unit := span.InHeader(header)
	if p.tellsWhen(header) && !numbers && unit.Bare == 0 {
		return false // cut by a spreadsheet to what looks like minutes
	}
	all, lengths, steps, differ := 0, 0, 0, make(map[string]bool)
	sample := t.Sample(column)
	if layout.NamesHour(header) && !slices.ContainsFunc(sample, func(text string) bool { return !isHour(text) }) {
		return false
	}
	for _, text := range sample {
		if text = answer.Trim(text); saysNothing(text) {
			continue
		}
		all++
		differ[text] = true
		switch micros, c := span.Parse(text, unit, t.Decimal); {
		case answer.IsNumber(text):
			if (numbers || unit.Bare != 0) && c != span.Bad && micros >= 0 {
				lengths++
			}
			if len(text) == 1 || text == "10" {
				steps++
			}
		case c != span.Bad && (named || !isOfDay(text)):
			lengths++
		}
	}
	if steps == all && unit.Bare == 0 {
		return false // of a scale
	}
	if 2*all < len(sample) && len(differ) == 1 {
		return false // most rows have none, and the others say nothing of a case
	}
	return all > 0 && 10*lengths >= 9*all && !mean && !t.HoldsTimes(column, p.Writing(dates.DayFirst))
}

// tellsWhen tells whether a header is that of a moment.
func (p *watch) tellsWhen(header string) bool {
	for _, role := range []layout.Role{layout.Time, "from", "to"} {
		if _, is := layout.RatingOf(role, p.Metric.Name, header); is {
			return true
		}
	}
	return false
}

// saysNothing tells whether a text stands for no length: a blank, a dash, or a word for none.
func saysNothing(text string) bool {
	return strings.Trim(text, "-–—") == "" || layout.Silence().Words[answer.Normalise(text)]
}

// isHour tells whether a text is blank, or a whole number that an hour of the day may be.
func isHour(text string) bool {
	if text = answer.Trim(text); text == "" {
		return true
	}
	hour, err := strconv.ParseUint(text, 10, 8)
	return err == nil && hour <= 24
}

// isOfDay tells whether a text is like a time of the day, 09:00.
func isOfDay(text string) bool {
	hours, minutes, is := strings.Cut(text, ":")
	return is && len(hours) <= 2 && len(minutes) == 2
}

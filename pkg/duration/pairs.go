package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostMoments is how many columns of times are paired each with each. Of more, such as a column for each stage, only those that
// stand side by side are, and of these so many.
const mostMoments, mostSideBySide = 4, 6

// pairs proposes the columns of times of which one never comes before the other, where no header tells what begins and ends. Where
// a row counts cases, they are the ends of its period.
func (p *watch) pairs(t *dataset.Table, role dataset.Role) error {
	moments := t.Those(func(i int) bool { return p.holdsMoments(t, i) })
	if len(moments) < 2 || p.counted(t, dataset.None) != dataset.None {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the %s; %d columns hold times, and one may be after another\n%s",
		t.Name, map[dataset.Role]string{"from": "beginning", "to": "end"}[role], len(moments), t.List(moments))
	for i, a := range moments {
		for j, b := range moments {
			apart := len(moments) > mostMoments && (i-j != 1 && j-i != 1 || len(e.Senses) == mostSideBySide)
			if a != b && !apart && p.Daily(t, a) == p.Daily(t, b) && p.precedes(t, a, b) && !p.isPeriodOf(t, a, b) {
				e.Senses = append(e.Senses, problem.Sense{Says: "if it is from " + t.Header(a) + " to " + t.Header(b),
					Flags: []string{"--from", t.Reference(a), "--to", t.Reference(b)}})
			}
		}
	}
	if len(e.Senses) == 0 {
		return nil
	}
	e.Guessed = true
	return e
}

// ends proposes the columns of times that never come before the one that was named as the beginning, where no header tells the end.
func (p *watch) ends(t *dataset.Table, role dataset.Role) error {
	from := slices.Index(t.Headers, p.Own.Text("from"))
	if role != "to" || from < 0 || p.told(t, role) {
		return nil
	}
	fits := t.Those(func(i int) bool {
		return i != from && p.holdsMoments(t, i) && p.Daily(t, from) == p.Daily(t, i) && p.precedes(t, from, i) && !p.isPeriodOf(t, from, i)
	})
	if len(fits) == 0 || len(fits) > mostMoments {
		return nil
	}
	e := problem.Usage("%s: no header tells which column holds the end; choose one with --to\n%s", t.Name, t.List(fits))
	e.Guessed = true
	e.Senses = t.Offer("if it is until ", "--to", fits)
	return e
}

// told tells whether headers of times say that they are of a beginning or an end: several do, where one has to be chosen.
func (p *watch) told(t *dataset.Table, role dataset.Role) bool {
	return slices.ContainsFunc(layout.Candidates(layout.Role(role), p.Metric.Name, t.Headers), func(i int) bool { return p.holdsMoments(t, i) })
}

// holdsMoments tells whether a column holds times at which something happened; a month is none.
func (p *watch) holdsMoments(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	revised := layout.Speaks(layout.RevisedWord, header) &&
		!slices.ContainsFunc(t.Headers, func(first string) bool { return layout.FollowsFirst(first, header) })
	return !layout.Speaks(layout.PlannedWord, header) && !revised && t.HoldsTimes(column, p.Writing(dates.DayFirst)) && !t.HoldsPeriods(column)
}

// precedes tells whether the times of a column come before those of another one: in some row, and in no row after them.
func (p *watch) precedes(t *dataset.Table, first, second int) bool {
	reader, err := dates.NewReader(p.Writing(dates.DayFirst))
	if err != nil {
		return false
	}
	before := false
	for _, row := range t.Rows {
		if len(row) != len(t.Headers) {
			continue
		}
		a, _, okA := reader.Parse([]byte(row[first]))
		b, _, okB := reader.Parse([]byte(row[second]))
		if okA && okB && b < a {
			return false
		}
		before = before || okA && okB && a < b
	}
	return before
}

// isPeriodOf tells whether a column holds the beginning of the period in which the time of another one lies, row by row: the month
// of a cohort is no moment before the day on which a customer came.
func (p *watch) isPeriodOf(t *dataset.Table, column, moment int) bool {
	const few = 3
	reader, err := dates.NewReader(p.Writing(dates.DayFirst))
	if err != nil {
		return false
	}
	return slices.ContainsFunc([]dates.Period{dates.Week, dates.Month, dates.Quarter, dates.Year}, func(period dates.Period) bool {
		rows := 0
		for _, row := range t.Rows {
			if len(row) != len(t.Headers) {
				continue
			}
			begin, _, okA := reader.Parse([]byte(row[column]))
			at, _, okB := reader.Parse([]byte(row[moment]))
			if !okA || !okB {
				continue
			}
			if since, _ := period.Bounds(period.Index(at, p.Zone), p.Zone); since != begin {
				return false
			}
			rows++
		}
		return rows >= few
	})
}

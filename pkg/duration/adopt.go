package duration

import (
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// Adopt takes the one column that holds lengths of time, where its header says that they are how long each row took, in a unit, each
// row is a case of its own, and no two columns of times are there between which anything else could have been.
func (p *watch) Adopt(t *dataset.Table, cs dataset.Columns) {
	if p.held || p.asOf != nil || p.Own.Text("hours") != "" || cs.Has("from") || cs.Has("to") || cs.Has("duration") {
		return
	}
	if moments := t.Those(func(i int) bool { return p.holdsMoments(t, i) }); len(moments) > 1 {
		p.couple(t, cs, moments)
		return
	}
	fits := t.Those(func(i int) bool { return p.holdsLengths(t, i) })
	if len(fits) != 1 || cs.Taken(fits[0]) || !p.tookTime(t, fits[0]) || !p.namesCases(t) || halfEnded(t, fits[0]) {
		return
	}
	cs.Set("duration", fits[0])
	p.held, p.alone = true, true
	p.said = append(p.said, result.Warn("lone_length", "column %s is the only one with lengths of time, and taken for how long each row took; --from and --to name two moments instead",
		t.Header(fits[0])).At(t.Name, 0))
}

// couple takes the only two columns of times, where their headers say that a case of some kind begins in one and ends in the other.
func (p *watch) couple(t *dataset.Table, cs dataset.Columns, moments []int) {
	if t.Layout != nil || len(moments) != 2 || cs.Taken(moments[0]) || cs.Taken(moments[1]) || p.told(t, "from") && p.told(t, "to") || p.Daily(t, moments[0]) != p.Daily(t, moments[1]) {
		return
	}
	a, b := moments[0], moments[1]
	if !belong(t.Headers[a], t.Headers[b]) {
		a, b = b, a
	}
	if !belong(t.Headers[a], t.Headers[b]) || belong(t.Headers[b], t.Headers[a]) || !p.precedes(t, a, b) {
		return
	}
	cs.Set("from", a)
	cs.Set("to", b)
	p.coupled = true
	p.said = append(p.said, result.Warn("lone_times", "columns %s and %s are the only ones with times, and taken for the beginning and the end of each row; --from and --to name others",
		t.Header(a), t.Header(b)).At(t.Name, 0))
}

// belong tells whether two headers are those of the beginning and of the end of the same kind of case.
func belong(first, last string) bool {
	for _, kind := range [][2]layout.Aside{{layout.CaseBegins, layout.CaseEnds}, {layout.StayBegins, layout.StayEnds}, {layout.SaleBegins, layout.SaleEnds}, {layout.JoinBegins, layout.JoinEnds}} {
		if layout.Speaks(kind[0], first) && layout.Speaks(kind[1], last) {
			return true
		}
	}
	return false
}

// namesCases tells whether each row is a case of its own and not a month, a team or a customer: an id says so, or times of the day.
func (p *watch) namesCases(t *dataset.Table) bool {
	dated := len(t.Those(func(i int) bool { return p.holdsMoments(t, i) })) > 0
	return len(t.Those(func(i int) bool {
		header := t.Headers[i]
		_, isCustomer := layout.RatingOf(layout.Customer, "", header)
		names := p.namesRows(header) || layout.NamesThing(layout.ThingWord, header) || dated && layout.NamesID(header)
		return names && !isCustomer && distinct(t, i) || p.holdsMoments(t, i) && !p.Daily(t, i)
	})) > 0
}

// tookTime tells whether the header of a column of lengths says that they are how long a case took, or how long something went on
// that is not meant to, and in which unit, unless its cells do.
func (p *watch) tookTime(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	took := layout.Speaks(layout.TookWord, header)
	if !took && !layout.Speaks(layout.CallTimeWord, header) || layout.TellsOf(layout.PartWord, header) || layout.Speaks(layout.SoFarWord, header) ||
		layout.TellsOf(layout.CrowdWord, header) {
		return false
	}
	unit := span.InHeader(header)
	all, uneven, differ := 0, 0, make(map[int64]bool)
	nines, most := int64(0), int64(0)
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); saysNothing(text) {
			continue
		}
		micros, c := span.Parse(text, unit, t.Decimal)
		if c != span.Good || strings.HasPrefix(text, "-") {
			return false
		}
		all++
		differ[micros] = true
		if len(text) > 1 && strings.Trim(text, "9") == "" {
			nines = max(nines, micros)
		} else {
			most = max(most, micros)
		}
		if micros%roundLength != 0 {
			uneven++
		}
	}
	const beyond = 5 // times as long as any other: 999 stands for a length that nobody knows
	return len(differ) > 1 && nines <= beyond*most && (took || 2*uneven >= all)
}

// roundLength is what lengths are whole multiples of that were fixed before, such as those of appointments and of lessons.
const roundLength = 5 * 60e6

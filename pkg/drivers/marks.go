package drivers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
)

// scaled tells whether people gave the scale of a column: of the score, which is the first, or of a driver.
func (p *driverPlan) scaled(column int) (known bool) {
	if column == 0 {
		_, known = p.score.Scale(0)
	} else {
		_, known = p.scaleGiven(column - 1)
	}
	return known
}

// Marks of schools are from 1 to 5 in some countries, and to 6 in others.
var shortMarks, longMarks = metric.Scale{Min: 1, Max: 5}, metric.Scale{Min: 1, Max: 6}

// askMarks asks about columns whose headers say that 1 may be the best answer, as of marks it is in some countries: a high
// one would count as good. Where the score is of that kind, drivers on the same numbers may be, too.
func (p *driverPlan) askMarks(h facts.Heard, of []ratings.Sounding) error {
	marks, alike := p.marked(of)
	if marks == nil {
		return nil
	}
	var names []string
	for _, i := range marks {
		names = append(names, answer.Quote(of[i].Header, 60))
	}
	e := problem.Usage("%s: a header says that 1 may be the best answer, and high numbers count as good: column %s", h.Set.Names(), listed(names))
	e.Read = true
	if marks[0] == 0 && len(alike) > 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the lowest is the best in all that look so", Flags: scalesOf(of, append(slices.Clone(marks), alike...), true)},
			problem.Sense{Says: "if it is so only there", Flags: scalesOf(of, marks, true)})
	} else {
		e.Senses = append(e.Senses, problem.Sense{Says: "if the lowest is the best", Flags: scalesOf(of, marks, true)})
	}
	e.Senses = append(e.Senses, problem.Sense{Says: "if the highest is the best", Flags: scalesOf(of, marks, false)})
	return e
}

// marked are the columns whose headers say that 1 may be the best, and the others with numbers that marks have; those whose
// scale is given are none.
func (p *driverPlan) marked(of []ratings.Sounding) (marks, alike []int) {
	for i, s := range of {
		numbers := s.Different()
		switch {
		case p.scaled(i) || s.Many() || len(numbers) < 2:
		case layout.LeaningOf(p.Metric.Name, s.Header) == layout.Downward:
			marks = append(marks, i)
		case numbers[0] < longMarks.Min || numbers[len(numbers)-1] > longMarks.Max:
		case layout.Graded(s.Header):
			marks = append(marks, i)
		case layout.LeaningOf(p.Metric.Name, s.Header) == layout.Level:
			alike = append(alike, i)
		}
	}
	return marks, alike
}

// scalesOf are the flags that give columns their scale, turned round or not.
func scalesOf(of []ratings.Sounding, columns []int, turned bool) (flags []string) {
	highest := 0.0
	for _, i := range columns {
		if numbers := of[i].Different(); numbers[len(numbers)-1] <= longMarks.Max {
			highest = max(highest, numbers[len(numbers)-1])
		}
	}
	for _, i := range columns {
		scale, _ := scaleOf(of[i])
		if numbers := of[i].Different(); numbers[0] >= longMarks.Min && numbers[len(numbers)-1] <= longMarks.Max {
			scale = shortMarks
			if highest > shortMarks.Max {
				scale = longMarks
			}
		}
		if turned {
			scale = metric.Scale{Min: scale.Max, Max: scale.Min}
		}
		flags = append(flags, "--scale", of[i].Header+"="+scale.Flag())
	}
	return flags
}

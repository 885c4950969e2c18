package answers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// fewAnswers is the number below which a figure is said to stand on few answers.
const fewAnswers = 30

// fewAnswers warns where a figure stands on few answers.
func (c *polled) fewAnswers(d *result.Document) []result.Warning {
	var out []result.Warning
	all, _ := d.Total.Values.Number("n")
	if all > 0 && all < fewAnswers && int64(all) != c.question.Population {
		out = append(out, result.Warning{Code: "few_answers", Text: fmt.Sprintf("only %s: the interval is wide, and it is all there is to say", kind.HowMany(int64(all), "answer"))})
	}
	few, none := 0, 0
	for _, g := range d.Groups.All() {
		switch n, _ := g.Values.Number("n"); {
		case n == 0:
			none++
		case n < fewAnswers:
			few++
		}
	}
	if none > 0 {
		out = append(out, result.Warning{Code: "no_answers", Text: result.GroupsHave(none, d.Groups.Len()) + " no answers, and so no figure"})
	}
	if few > 0 && all >= fewAnswers {
		out = append(out, result.Warning{Code: "few_answers", Text: fmt.Sprintf("%s fewer than %d answers", result.GroupsHave(few, d.Groups.Len()), fewAnswers)})
	}
	out = append(out, c.unsureGroups(d)...)
	if c.question.Population > 0 {
		out = append(out, c.census(d)...)
	}
	return out
}

// unsureGroups warns where groups have no interval because the chosen one claims too much for them.
func (c *polled) unsureGroups(d *result.Document) []result.Warning {
	if c.Metric.Unsure == nil {
		return nil
	}
	unsure := 0
	for _, g := range d.Groups.All() {
		_, limited := g.Values.Number("low")
		if n, _ := g.Values.Number("n"); n > 0 && !limited {
			unsure++
		}
	}
	if method := c.question.Method; unsure > 0 && method.Given {
		why := fmt.Sprintf("%d of %d groups have no interval: --interval %s claims too much below %d answers", unsure, d.Groups.Len(), method.Name, method.Few)
		if method.Others > 0 {
			why += fmt.Sprintf(", or where fewer than %d differ from the rest", method.Others)
		}
		return []result.Warning{{Code: "interval_of_many", Text: why}}
	}
	return nil
}

// census says what the number of all people does to the intervals.
func (c *polled) census(d *result.Document) []result.Warning {
	n, _ := d.Total.Values.Number("n")
	var out []result.Warning
	if n == float64(c.question.Population) && !c.several() {
		out = append(out, result.Warning{Code: "census", Text: "everybody has answered: the figure is exact, so its interval has no width"})
	}
	if d.Groups.Len() > 0 && !c.alone() {
		narrows := "the interval of the total only"
		if c.several() {
			narrows = "no interval"
		}
		out = append(out, result.Warning{Code: "population_of_total",
			Text: "--population narrows " + narrows + "; the populations of the groups are not known"})
	}
	return out
}

package answers

import (
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
		out = append(out, result.Warn("few_answers", "only %s: the interval is wide, and it is all there is to say", kind.HowMany(int64(all), "answer")))
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
		out = append(out, result.Warn("no_answers", "%s no answers, and so no figure", result.GroupsHave(none, d.Groups.Len())))
	}
	if few > 0 && all >= fewAnswers {
		out = append(out, result.Warn("few_answers", "%s fewer than %d answers", result.GroupsHave(few, d.Groups.Len()), fewAnswers))
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
		more := result.Phrase{}
		if method.Others > 0 {
			more = result.Say(", or where fewer than %d differ from the rest", method.Others)
		}
		return []result.Warning{result.Warn("interval_of_many", "%d of %d groups have no interval: --interval %s claims too much below %d answers%s",
			unsure, d.Groups.Len(), method.Name, method.Few, more)}
	}
	return nil
}

// census says what the number of all people does to the intervals.
func (c *polled) census(d *result.Document) []result.Warning {
	n, _ := d.Total.Values.Number("n")
	var out []result.Warning
	if n == float64(c.question.Population) && !c.several() {
		out = append(out, result.Warn("census", "everybody has answered: the figure is exact, so its interval has no width"))
	}
	if d.Groups.Len() > 0 && !c.alone() {
		narrows := result.Word("the interval of the total only")
		if c.several() {
			narrows = "no interval"
		}
		out = append(out, result.Warn("population_of_total", "--population narrows %s; the populations of the groups are not known", narrows))
	}
	return out
}

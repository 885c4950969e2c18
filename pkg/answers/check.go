package answers

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A checked request is one whose words have been understood, before any source is opened.
type checked struct {
	*Request
	question     metric.Question
	conditions   []*where.Cond
	since, until *dates.Instant
	period       dates.Period
	gates        []gate.Gate
}

// Check tells whether the words of a request can be understood, without looking at any source.
func (r *Request) Check() error {
	_, err := r.check()
	return err
}

// check understands the words of a request. Its errors are all of the command line.
func (r *Request) check() (*checked, error) {
	c := &checked{Request: r}
	err := c.checkQuestion()
	if err == nil {
		c.conditions, err = kind.Conditions(r.Where)
	}
	if err == nil {
		c.gates, err = kind.Gates(r.Thresholds, r.Metric.Fields)
	}
	if err == nil {
		err = c.checkTarget()
	}
	if err == nil {
		err = c.checkTime()
	}
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (c *checked) checkQuestion() error {
	q := c.Question
	if err := cmp.Or(kind.Confidence(q.Confidence), c.Groups.Check(c.Metric.Fields, false)); err != nil {
		return err
	}
	switch {
	case slices.Contains(c.By, ""):
		return problem.Usage("--by \"\" names no column")
	case q.Population < 0:
		return problem.Usage("--population %d is not a number of people", q.Population)
	case q.Scale.Min >= q.Scale.Max:
		return problem.Usage("--scale %s does not rise", q.Scale)
	case q.Reverse && !c.Metric.Has("reverse"):
		return problem.Usage("%s has no --reverse", c.Metric.Name)
	}
	var err error
	if c.question, err = c.Metric.Settle(q); err != nil {
		return problem.Wrong("", err)
	}
	return nil
}

// checkTarget tells whether the figure can reach the target at all.
func (c *checked) checkTarget() error {
	if c.Target == nil {
		return nil
	}
	target, lowest, highest := *c.Target, 0.0, 100.0
	if c.Metric.Unit == "points" {
		lowest = -100
	}
	switch {
	case c.Metric.Unit == "percent" && target > 0 && target <= 1:
		e := problem.Usage("--target %v is not in percent, from 0 to 100", target)
		e.Hint, e.Flags = "did you mean so many percent", []string{"--target", strconv.FormatFloat(100*target, 'g', 12, 64)}
		return e
	case !(target >= lowest && target <= highest):
		return problem.Usage("--target %v lies outside of what %s can be, from %v to %v %s", target, c.Metric.Name, lowest, highest, c.Metric.Unit)
	}
	return nil
}

func (c *checked) checkTime() error {
	var err error
	if c.since, c.until, err = kind.Bounds(c.Since, c.Until, c.Zone); err != nil {
		return err
	}
	if c.period, err = kind.Period(c.Period); err != nil {
		return err
	}
	if _, err := dates.NewReader(c.dateOptions(dates.Unknown)); err != nil {
		return problem.Wrong("--date-format: ", err)
	}
	switch c.Dedup {
	case texts.DedupNone, texts.DedupFirst, texts.DedupLatest:
		return nil
	}
	return problem.Usage("--dedup %q is not one of latest, first, none", c.Dedup)
}

func (c *checked) dateOptions(order dates.DayOrder) dates.Writing {
	return dates.Writing{Layout: c.DateFormat, Order: order, Zone: c.Zone}.Happened(c.Now)
}

// needsTime tells whether the request cannot do without the time of an answer.
func (c *checked) needsTime() bool {
	return c.period != "" || c.since != nil || c.until != nil
}

package survey

import (
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
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

// check understands the words of a request. Its errors are all of the command line.
func (r *Request) check() (*checked, error) {
	c := &checked{Request: r}
	if len(r.Sources) == 0 {
		return nil, problem.Usage("no source given: name a file, or - for standard input")
	}
	if err := c.checkQuestion(); err != nil {
		return nil, err
	}
	for _, expr := range r.Where {
		cond, err := where.Parse(expr)
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		c.conditions = append(c.conditions, cond)
	}
	for _, expr := range r.Thresholds {
		g, err := gate.Parse(expr)
		if err == nil {
			err = g.Check(r.Metric.Fields)
		}
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		c.gates = append(c.gates, g)
	}
	return c, c.checkTime()
}

func (c *checked) checkQuestion() error {
	q := c.Question
	switch {
	case q.Confidence <= 0 || q.Confidence >= 1:
		return problem.Usage("--confidence %v is not between 0 and 1, such as 0.95", q.Confidence)
	case q.Population < 0:
		return problem.Usage("--population %d is not a number of people", q.Population)
	case q.Scale.Min >= q.Scale.Max:
		return problem.Usage("--scale %s does not rise", q.Scale)
	case q.Reverse && !c.Metric.Reversible:
		return problem.Usage("%s has no --reverse", c.Metric.Name)
	}
	var err error
	if c.question, err = c.Metric.Settle(q); err != nil {
		return problem.Wrong("", err)
	}
	return nil
}

func (c *checked) checkTime() error {
	bound := func(flag, text string) (*dates.Instant, error) {
		if text == "" {
			return nil, nil
		}
		at, err := dates.ParseBound(text, c.Zone)
		if err != nil {
			return nil, problem.Wrong("--"+flag+": ", err)
		}
		return &at, nil
	}
	var err error
	if c.since, err = bound("since", c.Since); err != nil {
		return err
	}
	if c.until, err = bound("until", c.Until); err != nil {
		return err
	}
	if c.since != nil && c.until != nil && *c.since >= *c.until {
		return problem.Usage("--since %s is not before --until %s", c.Since, c.Until)
	}
	if c.Period != "" {
		if c.period, err = dates.ParsePeriod(c.Period); err != nil {
			return problem.Wrong("--period: ", err)
		}
	}
	if _, err := dates.NewReader(c.dateOptions(dates.Unknown)); err != nil {
		return problem.Wrong("--", err)
	}
	switch c.Dedup {
	case engine.DedupNone, engine.DedupFirst, engine.DedupLatest:
		return nil
	}
	return problem.Usage("--dedup %q is not one of latest, first, none", c.Dedup)
}

func (c *checked) dateOptions(order dates.Order) dates.Options {
	return dates.Options{Layout: c.DateFormat, Order: order, Zone: c.Zone}
}

// needsTime tells whether the request cannot do without the time of an answer.
func (c *checked) needsTime() bool {
	return c.period != "" || c.since != nil || c.until != nil
}

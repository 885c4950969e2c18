// Package ask understands the words that requests of every kind have in common: which rows, which
// stretch of time, how sure, and which thresholds. Its errors are of the command line.
package kind

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/gate"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// Sources tells whether there is anything to read.
func Sources(names []string) error {
	if len(names) == 0 {
		return problem.Usage("no source given: name a file, or - for standard input")
	}
	return nil
}

// Confidence tells whether a confidence level, 0.95 for 95 %, can be one.
func Confidence(level float64) error {
	if level > 0 && level < 1 {
		return nil
	}
	return problem.Usage("--confidence %v is not between 0 and 1, such as 0.95", level)
}

// Conditions understands the conditions on rows.
func Conditions(expressions []string) ([]*where.Cond, error) {
	var conditions []*where.Cond
	for _, e := range expressions {
		c, err := where.Parse(e)
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		conditions = append(conditions, c)
	}
	return conditions, nil
}

// Gates understands the thresholds on the fields of a metric.
func Gates(expressions []string, fields []result.Field) ([]gate.Gate, error) {
	var gates []gate.Gate
	for _, e := range expressions {
		g, err := gate.Parse(e)
		if err == nil {
			err = g.Check(fields)
		}
		if err != nil {
			return nil, problem.Wrong("", err)
		}
		gates = append(gates, g)
	}
	return gates, nil
}

// Pass compares the thresholds with a document, which keeps how they ended. missed says that one was
// missed.
func Pass(gates []gate.Gate, d *result.Document) (missed bool, err error) {
	for _, g := range gates {
		passed, err := g.Apply(d)
		if err != nil {
			return false, problem.Wrong("", err)
		}
		missed = missed || !passed.Passed
		d.Thresholds = append(d.Thresholds, passed)
	}
	return missed, nil
}

// Bounds understands the ends of a stretch of time, by the clock of a zone. A blank end is nil.
func Bounds(since, until string, zone *time.Location) (from, to *dates.Instant, err error) {
	if from, err = Moment("since", since, zone); err != nil {
		return nil, nil, err
	}
	if to, err = Moment("until", until, zone); err != nil {
		return nil, nil, err
	}
	if from != nil && to != nil && *from >= *to {
		return nil, nil, problem.Usage("--since %s is not before --until %s", since, until)
	}
	return from, to, nil
}

// Moment understands the date that a flag gives; nil for none.
func Moment(flag, text string, zone *time.Location) (*dates.Instant, error) {
	if text == "" {
		return nil, nil
	}
	at, err := dates.ParseBound(text, zone)
	if err != nil {
		return nil, problem.Wrong("--"+flag+": ", err)
	}
	return &at, nil
}

// Period understands the name of a period; "" for none.
func Period(name string) (dates.Period, error) {
	if name == "" {
		return "", nil
	}
	p, err := dates.ParsePeriod(name)
	if err != nil {
		return "", problem.Wrong("--period: ", err)
	}
	return p, nil
}

// Package survey answers one question about survey exports: it opens the sources, finds the
// columns, runs the plan and puts the document together.
package answers

import (
	"time"

	"github.com/cxcalc/cxcalc/pkg/arrange"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// A Request says what to compute from what. The texts are as people write them.
type Request struct {
	Metric  metric.Metric
	Sources []string
	Dataset dataset.Terms

	// Score, Weight, Count, Respondent and Time name columns; "" for none, or to find one.
	Score, Weight, Count, Respondent, Time string
	// By names the columns whose values make the groups, in order.
	By []string

	// Missing are texts that mean "no answer"; Values are the scores that texts stand for.
	Missing []string
	Values  map[string]float64
	// Fractional accepts scores that are not whole.
	Fractional bool
	// Decimal is the decimal mark, 0 to take that of each source.
	Decimal byte

	// Question holds scale, breaks, confidence and population.
	Question metric.Question
	// Target is the figure to reach; nil for the metric's own.
	Target *float64

	// Where, Since and Until keep rows; Period cuts them by time, with bounds in Zone.
	Where                []string
	Since, Until, Period string
	Zone                 *time.Location
	ZoneName             string
	DateFormat           string
	Dedup                texts.Dedup
	// Now is the moment of the run, nil when it is not known: answers are not given years ahead of it.
	Now *dates.Instant

	// Groups says which groups are held back, and how they are ordered.
	Groups arrange.Arrangement
	// Thresholds are gates on the fields.
	Thresholds []string
	// Invalid bounds the rows that cannot be used.
	Invalid Tolerance

	Workers, MaxGroups int
	// Reject, when not nil, is told every row that is not counted, with the names of its source and column.
	Reject func(source, column string, r pass.Reject) error
}

// A Tolerance is how many rows may be invalid, out of range or malformed before the run fails.
type Tolerance = kind.Tolerance

// An Error is a failure that people can do something about.
type Error = problem.Error

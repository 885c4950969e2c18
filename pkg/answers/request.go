// Package answers is the kind of row that stands for an answer to a question. It finds the columns, the words
// and the scale of the answers, doubts what cannot be on it, and tells the figures.
package answers

import (
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// A Request says what to compute from what.
type Request struct {
	kind.Words
	// Score names the columns of answers, or patterns that fit several; none to find one.
	Score []string
	// Weight, Count and Time name columns; "" for none, or to find one.
	Weight, Count, Time string
	// Weights names the file of weights by respondent, "-" for standard input; "" for none.
	Weights string
	// Respondent names the columns that tell together who answered; none to find one.
	Respondent []string
	// Values are the scores that texts stand for.
	Values map[string]float64
	// Fractional accepts scores that are not whole.
	Fractional bool
	// Question holds scale, breaks, confidence and population.
	Question metric.Inquiry
	Dedup    texts.Dedup
}

// Definition is the formula in one line, with the breaks in use.
func (r *Request) Definition() string {
	settled, err := r.Metric.Settle(r.Question)
	if err != nil {
		return ""
	}
	return r.Metric.Define(settled)
}

// Said returns what a question of every kind says.
func (r *Request) Said() *kind.Words { return &r.Words }

// An Error is a failure that people can do something about.
type Error = problem.Error

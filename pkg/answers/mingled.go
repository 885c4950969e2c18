package answers

import (
	"fmt"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mingled asks where a column tells answers on the scale from those on a longer one: no figure of both means anything.
func (v *view) mingled() *problem.Error {
	scale := v.question.Scale
	classifier, err := answer.New(v.rules(v.table.Decimal))
	if err != nil || v.question.ScaleGiven {
		return nil
	}
	read := func(row []string) (float64, bool) {
		class, x, _ := classifier.Classify(row[v.score])
		return x, class == answer.Counted || class == answer.OutOfRange
	}
	mix, ok := v.table.Mixed(v.rows, scale.Max, read, v.unitFree)
	if !ok {
		return nil
	}
	e := problem.Usage("%s: column %s: the answers go up to %v where column %s says %s, and to %v where it says %s: they seem to be on scales of their own, and one figure of both would mean nothing",
		v.table.Name, v.table.Header(v.score), mix.Highest, v.table.Header(mix.Column), quotedAll(mix.Beyond), scale.Max, quotedAll(mix.Within))
	e.Senses = []problem.Sense{{Says: "of " + quotedAll(mix.Within), Flags: []string{"--where", oneOf(v.table.Reference(mix.Column), mix.Within)}}}
	if to, ok := v.upward(mix.Highest); ok {
		e.Hint = fmt.Sprintf("--scale %s says that all of them are on that", to.Flag())
		e.Senses = append(e.Senses, problem.Sense{Says: fmt.Sprintf("of %s, on %s", quotedAll(mix.Beyond), to),
			Flags: []string{"--where", oneOf(v.table.Reference(mix.Column), mix.Beyond), "--scale", to.Flag()}})
	}
	return e
}

// upward is the shortest usual scale that has a score beyond the one of the metric, where it is known what is good on it.
func (v *view) upward(highest float64) (metric.Scale, bool) {
	for _, end := range []float64{7, 10} {
		to := metric.Scale{Min: v.question.Scale.Min, Max: end}
		if end >= highest && v.settles(to) {
			return to, true
		}
	}
	return metric.Scale{}, false
}

// settles tells whether it is known what is good on a scale.
func (s *item) settles(scale metric.Scale) bool {
	_, err := s.Metric.Settle(metric.Inquiry{Scale: scale, Reverse: s.question.Reverse, Breaks: s.Request.Question.Breaks})
	return err == nil
}

// oneOf writes that a column has one of some values.
func oneOf(column string, values []string) string {
	if len(values) == 1 {
		return condition(column, values[0])
	}
	return dataset.Among(column, values)
}

// quotedAll lists values in quotes.
func quotedAll(values []string) string {
	var out []string
	for _, value := range values {
		out = append(out, answer.Quote(value, 30))
	}
	return flags.Listed(out, "or")
}

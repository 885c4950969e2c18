package report

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// An Answer is what came of a question.
type Answer struct {
	Document *result.Document
	// Missed says that a threshold was missed.
	Missed bool
	// Reasons say why the columns and the way of reading them were chosen, for --explain.
	Reasons []string
	// Err says why there is no document, or no figure in it. Failures that people can mend are of type
	// *problem.Error.
	Err error

	state  *state.Holding // what the sources say, where the words ask to keep it
	closed kind.Closed    // what was read; nil without a document
	ranked []int          // where each group stood before a board ranked them; nil without one
}

// Evidence is what a field of the document stands on, of the groups at some of its places together; nil places stand
// for the total, and "" for value.
func (a *Answer) Evidence(places []int, field string) (metric.Evidence, error) {
	return a.closed.Evidence(a.asCounted(places), field)
}

// asCounted are places of the document as they were before a board put the groups in its order.
func (a *Answer) asCounted(places []int) []int {
	if a.ranked == nil || places == nil {
		return places
	}
	places = slices.Clone(places)
	for i, place := range places {
		places[i] = a.ranked[place]
	}
	return places
}

// Weight is what groups of the document weigh in a field of all, "" for value; ok is false where no weights make the
// figure of all a mean of theirs.
func (a *Answer) Weight(places []int, field string) (weight float64, ok bool) {
	return a.closed.Weight(a.asCounted(places), field)
}

// AbsentFromBoth doubts weights of respondents who stand in no row of this answer or of another one.
func (a *Answer) AbsentFromBoth(b *Answer) []result.Warning {
	if w, ok := a.closed.(kind.Weighted); ok {
		return w.AbsentFromBoth(b.closed)
	}
	return nil
}

// Stakes are what each customer adds to a field, "" for value, of an answer that follows customers.
func (a *Answer) Stakes(field string) ([]metric.Stake, error) {
	return a.closed.(kind.Companion).Stakes(field)
}

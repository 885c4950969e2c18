package facts

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A request asks for a metric of facts.
type request struct {
	Query
	traits Traits
}

func asked(m metric.Metric, t Traits, v flags.Values) (*request, error) {
	words, err := kind.WordsOf(m, v)
	return &request{Query{Words: words, Own: v, Confidence: v.Number("confidence")}, t}, err
}

// Said returns what a question of every kind says.
func (r *request) Said() *kind.Words { return &r.Words }

// Definition is the formula in one line; "" where the words make no sense.
func (r *request) Definition() string {
	s, err := r.Ask()
	if err != nil {
		return ""
	}
	return s.(*session).plan.Define()
}

// Form is what the words ask to be written where no source is named, "" for nothing.
func (r *request) Form() (string, error) {
	if r.traits.Form == nil {
		return "", nil
	}
	return r.traits.Form(r.Own)
}

// Ask understands the words of a request.
func (r *request) Ask() (kind.Session, error) {
	s := &session{request: r}
	var err error
	if s.Understood, err = r.Understand(r.Confidence); err != nil {
		return s, err
	}
	for _, name := range r.By {
		if name == "" {
			return s, problem.Usage("--by \"\" names no column")
		}
	}
	q := r.Query
	q.Understood = s.Understood
	s.plan, err = r.traits.Plan(&q)
	if p, ok := s.plan.(Directed); ok && err == nil {
		r.Metric.LowerIsBetter, _ = p.LowerIsBetter("value")
	}
	return s, err
}

// Part is the role of the n-th column, from 0, of those that play a role together.
func Part(role dataset.Role, n int) dataset.Role {
	if n == 0 {
		return role
	}
	return role + dataset.Role("_"+strconv.Itoa(n+1))
}

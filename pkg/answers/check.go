package answers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/texts"
)

// Ask understands the words of a request. Its errors are all of the command line.
func (r *Request) Ask() (kind.Session, error) {
	s := &polling{Request: r, at: dataset.None}
	for i, name := range r.By {
		switch {
		case name != ColumnKey:
			s.keys = append(s.keys, name)
		case s.at == dataset.None:
			s.at = i
		}
	}
	var err error
	if s.Understood, err = r.Understand(r.Question.Confidence); err == nil {
		err = cmp.Or(s.checkQuestion(), s.checkMethod(), s.checkTarget(), s.checkDedup(), s.checkWeights())
	}
	return s, err
}

func (s *polling) checkQuestion() error {
	q := s.Question
	switch {
	case slices.Contains(s.By, ""):
		return problem.Usage("--by \"\" names no column")
	case q.Invited < 0:
		return problem.Usage("--invited %d is not a number of people", q.Invited)
	case q.Population < 0:
		return problem.Usage("--population %d is not a number of people", q.Population)
	case q.Scale.Min >= q.Scale.Max:
		return problem.Usage("--scale %s does not rise", q.Scale)
	case q.Reverse && !s.Metric.Has("reverse"):
		return problem.Usage("%s has no --reverse", s.Metric.Name)
	}
	var err error
	if s.question, err = s.Metric.Settle(q); err != nil {
		return problem.Wrong("", err)
	}
	return nil
}

// checkMethod tells whether the chosen interval may be used for such answers at all.
func (s *polling) checkMethod() error {
	if why := s.Question.Method.Misfit(s.weighted(), s.Question.Population); why != "" {
		return s.otherMethod(why)
	}
	return nil
}

// otherMethod refuses the chosen interval, and offers the usual one.
func (s *polling) otherMethod(why string) error {
	e := problem.Usage("%s", why)
	e.Hint, e.Flags = "take the usual one", []string{"--interval", s.Metric.Interval}
	return e
}

// checkTarget tells whether the figure can reach the target at all.
func (s *polling) checkTarget() error {
	if s.Target == nil {
		return nil
	}
	target, lowest, highest := *s.Target, 0.0, 100.0
	if s.Metric.Unit == "points" {
		lowest = -100
	}
	switch {
	case !(target >= lowest && target <= highest):
		return problem.Usage("--target %v lies outside of what %s can be, from %v to %v %s", target, s.Metric.Name, lowest, highest, s.Metric.Unit)
	}
	return nil
}

func (s *polling) checkDedup() error {
	switch s.Dedup {
	case texts.DedupNone, texts.DedupFirst, texts.DedupLatest:
		return nil
	}
	return problem.Usage("--dedup %q is not one of latest, first, none", s.Dedup)
}

func (s *polling) dateOptions(order dates.DayOrder) dates.Writing {
	return s.Writing(order).Happened(s.Now)
}

// needsTime tells whether the request cannot do without the time of an answer.
func (s *polling) needsTime() bool {
	return s.Cut != "" || s.From != nil || s.To != nil
}

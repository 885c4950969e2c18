package survey

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// An Answer is what came of a request.
type Answer struct {
	Document *result.Document
	// Missed says that a threshold was missed.
	Missed bool
	// Reasons say why the columns and the way of reading them were chosen, for --explain.
	Reasons []string
}

// Run answers a request. Failures that people can mend are of type *Error. When nothing could be
// counted, the answer comes together with an error that says why.
func Run(ctx context.Context, r Request) (*Answer, error) {
	c, err := r.check()
	if err != nil {
		return nil, err
	}
	s := &session{checked: c}
	defer s.close()
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	plan, err := s.plan()
	if err != nil {
		return nil, err
	}
	tallies, err := engine.Run(ctx, plan, len(s.tables), func(i int) (engine.Input, error) { return s.input(ctx, i) })
	if err == nil {
		err = s.rejected
	}
	if err != nil {
		return nil, s.failed(err)
	}
	return s.answer(plan, tallies)
}

// A session is one run of a request.
type session struct {
	*checked
	tables   []*dataset.Table
	columns  []columns
	words    layout.WordList
	order    dates.Order
	reading  []io.Closer
	rejected error
}

func (s *session) close() {
	for _, t := range s.tables {
		t.Close()
	}
	s.finishReading()
}

func (s *session) finishReading() {
	for _, c := range s.reading {
		c.Close()
	}
	s.reading = nil
}

// open looks at every source and finds its columns, so that a wrong name is told before anything
// is read.
func (s *session) open(ctx context.Context) error {
	options := s.Dataset
	options.Decimal = s.Decimal
	for _, name := range s.Sources {
		t, err := dataset.Open(ctx, name, options)
		if err != nil {
			return openFailed(err)
		}
		s.tables = append(s.tables, t)
		cs, err := s.choose(t)
		if err != nil {
			return err
		}
		s.columns = append(s.columns, cs)
	}
	return nil
}

// openFailed tells what to do about a source that cannot be opened.
func openFailed(err error) error {
	var records *dataset.RecordsNeeded
	if errors.As(err, &records) {
		return &Error{Usage: true, Text: err.Error(), Err: err, Flags: []string{"--records", records.Paths[0]}}
	}
	return &Error{Text: err.Error(), Err: err}
}

// rules say which texts are answers, before a word list is chosen.
func (c *checked) rules(decimal byte) answer.Rules {
	q := c.question
	return answer.Rules{Min: q.Scale.Min, Max: q.Scale.Max, Fractional: c.Fractional, Decimal: decimal,
		Missing: c.Missing, Values: c.Values}
}

// plan makes the plan of the run from the request and what the samples show.
func (s *session) plan() (engine.Plan, error) {
	rules := s.rules(s.tables[0].Decimal)
	if err := s.chooseWords(&rules); err != nil {
		return engine.Plan{}, err
	}
	classifier, err := answer.New(rules)
	if err != nil {
		return engine.Plan{}, &Error{Usage: true, Text: err.Error(), Err: err}
	}
	s.order = s.sampleOrder()
	plan := engine.Plan{Since: s.since, Until: s.until, Period: s.period, Dates: s.dateOptions(s.order),
		Dedup: s.Dedup, Decimal: rules.Decimal, Classifier: classifier,
		Workers: max(s.Workers, 1), MaxGroups: s.MaxGroups, MaxTexts: maxTexts,
	}
	for _, cond := range s.conditions {
		plan.Where = append(plan.Where, cond.With(where.Options{Decimal: rules.Decimal, Zone: s.Zone}))
	}
	if s.Reject != nil {
		plan.Reject = s.reject
	}
	return plan, nil
}

// maxTexts bounds the distinct texts of an answer column. Whoever needs more has mapped a column
// of comments.
const maxTexts = 10_000

// sampleOrder decides on the order of day and month where the samples do so already.
func (s *session) sampleOrder() dates.Order {
	var seen dates.Evidence
	reader, err := dates.NewReader(s.dateOptions(dates.DayFirst))
	if err != nil {
		return dates.Unknown
	}
	for i, t := range s.tables {
		if s.columns[i].time == engine.None {
			continue
		}
		for row, text := range t.Sample(s.columns[i].time) {
			_, reading, _ := reader.Parse([]byte(text))
			seen.Add(reading, []byte(text), dates.Position{Source: i, Line: int64(row)})
		}
	}
	if seen.Has(dates.MustBeDayFirst) || seen.Has(dates.MustBeMonthFirst) {
		if order, err := seen.Decide(); err == nil {
			return order
		}
	}
	return dates.Unknown
}

// input opens a source for reading when its turn comes.
func (s *session) input(ctx context.Context, i int) (engine.Input, error) {
	s.finishReading()
	scanner, closer, err := s.tables[i].Scanner(ctx)
	if err != nil {
		return engine.Input{}, &engine.SourceError{Source: i, Err: err}
	}
	s.reading = append(s.reading, closer)
	want, roles := s.columns[i].wanted(s.tables[i])
	return engine.Input{Scanner: scanner, Want: want, Roles: roles}, nil
}

func (s *session) reject(r engine.Reject) {
	t := s.tables[r.Source]
	if err := s.Reject(t.Name, s.columns[r.Source].name(t, r), r); err != nil && s.rejected == nil {
		s.rejected = err
	}
}

// failed puts the name of the source in front of what went wrong in it.
func (s *session) failed(err error) error {
	var texts *tally.LimitError
	var groups *engine.GroupLimitError
	var src *engine.SourceError
	switch {
	case errors.As(err, &texts):
		t, cs := s.tables[0], s.columns[0]
		return &Error{Err: err, Text: fmt.Sprintf("%s: column %s: %v, which no column of answers has; choose another with --score",
			t.Name, answer.Quote(t.Headers[cs.score], 60), texts)}
	case errors.As(err, &groups):
		return &Error{Err: err, Text: fmt.Sprintf("--by makes %v", groups), Hint: "group by a column with fewer values, or raise --max-groups"}
	case errors.As(err, &src):
		return &Error{Err: err, Text: locate(s.tables[src.Source].Name, src.Err)}
	}
	return s.undecided(err)
}

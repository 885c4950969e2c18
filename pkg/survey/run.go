package survey

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/ask"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/engine"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
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
	if err == nil {
		err = ask.Sources(r.Sources)
	}
	if err != nil {
		return nil, err
	}
	s := &session{checked: c}
	if s.set, err = dataset.OpenSet(ctx, r.Sources, s.datasetOptions()); err != nil {
		return nil, err
	}
	defer s.set.Close()
	if err := s.chooseColumns(); err != nil {
		return nil, err
	}
	if err := s.doubtfulMark(); err != nil {
		return nil, err
	}
	plan, err := s.plan()
	if err != nil {
		return nil, err
	}
	s.forgetSamples()
	tallies, err := engine.Run(ctx, plan, len(s.set.Tables), func(i int) (engine.Input, error) { return s.input(ctx, i) })
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
	set     *dataset.Set
	columns []dataset.Columns
	words   layout.WordList

	classifier *answer.Classifier
	order      dates.DayOrder
	rejected   error
}

func (c *checked) datasetOptions() dataset.Terms {
	options := c.Dataset
	options.Decimal = c.Decimal
	return options
}

// chooseColumns finds the columns of every source, so that a wrong name is told before anything is
// read.
func (s *session) chooseColumns() error {
	for _, t := range s.set.Tables {
		cs, err := s.choose(t)
		if err != nil {
			return err
		}
		s.columns = append(s.columns, cs)
	}
	return s.sameQuestion()
}

// rules say which texts are answers, before a word list is chosen.
func (c *checked) rules(decimal byte) answer.Rules {
	q := c.question
	return answer.Rules{Min: q.Scale.Min, Max: q.Scale.Max, Fractional: c.Fractional, Decimal: decimal,
		Missing: c.Missing, Values: c.Values}
}

// plan makes the plan of the run from the request and what the samples show.
func (s *session) plan() (engine.Plan, error) {
	rules := s.rules(s.set.Tables[0].Decimal)
	if err := s.chooseWords(&rules); err != nil {
		return engine.Plan{}, err
	}
	classifier, err := answer.New(rules)
	if err != nil {
		return engine.Plan{}, problem.Wrong("", err)
	}
	s.classifier = classifier
	s.order = s.set.DateOrder(s.dateOptions(dates.DayFirst), s.timeColumns)
	plan := engine.Plan{Since: s.since, Until: s.until, Period: s.period, Dates: s.dateOptions(s.order),
		Dedup: s.Dedup, Decimal: rules.Decimal, Classifier: classifier,
		Workers: s.workers(), MaxGroups: s.MaxGroups, MaxTexts: maxTexts,
	}
	for _, cond := range s.conditions {
		plan.Where = append(plan.Where, cond.With(where.Cells{Decimal: rules.Decimal, Zone: s.Zone}))
	}
	if s.Reject != nil {
		plan.Reject = s.reject
	}
	return plan, nil
}

// forgetSamples lets go of the first rows. The memory that it took to look at them is given back, so
// that what reading takes does not come on top: a run stays as small as the larger of the two.
func (s *session) forgetSamples() {
	for _, t := range s.set.Tables {
		t.Forget()
	}
	if !s.seenWhole() {
		debug.FreeOSMemory()
	}
}

// seenWhole tells whether the samples are all there is.
func (s *session) seenWhole() bool {
	return !slices.ContainsFunc(s.set.Tables, func(t *dataset.Table) bool { return !t.Whole })
}

// workers returns the number of workers: one where the samples are all there is, which is counted
// before a second one has begun.
func (s *session) workers() int {
	if s.seenWhole() {
		return 1
	}
	return max(s.Workers, 1)
}

// maxTexts bounds the distinct texts of an answer column. Whoever needs more has mapped a column
// of comments.
const maxTexts = 10_000

// timeColumns returns the column of times of a table, if it has one.
func (s *session) timeColumns(table int) []int {
	if column := s.columns[table].At(engine.Time); column != dataset.None {
		return []int{column}
	}
	return nil
}

// input opens a source for reading when its turn comes.
func (s *session) input(ctx context.Context, i int) (engine.Input, error) {
	scanner, err := s.set.Scanner(ctx, i)
	if err != nil {
		return engine.Input{}, &engine.SourceError{Source: i, Err: err}
	}
	want, cells := s.columns[i].Wanted(engine.Respondent) // the last one, which the engine may soon want no more
	return engine.Input{Scanner: scanner, Want: want, Roles: roles(cells)}, nil
}

func (s *session) reject(r engine.Reject) {
	t := s.set.Tables[r.Source]
	if err := s.Reject(t.Name, s.columns[r.Source].Name(r.Role, r.Condition), r); err != nil && s.rejected == nil {
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
		return &problem.Error{Err: err, Text: fmt.Sprintf("%s: column %s: %v, which no column of answers has; choose another with --score",
			s.set.Tables[0].Name, s.scoreName(), texts)}
	case errors.As(err, &groups):
		return &problem.Error{Err: err, Text: s.tooManyGroups(groups), Hint: "group by what has fewer values, or allow more groups",
			Flags: []string{"--max-groups", fmt.Sprint(100 * groups.Limit)}}
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.columns[at.Source].At(engine.Time) })
}

// tooManyGroups says what makes too many groups, and with which row.
func (s *session) tooManyGroups(e *engine.GroupLimitError) string {
	text := "--by makes " + e.Error()
	switch {
	case s.period != "" && len(s.By) > 0:
		text = "--by and --period make " + e.Error()
	case s.period != "":
		text = "--period makes " + e.Error()
	}
	if e.At.Line == 0 {
		return text
	}
	var names []string
	for _, value := range e.By {
		names = append(names, answer.Quote(value, 40))
	}
	if s.period != "" {
		names = append(names, s.period.Label(e.Period))
	}
	return fmt.Sprintf("%s:%d: %s; with %s there is one more", s.set.Tables[e.At.Source].Name, e.At.Line, text, strings.Join(names, ", "))
}

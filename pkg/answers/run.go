package answers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
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
		err = kind.Sources(r.Sources)
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
	rule, err := s.plan()
	if err != nil {
		return nil, err
	}
	s.forgetSamples()
	options := pass.Options{Workers: s.workers()}
	if s.Reject != nil {
		options.Reject = s.reject
	}
	reads, err := pass.Run(ctx, s.set, []pass.Counting{s.count(rule)}, options)
	if err = cmp.Or(err, s.rejected); err != nil {
		return nil, s.failed(err)
	}
	return s.close(rule, &reads[0])
}

// close answers from what was read. Where dates may be read in two ways, it must not matter.
func (s *session) close(rule *texts.Judging, r *pass.Read) (*Answer, error) {
	var given []*Answer
	var errs []error
	var said []string
	for _, w := range r.Ways {
		a, err := s.way(rule, r, w)
		given, errs, said = append(given, a), append(errs, err), append(said, says(a, err))
	}
	if len(said) > 1 && said[0] != said[1] {
		return nil, s.failed(r.Open)
	}
	for _, late := range r.Ways[0].Late {
		s.reject(late)
	}
	return given[0], cmp.Or(s.rejected, errs[0])
}

func (s *session) way(rule *texts.Judging, r *pass.Read, w pass.Way) (*Answer, error) {
	err := w.Err
	var t *texts.Tallies
	if err == nil {
		t, err = rule.Tallies(r, w)
	}
	if err != nil {
		return nil, s.failed(err)
	}
	return s.answer(rule, t)
}

// says is all that an answer says about the data.
func says(a *Answer, err error) string {
	if a == nil {
		return fmt.Sprint(err)
	}
	figures, failed := json.Marshal([]any{a.Document.Rows, a.Document.Total, a.Document.Groups})
	return fmt.Sprint(err, string(figures), failed)
}

// count is what a pass counts.
func (s *session) count(rule *texts.Judging) pass.Counting {
	c := pass.Counting{Rule: rule, Dates: rule.Dates, Period: rule.Period, Marked: true}
	for _, cs := range s.columns {
		c.Columns = append(c.Columns, placed(cs, rule))
	}
	for _, cond := range s.conditions {
		c.Where = append(c.Where, cond.With(where.Cells{Decimal: rule.Decimal, Zone: s.Zone}))
	}
	return c
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
func (s *session) plan() (*texts.Judging, error) {
	rules := s.rules(s.set.Tables[0].Decimal)
	if err := s.chooseWords(&rules); err != nil {
		return nil, err
	}
	classifier, err := answer.New(rules)
	if err != nil {
		return nil, problem.Wrong("", err)
	}
	s.classifier = classifier
	s.order = s.set.DateOrder(s.dateOptions(dates.DayFirst), s.timeColumns)
	return &texts.Judging{Since: s.since, Until: s.until, Period: s.period, Dates: s.dateOptions(s.order),
		Dedup: s.Dedup, Decimal: rules.Decimal, Classifier: classifier, MaxGroups: s.MaxGroups, MaxTexts: maxTexts,
		Values: len(s.By), Sources: len(s.set.Tables), Repeats: texts.NewRepeats()}, nil
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
	if column := s.columns[table].At(texts.Time); column != dataset.None {
		return []int{column}
	}
	return nil
}

func (s *session) reject(r pass.Reject) {
	t := s.set.Tables[r.Source]
	if err := s.Reject(t.Name, s.columns[r.Source].Name(r.Role, r.Condition), r); err != nil && s.rejected == nil {
		s.rejected = err
	}
}

// failed puts the name of the source in front of what went wrong in it.
func (s *session) failed(err error) error {
	var many *tally.LimitError
	var groups *pass.GroupsError
	var src *pass.SourceError
	switch {
	case errors.As(err, &many):
		return &problem.Error{Err: err, Text: fmt.Sprintf("%s: column %s: %v, which no column of answers has; choose another with --score",
			s.set.Tables[0].Name, s.scoreName(), many)}
	case errors.As(err, &groups):
		return &problem.Error{Err: err, Text: s.tooManyGroups(groups), Hint: "group by what has fewer values, or allow more groups",
			Flags: []string{"--max-groups", fmt.Sprint(100 * groups.Limit)}}
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.columns[at.Source].At(texts.Time) })
}

// tooManyGroups says what makes too many groups, and with which row.
func (s *session) tooManyGroups(e *pass.GroupsError) string {
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

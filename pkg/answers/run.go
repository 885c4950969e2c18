package answers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A polling answers a request.
type polling struct {
	*Request
	kind.Understood
	question metric.Inquiry
	set      *dataset.Set
	columns  []dataset.Columns

	words      layout.WordList
	classifier *answer.Classifier
	rule       *texts.Judging
}

// Meant is what the words of the request mean.
func (s *polling) Meant() *kind.Understood { return &s.Understood }

// Begin has nothing to do.
func (s *polling) Begin(context.Context) error { return nil }

// Again never asks for more.
func (s *polling) Again(error) bool { return false }

// Choose finds the columns of every source, so that a wrong name is told before anything is read, and the words of
// the answers.
func (s *polling) Choose(set *dataset.Set) error {
	s.set = set
	for _, t := range set.Tables {
		cs, err := s.choose(t)
		if err != nil {
			return err
		}
		s.columns = append(s.columns, cs)
	}
	if err := cmp.Or(s.sameQuestion(), s.doubtfulMark()); err != nil {
		return err
	}
	return s.plan()
}

// Counts says what a pass has to count.
func (s *polling) Counts() ([]pass.Counting, error) {
	c := pass.Counting{Rule: s.rule, Dates: s.rule.Dates, Period: s.rule.Period, Marked: true}
	for _, cs := range s.columns {
		c.Columns = append(c.Columns, placed(cs, s.rule))
	}
	for _, cond := range s.Conditions {
		c.Where = append(c.Where, cond.With(where.Cells{Decimal: s.rule.Decimal, Zone: s.Zone}))
	}
	return []pass.Counting{c}, nil
}

// rules say which texts are answers, before a word list is chosen.
func (s *polling) rules(decimal byte) answer.Rules {
	q := s.question
	return answer.Rules{Min: q.Scale.Min, Max: q.Scale.Max, Fractional: s.Fractional, Decimal: decimal,
		Missing: s.Missing, Values: s.Values}
}

// plan says from the request and what the samples show how answers are counted.
func (s *polling) plan() error {
	rules := s.rules(s.set.Tables[0].Decimal)
	if err := s.chooseWords(&rules); err != nil {
		return err
	}
	classifier, err := answer.New(rules)
	if err != nil {
		return problem.Wrong("", err)
	}
	s.classifier = classifier
	order := s.set.DateOrder(s.dateOptions(dates.DayFirst), s.timeColumns)
	s.rule = &texts.Judging{Since: s.From, Until: s.To, Period: s.Cut, Dates: s.dateOptions(order),
		Dedup: s.Dedup, Decimal: rules.Decimal, Classifier: classifier, MaxGroups: s.MaxGroups, MaxTexts: maxTexts,
		Values: len(s.By), Sources: len(s.set.Tables), Repeats: texts.NewRepeats()}
	return nil
}

// maxTexts bounds the distinct texts of an answer column. Whoever needs more has mapped a column
// of comments.
const maxTexts = 10_000

// timeColumns returns the column of times of a table, if it has one.
func (s *polling) timeColumns(table int) []int {
	if column := s.columns[table].At(texts.Time); column != dataset.None {
		return []int{column}
	}
	return nil
}

// Column names the column of a row that is not counted.
func (s *polling) Column(r pass.Reject) string { return s.columns[r.Source].Name(r.Role, r.Condition) }

// Failed puts the name of the source in front of what went wrong in it.
func (s *polling) Failed(err error) error {
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
func (s *polling) tooManyGroups(e *pass.GroupsError) string {
	text := "--by makes " + e.Error()
	switch {
	case s.Cut != "" && len(s.By) > 0:
		text = "--by and --period make " + e.Error()
	case s.Cut != "":
		text = "--period makes " + e.Error()
	}
	if e.At.Line == 0 {
		return text
	}
	var names []string
	for _, value := range e.By {
		names = append(names, answer.Quote(value, 40))
	}
	if s.Cut != "" {
		names = append(names, s.Cut.Label(e.Period))
	}
	return fmt.Sprintf("%s:%d: %s; with %s there is one more", s.set.Tables[e.At.Source].Name, e.At.Line, text, strings.Join(names, ", "))
}

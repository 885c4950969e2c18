package answers

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
	"github.com/cxcalc/cxcalc/pkg/texts"
	"github.com/cxcalc/cxcalc/pkg/visible"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A polling answers a request.
type polling struct {
	*Request
	kind.Understood
	question metric.Inquiry
	keys     []string                 // the words of --by that name columns, or the source
	at       int                      // where the key of columns stands before them; dataset.None where nobody asks for it
	weights  *texts.RespondentWeights // of a file; nil for none
	set      *dataset.Set
	items    []*item
	signers  []signer // of each source, where customers are enrolled
	sample   []string // of their keys
}

// An item is one column of answers. Its words, its scale and its doubts are its own.
type item struct {
	*polling
	score   string // how the request names the column, "" to find one
	columns []dataset.Columns

	words      layout.WordList
	classifier *answer.Classifier
	rule       *texts.Judging
	noted      []result.Warning // of what the first rows show
	nearby     nearbyReach      // of the columns beside that of the answers
	categories []problem.Sense  // of a column of promoters and detractors beside it
}

// Meant is what the words of the request mean.
func (s *polling) Meant() *kind.Understood { return &s.Understood }

// Again never asks for more.
func (s *polling) Again(error) bool { return false }

// Choose finds the columns of every source, so that a wrong name is told before anything is read, and the words of
// the answers.
func (s *polling) Choose(set *dataset.Set) error {
	s.set = set
	names, err := s.scores()
	if err != nil {
		return err
	}
	for _, name := range names {
		s.items = append(s.items, &item{polling: s, score: name})
	}
	for _, it := range s.items {
		if err := it.settle(); err != nil {
			return s.besides(it, err)
		}
	}
	first := s.items[0]
	if err := kind.Hanging(set, first.named); err != nil {
		return err
	}
	if err := kind.MarkOfConditions(set, s.Conditions, s.Decimal, first.rule.Decimal, func(i int) []int { return first.columns[i].Where }); err != nil {
		return err
	}
	if len(s.items) > 1 && s.at == dataset.None {
		s.at = 0
	}
	if err := s.everywhere(); err != nil {
		return err
	}
	return s.enrollable()
}

// named are the columns of a source that make groups, are asked for, or tell who answered and when.
func (s *item) named(source int) []int {
	cs := s.columns[source]
	return slices.Concat(cs.By, cs.Where, []int{cs.At(texts.Respondent), cs.At(texts.Time)})
}

// settle finds the columns of an item, and how its answers are written.
func (s *item) settle() error {
	for _, t := range s.set.Tables {
		cs, err := s.choose(t)
		if err != nil {
			return err
		}
		s.columns = append(s.columns, cs)
	}
	if err := cmp.Or(s.sameQuestion(), s.doubtfulMark(), s.doubtRows(), s.unordered()); err != nil {
		return err
	}
	return s.plan()
}

// Counts says what a pass has to count: every column of answers by itself.
func (s *polling) Counts() ([]pass.Counting, error) {
	var out []pass.Counting
	for _, it := range s.items {
		c := pass.Counting{Rule: it.rule, Dates: it.rule.Dates, Period: it.rule.Period, Marked: true}
		for _, cs := range it.columns {
			c.Columns = append(c.Columns, it.placed(cs))
		}
		c.Where = s.On(where.Cells{Decimal: it.rule.Decimal, Zone: s.Zone})
		out = append(out, c)
	}
	if s.Enrolment != nil {
		out = append(out, s.signing())
	}
	return out, nil
}

// rules say which texts are answers, before a word list is chosen.
func (s *item) rules(decimal byte) answer.Rules {
	q := s.question
	return answer.Rules{Min: q.Scale.Min, Max: q.Scale.Max, Fractional: s.Fractional, Decimal: decimal,
		Missing: s.Missing, Values: s.Values, Silent: layout.Silence()}
}

// plan says from the request and what the samples show how answers are counted.
func (s *item) plan() error {
	rules := s.rules(s.set.Tables[0].Decimal)
	if err := s.chooseWords(&rules); err != nil {
		return err
	}
	classifier, err := answer.New(rules)
	if err != nil {
		return problem.Wrong("", err)
	}
	s.classifier = classifier
	if scores := s.labelsCount(); scores != nil {
		rules.Values = scores
		if s.classifier, err = answer.New(rules); err != nil {
			return problem.Wrong("", err)
		}
	}
	if err := s.doubtCompanion(); err != nil {
		return err
	}
	if err := s.set.ShortYears(s.dateOptions(dates.Unknown), s.timeColumns); err != nil {
		return err
	}
	order := s.set.DateOrder(s.dateOptions(dates.DayFirst), s.timeColumns)
	s.rule = &texts.Judging{Since: s.From, Until: s.To, Period: s.Cut, Dates: s.dateOptions(order),
		Dedup: s.Dedup, Decimal: rules.Decimal, Classifier: s.classifier, MaxGroups: s.MaxGroups, MaxTexts: maxTexts,
		Values: len(s.keys), Sources: len(s.set.Tables), Repeats: texts.NewRepeats(), Weights: s.weights, Nobody: s.nobody(), Plain: s.plain()}
	return nil
}

// nobody are the texts that stand for a respondent of whom nothing is known, as rows and as states have them.
func (s *item) nobody() map[string]bool {
	out := layout.Nobody()
	if s.set.Held(0) == nil {
		return out
	}
	out = maps.Clone(out)
	for text := range layout.Nobody() {
		out[string(pass.Hashed([]byte(text)))] = true
	}
	return out
}

// plain tells whether nothing but the text of the answer matters in a row.
func (s *item) plain() bool {
	needed := s.needsTime() || s.Dedup != texts.DedupNone || s.Enrolment != nil
	return !slices.ContainsFunc(s.columns, func(cs dataset.Columns) bool {
		return cs.Has(texts.Respondent) || cs.Has(texts.Weight) || cs.Has(texts.Count) || needed && cs.Has(texts.Time)
	})
}

// maxTexts bounds the distinct texts of an answer column. Whoever needs more has mapped a column
// of comments.
const maxTexts = 10_000

// timeColumns returns the column of times of a table, if it has one.
func (s *item) timeColumns(table int) []int {
	if column := s.columns[table].At(texts.Time); column != dataset.None {
		return []int{column}
	}
	return nil
}

// Column names the column of a row that is not counted.
func (s *polling) Column(r pass.Reject) string {
	return s.items[min(r.Count, len(s.items)-1)].columns[r.Source].Name(r.Role, r.Condition)
}

// Failed puts the name of the source in front of what went wrong in it.
func (s *polling) Failed(count int, err error) error {
	count = min(count, len(s.items)-1) // those who sign are of the first
	var many *tally.LimitError
	var groups *pass.GroupsError
	var src *pass.SourceError
	switch {
	case errors.As(err, &many):
		return &problem.Error{Err: err, Text: fmt.Sprintf("%s: column %s: %v, which no column of answers has; choose another with --score",
			visible.Text(s.set.Tables[0].Name), s.items[count].scoreName(), many)}
	case errors.As(err, &groups):
		return s.TooManyGroups(s.set, groups)
	case errors.As(err, &src):
		return s.set.Locate(src.Source, src.Err)
	}
	return s.set.Undecided(err, func(at tally.Place) int { return s.items[count].columns[at.Source].At(texts.Time) })
}

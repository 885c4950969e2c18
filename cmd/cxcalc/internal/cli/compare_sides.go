package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/compare"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// matter is what is asked of the sides, and the document that follows from the answers.
func (c *comparison) matter() (*report.Matter, error) {
	switch {
	case c.paired && c.metrics[0].AnswerTraits == nil:
		return c.inquire(asGiven(), c.pairLedgers)
	case c.paired && c.after == nil && len(c.score) == 2:
		return c.pairColumns()
	case c.paired && c.after == nil:
		return c.pairValues()
	case c.paired:
		return c.inquire([]manner{c.single(c.by)}, c.pairFiles)
	case c.after == nil:
		return c.inquire(asGiven(), c.within)
	}
	return c.between()
}

// A manner changes settled flags of a question; nil leaves them.
type manner func(metric.Metric, flags.Values)

// asGiven is the one manner that changes nothing.
func asGiven() []manner { return []manner{nil} }

// sides are the sources of each side.
func (c *comparison) sides() [][]string {
	if c.after == nil {
		return [][]string{c.before}
	}
	return [][]string{c.before, c.after}
}

// inquire asks in every manner about all sides. conclude has the answers of the first manner by side, then those of the next.
func (c *comparison) inquire(manners []manner, conclude func(given [][]*report.Answer) (*result.Document, error)) (*report.Matter, error) {
	questions, err := c.questions(manners)
	if err != nil {
		return nil, err
	}
	m := &report.Matter{Questions: questions}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		if i, err := m.Failed(answers); err != nil {
			return c.failed(i, c.of(c.metrics[i%len(c.metrics)], err))
		}
		return c.answered(conclude(slices.Collect(slices.Chunk(answers, len(c.metrics))))), nil
	}
	return m, nil
}

// failed tells of a question that has failed. Where a scale would mend it, the other side tells whether it is of the same one.
func (c *comparison) failed(question int, err error) (*report.Answer, *report.Matter) {
	switch {
	case c.after == nil || !compare.NamesScale(err):
		return &report.Answer{Err: err}, nil
	case question/len(c.metrics)%2 == 1: // the first side was read
		return &report.Answer{Err: compare.OneScale(nil, err)}, nil
	}
	questions, wrong := c.ask(c.after, nil)
	if wrong != nil {
		return &report.Answer{Err: err}, nil
	}
	m := &report.Matter{Questions: questions}
	m.Follow = func(answers []*report.Answer) (*report.Answer, *report.Matter) {
		_, other := m.Failed(answers)
		return &report.Answer{Err: compare.OneScale(err, other)}, nil
	}
	return nil, m
}

// questions are those of every manner about all sides.
func (c *comparison) questions(manners []manner) (all []kind.Question, err error) {
	for _, manner := range manners {
		for _, sources := range c.sides() {
			some, err := c.ask(sources, manner)
			if err != nil {
				return nil, err
			}
			for _, q := range some {
				q.Said().Each = c.paired
			}
			all = append(all, some...)
		}
	}
	return all, nil
}

// answered holds a document against the thresholds.
func (c *comparison) answered(d *result.Document, err error) *report.Answer {
	if err != nil {
		return &report.Answer{Err: err}
	}
	missed, err := compare.Pass(d, c.gates)
	if err != nil {
		return &report.Answer{Err: err}
	}
	return &report.Answer{Document: d, Missed: missed}
}

// byColumns are manners to ask by one column each, whatever makes the groups.
func byColumns(columns []string) (manners []manner) {
	for _, name := range columns {
		manners = append(manners, func(_ metric.Metric, v flags.Values) { v["by"], v["min-n"] = []string{name}, int64(0) })
	}
	return manners
}

// byDay asks of every day.
func byDay(_ metric.Metric, v flags.Values) {
	v["period"], v["min-n"], v["by"] = "day", int64(0), []string(nil)
}

// between compares two sides.
func (c *comparison) between() (m *report.Matter, err error) {
	var others []string
	ordered := false // the answers of both sides were counted by day, too
	same := ""       // the column of respondents, by which they were counted last of all
	column := c.own.Text("decompose")
	if column != "" {
		others = []string{column}
	}
	m, err = c.inquire(append(asGiven(), byColumns(others)...), func(given [][]*report.Answer) (*result.Document, error) {
		list, err := c.contrasts(given[0], given[1])
		if err != nil {
			return nil, err
		}
		for at := range others {
			if err := c.mixed(given[2*at+2], given[2*at+3], column != ""); err != nil {
				return nil, err
			}
		}
		if at := 2*len(others) + 2; ordered {
			c.doubt(compare.OutOfOrder(given[at][0], given[at+1][0]))
		}
		if n := len(given); same != "" {
			c.overlapping(given[n-2][0], given[n-1][0], same)
		}
		return c.Document(list, beforeAfter(given), c.outline(compare.BaselineBefore, result.Say("after against before"))), nil
	})
	if err == nil && column == "" {
		m.More = func(ctx context.Context) []kind.Question {
			c.sameRows(ctx)
			others, ordered = c.mixColumns(ctx), c.small()
			manners := byColumns(others)
			if ordered {
				manners = append(manners, byDay)
			}
			if ordered && len(c.by) == 0 && !c.Every {
				if same = c.sameRespondent(ctx); same != "" {
					manners = append(manners, byRespondent(same))
				}
			}
			more, err := c.questions(manners)
			if err != nil {
				others, ordered, same = nil, false, "" // nobody asked for them
			}
			return more
		}
	}
	return m, err
}

// contrasts are the changes of all metrics between two sides.
func (c *comparison) contrasts(was, is []*report.Answer) (list []compare.Contrast, err error) {
	for i := range c.metrics {
		doubts, err := compare.Alike(was[i].Document, is[i].Document)
		if err != nil {
			return nil, err
		}
		c.doubt(doubts)
		some, err := c.Between(was[i], is[i])
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	c.doubt(compare.Cents(list))
	return list, nil
}

// mixed looks at how the answers of both sides fall into the values of a column; with split, it is what the change is
// split by.
func (c *comparison) mixed(was, is []*report.Answer, split bool) error {
	for i, m := range c.metrics {
		if !split && (i > 0 || was[i].Err != nil || is[i].Err != nil) {
			return nil // nobody asked for it
		}
		mix, err := c.MixShiftOf(was[i], is[i], m)
		if err != nil {
			return err
		}
		if split {
			c.mix = append(c.mix, mix)
			c.doubt(mix.Overlapping(m.AnswerTraits != nil))
		}
		if i == 0 {
			c.doubt(mix.Differ(answersOf(was[i]), answersOf(is[i]), !split))
		}
	}
	return nil
}

// smallSides is how large sources may be, so that it costs next to nothing to count them by other columns, too.
const smallSides = 32 << 20

// mixColumns finds columns in which two sides may differ beside the figure, where it costs next to nothing to look. What
// keeps it from looking is told when the question is asked.
func (c *comparison) mixColumns(ctx context.Context) []string {
	if !c.small() || len(c.by) > 0 {
		return nil
	}
	var headers [2][]string
	for i, sources := range [][]string{c.before, c.after} {
		questions, err := c.ask(sources, nil)
		if err != nil {
			return nil
		}
		r, err := report.Rehearse(ctx, questions)
		if err != nil {
			return nil
		}
		headers[i] = slices.Clone(r.Set().Tables[0].Headers)
		r.Close()
	}
	return compare.MixColumns(headers[0], headers[1])
}

// small tells whether it costs next to nothing to count the answers of both sides in other ways, too.
func (c *comparison) small() bool {
	size := totalSize(slices.Concat(c.before, c.after))
	return size >= 0 && size <= smallSides && c.metrics[0].AnswerTraits != nil
}

func answersOf(a *report.Answer) float64 {
	n, _ := a.Document.Total.Values.Number("n")
	return n
}

// doubt adds doubts that are not there yet.
func (c *comparison) doubt(list []result.Warning) {
	for _, w := range list {
		if !slices.ContainsFunc(c.doubts, w.Equal) {
			c.doubts = append(c.doubts, w)
		}
	}
}

// within compares one side with itself.
func (c *comparison) within(given [][]*report.Answer) (*result.Document, error) {
	var baseline *string
	by := result.Say("")
	for i, name := range c.by {
		if by = result.Say("%s and %s", by, name); i == 0 {
			by = result.Say("%s", name)
		}
	}
	base, words := compare.BaselineRest, result.Say("each %s against the rest", by)
	switch {
	case c.period != "":
		base, words = compare.BaselineFormer, result.Say("each %s against the one before", result.Word(c.period))
	case c.given["baseline"]:
		value := c.own.Text("baseline")
		baseline, base, words = &value, value, result.Say("each %s against %s", by, value)
	}
	var list []compare.Contrast
	for _, a := range given[0] {
		one := func() ([]compare.Contrast, error) { return c.Among(a, baseline) }
		if c.period != "" {
			one = func() ([]compare.Contrast, error) { return c.Over(a) }
		}
		some, err := one()
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	if len(list) == 0 {
		return nil, problem.Failure("%s: there is one %s only, so there is nothing to compare it with", strings.Join(c.before, ", "), map[bool]string{true: "period", false: "group"}[c.period != ""])
	}
	if c.period == "" {
		c.doubt(compare.Itself(list, strings.Join(c.by, " and ")))
	}
	return c.Document(list, []compare.Party{{Answers: given[0]}}, c.outline(base, words)), nil
}

func (c *comparison) outline(baseline string, words result.Phrase) compare.Outline {
	return compare.Outline{Metrics: c.metrics, Baseline: baseline, Words: words, Paired: c.paired, Mix: c.mix, Warnings: c.doubts}
}

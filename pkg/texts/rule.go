// Package answers is the kind of row that stands for an answer to a question: it counts the raw texts of a column
// by group and period, and judges each of them once.
package texts

import (
	"strconv"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A Dedup is the rule for several answers of one respondent, in one period where there are periods.
type Dedup string

// The rules. DedupNone counts every answer and only notes that respondents repeat.
const (
	DedupNone   Dedup = "none"
	DedupLatest Dedup = "latest"
	DedupFirst  Dedup = "first"
)

// The roles that a column can play.
const (
	Score      dataset.Role = "score"
	Weight     dataset.Role = "weight"
	Count      dataset.Role = "count"
	Respondent dataset.Role = "respondent"
	Time       dataset.Role = "time"
)

// RespondentPart returns the role of the n-th column, from 0, of those that name a respondent together.
func RespondentPart(n int) dataset.Role {
	if n == 0 {
		return Respondent
	}
	return Respondent + dataset.Role("_"+strconv.Itoa(n+1))
}

// A Judging says which answers count, and how.
type Judging struct {
	// Since and Until keep the rows with since ≤ time < until; nil for no bound.
	Since, Until *dates.Instant
	// Period cuts the groups by time; "" for no period.
	Period dates.Period
	// Dates says how the time column is written.
	Dates dates.Writing
	// Dedup is the rule for several answers of one respondent.
	Dedup Dedup
	// Decimal is the decimal mark in weights, '.' or ','.
	Decimal byte
	// Classifier tells what the text of an answer is.
	Classifier *answer.Classifier
	// MaxGroups and MaxTexts bound the groups, and the distinct texts of an answer column.
	MaxGroups, MaxTexts int
	// Values is the number of values in the key of a group.
	Values int
	// Sources is the number of sources.
	Sources int
	// Plain says that no cell matters but that of the answer: what counts does not hang on what its text is.
	Plain bool
	// Weights are what answers weigh by who gave them; nil for none.
	Weights *RespondentWeights
	// Nobody are the texts that stand for a respondent of whom nothing is known.
	Nobody map[string]bool
	// Repeats looks for respondents who answer more than once.
	Repeats *Repeats
}

// NeedsTime tells whether the rule cannot do without the time of an answer.
func (p *Judging) NeedsTime() bool {
	return p.Period != "" || p.Since != nil || p.Until != nil || p.Dedup != DedupNone
}

// TimeCut says how much of a time matters: nothing but its period and the bounds, where answers do not compete by time.
func (p *Judging) TimeCut(role dataset.Role) *scan.Rounding {
	if role != Time || p.Dedup != DedupNone {
		return nil
	}
	return pass.CutOf(p.Period, p.Dates.Zone, p.Since, p.Until)
}

// Counter returns an empty counter of rows whose dates are read in an order.
func (p *Judging) Counter(order dates.DayOrder, tell func(pass.Reject)) (pass.Counter, error) {
	c := &tallier{rule: p, tell: tell, verdicts: make(map[string]verdict),
		open:   p.NeedsTime() && order == dates.Unknown && p.Dates.Layout == "",
		second: p.Dates.Order == dates.Unknown && order == dates.MonthFirst,
		part:   newPart(limits{p.MaxGroups, p.MaxTexts}), texts: make([]map[string]int64, p.Sources)}
	options := p.Dates
	if options.Order = order; c.open {
		options.Order = dates.DayFirst
	}
	var err error
	c.reader, err = dates.NewReader(options)
	return c, err
}

// Same tells whether another rule counts rows in the same way. What --dedup leaves is another matter for every
// question, since it hangs on which answers count.
func (p *Judging) Same(o pass.Rule) bool {
	q, ok := o.(*Judging)
	return ok && p.Dedup == DedupNone && q.Dedup == DedupNone && same(p.Since, q.Since) && same(p.Until, q.Until) &&
		p.Decimal == q.Decimal && p.Weights == q.Weights && p.MaxGroups == q.MaxGroups && p.MaxTexts == q.MaxTexts && p.Sources == q.Sources &&
		(p.Plain && q.Plain || p.Classifier.Same(q.Classifier))
}

func same(a, b *dates.Instant) bool { return a == b || a != nil && b != nil && *a == *b }

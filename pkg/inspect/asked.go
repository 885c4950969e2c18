package inspect

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An Attempt is a command of a metric, of answers, of ledgers or of what happened, and why it does not answer; nil where it
// does.
type Attempt struct {
	Metric, Command string
	OfLedgers       bool
	// OfHappenings says that the metric needs columns that few files have: it is offered where their headers surely tell
	// them, and of all others it would only say that they are none.
	OfHappenings bool
	// Foreign says that the layout of the sources is made for other metrics, and Apart that what happened in the rows, such as
	// calls, is what another metric is about.
	Foreign, Apart bool
	// Surely is how many columns of its own a metric of what happened surely has by their headers; 0 where the one is not
	// among them that files of nothing else have.
	Surely int
	// Rows is what became of the rows, where they were read.
	Rows result.Rows
	Err  error
}

// surely is from how many columns of its own on a metric of what happened may ask.
const surely = 2

// offScale tells whether more rows are off the scale of a metric, or none of its words, than count.
func (q Attempt) offScale() bool { return q.Rows.OutOfRange+q.Rows.Invalid > q.Rows.Counted }

// asks tells whether a metric of what happened asks with commands about columns that are its own.
func (q Attempt) asks(e *problem.Error) bool {
	return q.Surely >= surely && e.Usage && e.Instead == "" && len(e.Flags)+len(e.Senses) > 0
}

// Offer tells of a command what came of asking it: it answers, it asks, or it refuses. One that answers by a mere
// likeness of the columns, such as churn for people who have written twice, is not offered.
func (p *Picture) Offer(q Attempt) {
	var e *problem.Error
	suits, ledger := p.holdsAnswers(q.Metric), someOf(p.Columns, layout.Customer) && tellLedger(p.Columns)
	if q.OfLedgers {
		suits = ledger
	}
	switch {
	case q.Apart, q.Err == nil && (q.Foreign || q.offScale()): // by chance
	case q.OfHappenings && q.Err == nil, q.Err == nil && suits:
		p.Commands = append(p.Commands, q.Command)
	case errors.As(q.Err, &e):
		says := p.saysOf(e)
		if q.OfHappenings && q.asks(e) || !q.OfHappenings && suits && p.wouldAsk(e) {
			p.Questions = append(p.Questions, Asking{q.Command, says})
		} else if !q.OfHappenings && (ledger && q.OfLedgers || suits) {
			p.Refusals = append(p.Refusals, Asking{q.Command, says})
		}
	}
}

// Otherwise offers metrics of what happened that ask with commands, where nothing else answers or asks.
func (p *Picture) Otherwise(attempts []Attempt) {
	if len(p.Commands)+len(p.Questions) > 0 {
		return
	}
	for _, q := range attempts {
		var e *problem.Error
		if !q.Foreign && errors.As(q.Err, &e) && e.Usage && e.Instead == "" && len(e.Flags)+len(e.Senses) > 0 {
			p.Questions = append(p.Questions, Asking{q.Command, p.saysOf(e)})
		}
	}
}

// saysOf is the first line of what an error says, without the source.
func (p *Picture) saysOf(e *problem.Error) string {
	says, _, _ := strings.Cut(e.Text, "\n")
	for _, s := range p.Sources {
		says = strings.TrimPrefix(says, s.Name+": ")
	}
	return says
}

// holdsAnswers tells whether a column may be the answers of a metric.
func (p *Picture) holdsAnswers(metric string) bool {
	return slices.ContainsFunc(p.Columns, func(c Profile) bool {
		return c.Type != Boolean && c.speaksOf(metric) && slices.ContainsFunc(c.Roles, func(r RolePart) bool {
			return r.Role == string(layout.Score) && (r.kinds == nil || slices.Contains(r.kinds, metric))
		})
	})
}

// The ends of the usual scales of answers: the highest number lies above one of them and not beyond the other.
var scaleEnds = map[string]struct{ above, to float64 }{"csat": {0, 5}, "ces": {5, 7}, "nps": {0, math.Inf(1)}} // 11 may be a slip of 10

// speaksOf tells whether a column may be answers to the question of a metric: its header says so, or it is a general one
// and its numbers lie on that scale. Of effort, words have to say something: good and bad tell how satisfied people are.
func (c Profile) speaksOf(metric string) bool {
	ends, known := scaleEnds[metric]
	if !known || ofMetric(metric, c.Name) {
		return true
	}
	for other := range scaleEnds {
		if ofMetric(other, c.Name) {
			return false
		}
	}
	if len(c.Range) == 2 {
		high, err := strconv.ParseFloat(fmt.Sprint(c.Range[1]), 64)
		return err == nil && high > ends.above && high <= ends.to
	}
	if c.Type != Text || metric == "csat" {
		return metric != "ces"
	}
	return metric == "ces" && slices.ContainsFunc(c.First, func(text string) bool { return layout.LeaningOf("ces", text) != layout.Level })
}

// ofMetric tells whether a header names a metric, or its question, by words that are not of any answers.
func ofMetric(metric, header string) bool {
	const near = 2 // behind it come words that are not of one metric alone
	r, ok := layout.RatingOf(layout.Score, metric, header)
	return ok && r.Sure && r.Rank <= near
}

// tellLedger tells whether a column has what only ledgers have beside people and times, or the periods themselves.
func tellLedger(columns []Profile) bool {
	periods := 0
	for _, c := range columns {
		if _, _, ok := dates.ParseLabel(c.Name); ok {
			periods++
		}
	}
	return periods > 1 || slices.ContainsFunc([]layout.Role{layout.Amount, layout.End, layout.Request, layout.TrialEnd, layout.Status, layout.Active,
		layout.Type, layout.Product, layout.Quantity}, func(role layout.Role) bool { return someOf(columns, role) })
}

// wouldAsk tells whether an error is a question with answers: one for a column that some seem to be, or one between
// several words.
func (p *Picture) wouldAsk(e *problem.Error) bool {
	if !e.Usage || e.Instead != "" {
		return false
	}
	flag := ""
	if len(e.Flags) > 0 {
		flag = e.Flags[0]
	} else if _, after, found := strings.Cut(e.Text, "choose one with "); found {
		flag, _, _ = strings.Cut(after, "\n")
	}
	role := layout.Role(strings.ReplaceAll(strings.TrimPrefix(flag, "--"), "-", "_"))
	switch {
	case flag == "":
		return false
	case slices.ContainsFunc(wordings(), func(w roleWords) bool { return w.role == role }):
		return someOf(p.Columns, role)
	}
	return strings.Count(e.Text, "\n") != 1 // a single way is no question
}

// someOf tells whether a column may play a role.
func someOf(columns []Profile, role layout.Role) bool {
	return slices.ContainsFunc(columns, func(c Profile) bool { return c.plays(role) })
}

package inspect

import (
	"errors"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// An Attempt is a command of a metric, of answers, of ledgers or of what happened, and why it does not answer; nil where it
// does.
type Attempt struct {
	Metric, Command string
	OfLedgers       bool
	// OfHappenings says that the metric needs columns that few files have: it is offered where their headers surely tell
	// them, and of all others it would only say that they are none.
	OfHappenings bool
	// Foreign says that the layout of the sources is made for other metrics.
	Foreign bool
	Err     error
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
	case q.Foreign && q.Err == nil: // by chance
	case q.OfHappenings:
		if q.Err == nil {
			p.Commands = append(p.Commands, q.Command)
		}
	case q.Err == nil && (suits || !q.OfLedgers && p.Whole):
		p.Commands = append(p.Commands, q.Command)
	case errors.As(q.Err, &e):
		says, _, _ := strings.Cut(e.Text, "\n")
		for _, s := range p.Sources {
			says = strings.TrimPrefix(says, s.Name+": ")
		}
		if suits && p.wouldAsk(e) {
			p.Questions = append(p.Questions, Asking{q.Command, says})
		} else if ledger || !q.OfLedgers {
			p.Refusals = append(p.Refusals, Asking{q.Command, says})
		}
	}
}

// holdsAnswers tells whether a column may be the answers of a metric.
func (p *Picture) holdsAnswers(metric string) bool {
	return slices.ContainsFunc(p.Columns, func(c Profile) bool {
		return c.Type != Boolean && slices.ContainsFunc(c.Roles, func(r RolePart) bool {
			return r.Role == string(layout.Score) && (r.kinds == nil || slices.Contains(r.kinds, metric))
		})
	})
}

// tellLedger tells whether a column has what only ledgers have beside people and times.
func tellLedger(columns []Profile) bool {
	return slices.ContainsFunc([]layout.Role{layout.Amount, layout.End, layout.Request, layout.TrialEnd, layout.Status, layout.Active,
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

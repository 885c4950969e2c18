package customers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// seam takes from the first rows what the ends of subscriptions mean, where the request does not say.
func (s *audit) seam() {
	s.lastDay = s.LastDay == flags.Yes
	if s.shape != ledger.Subscription || !s.LastDay.Open() {
		return
	}
	l, err := ledger.New(s.bookkeeping())
	if err != nil {
		return // reading tells of it
	}
	c, err := l.Collector()
	if err != nil {
		return
	}
	for i, t := range s.set.Tables {
		cs := s.columns[i]
		for _, cells := range t.Rows {
			cell := func(role ledger.Item) []byte {
				if at := cs.at(role); at != none && at < len(cells) {
					return []byte(cells[at])
				}
				return nil
			}
			_, _ = c.Add(&ledger.Row{Customer: cell(ledger.Customer), Start: cell(ledger.Start), End: cell(ledger.End)})
		}
	}
	s.lastDay = s.endsAreLastDays(&c.Remarks().Seams)
}

// endsAreLastDays tells whether the next subscription of a customer begins, as a rule, on the day after an end.
// Where ends are first moments without service, it would begin on the day of the end. One such case is enough where ends are days
// and no other case speaks against it: who comes back on the very next day has renewed.
func (s *audit) endsAreLastDays(seams *ledger.Seams) bool {
	all, nextDay := seams.Followed()
	if all == nextDay && seams.MonthEnds() && !s.hasClocks() {
		return true
	}
	return nextDay >= 3 && 10*nextDay >= 9*all || nextDay > 0 && nextDay == all && !s.hasClocks()
}

// hasClocks tells whether sampled ends have a time of the day.
func (s *audit) hasClocks() bool {
	for i, t := range s.set.Tables {
		if end := s.columns[i].at(ledger.End); end != none && slices.ContainsFunc(t.Sample(end), func(text string) bool { return strings.Contains(text, ":") }) {
			return true
		}
	}
	return false
}

// doubtfulEnds asks where all rows tell something else of the ends than the first of them.
func (s *audit) doubtfulEnds(c *ledger.Remarks) error {
	if s.shape != ledger.Subscription || !s.LastDay.Open() || s.endsAreLastDays(&c.Seams) == s.lastDay {
		return nil
	}
	all, nextDay := c.Seams.Followed()
	if !s.lastDay && nextDay < 3 {
		return nil
	}
	end := s.columns[0].header(ledger.End)
	e := problem.Usage("%s: column %s may hold the last day of service, or the first day without: of %d ends that another start follows within a week, %d have it on the next day; say which with --last-day or --last-day=false",
		s.set.Names(), end, all, nextDay)
	e.Read, e.Flags = true, []string{"--last-day"}
	if s.lastDay {
		e.Flags[0] = "--last-day=false"
	}
	return e
}

// lastDays says that ends were taken as last days of service.
func (s *audit) lastDays(c *ledger.Remarks) []result.Warning {
	if !s.lastDay || !s.LastDay.Open() {
		return nil
	}
	all, nextDay := c.Seams.Followed()
	if all == 0 {
		return []result.Warning{result.Warn("last_day", "the end of a subscription is taken as its last day of service, since all ends are last days of months and all starts are first ones; --last-day=false takes it as the first day without")}
	}
	return []result.Warning{result.Warn("last_day", "the end of a subscription is taken as its last day of service, since the next one of its customer begins on the day after it in %d of %d cases; --last-day=false takes it as the first day without",
		nextDay, all)}
}

// undated refuses what is about customers who leave, where most who left have no date: the figure would be that of
// the few who have one.
func (s *audit) undated(c *ledger.Remarks) error {
	if !s.Metric.Losses || c.Undated <= c.Dated {
		return nil
	}
	e := problem.Failure("%s: %s that are over by their status bear no date of their end (--end), and only %d do, so %s would leave most of those who left out",
		s.set.Names(), kind.HowMany(c.Undated, "subscription"), c.Dated, s.Metric.Name)
	e.Read = true
	if s.columns[0].has(ledger.Request) && s.churnOn != ledger.AtRequest {
		return e.Advise("--end names the column with the end; --churn-on request takes the dates on which customers asked to cancel, where there are some")
	}
	return e.Advise("--end names the column with the end; revenue can be told without it")
}

// undatedLosses tells of those who left and have no date, and takes the verdict away where they are more than a tenth of
// the others.
func (s *audit) undatedLosses(d *result.Document, c *ledger.Remarks) []result.Warning {
	if c.Undated == 0 || 10*c.Undated <= c.Dated {
		return nil
	}
	verdict := result.Phrase{}
	if kind.NoVerdict(d) {
		verdict = result.Say(", so there is no verdict")
	}
	if c.Undated == 1 {
		return []result.Warning{result.Warn("undated_ends", "1 subscription that is over by its status bears no date of its end, beside %d that do: it is lost in no period%s", c.Dated, verdict)}
	}
	return []result.Warning{result.Warn("undated_ends", "%s that are over by their status bear no date of their end, beside %d that do: they are lost in no period%s",
		kind.HowMany(c.Undated, "subscription"), c.Dated, verdict)}
}

// oneSided asks what the statuses mean of which nobody knows whether the customer is lost, where all others say the
// same: then those are likely to be the other side, and a share without them would be none, or all.
func (s *audit) oneSided(f *figures) error {
	if s.shape != ledger.Status || len(s.Lost) > 0 || f.rows.Counted == 0 {
		return nil
	}
	var first *ledger.Finding
	for out, o := range f.found.Odd {
		if out.Fate == ledger.Invalid && out.Role == ledger.StatusOf && (first == nil || o.First.Before(first.First)) {
			first = o
		}
	}
	m := f.statement.Movements.Pool()
	switch {
	case first == nil:
		return nil
	case m.Customers.Lost != 0 && m.Customers.Lost != m.Customers.Opening:
		return s.unknownAmong(f, first)
	}
	text := answer.Trim(first.Text)
	side, other := "is still there", "left"
	if m.Customers.Lost > 0 {
		side, other = other, side
	}
	e := problem.Usage("%s: column %s: %s is not known as a status; every text that is known says that the customer %s, so this may be one who %s; name all texts of those who left with --lost",
		s.set.At(first.First), s.columns[first.First.Source].header(ledger.StatusOf), answer.Quote(text, 40), side, other)
	e.Read, e.Hint = true, fmt.Sprintf("--missing takes %s for no answer", answer.Quote(text, 40))
	if m.Customers.Lost == 0 {
		for _, odd := range s.oddStates(text) {
			e.Flags = append(e.Flags, "--lost", odd)
		}
	}
	return e
}

// unknownStates asks what the statuses of subscriptions mean that nobody understands, where they are of more than a few, or of all
// on one side: a figure without them would be that of the others.
func (s *audit) unknownStates(h *harvest) error {
	if s.shape != ledger.Subscription || len(s.Lost) > 0 {
		return nil
	}
	n, first := int64(0), (*ledger.Finding)(nil)
	for out, o := range h.found.Odd {
		if out.Fate == ledger.Invalid && out.Role == ledger.StatusOf && !ledger.KnowsState(answer.Trim(o.Text)) {
			n, first = o.Rows, o
		}
	}
	if all := h.rows().Counted; n == 0 || (n < 2 || 10*n <= all) && h.found.Left && h.found.Stayed {
		return nil
	}
	e := problem.Usage("%s: column %s: %s is not known as the status of a subscription; %s with such a status would be left out: say with --lost who has left, or with --status none that the dates tell",
		s.set.At(first.First), s.columns[first.First.Source].header(ledger.StatusOf), answer.Quote(answer.Trim(first.Text), 40), kind.HowMany(n, "row"))
	e.Read = true
	lost := []string{}
	for _, text := range s.oddStates(answer.Trim(first.Text)) {
		if !goesOn(text) {
			lost = append(lost, "--lost", text)
		}
	}
	e.Senses = []problem.Sense{{Says: "their dates tell who left", Flags: []string{"--status", noColumn}}}
	if len(lost) > 0 {
		e.Senses = append(e.Senses, problem.Sense{Says: "they have left", Flags: lost})
	}
	return e
}

// goesOn tells whether a status begins with a word for who is there, and says more of it: "active - paused since March?".
func goesOn(text string) bool {
	head := answer.Trim(text)
	if at := strings.IndexAny(head, "(–—-,:;/"); at > 0 {
		head = answer.Trim(head[:at])
	}
	return ledger.KnowsState(head) && !isLost(head)
}

// oddStates lists the sampled statuses that are not known.
func (s *audit) oddStates(first string) []string {
	const most = 5
	texts := []string{first}
	for _, text := range s.glance.states {
		if !ledger.KnowsState(text) && !s.isMissing(text) && !slices.Contains(texts, text) && len(texts) < most {
			texts = append(texts, text)
		}
	}
	return texts
}

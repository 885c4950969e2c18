package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// plannedEnds asks where subscriptions have ends that are still to come whether somebody cancels them or not, as memberships have
// a day of expiry: whoever has cancelled is lost then, or has been since it cancelled.
func (s *audit) plannedEnds(t *dataset.Table, cs columns) error {
	if s.End != "" || s.Requested != "" || s.ChurnOn != "" || !cs.has(ledger.End) || !cs.has(ledger.Request) || s.Now == nil {
		return nil
	}
	reader, err := dates.NewReader(s.Writing(dates.Unknown))
	if err != nil {
		return nil // reading tells of it
	}
	at := func(text string) (at dates.Instant, ahead, ok bool) {
		at, _, ok = endOf(reader, text)
		return at, at > *s.Now, ok
	}
	running, cancelled, before, open := 0, 0, 0, 0
	for _, row := range t.Rows {
		end, ahead, ends := at(cellOf(row, cs.at(ledger.End)))
		request, later, asked := at(cellOf(row, cs.at(ledger.Request)))
		switch {
		case !asked && !ends:
			open++
		case !asked && ahead:
			running++
		case !asked || later || !ends:
		case ahead:
			cancelled++
		case request < end:
			before++
		}
	}
	if running > 0 && cancelled == 0 && before > 0 && open == 0 {
		return s.cancelledBefore(t, cs)
	}
	if running == 0 || cancelled == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s holds days that are still to come, of customers who cancelled and of others; say whether those who cancelled are lost on the day in column %s, or stay until that in column %s",
		t.Name, cs.header(ledger.End), cs.header(ledger.Request), cs.header(ledger.End))
	return lostOrStaying(e, t, cs, "if they stay until then")
}

// lostOrStaying has a question show that those who cancelled are lost on that day, and how they stay.
func lostOrStaying(e *problem.Error, t *dataset.Table, cs columns, stay string) error {
	e.Flags = []string{"--churn-on", string(ledger.AtRequest)}
	e.Hint = "--end " + layout.ShellQuote(t.Reference(cs.at(ledger.End))) + " " + stay
	return e
}

// cancelledBefore asks where all subscriptions have an agreed end, as policies do, and some were cancelled before theirs: without
// the day of the cancellation they would count until the end.
func (s *audit) cancelledBefore(t *dataset.Table, cs columns) error {
	end, request := cs.header(ledger.End), cs.header(ledger.Request)
	e := problem.Usage("%s: column %s holds an agreed end for everybody, and column %s an earlier day for those who cancelled; say whether those who cancelled are lost on the day in column %s, or stay until that in column %s",
		t.Name, end, request, request, end)
	return lostOrStaying(e, t, cs, "if they stay until then")
}

// agreedEnds asks where the ends are those of contracts by their header, all a usual term after the start, and some are past, and
// nothing else tells who has left: a contract may go on when its term is over.
func (s *audit) agreedEnds(t *dataset.Table, cs columns) error {
	if s.End != "" || !cs.has(ledger.End) || cs.has(ledger.Request) || cs.has(ledger.StatusOf) || s.Now == nil || !layout.TellsOf(layout.ContractWord, t.Headers[cs.at(ledger.End)]) {
		return nil
	}
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil // reading tells of it
	}
	today, past := *s.Now, 0
	if s.asOf != nil {
		today = min(today, *s.asOf)
	}
	seen := make(map[string]bool)
	for _, row := range t.Rows {
		from, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Start))))
		end, _, over := endOf(reader, cellOf(row, cs.at(ledger.End)))
		who := cellOf(row, cs.at(ledger.Customer))
		if seen[who] && who != "" { // contracts that were renewed tell which were not
			return nil
		}
		if seen[who] = true; !dated || !over {
			continue
		}
		if n := ledger.WholeMonths(from, end, s.Zone); n < 6 || !slices.Contains(usualTerms, float64(n)) {
			return nil
		}
		if end <= today {
			past++
		}
	}
	if past < 2 {
		return nil
	}
	e := problem.Usage("%s: column %s holds ends of terms that were agreed, of which %d in the first rows are past, and no column tells whether those customers left or went on",
		t.Name, t.Header(cs.at(ledger.End)), past)
	e.Senses = []problem.Sense{{Says: "if they left then, and whoever went on has a later end", Flags: []string{"--end", t.Reference(cs.at(ledger.End))}}}
	return e
}

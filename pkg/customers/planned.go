package customers

import (
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
	isAhead := func(text string) (ahead, ok bool) {
		at, _, ok := reader.Parse([]byte(text))
		return at > *s.Now, ok
	}
	running, cancelled := 0, 0
	for _, row := range t.Rows {
		if ahead, ok := isAhead(cellOf(row, cs.at(ledger.End))); !ok || !ahead {
			continue
		}
		if ahead, ok := isAhead(cellOf(row, cs.at(ledger.Request))); ok && !ahead {
			cancelled++
		} else if !ok {
			running++
		}
	}
	if running == 0 || cancelled == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s holds days that are still to come, of customers who cancelled and of others; say whether those who cancelled are lost on the day in column %s, or stay until that in column %s",
		t.Name, cs.header(ledger.End), cs.header(ledger.Request), cs.header(ledger.End))
	e.Flags = []string{"--churn-on", string(ledger.AtRequest)}
	e.Hint = "--end " + layout.ShellQuote(t.Reference(cs.at(ledger.End))) + " if they stay until then"
	return e
}

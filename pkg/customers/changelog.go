package customers

import (
	"maps"
	"slices"
	"time"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// A log of changes has a row whenever something of a subscription changed: what it says holds until its next row. Nobody is lost in a
// month without a row, and who left says so in the last one, whatever the rows before it say.

// changeLog asks where the rows of a list of who left, or of a balance, are such a log.
func (s *audit) changeLog(t *dataset.Table, cs columns) error {
	listed := s.shape == ledger.Status && len(s.Lost) == 0
	if !listed && (s.shape != ledger.Balance || s.wide != nil || s.Status != "" || len(s.Lost) > 0) {
		return nil
	}
	at := [4]int{none, s.stateOfLog(t, cs), none, s.amountOfLog(t, cs)}
	if at[1] == none || at[3] == none || !cs.has(ledger.Customer) {
		return nil
	}
	for _, at[0] = range s.keysOfLog(t, cs) {
		for _, at[2] = range s.timesOfLog(t, cs, at) {
			if says, is := s.isLog(t, at); is {
				return s.askLog(t, at, says)
			}
		}
	}
	return nil
}

// stateOfLog is the column of who left, which a balance may have without a role.
func (s *audit) stateOfLog(t *dataset.Table, cs columns) int {
	if cs.has(ledger.StatusOf) {
		return cs.at(ledger.StatusOf)
	}
	return (&finder{audit: s, table: t, named: cs}).one(ledger.StatusOf, ledger.Status)
}

// amountOfLog is the column of what a subscription brings.
func (s *audit) amountOfLog(t *dataset.Table, cs columns) int {
	if cs.has(ledger.Amount) {
		return cs.at(ledger.Amount)
	}
	return (&finder{audit: s, table: t, named: cs}).one(ledger.Amount, ledger.Balance)
}

// keysOfLog lists the columns that may tell what has several rows in a log: the number of a subscription, or else the customer.
func (s *audit) keysOfLog(t *dataset.Table, cs columns) []int {
	ids := t.Those(func(i int) bool {
		return i != cs.at(ledger.Customer) && layout.NamesID(t.Headers[i]) && layout.TellsOf(layout.OfSubscription, t.Headers[i]) && repeats(t, i)
	})
	return append(ids, cs.at(ledger.Customer))
}

// timesOfLog lists the columns that may tell when something changed. Where customers are all that tells rows apart, the header has to
// say so, since each may have several subscriptions.
func (s *audit) timesOfLog(t *dataset.Table, cs columns, at [4]int) []int {
	return t.Those(func(i int) bool {
		free := !slices.Contains(at[:2], i) && i != at[3] && i != cs.at(ledger.Customer)
		says := at[0] != cs.at(ledger.Customer) || layout.IsAsideHeader(layout.ChangeHeader, t.Headers[i])
		return free && says && t.HoldsTimes(i, s.Writing(dates.Unknown)) && every(t.Sample(i), func(text string) bool { return text != "" })
	})
}

// isLog tells whether some subscription is there first and has left in a later row. In a balance, most of those that are there have months without a row, too. says are the texts of who left.
func (s *audit) isLog(t *dataset.Table, at [4]int) (says []string, is bool) {
	steps := s.stepsOf(t, at)
	if len(steps) == 0 || len(steps) != len(t.Rows) {
		return nil, false
	}
	of, left, turned := make(map[string][]sampledMove), make(map[string]bool), false
	for _, x := range steps {
		before := of[x.who]
		n := len(before)
		if isLost(x.kind) {
			left[x.kind] = true
			turned = turned || n > 0 && !isLost(before[n-1].kind) && before[n-1].at < x.at
		}
		of[x.who] = append(before, x)
	}
	if !turned || s.shape == ledger.Balance && !mostlySilent(of, monthOf(steps[len(steps)-1].at)) {
		return nil, false
	}
	return slices.Sorted(maps.Keys(left)), true
}

// mostlySilent tells whether most subscriptions that are there in their last row have a month without one, up to the last of all.
func mostlySilent(of map[string][]sampledMove, last int) bool {
	there, silent := 0, 0
	for _, rows := range of {
		if isLost(rows[len(rows)-1].kind) {
			continue
		}
		there++
		months := make(map[int]bool)
		for _, x := range rows {
			months[monthOf(x.at)] = true
		}
		if len(months) <= last-monthOf(rows[0].at) {
			silent++
		}
	}
	return 2*silent > there
}

func monthOf(at dates.Instant) int {
	day := time.UnixMicro(int64(at)).UTC()
	return 12*day.Year() + int(day.Month())
}

// askLog asks to write the change beside each row.
func (s *audit) askLog(t *dataset.Table, at [4]int, says []string) error {
	e := problem.Usage("%s: column %s says that customers left in later rows of what is there in earlier ones by column %s: the rows are a log of changes, each of which holds until the next, and no column holds what changed",
		t.Name, t.Header(at[1]), t.Header(at[2]))
	unclear := func(x sampledMove) bool { return !isLost(x.kind) && !ledger.Runs(x.kind) }
	if !s.forAwk(t, at[3]) || !s.inOrder(t, at) || slices.ContainsFunc(s.stepsOf(t, at), unclear) {
		return e
	}
	one := withChange(t, "the change since the row before", sinceBefore(at, says), at[1])
	one.Flags = append(one.Flags, "--shape", string(ledger.Movement), "--time", t.Reference(at[2]))
	e.Senses = []problem.Sense{one}
	return e
}

// inOrder tells whether the rows of each subscription stand in the order of time.
func (s *audit) inOrder(t *dataset.Table, at [4]int) bool {
	row := make(map[string]int)
	for _, x := range s.stepsOf(t, at) {
		if x.row < row[x.who] {
			return false
		}
		row[x.who] = x.row
	}
	return true
}

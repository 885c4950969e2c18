package customers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// findStates looks for a column that tells, in rows of a customer and period, whether the customer was there. Whoever is
// cancelled and has an amount all the same would count as there without it.
func (s *audit) findStates(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Balance || s.wide != nil || s.moves || s.Status == noColumn {
		return nil
	}
	if cs.has(ledger.StatusOf) {
		return s.namedStates(t, cs)
	}
	for i, header := range t.Headers {
		active, churned := speaksOf(layout.Active, "", header), speaksOf(layout.Status, string(ledger.Status), header)
		if cs.Taken(i) || !active && !churned && !speaksOf(layout.Status, string(ledger.Subscription), header) {
			continue
		}
		if !active {
			if err := s.generalFlags(t, i); err != nil {
				return err
			}
		}
		seen := s.statesIn(t, cs, i, active)
		if !seen.tells(len(s.Lost) > 0) {
			continue
		}
		if seen.isOfToday() && len(s.Lost) == 0 {
			s.because(fmt.Sprintf("status: column %s tells what customers are today: who is gone there has no rows at the end", t.Header(i)))
			continue
		}
		if err := s.doubtfulStates(t, i, seen); err != nil {
			return err
		}
		cs.set(ledger.StatusOf, i)
		s.yesIsKept = active
		s.because(fmt.Sprintf("status: column %s tells who was there in a period", t.Header(i)))
		return nil
	}
	if len(s.Lost) > 0 {
		return problem.Usage("--lost means nothing to a ledger of shape %s", s.shape)
	}
	return nil
}

// namedStates settles how the statuses of a named column are read.
func (s *audit) namedStates(t *dataset.Table, cs columns) error {
	at := cs.at(ledger.StatusOf)
	s.yesIsKept = speaksOf(layout.Active, "", t.Headers[at])
	if err := s.generalFlags(t, at); err != nil {
		return err
	}
	known := slices.ContainsFunc(t.Sample(at), func(text string) bool {
		_, ok := ledger.IsThere(answer.Trim(text), s.yesIsKept)
		return ok
	})
	if known || len(s.Lost) > 0 || t.Blank(at) {
		return nil
	}
	return problem.Usage("%s: column %s has no text that is known as a status; --lost names those of customers who were gone", t.Name, t.Header(at))
}

func speaksOf(role layout.Role, kind, header string) bool {
	return len(layout.Candidates(role, kind, []string{header})) > 0
}

// seenStates are what the sampled statuses of customers in periods say.
type seenStates struct {
	rows, unknown int
	odd           string // the first unknown one
	gone          string // the first that says so of a customer who has money
	flags         bool   // they are yes and no
	yesIsKept     bool
	changes       bool // somebody was there in one period, and gone in another
	ends          bool // whoever was gone has no row in the last period, as far as all rows are known
	atOnce        bool // somebody is said to be gone in the period in which it came
}

// tells tells whether a column holds statuses: most texts are known, all of them where they are yes and no.
func (s seenStates) tells(lost bool) bool {
	known := s.rows - s.unknown
	return s.rows > 0 && (lost || known > 0 && s.gone != "" && !s.flags || 2*known > s.rows && !s.flags || s.unknown == 0 && (!s.flags || s.yesIsKept || s.gone != ""))
}

// statesIn reads a column of statuses in the sampled rows.
func (s *audit) statesIn(t *dataset.Table, cs columns, column int, yesIsKept bool) seenStates {
	seen := seenStates{yesIsKept: yesIsKept}
	at := make(map[[2]string][2]bool) // by customer and period, whether it was there and whether it was gone
	for _, row := range t.Rows {
		text := cellOf(row, column)
		if text == "" || slices.Contains(s.Missing, text) {
			continue
		}
		seen.rows++
		flag := isYesOrNo(text)
		there, ok := ledger.IsThere(text, yesIsKept)
		if seen.flags = seen.flags || flag; !ok || flag && s.general(t, column) {
			if seen.unknown++; seen.odd == "" {
				seen.odd = text
			}
			continue
		}
		if money := cs.at(ledger.Amount); money != none && !strings.ContainsAny(cellOf(row, money), "123456789") {
			continue
		}
		if !there && seen.gone == "" {
			seen.gone = text
		}
		key := [2]string{cellOf(row, cs.at(ledger.Customer)), cellOf(row, cs.at(ledger.Time))}
		is := at[key]
		at[key] = [2]bool{is[0] || there, is[1] || !there}
	}
	seen.changes, seen.ends = haveChanged(at), t.Whole && !s.goneAtTheEnd(at)
	seen.atOnce = s.comesAndGoes(t, cs, column, yesIsKept)
	return seen
}

// general tells whether the header of a column says nothing of who is there and who is not, so that yes does not either.
func (s *audit) general(t *dataset.Table, column int) bool {
	return speaksOf(layout.Status, string(ledger.Subscription), t.Headers[column])
}

// isYesOrNo tells whether a text is a word for yes or no, in which a column has to say of what.
func isYesOrNo(text string) bool { _, ok := ledger.YesOrNo(text); return ok }

func cellOf(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return answer.Trim(row[column])
}

// isOfToday tells whether statuses are what customers are today: the same in all rows of each, and whoever is gone has no row in
// the last period, so that the rows tell the loss by themselves.
func (s seenStates) isOfToday() bool {
	return s.gone != "" && s.unknown == 0 && !s.changes && s.ends && !s.flags
}

// comesAndGoes tells whether a row says that a customer who has money left, and another column of it that the customer is new.
func (s *audit) comesAndGoes(t *dataset.Table, cs columns, column int, yesIsKept bool) bool {
	f := &finder{audit: s, table: t, named: cs}
	news := t.Those(func(i int) bool {
		name := strings.TrimPrefix(answer.Normalise(layout.WithoutChoice(t.Headers[i])), "is ")
		return i != column && f.motionOf(name) == ledger.Arrive && every(t.Sample(i), isYesOrNo)
	})
	return slices.ContainsFunc(t.Rows, func(row []string) bool {
		there, ok := ledger.IsThere(cellOf(row, column), yesIsKept)
		paid := !cs.has(ledger.Amount) || strings.ContainsAny(cellOf(row, cs.at(ledger.Amount)), "123456789")
		return ok && !there && paid && slices.ContainsFunc(news, func(i int) bool { yes, _ := ledger.YesOrNo(cellOf(row, i)); return yes })
	})
}

// goneAtTheEnd tells whether somebody in the last period is said to be gone, or which one is last cannot be told.
func (s *audit) goneAtTheEnd(at map[[2]string][2]bool) bool {
	reader, err := dates.NewReader(s.Writing(s.order))
	if err != nil {
		return true
	}
	var last dates.Instant
	gone := true
	for key, is := range at {
		when, _, ok := reader.Parse([]byte(key[1]))
		switch {
		case !ok:
			return true
		case when > last:
			last, gone = when, is[1]
		case when == last:
			gone = gone || is[1]
		}
	}
	return gone
}

// haveChanged tells whether a customer was there in one period and gone in another. Then statuses are those of the periods; where
// nobody changes, they may be what customers are today, in all their rows.
func haveChanged(at map[[2]string][2]bool) bool {
	has := make(map[string][2]bool)
	for key, is := range at {
		if is[0] && is[1] { // of several subscriptions
			continue
		}
		before := has[key[0]]
		if has[key[0]] = [2]bool{before[0] || is[0], before[1] || is[1]}; has[key[0]] == [2]bool{true, true} {
			return true
		}
	}
	return false
}

// doubtfulStates asks where the statuses may be read in two ways.
func (s *audit) doubtfulStates(t *dataset.Table, column int, seen seenStates) error {
	if seen.gone == "" || len(s.Lost) > 0 {
		return nil
	}
	name := t.Reference(column)
	leave := problem.Sense{Says: "its rows with such a status are left out", Flags: []string{"--shape", string(ledger.Balance), "--status", name}}
	keep := problem.Sense{Says: "all rows with an amount count", Flags: []string{"--status", noColumn}}
	if s.Shape != "" {
		leave.Flags = leave.Flags[2:]
	}
	var e *problem.Error
	switch {
	case seen.unknown > 0:
		e = problem.Usage("%s: column %s has %s, which says that the customer was gone, and %s, which is not known; say what counts with --status",
			t.Name, t.Header(column), answer.Quote(seen.gone, 40), answer.Quote(seen.odd, 40))
	case seen.flags && !seen.yesIsKept:
		e = problem.Usage("%s: column %s says that customers left in rows that have an amount: they may be gone in that period, or leave at its end; say which with --status",
			t.Name, t.Header(column))
	case seen.changes:
		return nil
	default:
		e = problem.Usage("%s: column %s says %s in all rows of its customers, though these have amounts: it may be what they are today, or tell of the period; say which with --status",
			t.Name, t.Header(column), answer.Quote(seen.gone, 40))
	}
	if e.Senses = []problem.Sense{leave, keep}; seen.atOnce { // who was gone already cannot come in that period
		e.Senses = e.Senses[1:]
	} else if seen.unknown == 0 && !seen.flags {
		slices.Reverse(e.Senses) // they are more often what customers are today
	}
	return e
}

// changesInTime tells whether customers have amounts at several times, of each of which a status may tell.
func (f *finder) changesInTime() bool {
	customer, at := f.one(ledger.Customer, ledger.Balance), f.timeAt()
	if customer == none || at == none || f.one(ledger.Amount, ledger.Balance) == none {
		return false
	}
	times := make(map[string]string)
	return slices.ContainsFunc(f.table.Rows, func(row []string) bool {
		who, when := cellOf(row, customer), cellOf(row, at)
		before, seen := times[who]
		times[who] = when
		return seen && who != "" && when != before
	})
}

package customers

import (
	"slices"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// doubtfulRows asks about rows that are the same in every cell: a row that an export has twice is money that counts twice, and
// a customer may well have two subscriptions that nothing tells apart. Of orders it asks only where their number stands on one
// row each else, since lines of an order, and purchases of a day, may be the same.
func (s *audit) doubtfulRows() error {
	if !s.SameRows.Open() || s.eachRow || s.set.Unplaced() || !s.priced() && s.shape != ledger.Transaction { // of pools and states not all cells are known
		return nil
	}
	var written [][]string // in tables like the one at hand
	for i, t := range s.set.Tables {
		if i > 0 && !slices.Equal(t.Headers, s.set.Tables[i-1].Headers) {
			written = nil
		}
		r := s.repetitions(t, i, written)
		if written = r.rows; r.again == 0 {
			continue
		}
		number := r.number(t, s.columns[i])
		if number == none && s.shape == ledger.Transaction {
			continue
		}
		return s.askSameRows(t, number, r)
	}
	return nil
}

// Discerns implements kind.Discerning: who has a subscription or a status twice has it once.
func (s *audit) Discerns() bool {
	return !s.SameRows.Open() || s.shape == ledger.Subscription || s.shape == ledger.Status
}

// A repetition is what sampled rows say about rows that stand there again.
type repetition struct {
	rows  [][]string // the different ones that bring something
	again int        // how many stand there again
	first string     // the customer of the first of them
}

// repetitions looks for rows that stand there again, in a table or in one before.
func (s *audit) repetitions(t *dataset.Table, table int, before [][]string) repetition {
	r := repetition{rows: before}
	seen := make(map[string]bool)
	key := func(row []string) string { return strings.Join(row, "\x00") }
	for _, row := range before {
		seen[key(row)] = true
	}
	for _, row := range t.Rows {
		who := cellOf(row, s.columns[table].at(ledger.Customer))
		switch {
		case who == "", slices.Contains(s.totals, who), !s.brings(row, table):
		case !seen[key(row)]:
			seen[key(row)] = true
			r.rows = append(r.rows, row)
		default:
			if r.again++; r.again == 1 {
				r.first = who
			}
		}
	}
	return r
}

// brings tells whether a row has an amount: one that has none does not count twice.
func (s *audit) brings(row []string, table int) bool {
	if s.wide != nil {
		return slices.ContainsFunc(s.wide[table].cells, func(a amountOf) bool { return strings.ContainsAny(cellOf(row, a.column), "123456789") })
	}
	return !s.priced() || strings.ContainsAny(cellOf(row, s.columns[table].at(ledger.Amount)), "123456789")
}

// number returns the column whose header says that it numbers what a row stands for, and that has a text of its own for each
// different row.
func (r repetition) number(t *dataset.Table, cs columns) int {
	numbers := t.Those(func(i int) bool {
		return i != cs.at(ledger.Customer) && i != cs.at(ledger.Amount) && (isHeader(layout.Order, t.Headers[i]) || isHeader(layout.Entry, t.Headers[i]))
	})
	at := slices.IndexFunc(numbers, func(i int) bool {
		seen := make(map[string]bool)
		for _, row := range r.rows {
			text := cellOf(row, i)
			if text == "" || seen[text] {
				return false
			}
			seen[text] = true
		}
		return len(seen) > 1
	})
	if at < 0 {
		return none
	}
	return numbers[at]
}

// askSameRows asks whether rows that are the same are one.
func (s *audit) askSameRows(t *dataset.Table, number int, r repetition) error {
	e := problem.Usage("%s: rows are the same in every cell, such as those of %s: one may stand there twice, or each may count; say which with --same-rows", t.Name, answer.Quote(r.first, 40))
	if number != none {
		e = problem.Usage("%s: rows are the same in every cell, such as those of %s, column %s too, which has a text of its own for each other row; say with --same-rows whether they are one",
			t.Name, answer.Quote(r.first, 40), t.Header(number))
	}
	e.Flags, e.Hint = []string{"--same-rows"}, "--same-rows=false if each of them counts"
	if number == none && 5*r.again > len(r.rows) && r.again != len(r.rows) { // so often, and not all of them, it is no accident
		e.Flags, e.Hint = []string{"--same-rows=false"}, "--same-rows if such rows are one that stands there again"
	}
	return e
}

// sameRows are the rows that a ledger has, where those that are the same in every cell count once.
type sameRows struct {
	mu   sync.Mutex
	seen map[string]tally.Place
}

// same returns where whole rows are compared; nil where each counts.
func (s *audit) same() *sameRows {
	if s.SameRows != flags.Yes {
		return nil
	}
	return &sameRows{seen: make(map[string]tally.Place)}
}

// wholeRows adds all columns to those that a count reads, where whole rows are compared.
func (s *audit) wholeRows(source int, seats pass.Seats) pass.Seats {
	if s.SameRows == flags.Yes {
		for i := range s.set.Tables[source].Headers {
			seats.Roles[cellRole(i)] = i
		}
	}
	return seats
}

func cellRole(column int) dataset.Role { return dataset.Role("cell " + string(rune('0'+column))) }

// enterOnce adds the row at hand to the ledger, unless it has the same one already. Which of them it has makes no difference,
// and the first of the source is the one that is told of as counted. A row that does not count is told of each time.
func (c *taker) enterOnce(r *pass.Record) (out ledger.Outcome, again bool, err error) {
	if c.same == nil || c.ledger != c.main { // where those go whose dates have two readings, once they have been compared
		out, err = c.enter(r)
		return out, false, err
	}
	c.whole = append(c.whole[:0], c.row.Group...)
	for i := 0; ; i++ {
		at := c.source.Columns.At(cellRole(i))
		if at == none {
			break
		}
		c.whole = pass.AppendText(c.whole, r.Cell(at))
	}
	c.same.mu.Lock()
	defer c.same.mu.Unlock()
	at := r.Place()
	first, again := c.same.seen[string(c.whole)]
	if !again {
		if out, err = c.enter(r); err == nil && (out.Fate == ledger.Counted || out.Fate == ledger.Undecided) {
			c.same.seen[string(c.whole)] = at
		}
		return out, false, err
	}
	if c.doubled++; at.Before(first) && c.tell != nil {
		c.same.seen[string(c.whole)] = at
		c.tell(pass.Reject{Place: first, Account: "duplicate", Reason: sameRow})
		return out, false, nil
	}
	return out, true, nil
}

const sameRow = "is the same as another row in every cell"

// sameDoubt says that rows were left out since they are the same as others.
func (s *audit) sameDoubt(h *harvest) []result.Warning {
	if h.doubled == 0 {
		return nil
	}
	return []result.Warning{result.Warn("same_rows", "%s the same as another in every cell: left out, since --same-rows takes them for one", kind.HowMany(h.doubled, "row"))}
}

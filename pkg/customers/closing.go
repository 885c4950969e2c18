package customers

import (
	"context"
	"errors"

	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

type figures struct {
	closing   *ledger.Closing   // nil when no row counts
	statement *ledger.Statement // empty when no row counts
	products  *products         // nil unless products have cycles, or orders are looked at by period
	fifths    *fifths           // nil unless they are asked for
	found     *ledger.Remarks
	rows      result.Rows
	open      *openEnd                   // nil where the last period is over
	because   func(cell string) []string // takes why customers left apart; nil where nobody asks
}

func (s *audit) close(ctx context.Context, h *harvest, r *rule, l *ledger.Ledger) (*figures, error) {
	f := &figures{found: h.found, rows: h.rows(), statement: new(ledger.Statement)}
	if f.rows.Counted == 0 {
		return f, nil
	}
	if far := l.FarDate(); far != nil {
		return nil, s.farDate(far)
	}
	shared := r.close(l)
	closing, err := shared.closing, shared.failed
	if err == nil && s.options.WantCohorts {
		err = closing.NoCohorts()
	}
	if err != nil {
		return nil, s.unclosed(err, h.found)
	}
	if err := s.contradicted(closing); err != nil {
		return nil, err
	}
	f.closing, f.open = closing, openEndOf(closing, h.found)
	s.entitle(closing)
	if f.statement, err = shared.tell(ctx, s, h.found); err != nil {
		return nil, err
	}
	if err := s.changesGroups(closing, &f.statement.Movers, h.found); err != nil {
		return nil, err
	}
	if s.asksWhy() {
		if f.because, err = s.reasonNames(f.statement.Pool().Tolls); err != nil {
			return nil, err
		}
	}
	if s.cycles != nil || s.Metric.Orders != nil && s.Period != "" {
		f.products, err = s.countProducts(ctx, closing)
	}
	if err == nil && s.scored() {
		f.fifths, err = s.countFifths(ctx, closing)
	}
	return f, err
}

// walk goes through the shards of a closed ledger with all workers, and merges what each of them has counted.
func walk[W any](ctx context.Context, s *audit, c *ledger.Closing, begin func() W, count func(W, int), merge func(W, W)) (all W, err error) {
	each, err := pass.Parallel(ctx, max(s.Workers, 1), c.Shards(), begin, count)
	if err != nil {
		return all, err
	}
	for _, other := range each[1:] {
		merge(each[0], other)
	}
	return each[0], nil
}

// unclosed tells what to do about a ledger that cannot be closed.
func (s *audit) unclosed(err error, found *ledger.Remarks) error {
	e := &problem.Error{Err: err, Text: s.set.Names() + ": " + err.Error(), Read: true}
	var mixed *ledger.CurrencyError
	var opening *ledger.OpeningError
	switch {
	case errors.As(err, &mixed) && mixed.Other != "":
		e.Hint = "--report-currency and --rates bring them together; --where keeps one"
		if cs := s.columns[0]; cs.has(ledger.Currency) && len(s.Where) == 0 {
			e.Flags = []string{"--where", s.currencies.only(s.set.Tables[0].Reference(cs.at(ledger.Currency)), mixed.One)}
			e.Senses = s.currencies.alone
		}
	case errors.As(err, &mixed):
		e.Hint = "--report-currency names the currency of the others"
	case errors.Is(err, ledger.ErrNoPeriods) && found.Notes[ledger.NoteZero].Rows >= found.Account[ledger.Counted]:
		e.Text = s.set.Names() + ": no row brings any money, so nobody is a customer yet who could stay or leave"
	case errors.As(err, &opening):
		e.Hint = "rows of a type opening say what customers brought before: one for each, of the day on which the ledger begins"
	case errors.Is(err, ledger.ErrNoPeriods) && s.asOf != nil:
		e.Hint = "--as-of must lie behind the first period that is whole"
	}
	return e
}

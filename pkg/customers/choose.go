package customers

import (
	"cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// choose finds what the rows of a table stand for and the columns that tell it, and asks where that is not clear.
func (s *audit) choose(t *dataset.Table) error {
	if err := s.findTests(t); err != nil {
		return err
	}
	cs, err := s.namedColumns(t)
	if err != nil {
		return err
	}
	s.typesNamed(t, cs)
	if err := cmp.Or(s.deals(t, cs), s.finished(t, cs), s.moved(t, cs), s.daysOrMonths(t)); err != nil {
		return err
	}
	wide := s.isWide(t, cs)
	if err := s.settleShape(t, cs, wide); err != nil {
		return err
	}
	s.flagsNamed(t, cs)
	if s.shape == ledger.Status {
		if err := s.statusless(t, cs); err != nil {
			return err
		}
	}
	if wide && s.shape == ledger.Balance {
		if err := s.spreadOut(t, cs); err != nil {
			return err
		}
	}
	f := &finder{audit: s, table: t, named: cs}
	s.moves = s.shape == ledger.Balance && f.holdsMotions()
	if err := cmp.Or(f.againstShape(), s.noBalance(f)); err != nil {
		return err
	}
	if s.Metric.Periods && s.shape == ledger.Status {
		return s.untimed(t)
	}
	if err := cmp.Or(s.useless(), s.sumsOfCustomers(t, cs)); err != nil {
		return err
	}
	if err := s.understand(t, cs); err != nil {
		return err
	}
	s.withoutPrices(cs)
	s.filterSides(t, cs)
	s.glanceAt(t, cs)
	s.columns = append(s.columns, cs)
	return nil
}

// settleShape finds what a row stands for, where nobody has said it.
func (s *audit) settleShape(t *dataset.Table, cs columns, wide bool) (err error) {
	if s.shape != "" {
		return nil
	}
	if err := s.onlyTotals(t, cs); err != nil && !wide {
		return err
	}
	if s.shape, err = s.findShape(t, cs, wide); err == nil {
		s.found = true
	}
	return err
}

// understand finds the columns that rows of the shape have, and asks what they may mean where that is not clear: first what settles
// the questions after it.
func (s *audit) understand(t *dataset.Table, cs columns) error {
	for _, ask := range []func(*dataset.Table, columns) error{
		s.findAll, s.splitAmounts, s.measures, s.discounts, s.changeLog, s.settle, s.doubtfulLines, s.findStates, s.vouchers, s.trialOrders, s.noGoods,
		s.directions, s.ungranted, s.unrenewed, s.struck, s.failedCharges, s.partOfMovements, s.unpaidPlans, s.guests, s.irregularOrders,
		s.unpriced, s.unreadable,
	} {
		if err := ask(t, cs); err != nil {
			return err
		}
	}
	return nil
}

// findAll looks for the columns that rows of the shape need, and for those that they may have.
func (s *audit) findAll(t *dataset.Table, cs columns) error {
	must, may := needs(s.shape)
	for _, role := range must {
		if err := s.find(t, cs, role, true); err != nil {
			return err
		}
	}
	for _, role := range may {
		if err := s.find(t, cs, role, role == ledger.Amount && s.Metric.Money); err != nil {
			return err
		}
	}
	if s.cycles != nil {
		return s.findProduct(t, cs)
	}
	return nil
}

package customers

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/ledger"
)

// A firstGlance is what the first rows tell that questions need after all rows were read, when the first ones are gone.
type firstGlance struct {
	below, above map[string]bool // statuses of rows below zero, and of others
	states       []string        // all different ones of them
	status       bool            // some row has a status of orders that is understood
	orders       bool            // some row has a type that says that it is an order
	nobodys      bool            // some row has an amount and no customer
}

// glanceAt looks at the first rows of a table.
func (s *audit) glanceAt(t *dataset.Table, cs columns) {
	s.currencies.look(t, cs.at(ledger.Currency))
	g := &s.glance
	if g.below == nil {
		g.below, g.above = make(map[string]bool), make(map[string]bool)
	}
	for _, row := range s.meeting(t, cs) {
		if status := cellOf(row, cs.at(ledger.StatusOf)); s.below(t, cs, row) {
			g.below[status] = true
		} else {
			g.above[status] = true
		}
	}
	for _, state := range different(t.Sample(cs.at(ledger.StatusOf))) {
		if !slices.Contains(g.states, state) {
			g.states = append(g.states, state)
		}
	}
	g.status = g.status || slices.ContainsFunc(t.Sample(cs.at(ledger.StatusOf)), ledger.IsOrderStatus)
	g.nobodys = g.nobodys || s.bearsNobodysMoney(t, cs)
	g.orders = g.orders || slices.ContainsFunc(t.Sample(cs.at(ledger.Type)), s.isOrder)
}

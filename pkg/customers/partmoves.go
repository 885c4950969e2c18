package customers

import (
	"cmp"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/ledger"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/where"
)

// A partMove is a movement of a ledger of which a condition keeps some.
type partMove struct {
	who    string
	at     dates.Instant
	amount int64 // with its sign; one for who comes where there is no money
	motion ledger.Motion
	kept   bool
}

// partOfMovements asks about a condition on what changes within a customer, such as its plan: who comes by a row that is kept and
// changes to something else by one that is not would stay for ever, and who comes by a change would never have come.
func (s *audit) partOfMovements(t *dataset.Table, cs columns) error {
	if s.shape != ledger.Movement {
		return nil
	}
	for _, cond := range s.Conditions {
		column, err := layout.Resolve(cond.Column(), t.Headers)
		if err != nil || cs.Taken(column) {
			continue
		}
		moves := s.partMoves(t, cs, cond, column)
		replaces := ledger.IsReplaced(t.Headers[column]) || cs.has(ledger.Type) && slices.ContainsFunc(t.Sample(cs.at(ledger.Type)), ledger.ReplacesPlan)
		who := strayed(moves, cs.has(ledger.Amount), replaces)
		if who == "" {
			continue
		}
		e := problem.Usage("%s: the condition on column %s keeps some movements of customers and not all, such as of %s, who changes there: whether such a customer left what is kept, or came to it, would not be seen",
			t.Name, t.Header(column), answer.Quote(who, 40))
		if len(s.Conditions) == 1 {
			flag := "--where"
			if cond.LeavesOut() {
				flag = "--exclude"
			}
			e.Senses = []problem.Sense{{Says: "with all of them", Drop: []string{flag}}}
			if s.Metric.Plain(s.Own) && s.Target == nil && len(s.Thresholds) == 0 && len(s.By) == 0 {
				e.Senses = append(e.Senses, problem.Sense{Says: "by what customers came with", Instead: "cohort", Drop: []string{flag}, Flags: []string{"--by", t.Reference(column)}})
			}
		}
		return e
	}
	return nil
}

// partMoves are the movements of the first rows, by customer and time, whether a condition keeps them or not.
func (s *audit) partMoves(t *dataset.Table, cs columns, cond *where.Cond, column int) (moves []partMove) {
	reader, err := s.readerOf(t, cs.times()...)
	if err != nil {
		return nil // reading tells of it
	}
	kinds, with := &ledger.Bookkeeping{Types: s.types}, cond.With(where.Cells{Decimal: t.Decimal, Zone: s.Zone})
	signed := false
	for _, row := range t.Rows {
		at, _, dated := reader.Parse([]byte(cellOf(row, cs.at(ledger.Time))))
		m := partMove{who: cellOf(row, cs.at(ledger.Customer)), at: at, kept: with.Match([]byte(cellOf(row, column)))}
		if cs.has(ledger.Type) {
			m.motion = kinds.MotionOf([]byte(cellOf(row, cs.at(ledger.Type))))
		}
		amount, ok := moneyOf(cellOf(row, cs.at(ledger.Amount)), t.Decimal)
		m.amount, signed = int64(amount), signed || amount < 0
		if dated && m.who != "" && m.motion != ledger.Ignore && (ok || !cs.has(ledger.Amount)) {
			moves = append(moves, m)
		}
	}
	for i := range moves {
		moves[i].sign(signed, cs.has(ledger.Amount))
	}
	slices.SortStableFunc(moves, func(a, b partMove) int { return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.at, b.at)) })
	return moves
}

// sign gives an amount that has none the sign of its motion, and a movement without money a one where somebody comes or leaves.
func (m *partMove) sign(signed, priced bool) {
	switch {
	case !priced && m.motion.Begins():
		m.amount = 1
	case !priced && m.motion == ledger.Leave:
		m.amount = -1
	case priced && !signed && (m.motion == ledger.Leave || m.motion == ledger.Shrink):
		m.amount = -m.amount
	}
}

// A partSum is what a customer has altogether, and what it has by the movements that are kept.
type partSum struct{ all, part int64 }

// strayed returns a customer of whom the movements that are kept tell something else than all do: it is gone and still there by
// them, or they take what they have not brought. Where one thing takes the place of another, whoever comes to another one by a
// change without a row that takes what it had has left it.
func strayed(moves []partMove, priced, replaces bool) string {
	booked := false
	var moved string
	for len(moves) > 0 {
		n := slices.IndexFunc(moves, func(m partMove) bool { return m.who != moves[0].who })
		if n < 0 {
			n = len(moves)
		}
		var has partSum
		for own := moves[:n]; len(own) > 0; {
			day := slices.IndexFunc(own, func(m partMove) bool { return m.at != own[0].at })
			if day < 0 {
				day = len(own)
			}
			before := has
			has.add(own[:day])
			switch {
			case (priced || replaces) && has.all <= 0 && has.part > 0, has.part < 0 && has.all >= 0:
				return own[0].who
			case crosses(own[:day]):
				booked = true
			case replaces && moved == "" && before.changes(own[:day]):
				moved = own[0].who
			}
			own = own[day:]
		}
		moves = moves[n:]
	}
	if booked {
		return ""
	}
	return moved
}

func (s *partSum) add(moves []partMove) {
	for _, m := range moves {
		if s.all += m.amount; m.kept {
			s.part += m.amount
		}
	}
}

// changes tells whether a customer who has something comes by movements of one day to what is kept, or away from it.
func (s partSum) changes(moves []partMove) bool {
	kept := func(m partMove) bool { return m.kept }
	other := func(m partMove) bool { return !m.kept }
	begins := func(m partMove) bool { return m.motion.Begins() || m.amount < 0 && m.motion == ledger.Leave }
	away := s.part > 0 && !slices.ContainsFunc(moves, kept)
	to := s.part == 0 && !slices.ContainsFunc(moves, other)
	return s.all > 0 && (away || to) && !slices.ContainsFunc(moves, begins)
}

// crosses tells whether movements of one day take from one side of a condition and bring to the other.
func crosses(moves []partMove) bool {
	taken := func(kept bool) bool {
		return slices.ContainsFunc(moves, func(m partMove) bool { return m.kept == kept && m.amount < 0 })
	}
	brought := func(kept bool) bool {
		return slices.ContainsFunc(moves, func(m partMove) bool { return m.kept == kept && m.amount > 0 })
	}
	return taken(true) && brought(false) || taken(false) && brought(true)
}

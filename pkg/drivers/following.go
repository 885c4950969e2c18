package drivers

import (
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// stepsMade is how many different scores have to be there for that not to be chance.
const stepsMade = 5

// followsScore tells whether the answers to a driver are made of the score: they rise with it, each score goes with one
// answer only, and several scores with the same one, as in a column of promoters, passives and detractors.
func (m meets) followsScore() bool {
	if m.many {
		return false
	}
	of, answers, rows := make(map[tally.Fixed]tally.Fixed), make(map[tally.Fixed]bool), int64(0)
	for p, n := range m.rows {
		if had, known := of[p.score]; known && had != p.driver {
			return false
		}
		of[p.score], answers[p.driver] = p.driver, true
		rows += n
	}
	list := make([]tally.Fixed, 0, len(of))
	for _, score := range slices.Sorted(maps.Keys(of)) {
		list = append(list, of[score])
	}
	return len(answers) > 1 && len(of) > len(answers) && len(of) >= stepsMade && rows >= ratings.Enough && slices.IsSorted(list)
}

// askFollowing asks about drivers that are made of the score, which explain it and move nothing.
func (p *driverPlan) askFollowing(g *driverGatherer, h facts.Heard) error {
	all := newYield(g.terms)
	for _, y := range g.groups {
		all.merge(y)
	}
	var names []string
	var others []string
	for i, name := range g.terms.names {
		if all.joint[i].followsScore() {
			names = append(names, answer.Quote(name, 60))
			continue
		}
		others = append(others, "--drivers", h.Set.Tables[0].Reference(h.Columns[0].At(facts.Part("driver", i))))
	}
	if names == nil {
		return nil
	}
	e := problem.Usage("%s: made of column %s, whose every answer goes with one of theirs, and so no drivers: %s", h.Set.Names(), answer.Quote(p.scoreName, 60), listed(names))
	e.Read, e.Flags = true, others
	if others == nil {
		e.Flags = nil
		return e.Advise("--drivers names columns that may move the score")
	}
	return e
}

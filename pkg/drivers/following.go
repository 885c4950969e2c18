package drivers

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// From where on it is no chance that one column tells another: how many of its different answers stand in several rows, and how many
// rows there are.
const (
	answersAgain = 3
	rowsTold     = ratings.Enough
)

// tells tells whether each answer of a column goes with one of another, which has several: they say the same in two forms.
func tells[T comparable](pairs map[[2]T]int64) bool {
	of, rows, others, all := make(map[T]T), make(map[T]int64), make(map[T]bool), int64(0)
	for p, n := range pairs {
		if had, known := of[p[0]]; known && had != p[1] {
			return false
		}
		of[p[0]], others[p[1]] = p[1], true
		rows[p[0]] += n
		all += n
	}
	again := 0
	for _, n := range rows {
		if n > 1 {
			again++
		}
	}
	return len(others) > 1 && again >= answersAgain && all >= rowsTold
}

// followsScore tells whether the answers to a driver are the score in another form: each score goes with one of them, as in a column of
// promoters, passives and detractors, or each of them with one score, as in one of percents.
func (m meets) followsScore() bool {
	if m.many {
		return false
	}
	made, making := make(map[[2]tally.Fixed]int64), make(map[[2]tally.Fixed]int64)
	for p, n := range m.rows {
		made[[2]tally.Fixed{p.score, p.driver}] += n
		making[[2]tally.Fixed{p.driver, p.score}] += n
	}
	return tells(made) || tells(making)
}

// repeats tells whether a column is the score in another form, in numbers or in words.
func repeats(t *dataset.Table, score, column int) bool {
	made, making := make(map[[2]string]int64), make(map[[2]string]int64)
	for _, row := range t.Rows {
		if len(row) != len(t.Headers) {
			continue
		}
		of, said := answer.Normalise(row[score]), answer.Normalise(row[column])
		if silent := layout.Silence().Words; of != "" && said != "" && !silent[of] && !silent[said] {
			made[[2]string{of, said}]++
			making[[2]string{said, of}]++
		}
	}
	return tells(made) || tells(making)
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

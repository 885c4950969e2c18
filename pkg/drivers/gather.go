package drivers

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A driverGatherer gathers the rows of a survey.
type driverGatherer struct {
	terms           *driverTerms
	scores, answers *ratings.Replies
	groups          []*yield
	row             []tally.Fixed
	replies         []*ratings.Reply // those of the row at hand
}

// at is the yield of a group.
func (g *driverGatherer) at(group int32) *yield {
	for int(group) >= len(g.groups) {
		g.groups = append(g.groups, newYield(g.terms))
	}
	return g.groups[group]
}

// Take takes a row, which counts where it has all answers.
func (g *driverGatherer) Take(r *facts.Fact) pass.Became {
	if g.row == nil {
		g.row, g.replies = make([]tally.Fixed, len(g.terms.names)+1), make([]*ratings.Reply, len(g.terms.names)+1)
	}
	y, all := g.at(r.Group), true
	g.replies[0] = g.scores.Read(r, 0)
	for i := range g.terms.names {
		g.replies[i+1] = g.answers.Read(r, i)
	}
	for i, reply := range g.replies {
		g.row[i] = tally.Fix(reply.Score)
		all = all && reply.State == facts.Good
	}
	rows, became := times(r)
	switch {
	case became.Account != "":
		return became
	case rows == 0:
		return facts.Counted()
	case all:
		y.add(g.row, rows)
		return facts.Counted()
	}
	return g.leave(r, y, rows)
}

// times is how many answers a row stands for, or what becomes of one that does not say so.
func times(r *facts.Fact) (rows int64, became pass.Became) {
	if !r.Has(countColumn) {
		return 1, became
	}
	text := r.Text(countColumn)
	if len(text) == 0 {
		return 0, r.Wrong("blank", countColumn, "has no count")
	}
	rows, err := answer.ParseCount(string(text), r.Decimal())
	if err != nil || rows > mostRows {
		return 0, r.Wrong("invalid", countColumn, "is no count")
	}
	return rows, became
}

// mostRows bounds how many answers a row stands for.
const mostRows = 1e9

// leave leaves out a row: for what is wrong with its first bad cell, and where there is none for the first blank one.
func (g *driverGatherer) leave(r *facts.Fact, y *yield, rows int64) (out pass.Became) {
	y.left += rows
	bad := false
	for i, reply := range g.replies {
		if reply.State == facts.Good {
			continue
		}
		y.lost[i] += rows
		column, part := scoreColumn, 0
		if i > 0 {
			column, part = driverColumn, i-1
		}
		switch {
		case bad:
		case reply.Off:
			out, bad = r.WrongPart("out_of_range", column, part, "is off the scale"), true
		case reply.State == facts.Bad:
			out, bad = r.WrongPart("invalid", column, part, "is no score that is known"), true
		case out.Account == "":
			out = r.WrongPart("blank", column, part, "has no answer")
		}
	}
	return out
}

// Merge adds what another one has gathered.
func (g *driverGatherer) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*driverGatherer)
	g.scores.Merge(o.scores)
	g.answers.Merge(o.answers)
	for i, y := range o.groups {
		g.at(group[i]).merge(y)
	}
	return nil
}

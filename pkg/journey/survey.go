package journey

import (
	"cmp"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// scored lists the headers of the columns of scores.
func scored(t *dataset.Table, cs dataset.Columns) (headers []string) {
	for n := 0; cs.Has(facts.Part("score", n)); n++ {
		headers = append(headers, t.Headers[cs.At(facts.Part("score", n))])
	}
	return headers
}

// checkScores holds that every column of scores belongs to a stage.
func (p *itinerary) checkScores(t *dataset.Table, cs dataset.Columns) error {
	parts := p.stages.part(scored(t, cs))
	if p.parts == nil {
		parts.paired = p.asks().gap
		p.parts = &parts
	}
	p.scores.Sample(t, cs)
	if len(parts.none) == 0 {
		return nil
	}
	list := make([]string, len(parts.none))
	for i, header := range parts.none {
		list[i] = answer.Quote(header, 60)
	}
	return problem.Usage("%s: of no stage of --stages %s: %s; its stages are %s", t.Name, p.Own.Text("stages"), strings.Join(list, ", "), strings.Join(p.stages.list, ", ")).
		Advise("--score names the columns that count, and --stages FILE with the columns stage and touchpoint says where each belongs")
}

// Instead proposes the columns of a survey, where --stages has a stage for several columns of numbers and no case is told.
func (p *itinerary) Instead(t *dataset.Table, role dataset.Role) error {
	if err := p.wide(t); err != nil && (role == "case" || role == "time" || role == "step") {
		return err
	}
	if role == "step" {
		return cmp.Or(p.changes(t), p.sorts(t))
	}
	if role != "case" {
		return nil
	}
	if p.stages == nil || p.Own.Text("step") != "" {
		return p.whose(t)
	}
	fits := t.Those(func(i int) bool { return p.stages.stage(t.Headers[i]) != "" && numeric(t, i) })
	if len(fits) < 2 {
		return p.whose(t)
	}
	e := problem.Usage("%s: no column tells whose journey a row is part of; %d columns of numbers have a stage of --stages %s, as those of a survey have", t.Name, len(fits), p.Own.Text("stages"))
	sense := problem.Sense{Says: "if rows are answers to a survey"}
	for _, i := range fits {
		sense.Flags = append(sense.Flags, "--score", t.Reference(i))
	}
	e.Senses = []problem.Sense{sense}
	return e.Advise("where rows are steps of a log, --case names the column that tells whose they are")
}

// numeric tells whether a column has numbers, and nothing else.
func numeric(t *dataset.Table, column int) bool {
	some := false
	for _, text := range t.Sample(column) {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if _, err := answer.ParseNumber(text, t.Decimal); err != nil {
			return false
		}
		some = true
	}
	return some
}

// A turnout adds up the answers of a group.
type turnout struct {
	on     *parted
	rows   int64 // those who have answered anything
	stages []scores
	duos   []duo // by the greater stage, then by the smaller
	gaps   impression
}

func (on *parted) turnout() *turnout {
	k := len(on.stages)
	return &turnout{on: on, stages: make([]scores, k), duos: make([]duo, k*(k-1)/2)}
}

// duo is that of two stages, of which the first comes before the other.
func (c *turnout) duo(a, b int) duo { return c.duos[b*(b-1)/2+a] }

func (c *turnout) merge(o *turnout) {
	c.rows += o.rows
	for i, s := range o.stages {
		c.stages[i].merge(s)
	}
	for i, j := range o.duos {
		c.duos[i].merge(j)
	}
	for gap, n := range o.gaps.gaps {
		c.gaps.add(rating{paired: true, perceived: gap}, n)
	}
}

func (c *turnout) experience() experience { return experienced(c.stages, c.duo, c.rows) }

// A panel gathers the rows of a survey.
type panel struct {
	plan   *itinerary
	groups []*turnout
	heard  *ratings.Replies
	both   [2]ratings.Numbers // what was expected, and what was perceived
	odd    oddities
	on     *parted
	row    []scores // those of the row at hand, by stage
}

func newPanel(p *itinerary) *panel {
	return &panel{plan: p, odd: make(oddities)}
}

// Take takes a row.
func (g *panel) Take(r *facts.Fact) pass.Became {
	if g.on == nil {
		on := g.plan.parts
		g.on, g.row = on, make([]scores, len(on.stages))
		g.heard = g.plan.scores.Replies()
	}
	for int(r.Group) >= len(g.groups) {
		g.groups = append(g.groups, g.on.turnout())
	}
	clear(g.row)
	some, bad := false, false
	for n := range g.on.of {
		reply := g.heard.Read(r, n)
		if reply.State == facts.Bad {
			bad = true
			g.odd.note(string(facts.Part("score", n)), "is no score", r.Part(scoreColumn, n), r.Place())
		}
		if reply.State == facts.Good {
			some = true
			g.row[g.on.of[n]].add(tally.Fix(reply.Score))
		}
	}
	switch {
	case !some && bad:
		return r.Wrong("invalid", scoreColumn, "is no score, nor is any other of the row")
	case !some:
		return r.Wrong("blank", scoreColumn, "has no score, nor has any other of the row")
	}
	g.add(g.groups[r.Group], r)
	return facts.Counted()
}

// add adds the row at hand to a group. Several scores of one stage count as their mean, so that everybody counts once.
func (g *panel) add(c *turnout, r *facts.Fact) {
	c.rows++
	for b, s := range g.row {
		if s.n == 0 {
			continue
		}
		x := s.sum / tally.Fixed(s.n)
		c.stages[b].add(x)
		for a := range b {
			if o := g.row[a]; o.n > 0 {
				c.duos[b*(b-1)/2+a].add(o.sum/tally.Fixed(o.n), x)
			}
		}
	}
	if expected, perceived, ok := pair(r, g.odd, &g.both); ok {
		c.gaps.add(rating{paired: true, expected: expected, perceived: perceived}, 1)
	}
}

// Merge adds what another panel has gathered.
func (g *panel) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*panel)
	g.odd.merge(o.odd)
	g.both[0].Merge(o.both[0])
	g.both[1].Merge(o.both[1])
	if o.on == nil {
		return nil
	}
	if g.on == nil {
		g.on, g.row, g.heard = o.on, o.row, g.plan.scores.Replies()
	}
	for i, c := range o.groups {
		for int(group[i]) >= len(g.groups) {
			g.groups = append(g.groups, g.on.turnout())
		}
		g.groups[group[i]].merge(c)
	}
	g.heard.Merge(o.heard)
	return nil
}

// tell adds up the answers.
func (g *panel) tell(h facts.Heard) (facts.Told, error) {
	if g.heard == nil {
		g.heard = g.plan.scores.Replies()
	}
	err := cmp.Or(g.heard.Known(h), g.plan.scales(h, g.heard.Soundings(h), ofScores), g.plan.scales(h, sighted(h, g.both), ofPairs))
	if err != nil {
		return nil, err
	}
	on := g.plan.parts
	for len(g.groups) < h.Groups {
		g.groups = append(g.groups, on.turnout())
	}
	gather := func(groups []*turnout) *turnout {
		all := on.turnout()
		for _, c := range groups {
			all.merge(c)
		}
		return all
	}
	_, compute := fields()
	total := gather(g.groups)
	return &facts.Pools[*turnout]{Total: total, Groups: g.groups, Pool: gather, Warnings: g.doubts(total, h),
		Compute: func(c *turnout, confidence float64, _ bool) result.Object {
			return compute(subject{survey: c}, confidence)
		},
		Stands: (*turnout).stands,
		Weigh:  func(c *turnout, field string) (float64, bool) { return float64(c.rows), false }}, nil
}

// stands is what a field stands on.
func (c *turnout) stands(field string) (metric.Evidence, bool) {
	switch field {
	case "value", "experience":
		e := c.experience()
		return metric.Evidence{N: float64(e.n), Value: e.value, Factor: 1, Form: result.Mean, Limits: e.limits}, true
	case "gap":
		return meanEvidence(c.gaps.gap()), true
	}
	return metric.Evidence{}, false
}

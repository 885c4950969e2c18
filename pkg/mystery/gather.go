package mystery

import (
	"bytes"
	"encoding/binary"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// A visitGatherer keeps the marks of visits, by visit.
type visitGatherer struct {
	*visitPlan
	visits                    *cases.Store[itemMark]
	branches, sections, items *nameRoll
	nest                      *nest
	na, yes, critical         *facts.Lexicon
	words                     *pointWords
	name                      []byte
	row                       []itemMark // of the row at hand
	seen                      markOddities
}

// markOddities are what rows have shown that is no matter of one row.
type markOddities struct {
	partly   int64   // critical items with some of their points
	headings int64   // rows that are about no item
	zeroed   int64   // items not applicable that have 0 points all the same
	highest  float64 // the largest share of its maximum that an item got
	totals   int64   // rows that add up others
	first    struct{ heading, zeroed, partly, total tally.Place }
}

// Gatherer returns an empty collection of marks.
func (p *visitPlan) Gatherer() facts.Gatherer {
	return &visitGatherer{visitPlan: p, visits: p.store.Store(), branches: newRoll(), sections: newRoll(), items: newRoll(), nest: newNest(),
		na: facts.NewLexicon("na", p.naWords), yes: facts.NewLexicon("yes", nil), critical: facts.NewLexicon("critical", nil),
		words: newPointWords(p.worth)}
}

// Take takes a row.
func (g *visitGatherer) Take(r *facts.Fact) pass.Became {
	if out, ok := g.visit(r); !ok {
		return out
	}
	if !g.wide && g.isTotal(r) {
		g.seen.total(r.Place())
		return r.Wrong("excluded", pointsAt, "a total of other rows")
	}
	m := itemMark{at: r.Place(), group: r.Group, branch: g.branches.number(g.branchOf(r), r.Place()), section: none, item: none, parent: none}
	if out, ok := g.times(r, &m); !ok {
		return out
	}
	g.row = g.row[:0]
	take := g.long
	if g.wide {
		take = g.form
	}
	out := take(r, m)
	for _, m := range g.row {
		g.visits.Add(g.name, m)
	}
	return out
}

// visit names the visit of a row: its source and what the row says, since numbers of visits begin again in another file.
func (g *visitGatherer) visit(r *facts.Fact) (out pass.Became, ok bool) {
	g.name = binary.AppendUvarint(g.name[:0], uint64(r.Source))
	if g.bySource {
		return out, true
	}
	text := r.Text(visitAt)
	switch {
	case len(text) > 0:
		g.name = append(g.name, text...)
	case g.wide && !r.Has(visitAt):
		at := r.Place()
		g.name = binary.AppendVarint(binary.AppendVarint(g.name, at.Line), at.Record)
	default:
		return r.Wrong("blank", visitAt, "names no visit"), false
	}
	return out, true
}

// branchOf is the branch of a row.
func (g *visitGatherer) branchOf(r *facts.Fact) []byte {
	if g.branchSource {
		return []byte(g.sources[r.Source])
	}
	return r.Text(branchAt)
}

// times reads when the visit was, and when its feedback.
func (g *visitGatherer) times(r *facts.Fact, m *itemMark) (out pass.Became, ok bool) {
	at, state := r.When(timeAt)
	if state == facts.Bad {
		return r.NoTime(timeAt), false
	}
	m.visited, m.hasVisited = at, state == facts.Good
	at, state = r.When(feedbackAt)
	if state == facts.Bad {
		return r.NoTime(feedbackAt), false
	}
	m.told, m.isTold = at, state == facts.Good
	return out, true
}

// long takes a row about one item.
func (g *visitGatherer) long(r *facts.Fact, m itemMark) pass.Became {
	m.section, m.item = g.sections.number(r.Text(sectionAt), m.at), g.items.number(r.Text(itemAt), m.at)
	known := g.template.item(r.Text(itemAt))
	if known != nil && m.section == none {
		m.section = g.sections.number([]byte(known.section), m.at)
	}
	if out, ok := g.weight(r, &m, known); !ok {
		return out
	}
	if out, ok := g.isCritical(r, &m, known); !ok {
		return out
	}
	most, state := g.most(r, known)
	if state == facts.Bad {
		return r.Wrong("invalid", mostAt, "is no maximum")
	}
	text, na := r.Text(pointsAt), g.na.Meaning(r.Text(answerAt)) == "na"
	if len(text) == 0 && state == facts.Blank && !na && g.has(mostAt) {
		g.seen.heading(m.at)
		g.nested(r, g.sections.number(r.Text(itemAt), m.at))
		return r.Wrong("excluded", pointsAt, "neither points nor a maximum: a heading")
	}
	m.parent = g.nested(r, none)
	reading := g.read(r, text, formCell{most: most, numbers: g.numbers[r.Source], percents: g.percents[r.Source]}, state)
	if na && reading.account == "" {
		reading = g.notApplicable(m.at, reading)
	}
	if reading.account != "" {
		return r.Wrong(reading.account, reading.column, reading.reason)
	}
	m.what, m.points, m.most = reading.what, reading.points, reading.most
	g.add(m)
	if m.what == unanswered {
		return r.Wrong("blank", pointsAt, "has no points, and is not said to be not applicable")
	}
	return facts.Counted()
}

// add keeps a mark of the row at hand.
func (g *visitGatherer) add(m itemMark) {
	if m.missed() && m.points > 0 {
		if g.seen.partly++; g.seen.partly == 1 {
			g.seen.first.partly = m.at
		}
	}
	if m.what == scored {
		g.seen.highest = max(g.seen.highest, m.points/m.most)
	}
	g.row = append(g.row, m)
}

func (s *markOddities) total(at tally.Place) {
	if s.totals++; s.totals == 1 {
		s.first.total = at
	}
}

func (s *markOddities) heading(at tally.Place) {
	if s.headings++; s.headings == 1 {
		s.first.heading = at
	}
}

// notApplicable is an item that another cell says is not applicable. Points of 0 beside that are a program's way to write
// nothing.
func (g *visitGatherer) notApplicable(at tally.Place, r itemReading) itemReading {
	if r.what == scored && r.account == "" && r.points > 0 {
		return itemReading{account: "invalid", column: pointsAt, reason: "are points of an item that is not applicable"}
	}
	if r.what == scored && r.account == "" {
		if g.seen.zeroed++; g.seen.zeroed == 1 {
			g.seen.first.zeroed = at
		}
	}
	return itemReading{what: notAsked, most: r.most}
}

// An itemReading is what cells with points and maximum say.
type itemReading struct {
	what         itemOutcome
	points, most float64
	// account, column and reason say why the row does not count; "" where it does.
	account string
	column  int
	reason  string
}

// read understands points: a number, yes or no for all or nothing, or a word for not applicable. Among numbers yes and no
// are none, since an x may as well be a cross.
func (g *visitGatherer) read(r *facts.Fact, text []byte, c formCell, state facts.State) itemReading {
	points, most, whole := outOf(string(text))
	if whole {
		of, err := answer.ParseNumber(most, r.Decimal())
		if err != nil || c.most != 0 && c.most != of {
			return itemReading{account: "invalid", column: pointsAt, reason: "has another maximum than its item"}
		}
		text, c.most, c.percents, state = []byte(points), of, false, facts.Good
	}
	if c.most == 0 && state == facts.Blank && !c.numbers {
		c.most = 1
	}
	return g.worth(r, text, c, state)
}

// worth understands points whose maximum is known, as far as anything tells it.
func (g *visitGatherer) worth(r *facts.Fact, text []byte, c formCell, state facts.State) itemReading {
	switch {
	case g.na.Meaning(text) == "na", len(text) == 0 && g.naBlank:
		return itemReading{what: notAsked, most: c.most}
	case len(text) == 0:
		return itemReading{what: unanswered, most: c.most}
	}
	points, err := pointsOf(string(text), c.most, r.Decimal())
	if err == nil && c.percents && points != 0 && !isPercent(string(text)) {
		return itemReading{account: "invalid", column: pointsAt, reason: "is no percentage, as the others are"}
	}
	if err == nil && state == facts.Blank {
		return itemReading{account: "blank", column: mostAt, reason: "has no maximum"}
	}
	if err != nil {
		part, known := 0.0, false
		if !c.numbers {
			part, known = g.words.part(text)
		}
		if !known {
			return itemReading{account: "invalid", column: pointsAt, reason: "is neither points nor not applicable"}
		}
		points = part * c.most
	}
	return g.within(points, c.most)
}

// within holds points against their maximum.
func (g *visitGatherer) within(points, most float64) itemReading {
	wrong := func(account string, column int, reason string) itemReading {
		return itemReading{account: account, column: column, reason: reason}
	}
	switch {
	case points < 0:
		return wrong("out_of_range", pointsAt, "is below 0")
	case most < 0:
		return wrong("out_of_range", mostAt, "is a maximum below 0")
	case points > most:
		return wrong("out_of_range", pointsAt, "is above its maximum")
	case most == 0:
		return wrong("excluded", mostAt, "a maximum of 0: a note")
	}
	return itemReading{points: points, most: most}
}

// most is the maximum of an item: that of its row, of the template or of the flag.
func (g *visitGatherer) most(r *facts.Fact, known *templateItem) (most float64, state facts.State) {
	if r.Has(mostAt) {
		if text := r.Text(mostAt); len(text) > 0 {
			if most, ok := bestOption(string(text)); ok {
				return most, facts.Good
			}
			most, err := pointsOf(string(text), wholePercent, r.Decimal())
			if err != nil {
				return 0, facts.Bad
			}
			return most, facts.Good
		}
	}
	switch {
	case known != nil:
		return known.most, facts.Good
	case g.maximum > 0:
		return g.maximum, facts.Good
	case g.percents[r.Source]:
		return wholePercent, facts.Good
	}
	return 0, facts.Blank
}

// weight reads the weight of the section.
func (g *visitGatherer) weight(r *facts.Fact, m *itemMark, known *templateItem) (out pass.Became, ok bool) {
	if !r.Has(weightAt) {
		if known != nil {
			m.weight = known.weight
		}
		return out, true
	}
	text := bytes.TrimSpace(bytes.TrimSuffix(r.Text(weightAt), []byte("%")))
	if len(text) == 0 {
		return r.Wrong("blank", weightAt, "has no weight, which is neither 0 nor 1"), false
	}
	r.Weigh(weightAt, 0, text)
	weight, err := answer.ParseNumber(string(text), r.Decimal())
	switch {
	case err != nil:
		return r.Wrong("invalid", weightAt, "is no weight"), false
	case weight < 0:
		return r.Wrong("out_of_range", weightAt, "is a weight below 0"), false
	}
	m.weight = weight
	return out, true
}

// isCritical reads whether the item decides alone; blank is no.
func (g *visitGatherer) isCritical(r *facts.Fact, m *itemMark, known *templateItem) (out pass.Became, ok bool) {
	text := r.Text(criticalAt)
	switch {
	case len(text) == 0:
		m.critical = known != nil && known.critical && !r.Has(criticalAt)
	case g.critical.Meaning(text) == "yes", g.yes.Meaning(text) == "yes":
		m.critical = true
	case g.yes.Meaning(text) != "no":
		return r.Wrong("invalid", criticalAt, "says neither that an item is critical nor that it is not"), false
	}
	return out, true
}

// form takes a row that is a whole visit.
func (g *visitGatherer) form(r *facts.Fact, m itemMark) pass.Became {
	sheet := g.sheets[r.Source]
	if sheet.isHead(r) {
		return r.Wrong("excluded", visitAt, "tells maxima or weights, and is no visit")
	}
	answered := 0
	for n, cell := range sheet.cells {
		text := r.Part(sectionsAt, n)
		state := facts.Good
		if cell.most == 0 {
			state = facts.Blank
		}
		reading := g.read(r, text, cell, state)
		if reading.account != "" {
			g.row = g.row[:0]
			out := r.Wrong(reading.account, sectionsAt, reading.reason)
			out.Role, out.Value = facts.Part(roleSections, n), text
			return out
		}
		if reading.what != unanswered {
			answered++
		}
		m.part, m.what, m.points, m.most, m.weight, m.critical = int32(n), reading.what, reading.points, reading.most, cell.weight, cell.critical
		m.section, m.item = g.sections.number([]byte(cell.section), m.at), g.items.number([]byte(cell.item), m.at)
		g.add(m)
	}
	if answered == 0 {
		g.row = g.row[:0]
		return r.Wrong("blank", sectionsAt, "nothing is answered")
	}
	return facts.Counted()
}

// Merge adds what another one has gathered.
func (g *visitGatherer) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*visitGatherer)
	branches, sections, items := g.branches.merge(o.branches), g.sections.merge(o.sections), g.items.merge(o.items)
	ids := g.nest.merge(o.nest, sections)
	g.visits.Merge(o.visits, func(m *itemMark) {
		m.group = group[m.group]
		m.branch, m.section, m.item = renumbered(branches, m.branch), renumbered(sections, m.section), renumbered(items, m.item)
		m.parent = renumbered(ids, m.parent)
	})
	g.words.merge(o.words)
	g.seen.merge(&o.seen)
	return nil
}

func (s *markOddities) merge(o *markOddities) {
	earlier := func(a *tally.Place, b tally.Place, mine, theirs int64) {
		if theirs > 0 && (mine == 0 || b.Before(*a)) {
			*a = b
		}
	}
	earlier(&s.first.heading, o.first.heading, s.headings, o.headings)
	earlier(&s.first.zeroed, o.first.zeroed, s.zeroed, o.zeroed)
	earlier(&s.first.partly, o.first.partly, s.partly, o.partly)
	earlier(&s.first.total, o.first.total, s.totals, o.totals)
	s.totals += o.totals
	s.partly += o.partly
	s.headings += o.headings
	s.zeroed += o.zeroed
	s.highest = max(s.highest, o.highest)
}

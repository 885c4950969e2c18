package journey

import (
	"cmp"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/tally"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// An event is a row of a log, as it waits for the others of its case. Millions of them wait, so it is small.
type event struct {
	at    dates.Instant
	order uint64 // of reading
	what  uint32 // the number of what happened
	group int32
}

// compare puts events in the order of time, and those of one stamp in that of the file.
func (e event) compare(o event) int {
	if e.at != o.at {
		return cmp.Compare(e.at, o.at)
	}
	return cmp.Compare(e.order, o.order)
}

// An incident is what happened: a step, in a channel, with what the row says of it.
type incident struct {
	step, channel uint16
	rating
}

// A logbook gathers the rows of a log.
type logbook struct {
	plan            *itinerary
	store           *cases.Store[event]
	steps, channels *register
	incidents       []incident // nil where rows tell nothing but their steps: what happened is then the step
	numbers         map[incident]uint32
	last            uint32 // the number of the incident of the row before
	newest          dates.Instant
	emotions        *facts.Lexicon
	goals, mends    *facts.Lexicon  // yes and no
	ends            *facts.Lexicon  // other words for a goal that was reached, or was not
	problems        map[string]bool // whether a text names a problem
	odd             oddities
	nobodys, taken  int64              // rows that name no case, and those that count
	both            [2]ratings.Numbers // what was expected, and what was perceived
}

func newLogbook(p *itinerary) *logbook {
	g := &logbook{plan: p, store: p.book.Store(), steps: newRegister(), channels: newRegister(), odd: make(oddities),
		emotions: facts.NewLexicon("emotion", p.given), goals: facts.NewLexicon("yes", nil), ends: facts.NewLexicon("goal", nil), mends: facts.NewLexicon("yes", nil), problems: make(map[string]bool)}
	for _, flag := range []string{"channel", "goal", "emotion", "problem", "expected"} {
		if p.Own.Text(flag) != "" {
			g.numbers = make(map[incident]uint32)
		}
	}
	return g
}

// Take takes a row.
func (g *logbook) Take(r *facts.Fact) pass.Became {
	name, step := r.Text(caseColumn), r.Text(stepColumn)
	switch {
	case len(name) == 0:
		g.nobodys++
		return r.Wrong("blank", caseColumn, "names no case")
	case len(step) == 0:
		return r.Wrong("blank", stepColumn, "names no step")
	}
	var at dates.Instant
	if r.Has(timeColumn) {
		var state facts.State
		switch at, state = r.When(timeColumn); state {
		case facts.Blank:
			return r.Wrong("blank", timeColumn, "has no time")
		case facts.Bad:
			return r.NoTime(timeColumn)
		}
	}
	g.newest = max(g.newest, at)
	e := event{at: at, order: r.Order(), group: r.Group, what: uint32(g.steps.of(step, 1, r.Place))}
	if g.numbers != nil {
		e.what = g.number(g.incident(uint16(e.what), r))
	}
	g.store.Add(name, e)
	g.taken++
	return facts.Counted()
}

// number returns the number of an incident: often that of the row before.
func (g *logbook) number(i incident) uint32 {
	if len(g.incidents) > 0 && g.incidents[g.last] == i {
		return g.last
	}
	n, ok := g.numbers[i]
	if !ok {
		n = uint32(len(g.incidents))
		g.numbers[i], g.incidents = n, append(g.incidents, i)
	}
	g.last = n
	return n
}

// incident reads what a row says beside its step.
func (g *logbook) incident(step uint16, r *facts.Fact) incident {
	i := incident{step: step}
	if text := r.Text(channelColumn); r.Has(channelColumn) && len(text) > 0 {
		i.channel = g.channels.of(text, 1, r.Place) + 1
	}
	if text := r.Text(emotionColumn); len(text) > 0 {
		if word := g.emotions.Meaning(text); word != "" {
			i.emotion = int8(word[0] - '0')
		}
	}
	i.goal = g.reached(r.Text(goalColumn))
	if i.problem = g.names(r.Text(problemColumn)); i.problem {
		i.recovered = marked(g.mends, r.Text(recoveredColumn))
	}
	i.expected, i.perceived, i.paired = pair(r, g.odd, &g.both)
	return i
}

// pair reads what was expected and what was perceived; ok is false where one of both is not told.
func pair(r *facts.Fact, odd oddities, both *[2]ratings.Numbers) (expected, perceived float64, ok bool) {
	expected, a := r.Number(expectedColumn, 0)
	perceived, b := r.Number(perceivedColumn, 0)
	if a == facts.Bad {
		odd.note("expected", "is not a number", r.Text(expectedColumn), r.Place())
	}
	if b == facts.Bad {
		odd.note("perceived", "is not a number", r.Text(perceivedColumn), r.Place())
	}
	if a == facts.Good {
		both[0].See(expected, 1)
	}
	if b == facts.Good {
		both[1].See(perceived, 1)
	}
	if a != facts.Good || b != facts.Good {
		return 0, 0, false
	}
	return expected, perceived, true
}

// reached is what a text says of a goal.
func (g *logbook) reached(text []byte) mark {
	if m := marked(g.ends, text); m != 0 {
		return m
	}
	return marked(g.goals, text)
}

// marked is what a text of yes or no says.
func marked(words *facts.Lexicon, text []byte) mark {
	if len(text) == 0 {
		return 0
	}
	switch words.Meaning(text) {
	case "yes":
		return yes
	case "no":
		return no
	}
	return 0
}

// names tells whether a text names a problem. A blank cell, a word for no answer and a no name none.
func (g *logbook) names(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	named, known := g.problems[string(text)]
	if !known {
		named = problematic(string(text))
		if len(g.problems) < maxNames {
			g.problems[string(text)] = named
		}
	}
	return named
}

// problematic tells whether a text that is not blank names a problem: not where it says that there was none, in a few
// words of no and of problems.
func problematic(text string) bool {
	word := answer.Normalise(text)
	if word == "" || layout.Meaning("yes", text) == "no" || layout.Silence().Words[word] || layout.Meaning("problem", text) == "none" {
		return false
	}
	denied := false
	for part := range strings.FieldsSeq(word) {
		switch layout.Meaning("problem", part) {
		case "not":
			denied = true
		case "thing", "beside":
		default:
			return true
		}
	}
	return !denied
}

// Merge adds what another logbook has gathered.
func (g *logbook) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*logbook)
	g.newest = max(g.newest, o.newest)
	g.emotions.Merge(o.emotions)
	g.goals.Merge(o.goals)
	g.ends.Merge(o.ends)
	g.mends.Merge(o.mends)
	g.odd.merge(o.odd)
	g.nobodys, g.taken = g.nobodys+o.nobodys, g.taken+o.taken
	g.both[0].Merge(o.both[0])
	g.both[1].Merge(o.both[1])
	what := g.renumber(o)
	g.store.Merge(o.store, func(e *event) { e.what, e.group = what[e.what], group[e.group] })
	return nil
}

// renumber returns the numbers that what another logbook has met has here.
func (g *logbook) renumber(o *logbook) (what []uint32) {
	steps, channels := g.steps.merge(o.steps), g.channels.merge(o.channels)
	if g.numbers == nil {
		for _, step := range steps {
			what = append(what, uint32(step))
		}
		return what
	}
	for _, i := range o.incidents {
		i.step = steps[i.step]
		if i.channel > 0 {
			i.channel = channels[i.channel-1] + 1
		}
		what = append(what, g.number(i))
	}
	return what
}

// An oddity is how often cells of a column could not be read, and the first of them.
type oddity struct {
	rows  int64
	first tally.Place
	text  string
	why   string
}

// oddities are what is odd with cells of rows that count nevertheless, by the role of their column.
type oddities map[string]*oddity

func (o oddities) note(role, why string, text []byte, at tally.Place) {
	o.add(role, &oddity{1, at, string(text), why})
}

func (o oddities) add(role string, more *oddity) {
	mine, ok := o[role]
	if !ok {
		o[role] = more
		return
	}
	mine.rows += more.rows
	if more.first.Before(mine.first) {
		mine.first, mine.text = more.first, more.text
	}
}

func (o oddities) merge(from oddities) {
	for role, more := range from {
		o.add(role, more)
	}
}

package journey

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// tell adds up the cases.
func (g *logbook) tell(ctx context.Context, h facts.Heard) (facts.Told, error) {
	on, err := g.survey(h)
	if err != nil {
		return nil, err
	}
	g.plan.felt = g.emotions.Words()
	groups, err := g.walk(ctx, on, h.Groups, h.Workers)
	if err != nil {
		return nil, err
	}
	total := pool(groups)
	if len(groups) == 0 {
		total = on.trail()
	}
	_, compute := fields()
	return &telling{facts.Pools[*trail]{Total: total, Groups: groups, Pool: pool, Warnings: g.doubts(on, total, h),
		Compute: func(t *trail, confidence float64, _ bool) result.Object { return compute(subject{log: t}, confidence) },
		Stands:  (*trail).stands,
		Weigh:   (*trail).weigh}}, nil
}

// telling is what is told of journeys.
type telling struct{ facts.Pools[*trail] }

// Partly tells whether there is something to tell without a value: paths without a funnel.
func (t *telling) Partly() bool { return t.Total.cases > 0 }

func pool(groups []*trail) *trail {
	switch len(groups) {
	case 0:
		return nil
	case 1:
		return groups[0]
	}
	all := groups[0].on.trail()
	for _, t := range groups {
		all.add(t)
	}
	return all
}

// survey finds what the numbers of the rows stand for, and what is asked of them.
func (g *logbook) survey(h facts.Heard) (*terrain, error) {
	p := g.plan
	for role, r := range map[string]*register{"step": g.steps, "channel": g.channels} {
		if r.full {
			return nil, problem.Usage("%s: column %s has more than %d different words, so that it holds no %ss; --%s names the column that does",
				h.Set.Names(), h.Columns[0].Header(layout.Role(role)), maxNames, role, role)
		}
	}
	if err := g.words(h); err != nil {
		return nil, err
	}
	if err := p.scales(h, sighted(h, g.both), ofPairs); err != nil {
		return nil, err
	}
	on := &terrain{steps: g.steps.roster(), channels: g.channels.roster(), timed: h.Columns[0].Has("time"), channelled: p.Own.Text("channel") != "",
		collapse: p.Own.Is("collapse"), asks: p.asks()}
	on.stages = p.stages.part(on.steps.names)
	if g.numbers != nil {
		on.incidents = []incident{}
	}
	for _, i := range g.incidents {
		i.step = on.steps.number[i.step]
		if i.channel > 0 {
			i.channel = on.channels.number[i.channel-1] + 1
		}
		on.incidents = append(on.incidents, i)
	}
	if on.until = g.newest - p.window; p.asOf != nil {
		on.until = *p.asOf - p.window
	}
	return on, g.ask(on, h)
}

// asks are what the flags ask of rows.
func (p *itinerary) asks() asks {
	has := func(flag string) bool { return p.Own.Text(flag) != "" }
	return asks{goal: has("goal"), emotion: has("emotion"), problem: has("problem"), recovered: has("recovered"), gap: has("expected")}
}

// ask finds the steps that flags name.
func (g *logbook) ask(on *terrain, h facts.Heard) (err error) {
	p := g.plan
	if p.funnel != nil {
		if err := g.dig(on, h); err != nil {
			return err
		}
	}
	find := func(flag string, into *uint16) bool {
		name := p.Own.Text(flag)
		if name == "" || err != nil {
			return false
		}
		var ok bool
		if *into, ok = on.steps.find(name); !ok && len(on.steps.names) > 0 {
			err = g.unknown(on, h, flag, name)
		}
		return ok
	}
	on.backs = find("return", &on.backTo)
	on.looks = find("look", &on.look)
	find("buy", &on.buy)
	return err
}

// dig finds the steps of the funnel.
func (g *logbook) dig(on *terrain, h facts.Heard) error {
	p := g.plan
	on.funnel = &funnel{order: p.order, window: p.window}
	on.stops = slices.Repeat([]int16{other}, len(on.steps.names))
	for i, names := range p.funnel {
		on.names = append(on.names, names[0])
		at := slices.IndexFunc(p.funnel[:i], func(before []string) bool { return same(before[0]) == same(names[0]) })
		if at < 0 {
			at = i
		}
		on.funnel.stops = append(on.funnel.stops, int16(at))
		numbers, unknown := on.steps.all(names)
		if unknown != "" && len(on.stops) > 0 {
			return g.unknown(on, h, "funnel", unknown)
		}
		for _, n := range numbers {
			on.stops[n] = int16(at)
		}
	}
	return nil
}

// shown is how many steps a message lists.
const shown = 20

// unknown asks for a step that the log has.
func (g *logbook) unknown(on *terrain, h facts.Heard, flag, name string) error {
	list := make([]string, 0, shown)
	for _, step := range on.steps.names[:min(shown, len(on.steps.names))] {
		list = append(list, answer.Quote(step, 40))
	}
	more := ""
	if n := len(on.steps.names) - shown; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	e := problem.Usage("%s: column %s has no step %q; its steps are %s%s", h.Set.Names(), h.Columns[0].Header("step"), name, strings.Join(list, ", "), more)
	if like := layout.Suggest(name, on.steps.names); len(like) > 0 {
		text := g.plan.Own.Text(flag)
		e.Replace = [2]string{text, strings.Replace(text, name, like[0], 1)}
	}
	return e
}

// words holds that the words of emotions, goals and recoveries are known.
func (g *logbook) words(h facts.Heard) error {
	check := func(words *facts.Lexicon, role layout.Role, what string, senses func(word string) []problem.Sense) error {
		unknown, rows := words.Unknown()
		if len(unknown) == 0 {
			return nil
		}
		e := problem.Usage("%s: column %s: %s with words that are %s, such as %s", h.Set.Names(), h.Columns[0].Header(role), many(rows, "row"), what,
			answer.Quote(unknown[0], 40))
		e.Read, e.Senses = true, senses(unknown[0])
		return e
	}
	if err := check(g.emotions, "emotion", "no emotion from 1 to 5", feelings); err != nil {
		return err
	}
	if err := check(g.goals, "goal", "neither yes nor no", silent); err != nil {
		return err
	}
	return check(g.mends, "recovered", "neither yes nor no", silent)
}

// feelings are what a word of an emotion may stand for.
func feelings(word string) (out []problem.Sense) {
	for n, says := range []string{"very bad", "bad", "neither", "good", "very good"} {
		out = append(out, problem.Sense{Says: "if " + answer.Quote(word, 40) + " is " + says, Flags: []string{"--value", fmt.Sprintf("%s=%d", word, n+1)}})
	}
	return append(out, silent(word)...)
}

// silent has a word say nothing.
func silent(word string) []problem.Sense {
	return []problem.Sense{{Says: "if " + answer.Quote(word, 40) + " says nothing", Flags: []string{"--missing", word}}}
}

// weigh is what a group weighs in a field of several: the cases that it is a share of.
func (t *trail) weigh(field string) (float64, bool) {
	if s, ok := t.share(field); ok {
		return s.N, true
	}
	return 0, false
}

// stands is what a field stands on.
func (t *trail) stands(field string) (metric.Evidence, bool) {
	if s, ok := t.share(field); ok {
		value := 0.0
		if s.N > 0 {
			value = 100 * s.K / s.N
		}
		return metric.ShareEvidence(s.N, value, s), true
	}
	switch field {
	case "emotion_mean":
		return meanEvidence(t.lore().whole.emotion()), true
	case "gap":
		return meanEvidence(t.lore().whole.gap()), true
	}
	return metric.Evidence{}, false
}

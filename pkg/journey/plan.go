package journey

import (
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// An itinerary is what people ask of journeys.
type itinerary struct {
	*facts.Query
	survey bool       // rows are answers to a survey, and no steps
	funnel [][]string // the steps of the funnel, each with the names by which it goes
	order  string
	window dates.Instant
	asOf   *dates.Instant // nil for the newest stamp
	stages *stageSet      // nil where each step stands for itself
	parts  *parted        // the columns of a survey by stage
	given  map[string]string
	scores *ratings.Questions // the columns of scores of a survey
	book   *cases.Book[event]
	set    *dataset.Set
	other  string            // a column that names a case where the one that was chosen does not
	felt   []facts.StateWord // the words of emotions, known at the end
}

// planned understands the flags.
func planned(q *facts.Query) (facts.Intent, error) {
	p := &itinerary{Query: q, survey: len(q.Own.List("score")) > 0, order: q.Own.Text("funnel-order"), book: cases.NewBook[event]()}
	for _, step := range []func() error{p.shape, p.readFunnel, p.readWindow, p.readAsOf, p.readPairs, p.readValues, p.readStages} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	p.scores = &ratings.Questions{Role: "score", Column: scoreColumn, Given: make(map[string]float64), Missing: p.Missing, OnFive: true}
	for word, value := range p.given {
		p.scores.Given[word] = float64(value[0] - '0')
	}
	return p, nil
}

// shape holds that nothing is asked of a survey that only a log can tell.
func (p *itinerary) shape() error {
	if !p.survey {
		return nil
	}
	for _, flag := range []string{"case", "step", "channel", "funnel", "window", "as-of", "return", "look", "buy", "goal", "emotion", "problem", "recovered"} {
		if p.Own.Text(flag) != "" {
			return problem.Usage("--%s asks about a log of steps, and --score about a survey with a column for each of them; leave one out", flag)
		}
	}
	if p.Own.Is("collapse") {
		return problem.Usage("--collapse asks about the paths of a log, and --score about a survey; leave one out")
	}
	return nil
}

// readFunnel takes the steps of the funnel apart. Quotes hold a name with a comma together, and | stands between several
// names of one step.
func (p *itinerary) readFunnel() error {
	if !slices.Contains([]string{loose, strict, anyhow}, p.order) {
		return problem.Usage("--funnel-order %q is not one of %s, %s, %s", p.order, loose, strict, anyhow)
	}
	text := p.Own.Text("funnel")
	if text == "" {
		return nil
	}
	r := csv.NewReader(strings.NewReader(text))
	r.TrimLeadingSpace, r.LazyQuotes = true, true
	steps, err := r.Read()
	if err != nil {
		return problem.Usage("--funnel %q is no list of steps such as search,order,delivery", text)
	}
	owner := make(map[string]string)
	for _, step := range steps {
		names := []string{step}
		if strings.Contains(step, "|") {
			names = append(names, strings.Split(step, "|")...)
		}
		for _, name := range names {
			if same(name) == "" {
				return problem.Usage("--funnel %q has a step without a name", text)
			}
			if of, taken := owner[same(name)]; taken && of != same(step) {
				return problem.Usage("--funnel %q: %q is part of two different steps", text, name)
			}
			owner[same(name)] = same(step)
		}
		p.funnel = append(p.funnel, names)
	}
	if len(steps) < 2 {
		return problem.Usage("--funnel %q has one step, and a funnel goes from one to the next: --funnel A,B,C", text)
	}
	return nil
}

// readWindow understands how long after the first step others count.
func (p *itinerary) readWindow() (err error) {
	text := p.Own.Text("window")
	if text == "" {
		return nil
	}
	if p.funnel == nil {
		return problem.Usage("--window says how long a funnel may take, and --funnel names none: --funnel A,B,C")
	}
	if p.window, err = facts.Length("window", text); err == nil && p.window == 0 {
		return problem.Usage("--window %s leaves no time for a second step", text)
	}
	return err
}

// readAsOf understands until when cases are watched.
func (p *itinerary) readAsOf() error {
	text := p.Own.Text("as-of")
	if text == "" {
		return nil
	}
	if p.window == 0 {
		return problem.Usage("--as-of says until when cases are watched, for which --window has to say how long a funnel may take, such as --window 7d")
	}
	r, err := dates.NewReader(p.Writing(dates.Unknown))
	if err != nil {
		return err
	}
	at, _, ok := r.Parse([]byte(text))
	if !ok {
		return problem.Usage("--as-of %q is no date or time such as 2026-06-30", text)
	}
	p.asOf = &at
	return nil
}

// readPairs holds that flags come together that say nothing alone.
func (p *itinerary) readPairs() error {
	for _, pair := range [][2]string{{"look", "buy"}, {"expected", "perceived"}, {"recovered", "problem"}} {
		for i := range 2 {
			has, lacks := pair[i], pair[1-i]
			if p.Own.Text(has) != "" && p.Own.Text(lacks) == "" && (i == 0 || lacks != "recovered") {
				return problem.Usage("--%s tells nothing without --%s", has, lacks)
			}
		}
	}
	if p.Own.Text("look") != "" && p.Own.Text("channel") == "" {
		return problem.Usage("--look and --buy ask in which channel customers look and in which they buy, so --channel has to name its column")
	}
	return nil
}

// readValues understands what words of emotions stand for.
func (p *itinerary) readValues() error {
	p.given = make(map[string]string)
	for _, text := range p.Own.List("value") {
		word, value, found := cutLast(text, "=")
		if !found || len(value) != 1 || value[0] < '1' || value[0] > '5' {
			return problem.Usage("--value %q is not a word and what it stands for, from 1 to 5, such as meh=2", text)
		}
		p.given[word] = value
	}
	return nil
}

func cutLast(text, sep string) (before, after string, found bool) {
	at := strings.LastIndex(text, sep)
	if at < 0 {
		return text, "", false
	}
	return text[:at], strings.TrimSpace(text[at+len(sep):]), true
}

// readStages finds the set of stages by its name; a file is read when it is known that the question makes sense.
func (p *itinerary) readStages() error {
	name := p.Own.Text("stages")
	if name == "" {
		return nil
	}
	p.stages = named(name)
	return nil
}

// Begin reads the file of stages.
func (p *itinerary) Begin(ctx context.Context) error {
	if p.stages == nil || p.stages.file == "" {
		return nil
	}
	return p.stages.read(ctx, p)
}

// Define is the formula.
func (p *itinerary) Define() string {
	switch {
	case p.survey:
		return "mean of the stages, each the mean of its answers"
	case p.funnel == nil:
		return "paths, times and stages of journeys; --funnel A,B,C tells which part goes how far"
	}
	how := map[string]string{loose: "in this order, with others between", strict: "in this order, with nothing between", anyhow: "in any order"}[p.order]
	within := ""
	if p.window > 0 {
		within = ", within " + p.Own.Text("window") + " of the first"
	}
	return fmt.Sprintf("100 × cases that come to %s / cases with %s; %s%s", answer.Quote(p.funnel[len(p.funnel)-1][0], 40), answer.Quote(p.funnel[0][0], 40), how, within)
}

// Settings say what of the own flags decided the numbers.
func (p *itinerary) Settings() (o result.Object) {
	var steps []string
	for _, names := range p.funnel {
		steps = append(steps, names[0])
	}
	o.Add(p.survey, "interval", "student")
	o.Add(steps != nil, "funnel", steps)
	o.Add(steps != nil, "funnel_order", p.order)
	o.Add(p.window > 0, "window", p.Own.Text("window"))
	for _, flag := range []string{"as-of", "return", "look", "buy", "stages"} {
		o.Add(p.Own.Text(flag) != "", strings.ReplaceAll(flag, "-", "_"), p.Own.Text(flag))
	}
	o.Add(p.Own.Is("collapse"), "collapse", true)
	o.Add(len(p.given) > 0, "value", p.Own.List("value"))
	return o
}

// Reasons tell which emotion the words stand for.
func (p *itinerary) Reasons() (out []string) {
	for n := 1; n <= 5; n++ {
		var words []string
		for _, w := range p.felt {
			if w.Meaning == strconv.Itoa(n) {
				words = append(words, answer.Quote(w.Text, 40))
			}
		}
		if more := len(words) - shown; more > 0 {
			words = append(words[:shown], fmt.Sprintf("and %d more", more))
		}
		if len(words) > 0 {
			out = append(out, fmt.Sprintf("emotion %d: %s", n, strings.Join(words, ", ")))
		}
	}
	return out
}

// Wants tells which columns are needed. What rows say beside their step is only looked at where it is asked for.
func (p *itinerary) Wants(role dataset.Role) facts.Want {
	switch role {
	case "score":
		if p.survey {
			return facts.Needed
		}
	case "case", "step":
		if !p.survey {
			return facts.Needed
		}
	case "time":
		switch {
		case p.survey:
		case p.funnel != nil && p.order == anyhow && p.window == 0:
			return facts.Welcome
		default:
			return facts.Needed
		}
	}
	return facts.Unwanted
}

// Check holds that the columns of a survey belong to stages.
func (p *itinerary) Check(t *dataset.Table, cs dataset.Columns) error {
	if p.survey {
		return p.checkScores(t, cs)
	}
	if err := p.coded(t, cs); err != nil {
		return err
	}
	p.instead(t, cs.At("case"))
	return nil
}

// Gatherer returns an empty collection of rows.
func (p *itinerary) Gatherer() facts.Gatherer {
	if p.survey {
		return newPanel(p)
	}
	return newLogbook(p)
}

// Tell adds up what was gathered.
func (p *itinerary) Tell(ctx context.Context, from facts.Gatherer, h facts.Heard) (facts.Told, error) {
	p.set = h.Set
	if p.survey {
		return from.(*panel).tell(h)
	}
	return from.(*logbook).tell(ctx, h)
}

package delivery

import (
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// lacks asks for the columns without which nothing can be told.
func (p *errand) lacks(t *dataset.Table, cs dataset.Columns) error {
	if e := p.lengthOnly(t, cs); e != nil {
		return e
	}
	for _, pair := range [][2]dataset.Role{{"delivered_at", "promised"}, {"promised", "delivered_at"}, {"delivered_qty", "ordered_qty"}, {"ordered_qty", "delivered_qty"}} {
		if cs.Has(pair[0]) {
			e := t.Ask("--"+flagOf(pair[1]), "no header tells which column holds the "+nouns[pair[1]], nil)
			e.Senses = p.judged(t, cs)
			if sense := p.term(t, cs); pair[1] == "promised" && sense != nil {
				e.Senses = append([]problem.Sense{*sense}, e.Senses...)
			}
			return e
		}
	}
	e := t.Ask("--promised", "no header tells what was promised and when it came (--promised, --delivered-at), or what was ordered and what came (--ordered, --delivered)", nil)
	for _, propose := range []func(*dataset.Table, dataset.Columns) *problem.Sense{p.clocks, p.shares} {
		if sense := propose(t, cs); sense != nil {
			e.Senses = append(e.Senses, *sense)
		}
	}
	e.Senses = append(e.Senses, p.judged(t, cs)...)
	return e
}

// judged proposes the share of what a column says came in time, or late, where nothing else tells.
func (p *errand) judged(t *dataset.Table, cs dataset.Columns) (senses []problem.Sense) {
	yesOrNo := func(text string) bool { return layout.Meaning("yes", text) != "" }
	length := func(text string) bool {
		x, err := answer.ParseNumber(answer.Trim(text), t.Decimal)
		return err == nil && x != 0 && x != 1
	}
	for _, i := range t.Those(func(i int) bool {
		return !cs.Taken(i) && layout.Speaks(layout.InTimeWord, t.Headers[i]) && !t.Blank(i) && mostly(t, i, yesOrNo) && !slices.ContainsFunc(t.Sample(i), length)
	}) {
		senses = append(senses, problem.Sense{Says: "how many of them " + t.Header(i) + " says yes of", Instead: "share", Flags: []string{"--score", t.Reference(i)}})
	}
	for _, i := range t.Those(func(i int) bool { return layout.TellsOf(layout.StateWord, t.Headers[i]) }) {
		if word := lateWord(t.Sample(i)); word != "" {
			senses = append(senses, problem.Sense{Says: "how many of all " + t.Header(i) + " says " + answer.Quote(word, 40) + " of", Instead: "share",
				Flags: []string{"--score", t.Reference(i), "--yes", word}})
		}
	}
	return senses
}

// lateWord is the only state that says that something was late, or in time, where none says that it has yet to come or never will.
func lateWord(states []string) (late string) {
	for _, text := range states {
		text = answer.Trim(text)
		meaning := layout.Meaning("delivery", text)
		switch {
		case meaning == "open", meaning == "cancelled", layout.Meaning("unended", text) != "", layout.Meaning("gone", text) != "":
			return ""
		case !layout.Speaks(layout.InTimeWord, text), text == late:
		case late != "":
			return ""
		default:
			late = text
		}
	}
	return late
}

// monthly refuses months on the one side of a promise and days on the other: whether something came in time is not told.
func monthly(t *dataset.Table, cs dataset.Columns) error {
	promised, came := cs.At("promised"), cs.At("delivered_at")
	if promised == dataset.None || came == dataset.None || t.Blank(promised) || t.Blank(came) || t.HoldsPeriods(promised) == t.HoldsPeriods(came) {
		return nil
	}
	whole, other, flag := promised, came, "--promised"
	if t.HoldsPeriods(came) {
		whole, other, flag = came, promised, "--delivered-at"
	}
	return problem.Usage("%s: column %s holds months or quarters and column %s days, which do not tell what came in time", t.Name, t.Header(whole), t.Header(other)).
		Advise("name a column with the day on which it was, with " + flag)
}

// lengthOnly refuses a table that tells how long something was to take and holds no times at all; nil for any other.
func (p *errand) lengthOnly(t *dataset.Table, cs dataset.Columns) error {
	writing := p.Writing(dates.DayFirst)
	term := mayPromise(t, cs, writing)
	if term == dataset.None || len(t.Those(func(i int) bool { return t.HoldsTimes(i, writing) })) > 0 {
		return nil
	}
	e := problem.Failure("%s: column %s tells how long something was to take, and no column when it was ordered or when it came: what came in time is told from times",
		t.Name, t.Header(term))
	e.Senses = []problem.Sense{{Says: "how long it took, where a column holds that", Instead: "time"}}
	return e
}

// term proposes a length of time as the promise, from the only column of times beside that of deliveries.
func (p *errand) term(t *dataset.Table, cs dataset.Columns) *problem.Sense {
	writing := p.Writing(dates.DayFirst)
	term := mayPromise(t, cs, writing)
	times := t.Those(func(i int) bool { return !cs.Taken(i) && t.HoldsTimes(i, writing) })
	if term == dataset.None || len(times) != 1 {
		return nil
	}
	return &problem.Sense{Says: "if " + t.Header(term) + " was promised from " + t.Header(times[0]) + " on",
		Flags: []string{"--promised", t.Reference(term), "--ordered-at", t.Reference(times[0])}}
}

// clocks proposes times of day that were promised and kept, joined with the only column of days.
func (p *errand) clocks(t *dataset.Table, cs dataset.Columns) *problem.Sense {
	ofDay := func(role layout.Role) func(i int) bool {
		return func(i int) bool {
			r, ok := layout.RatingOf(role, metricName, t.Headers[i])
			return ok && r.Sure && !cs.Taken(i) && mostly(t, i, func(text string) bool {
				_, is := span.OfDay(text)
				return is && strings.Contains(text, ":")
			})
		}
	}
	promised, came := t.Those(ofDay("promised")), t.Those(ofDay("delivered_at"))
	days := t.Those(func(i int) bool { return t.HoldsTimes(i, p.Writing(dates.DayFirst)) && p.Daily(t, i) })
	if len(promised) != 1 || len(came) != 1 || len(days) != 1 {
		return nil
	}
	day := t.Reference(days[0]) + "+"
	return &problem.Sense{Says: "if " + t.Header(promised[0]) + " was promised, and " + t.Header(came[0]) + " is when it came",
		Flags: []string{"--promised", day + t.Reference(promised[0]), "--delivered-at", day + t.Reference(came[0])}}
}

// shares proposes a column of what was sent and one of what was received of it, where each row is an order.
func (p *errand) shares(t *dataset.Table, cs dataset.Columns) *problem.Sense {
	numbers := func(word layout.Aside) []int {
		return t.Those(func(i int) bool {
			return !cs.Taken(i) && layout.Speaks(word, t.Headers[i]) && !t.Blank(i) && mostly(t, i, answer.IsNumber)
		})
	}
	sent, came := numbers(layout.SentWord), numbers(layout.CameWord)
	if len(sent) != 1 || len(came) != 1 || sent[0] == came[0] {
		return nil
	}
	return &problem.Sense{Says: "if " + t.Header(came[0]) + " is what came of " + t.Header(sent[0]) + ", and every row is an order of its own",
		Flags: []string{"--ordered", t.Reference(sent[0]), "--delivered", t.Reference(came[0]), "--rows", rowOrders}}
}

// sent asks whether what was sent has come, where somebody names the time of it as that of delivery and the words of all its rows
// say that they are open: of these no figure could be told.
func (p *errand) sent(t *dataset.Table, cs dataset.Columns) error {
	state, came := cs.At("status"), cs.At("delivered_at")
	if p.Own.Text("delivered-at") == "" || state == dataset.None || came == dataset.None {
		return nil
	}
	sense := problem.Sense{Says: "they have come by then"}
	open := make(map[string]bool) // words, and whether all their rows have a time
	for _, row := range t.Rows {
		if max(state, came) >= len(row) {
			continue
		}
		word, timed := answer.Trim(row[state]), answer.Trim(row[came]) != ""
		switch meaning := layout.Meaning("delivery", word); {
		case meaning == "delivered", len(p.Own.List("status-is")) > 0:
			return nil
		case meaning == "open":
			before, known := open[word]
			open[word] = timed && (before || !known)
		}
	}
	for _, word := range slices.Sorted(maps.Keys(open)) {
		if open[word] {
			sense.Flags = append(sense.Flags, "--status-is", word+"=delivered")
		}
	}
	if len(sense.Flags) == 0 {
		return nil
	}
	e := problem.Usage("%s: column %s says of all rows with a time in column %s that they are open; say which have come with --status-is", t.Name, t.Header(state), t.Header(came))
	e.Senses = []problem.Sense{sense}
	return e
}

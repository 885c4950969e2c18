// Package contacts is about calls, chats and tickets: how many were missed, how soon the others were answered, who was called
// back and when, and for how many the first contact was the last.
package contacts

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/span"
)

// The columns, in the order of documents.
const (
	when = iota
	who
	outcome
	direction
	wait
	answeredAt
	endedAt
	agent
	reason
	resolved
	complaint
	id
	count
	all
)

//go:embed long.txt
var long string

// Declare declares the metric and what its rows stand for.
func Declare() facts.Declaration {
	return facts.Declare("What happens", metric.Metric{
		Name:  "contacts",
		Title: "Missed contacts",
		Short: "Contacts: how many are missed, answered in time, called back, and settled at once?",
		Long:  strings.TrimSpace(long),
		Examples: []metric.Example{
			{Says: "How many calls are missed, and what becomes of them", Command: "cxcalc contacts calls.csv"},
			{Says: "The same by the hour of the day", Command: "cxcalc contacts --by .hour calls.csv"},
			{Says: "Short calls left out beside it, another service level, a call-back within the hour", Command: "cxcalc contacts --short 5s --service-level 30s --callback 1h calls.csv"},
			{Says: "Complaints per 1 000 of 40 customers", Command: "cxcalc contacts --complaint reason=complaint --exposure 40 calls.csv"},
			{Says: "Who answers best, from sums by agent and day", Command: "cxcalc contacts --count missed --of offered --by agent --board agents.csv"},
		},
		Unit:          "percent",
		Sizeable:      true,
		Interval:      "wilson",
		LowerIsBetter: true,
		Sources: []string{"Missed / inbound; four service levels in use (Bright Pattern, Genesys, Talkdesk)", "Interval: Wilson 1927",
			"Times with those who still wait: Kaplan & Meier 1958", "Complaints: exact Poisson, Garwood 1936"},
		Fields: declared(),
		Camps:  []metric.Camp{{Word: "missed", Field: "missed"}, {Word: "never missed"}},
		Gist:   []string{"{missed} of {n} missed", "{called_back} called back", "{rang_again} rang again first", "{nobody} heard of nobody"},
		Flags:  own(),
	}, facts.Traits{Columns: positions(), Plan: planned})
}

func declared() []result.Field { list, _ := fields(); return list }

func own() []flags.Flag {
	return []flags.Flag{
		{Name: "service-level", Default: "20s", Group: flags.Figures, Usage: "answered within `TIME` is in time"},
		{Name: "callback", Default: "15m", Group: flags.Figures, Usage: "called back within `TIME` is in time"},
		{Name: "short", Default: "", Group: flags.Figures, Usage: "show the share, too, without the missed who hung up within `TIME`, such as 5s"},
		{Name: "resolved-within", Default: "7d", Group: flags.Figures, Usage: "a further contact of the customer within `TIME` is about the same matter"},
		{Name: "hours", Default: "", Group: flags.Figures, Usage: "call-backs and first responses go by business time, as `FILE` says: day,open,close with mon-fri,09:00,17:00 and closed days as 2026-12-25,,"},
		{Name: "complaint", Default: "", Group: flags.Figures, Usage: "contacts that meet `EXPR` are complaints, as in --where"},
		{Name: "exposure", Default: 0.0, Group: flags.Figures, Usage: "`N` customers could complain"},
		{Name: "as-of", Default: "", Group: flags.Rows, Usage: "the log goes until `DATE`; without it, until its newest time"},
		{Name: "missed", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "the result `TEXT` means that nobody answered; repeatable"},
		{Name: "answered", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "the result `TEXT` means that somebody answered; repeatable"},
		{Name: "inbound", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "the direction `TEXT` means that the customer called; repeatable"},
		{Name: "outbound", Default: []string(nil), Group: flags.Rows, Adds: true, Usage: "the direction `TEXT` means that we called; repeatable"},
	}
}

func positions() []facts.Position {
	return []facts.Position{
		{Role: "time", Flag: "time", Usage: "the `COL` that says when contacts began", Times: true},
		{Role: "who", Flag: "who", Usage: "the `COL` with the customer or number; a second one is that of outbound contacts", Many: true, Shared: true},
		{Role: "result", Flag: "result", Usage: "the `COL` that says whether somebody answered", Shared: true, Fit: howEnded},
		{Role: "direction", Flag: "direction", Usage: "the `COL` that says who called whom", Shared: true, Fit: speaks("direction", "direction")},
		{Role: "wait", Flag: "wait", Usage: "the `COL` with the time until the answer, or until the caller hung up", Fit: lasts},
		{Role: "answered_at", Flag: "answered-at", Usage: "the `COL` that says when somebody first answered", Times: true, Fit: answers},
		{Role: "ended_at", Flag: "ended-at", Usage: "the `COL` that says when the contact ended", Times: true, Fit: tells},
		{Role: "agent", Flag: "agent", Usage: "the `COL` of those who answer, whose contacts are alike"},
		{Role: "reason", Flag: "reason", Usage: "a further contact is about the same matter only with the same reason in `COL`"},
		{Role: "resolved", Flag: "resolved", Usage: "the `COL` that says whether the first contact settled the matter", Fit: speaks("yes", "resolved")},
		{Role: "complaint", Flag: "complaint", Named: complaining},
		{Role: "id", Flag: "id", Usage: "the `COL` with the id of the contact", Fit: anything},
		{Role: "count", Flag: "count", Usage: "each row sums up many: the `COL` that counts the missed", Fit: numbers},
		{Role: "of", Flag: "of", Usage: "the `COL` that counts all inbound contacts", Fit: numbers},
	}
}

// place is that of a role among the columns.
func place(role dataset.Role) int {
	return slices.IndexFunc(positions(), func(p facts.Position) bool { return p.Role == role })
}

// general is the rank from which headers stand for much else, too.
const general = 4

// speaks tells whether the words of a column are mostly those of a set. Where the header surely names the role, other words
// are a question later on; numbers that are no words are something else.
func speaks(set string, role dataset.Role) func(*dataset.Table, int) dataset.Fit {
	return func(t *dataset.Table, column int) dataset.Fit {
		words := []string{set}
		if yesOf(t.Headers[column]) != "" {
			words = append(words, "yes")
		}
		some, numbers, of := known(words, t, column)
		rating, ok := layout.RatingOf(role, "contacts", t.Headers[column])
		other := 2*some < of || of == 0
		never := 2*numbers > of || !ok || rating.Rank >= general || rating.Rank == ofContexts && some == 0 && !several(t, column)
		return dataset.Fit{Never: other && never, Other: other, Share: float64(some) / float64(max(of, 1))}
	}
}

// ofContexts is the rank of headers of contexts of a switchboard, whose words are those of the house: one alone tells nothing.
const ofContexts = 3

// several tells whether a column has different texts.
func several(t *dataset.Table, column int) bool {
	seen := make(map[string]bool)
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text != "" {
			seen[text] = true
		}
	}
	return len(seen) > 1
}

// yesOf is what yes means in a column whose header is a result, such as "answered"; "" for others.
func yesOf(header string) string {
	if meaning := layout.Meaning("contact", strings.TrimPrefix(strings.TrimPrefix(answer.Normalise(layout.WithoutChoice(header)), "is "), "was ")); meaning == "answered" || meaning == "missed" {
		return meaning
	}
	return ""
}

// howEnded tells whether values say how contacts ended: which way all of them went does not.
func howEnded(t *dataset.Table, column int) dataset.Fit {
	isEnd := func(text string) bool {
		plain := answer.Normalise(text)
		return plain != "" && layout.Meaning("direction", plain) == ""
	}
	if !slices.ContainsFunc(t.Sample(column), isEnd) {
		return dataset.Fit{Never: true}
	}
	return speaks("contact", "result")(t, column)
}

// lasts tells whether the values of a column are mostly lengths of time.
func lasts(t *dataset.Table, column int) dataset.Fit {
	return fits(t, column, func(text string) bool { return isSpan(text, t.Decimal) })
}

func isSpan(text string, decimal byte) bool {
	_, clear := span.Parse(text, waitIn(""), decimal)
	return clear == span.Good
}

// tells tells whether the values of a column are mostly times, or times of day.
func tells(t *dataset.Table, column int) dataset.Fit {
	if t.HoldsTimes(column, dates.Writing{Order: dates.DayFirst}) {
		return dataset.Fit{Share: 1}
	}
	return fits(t, column, func(text string) bool { _, ok := span.OfDay(text); return ok })
}

// answers tells whether values may say when somebody answered: a courier picks up goods, and no phone.
func answers(t *dataset.Table, column int) dataset.Fit {
	if slices.ContainsFunc(t.Headers, func(h string) bool { return layout.IsAsideHeader(layout.CarriedHeader, h) }) {
		return dataset.Fit{Never: true}
	}
	return tells(t, column)
}

func numbers(t *dataset.Table, column int) dataset.Fit {
	if facts.Percentages(t, column) {
		return dataset.Fit{Never: true}
	}
	return fits(t, column, func(text string) bool {
		return isSpan(text, t.Decimal) && !strings.Contains(text, ":")
	})
}

func anything(*dataset.Table, int) dataset.Fit { return dataset.Fit{Share: 1} }

// fits tells whether most values of a column are something.
func fits(t *dataset.Table, column int, is func(string) bool) dataset.Fit {
	some, of := 0, 0
	for _, text := range t.Sample(column) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		of++
		if is(text) {
			some++
		}
	}
	return dataset.Fit{Never: 2*some <= of, Share: float64(some) / float64(max(of, 1))}
}

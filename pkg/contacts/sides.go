package contacts

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// mostWords is how many words a column has at most that tells who called whom, or how contacts ended.
const mostWords = 20

// wordsOf are what the words of a column mean in a set, each with its meaning, "" for one that has none; nil where a column
// has none at all, or too many.
func wordsOf(set string, t *dataset.Table, column int) map[string]string {
	out := make(map[string]string)
	some := false
	for _, text := range t.Sample(column) {
		if text = answer.Trim(text); text == "" {
			continue
		}
		if out[text] = layout.Meaning(set, text); len(out) > mostWords {
			return nil
		}
		some = some || out[text] != ""
	}
	if !some {
		return nil
	}
	return out
}

// meaning are the words of a meaning, sorted.
func meaning(words map[string]string, what string) (out []string) {
	for word, means := range words {
		if means == what {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return out
}

// parts tells whether some words of a column, and not all, have a meaning, and none is unknown.
func parts(some []string, words map[string]string) bool {
	return len(some) > 0 && len(some) < len(words) && len(meaning(words, "")) == 0
}

// sided asks whether a column says who called whom whose header does not, and whose words all do.
func (s *switchboard) sided(t *dataset.Table, cs dataset.Columns) *problem.Error {
	if cs.Has("direction") || s.Own.Text("direction") != "" {
		return nil
	}
	for i := range t.Headers {
		words := wordsOf("direction", t, i)
		in := meaning(words, "in")
		if cs.Taken(i) || cs.Settled(i) || !parts(in, words) {
			continue
		}
		e := problem.Usage("%s: column %s may say who called whom, and without it every contact counts as inbound", t.Name, t.Header(i))
		e.Senses = []problem.Sense{{Says: "if it says so", Flags: []string{"--direction", t.Reference(i)}}}
		all := problem.Sense{Says: "if all are inbound", Flags: []string{"--direction", t.Reference(i)}}
		for _, word := range slices.Concat(meaning(words, "out"), meaning(words, "inside")) {
			all.Flags = append(all.Flags, "--inbound", word)
		}
		e.Senses = append(e.Senses, all)
		return e
	}
	return nil
}

// inside asks about a column that tells contacts among those of the house from those with somebody outside.
func (s *switchboard) inside(t *dataset.Table, cs dataset.Columns) *problem.Error {
	for i := range t.Headers {
		if !layout.IsAsideHeader(layout.ReachHeader, t.Headers[i]) {
			continue // a team may be one of the house
		}
		words := wordsOf("reach", t, i)
		in := meaning(words, "inside")
		if cs.Taken(i) || cs.Settled(i) || !parts(in, words) {
			continue
		}
		e := problem.Usage("%s: column %s says that contacts are internal, which are none with a customer: %s", t.Name, t.Header(i), listed(in))
		return t.AskOfValues(i, in, "without them", e)
	}
	return nil
}

// tallied asks where a column may count the contacts of each row: every row has its own words, and nothing that single
// contacts have.
func (s *switchboard) tallied(t *dataset.Table, cs dataset.Columns) *problem.Error {
	if cs.Has("who") || cs.Has("id") || cs.Has("wait") || cs.Has("answered_at") {
		return nil
	}
	for i := range t.Headers {
		if cs.Taken(i) || cs.Settled(i) || !t.Counts(i) {
			continue
		}
		e := problem.Usage("%s: column %s may count contacts, and every row would count as one; missed and all have to stand in two columns, for --count and --of",
			t.Name, t.Header(i))
		if counted := s.counted(t, cs, i); counted != nil {
			e.Hint = "--where " + layout.ShellQuote(dataset.Among(t.Reference(i), nil)) + " takes each row for one contact"
			e.Senses = []problem.Sense{{Says: "if it does", Instead: "share", Flags: counted}}
			return e
		}
		e.Senses = []problem.Sense{{Says: "if each row is one contact", Flags: []string{"--where", dataset.Among(t.Reference(i), nil)}}}
		return e
	}
	return nil
}

// counted are the flags by which the share of missed contacts is that of rows with a number each; nil where words of results
// or directions are not known.
func (s *switchboard) counted(t *dataset.Table, cs dataset.Columns, count int) []string {
	result := cs.At("result")
	words := wordsOf("contact", t, result)
	missed := slices.Concat(meaning(words, "missed"), meaning(words, "voicemail"))
	if result == dataset.None || len(missed) == 0 || len(meaning(words, "answered")) == 0 || len(meaning(words, "")) > 0 {
		return nil
	}
	flags := []string{"--score", t.Reference(result), "--count", t.Reference(count)}
	for _, word := range missed {
		flags = append(flags, "--yes", word)
	}
	if not := slices.Concat(meaning(words, "out"), meaning(words, "inside")); len(not) > 0 {
		flags = append(flags, "--exclude", dataset.Among(t.Reference(result), not))
	}
	if cs.Has("direction") {
		sides := wordsOf("direction", t, cs.At("direction"))
		in := meaning(sides, "in")
		if len(in) == 0 || len(meaning(sides, "")) > 0 {
			return nil
		}
		if len(in) < len(sides) {
			flags = append(flags, "--where", dataset.Among(t.Reference(cs.At("direction")), in))
		}
	}
	return flags
}

// endings adds to a question how contacts ended the columns that have words of it: one in all rows need not say how any ended.
func (s *switchboard) endings(t *dataset.Table, cs dataset.Columns, e *problem.Error) error {
	if len(e.Flags) > 0 {
		return e
	}
	for i := range t.Headers {
		words := wordsOf("contact", t, i)
		told := len(meaning(words, "missed")) + len(meaning(words, "answered"))
		if cs.Taken(i) || cs.Settled(i) || told == 0 || !several(t, i) || 2*len(meaning(words, "")) > len(words) {
			continue
		}
		e.Senses = append(e.Senses, problem.Sense{Says: "if it is " + t.Header(i), Flags: []string{"--result", t.Reference(i)}})
	}
	return e
}

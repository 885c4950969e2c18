package contacts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// sightings are how often something odd was seen, and where first.
type sightings map[string]sighting

type sighting struct {
	n     int64
	first tally.Place
}

func (s sightings) add(what string, at tally.Place) { s.put(what, sighting{1, at}) }

func (s sightings) put(what string, o sighting) {
	had, ok := s[what]
	if ok && had.first.Before(o.first) {
		o.first = had.first
	}
	s[what] = sighting{had.n + o.n, o.first}
}

func (s sightings) merge(o sightings) {
	for what, seen := range o {
		s.put(what, seen)
	}
}

func placeOf(packed int64) tally.Place {
	return tally.Place{Source: int(packed >> 40), Line: packed & (1<<40 - 1)}
}

// shownWords is how many unknown words a question lists.
const shownWords = 20

// unknown asks what words mean that nobody knows.
func (x *exchange) unknown(h facts.Heard) error {
	for _, q := range []struct {
		of          *facts.Lexicon
		role, says  string
		first, last string // flags that say what the words mean
		parts       func(word string) string
	}{
		{x.directions, "direction", "inbound or outbound", "inbound", "outbound", sideOf},
		{x.results, "result", "answered or missed", "answered", "missed", endingOf},
	} {
		words, rows := q.of.Unknown()
		if len(words) == 0 {
			continue
		}
		column := h.Columns[0].Header(dataset.Role(q.role))
		e := problem.Usage("%s: column %s: %s words of which nobody knows whether they mean %s: %s",
			h.Set.Names(), column, rowsHave(rows), q.says, listed(words))
		e.Senses = senses(words[:min(len(words), shownWords)], q.first, q.last, q.parts, len(words) == len(q.of.Words()))
		if q.role == "result" && len(words) == len(q.of.Words()) && areStates(words) {
			e.Senses = []problem.Sense{{Says: "how long it takes, if they are states of tickets", Instead: "time", Drop: []string{"--result"}}}
		}
		if len(words) > 1 {
			e.Text += "; share them out between --" + q.first + " and --" + q.last
		}
		e.Read = true
		return e
	}
	return nil
}

// areStates tells whether words are states of tickets, of which some are not settled: that says nothing of a call.
func areStates(words []string) bool {
	open := func(word string) bool { return layout.Meaning("unended", word) != "" }
	return slices.ContainsFunc(words, open) && !slices.ContainsFunc(words, func(word string) bool { return !open(word) && layout.Meaning("ended", word) == "" })
}

// mostApart is how many words may each be the only one of its kind.
const mostApart = 4

// senses are the ways in which words may mean one thing or another: as their parts say, as far as they do, which leaves the others for
// the next question; or each for itself. Words that are all there are hardly mean all the same.
func senses(words []string, first, last string, part func(string) string, all bool) (out []problem.Sense) {
	parts := problem.Sense{Says: "if they mean what their parts say"}
	for _, word := range words {
		if flag := part(word); flag != "" {
			parts.Flags = append(parts.Flags, "--"+flag, word)
		}
	}
	switch n := len(words); {
	case len(parts.Flags) == 2*n:
		return []problem.Sense{parts}
	case len(parts.Flags) > 0 && n > 2:
		parts.Says = "if some mean what their parts say, as a first step"
		return []problem.Sense{parts}
	case n > mostApart:
		return nil
	case n > 1:
		for _, word := range slices.Backward(words) { // the rarest first
			out = append(out, alone(words, word, first, last))
		}
	}
	if len(words) > 2 {
		together := alike(words, first)
		if all {
			return append(out, together)
		}
		return append([]problem.Sense{together}, out...) // known words stand beside them, so these may be of one kind
	}
	for _, flag := range []string{first, last} {
		if n := len(words); n == 1 || n == 2 && !all {
			out = append(out, alike(words, flag))
		}
	}
	return out
}

// alike is the way in which all words mean the same.
func alike(words []string, flag string) problem.Sense {
	sense := problem.Sense{Says: "if they mean " + flag}
	if len(words) > 2 {
		sense.Says = "if all of them mean " + flag
	}
	for _, word := range words {
		sense.Flags = append(sense.Flags, "--"+flag, word)
	}
	return sense
}

// alone is the way in which one word means the last, and all others the first.
func alone(words []string, word, first, last string) problem.Sense {
	says := "the others "
	if len(words) == 2 {
		says = "the other "
	}
	sense := problem.Sense{Says: "if " + answer.Quote(word, 40) + " means " + last + ", and " + says + first}
	for _, other := range words {
		flag := first
		if other == word {
			flag = last
		}
		sense.Flags = append(sense.Flags, "--"+flag, other)
	}
	return sense
}

// endingOf is the flag that says what a word means by one of its parts, "" for none: of "Anruf verpasst" it is missed. What
// says who called stands beside what was missed for what was not.
func endingOf(word string) string {
	switch layout.Mentioned("contact", word) {
	case "missed", "voicemail":
		return "missed"
	case "answered":
		return map[string]string{"": "answered", "no": "missed"}[denial(word)]
	}
	if layout.Meaning("direction", word) == "in" {
		return "answered"
	}
	return ""
}

// sideOf is the same of who called whom.
func sideOf(word string) string {
	return map[string]string{"in": "inbound", "out": "outbound"}[layout.Mentioned("direction", word)]
}

// denial is what a text says of its other words: "no", "part", or nothing.
func denial(text string) string {
	for _, word := range strings.Fields(answer.Normalise(text)) {
		if means := layout.Meaning("denial", word); means != "" {
			return means
		}
	}
	return ""
}

func listed(words []string) problem.Lines {
	var quoted []string
	for _, word := range words[:min(len(words), shownWords)] {
		quoted = append(quoted, answer.Quote(word, 40))
	}
	if more := len(words) - shownWords; more > 0 {
		quoted = append(quoted, fmt.Sprintf("and %d more", more))
	}
	return problem.Lines(strings.Join(quoted, ", "))
}

// doubts say what the log does not tell, and what may be wrong with it.
func (t *toldCalls) doubts(total *calls, again sightings) (out []result.Warning) {
	warn := func(when bool, code, format string, args ...any) {
		if when {
			out = append(out, result.Warn(code, format, args...))
		}
	}
	at := func(s sighting) {
		out[len(out)-1] = out[len(out)-1].At(t.heard.Set.Tables[s.first.Source].Name, s.first.Line)
	}
	t.doubtAlike(total, warn)
	if t.summed() {
		warn(true, "sums", "rows are sums of contacts, which tell nothing of waits, call-backs and follow-ups")
		return out
	}
	if s, ok := t.seen["all_inbound"]; ok {
		sides := total.outbound > 0
		warn(!sides, "all_inbound", "no column says who called whom, so every contact counts as inbound, %d in all; --direction names one", s.n)
		warn(sides, "all_inbound", "no column says who called whom, so all contacts count as inbound whose result does not say otherwise; --direction names one")
	}
	warn(!has(t.heard, "result"), "no_result", "no column says how contacts ended, so those count as missed that have no time of an answer")
	if s, ok := again["repeated"]; ok {
		warn(true, "repeated_id", "%s the id of an earlier row, as those have of a call that goes from one to another; every row counts as a contact of its own",
			rowsHave(s.n))
		at(s)
	}
	warn(t.apart, "missed_apart", "every missed contact is in a group in which nobody was answered: the groups tell how contacts ended, and not who misses them")
	t.doubtFollowing(total, warn, at)
	t.doubtNumbers(warn)
	t.doubtWaits(total, warn, at)
	return out
}

func rowsHave(n int64) result.Phrase {
	if n == 1 {
		return result.Say("%s has", result.Heap{N: n, Thing: "row"})
	}
	return result.Say("%s have", result.Heap{N: n, Thing: "row"})
}

// doubtFollowing says why nothing is told of call-backs and follow-ups.
func (t *toldCalls) doubtFollowing(total *calls, warn func(bool, string, string, ...any), at func(sighting)) {
	who, when := has(t.heard, "who"), has(t.heard, "time")
	cut, rounded := t.seen["rounded"]
	switch {
	case !when:
		warn(true, "no_time", "no column says when contacts were, so nothing tells who was called back; --time names one")
	case !who:
		warn(true, "no_customer", "no column says whose contacts these are, so nothing tells who was called back; --who names one")
	case t.timed && !t.clocked:
		warn(true, "no_clock", "the times are days, so nothing tells what came first on one of them, nor who was called back")
	case rounded:
		warn(true, "rounded_numbers", "%s a number that a spreadsheet has rounded, such as 3.46E+10, so nothing tells who was called back", rowsHave(cut.n))
		at(cut)
	case !t.says.callbacks && total.missed > 0:
		warn(true, "no_outbound", "the log has no outbound contacts, so it does not tell who was called back")
	case !t.met && total.missed > 0 && total.outbound > 0 && !has(t.heard, second) && len(t.Own.List("who")) < 2:
		warn(true, "strangers", "nobody who called was called, or their numbers stand in another column: --who a second time names that of outbound contacts")
	}
	if s, ok := t.seen["withheld"]; ok && t.says.callbacks {
		warn(true, "withheld", "nobody could call back where there is no number, as for %d of the %d missed contacts: they count as never called back", s.n, total.missed)
		at(s)
	}
}

// doubtNumbers says which numbers are taken for one, and which may be.
func (t *toldCalls) doubtNumbers(warn func(bool, string, string, ...any)) {
	heap := func(n int64) result.Heap { return result.Heap{N: n, Thing: "number"} }
	warn(t.joined.n > 0, "one_caller", "%s written with and without a country code or a 0 before it, such as %s and %s, each taken for one caller",
		heap(t.joined.n), t.joined.short, t.joined.one)
	warn(t.unclear.n > 0, "which_caller", "%s without a country code that may be of several callers, and kept apart: the first, %s, may be %s or %s",
		heap(t.unclear.n), t.unclear.short, t.unclear.one, t.unclear.other)
}

// doubtWaits says why service levels are not told, or of whom they are.
func (t *toldCalls) doubtWaits(total *calls, warn func(bool, string, string, ...any), at func(sighting)) {
	w := &total.waits
	for i, f := range t.forms {
		if f.bare.n > 0 && f.clocked.n > 0 {
			warn(true, "mixed_waits", "column %s: waits like %s, %d in all, are taken as %v s, and waits like %s, %d in all, as %v s", t.heard.Columns[i].Header("wait"),
				answer.Quote(f.clocked.text, 40), f.clocked.n, seconds(f.clocked.age), answer.Quote(f.bare.text, 40), f.bare.n, seconds(f.bare.age))
			at(sighting{f.clocked.n, f.clocked.first})
		}
	}
	switch {
	case !t.says.waits:
		warn(true, "no_wait", "no column says how long callers waited, so there is no service level; --wait names one")
		return
	case !told(w.untold, w.met+w.late):
		warn(true, "wait_untold", "%d of %d answered contacts have no wait, so there is no service level", w.untold, w.untold+w.met+w.late)
	case w.untold > 0:
		warn(true, "wait_untold", "%d of %d answered contacts have no wait, and are in no part of the service level", w.untold, w.untold+w.met+w.late)
	}
	s, ok := t.seen["wait"]
	if w.untold > 0 && ok {
		at(s)
	}
	switch missed := w.silent + w.gaveUp + w.stayed; {
	case !told(w.silent, w.gaveUp+w.stayed):
		warn(true, "hang_up_untold", "%d of %d missed contacts do not say when the caller hung up, so service levels 2 and 3 do not exist", w.silent, missed)
	case w.silent > 0:
		warn(true, "hang_up_untold", "%d of %d missed contacts do not say when the caller hung up, and are in no part of service levels 2 and 3", w.silent, missed)
	}
}

// doubtAlike says where contacts are less independent than the interval takes them for.
func (t *toldCalls) doubtAlike(total *calls, warn func(bool, string, string, ...any)) {
	const far = 2 // times the variance that chance has
	d := total.dispersion()
	factor, rows := total.unlike()
	named := has(t.heard, "agent")
	switch {
	case d.Periods > 1:
		warn(d.Factor >= 1.05, "clustered", "contacts of one of the %d agents are alike: the variance is %.1f times that of chance, which widens the interval of all", d.Periods, d.Factor)
	case named && total.nameless > 0:
		warn(true, "no_agent", "%d of %d inbound contacts name no agent, so the interval takes every contact for itself", total.nameless, total.inbound)
	case rows >= 10 && factor > far:
		warn(true, "alike", "rows differ by %.1f times the variance of chance, so contacts of one row are alike and the interval of all is too narrow; --agent names the column of those who answer, and widens it", factor)
	}
}

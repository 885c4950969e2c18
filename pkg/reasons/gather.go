package reasons

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/cxcalc/cxcalc/pkg/cases"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/ratings"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// A statement is one reason that a row of somebody names, or that the row names none.
type statement struct {
	at     dates.Instant // noTime where nobody asks, or where the row does not tell
	order  uint64
	group  int32
	reason int32 // its number, noReason or noTopic
	mood   mood
}

// What a row names that names no reason.
const (
	noReason = -1
	noTopic  = -2 // a text without a word of a topic
)

// noTime is before any time, so that a row without one is never the latest.
const noTime = math.MinInt64

// The earful of one worker.
type earful struct {
	*inquest
	glossary *tags.Glossary
	groups   []*outcry
	people   *cases.Store[statement] // nil where a row is a person
	seen     *cases.Store[uint64]    // rows by the person that they may be of; nil where that is known
	known    map[string][]int32      // the forms of a cell
	source   int                     // of the cells that are known
	forms    []int32                 // of the row
	reasons  []int32                 // of the row, each once
	name     []byte                  // of the person
	words    map[string]int64        // texts without a topic that have a word
	heard    *ratings.Replies        // the scores
	till     *till
	aside    sidenotes
}

// Remarks are what rows say that is worth a word.
type sidenotes struct {
	repeated            int64 // mentions that a row has already
	worthless, negative int64 // rows with a reason whose amount is blank, or below 0
	unread              int64 // rows with a reason whose amount is none
	timeless            int64 // rows of people that do not tell when
	wordless            int64 // cells that are words for no reason
	stayed              int64 // cells that say that somebody stayed
}

// Gatherer hears rows.
func (p *inquest) Gatherer() facts.Gatherer {
	h := &earful{inquest: p, glossary: tags.NewGlossary(), known: make(map[string][]int32), words: make(map[string]int64), heard: p.answers.Replies(), till: newTill()}
	if p.book != nil {
		h.people = p.book.Store()
	} else {
		h.seen = p.lookout.Store()
	}
	if p.topics != nil {
		for _, name := range p.topics.names {
			h.glossary.Form(name)
		}
	}
	return h
}

func (h *earful) at(group int32) *outcry {
	for int(group) >= len(h.groups) {
		h.groups = append(h.groups, &outcry{})
	}
	return h.groups[group]
}

// Take hears a row. One without a reason is blank, and its score still is that of somebody who names none.
func (h *earful) Take(r *facts.Fact) pass.Became {
	if h.people != nil {
		if out := h.whose(r); out.Account != pass.Counted {
			return out
		}
	}
	n, out := many(r)
	if out.Account != pass.Counted {
		return out
	}
	m, out := h.feel(r)
	if out.Account != pass.Counted {
		return out
	}
	worth, state := h.worth(r)
	out, unmatched := h.hear(r)
	if out.Account != pass.Counted && out.Account != "blank" {
		return out
	}
	h.aside.pay(len(h.reasons) > 0, worth, state)
	o := h.at(r.Group)
	o.row(n, h.reasons, worth)
	if h.people == nil {
		o.people(n, m, h.reasons, unmatched)
		if name := r.Text(whoseAt); len(name) > 0 && out.Account == pass.Counted {
			h.seen.Add(name, r.Order())
		}
		return out
	}
	h.state(r, m, unmatched)
	return out
}

// state keeps what a row of a person says, who may have others.
func (h *earful) state(r *facts.Fact, m mood, unmatched bool) {
	s := statement{at: noTime, order: r.Order(), group: r.Group, mood: m, reason: noReason}
	if at, state := r.When(timeAt); state == facts.Good {
		s.at = at
	} else if r.Has(timeAt) {
		h.aside.timeless++
	}
	if unmatched {
		s.reason = noTopic
	}
	if len(h.reasons) == 0 {
		h.people.Add(h.name, s)
	}
	for _, s.reason = range h.reasons {
		h.people.Add(h.name, s)
	}
}

// whose is the person whose row it is.
func (h *earful) whose(r *facts.Fact) pass.Became {
	h.name = h.name[:0]
	for n := range r.Parts(respondentAt) {
		part := r.Part(respondentAt, n)
		if len(part) == 0 {
			return r.WrongPart("blank", respondentAt, n, "does not tell whose row it is")
		}
		h.name = append(append(h.name, part...), 0)
	}
	return facts.Counted()
}

// mostPeople is the most people that a row can stand for.
const mostPeople = 1e12

// many is how many people a row stands for.
func many(r *facts.Fact) (int64, pass.Became) {
	if !r.Has(countAt) {
		return 1, facts.Counted()
	}
	x, state := r.Number(countAt, 0)
	switch {
	case state == facts.Blank:
		return 0, r.Wrong("blank", countAt, "says not how many")
	case state == facts.Bad:
		return 0, r.Wrong("invalid", countAt, "is not a number")
	case x < 0:
		return 0, r.Wrong("invalid", countAt, "is below 0")
	case x != math.Trunc(x):
		return 0, r.Wrong("invalid", countAt, "is not a whole number")
	case x > mostPeople:
		return 0, r.Wrong("out_of_range", countAt, "is no number of anything that can be counted")
	}
	return int64(x), facts.Counted()
}

// feel is the mood of a row. One without a score counts for its reasons.
func (h *earful) feel(r *facts.Fact) (mood, pass.Became) {
	if !h.scored() {
		return unscored, facts.Counted()
	}
	reply := h.heard.Read(r, 0)
	switch {
	case reply.State == facts.Blank:
		return unscored, facts.Counted()
	case reply.State == facts.Bad && !reply.Off:
		return unscored, r.Wrong("invalid", scoreAt, "is no score")
	}
	m, ok := h.mood(reply.Score)
	if !ok {
		return m, r.Wrong("out_of_range", scoreAt, "lies off the scale")
	}
	return m, facts.Counted()
}

// pay takes note of what a row with a reason is worth.
func (a *sidenotes) pay(named bool, worth float64, state facts.State) {
	switch {
	case !named:
	case state == facts.Bad:
		a.unread++
	case state == facts.Blank:
		a.worthless++
	case worth < 0:
		a.negative++
	}
}

// hear finds the reasons of a row.
func (h *earful) hear(r *facts.Fact) (out pass.Became, unmatched bool) {
	h.forms, h.reasons = h.forms[:0], h.reasons[:0]
	if h.topics != nil {
		return h.read(r)
	}
	if h.source != r.Source {
		h.source = r.Source
		clear(h.known)
	}
	for n := range r.Parts(tagsAt) {
		text := r.Part(tagsAt, n)
		if len(text) == 0 {
			continue
		}
		if out := h.cell(r, n, text); out.Account != pass.Counted {
			return out, false
		}
	}
	for _, form := range h.forms {
		reason := h.glossary.Reason(form)
		if slices.Contains(h.reasons, reason) {
			h.aside.repeated++
			continue
		}
		h.glossary.Hear(form, 1)
		h.reasons = append(h.reasons, reason)
	}
	if len(h.reasons) == 0 {
		return r.Wrong("blank", tagsAt, "names no reason"), false
	}
	return facts.Counted(), false
}

// cell adds the reasons of a cell to those of the row.
func (h *earful) cell(r *facts.Fact, n int, text []byte) pass.Became {
	columns := &h.columns[r.Source]
	if reason := columns.marked[n]; reason != "" {
		switch columns.tick(string(text)) {
		case "yes":
			form, _ := h.glossary.Form(reason)
			h.forms = append(h.forms, form)
		case "":
			return r.WrongPart("invalid", tagsAt, n, "is neither yes nor no")
		}
		return facts.Counted()
	}
	forms, ok := h.known[string(text)]
	if !ok {
		for _, reason := range columns.Reasons(string(text)) {
			if form, ok := h.glossary.Form(reason); ok {
				forms = append(forms, form)
			}
		}
		if len(h.known) < tags.MostForms {
			h.known[string(text)] = forms
		}
	}
	switch {
	case len(forms) > 0 || strings.IndexFunc(string(text), unicode.IsLetter) < 0:
	case columns.Stays(string(text)):
		h.aside.stayed++
	default:
		h.aside.wordless++
	}
	h.forms = append(h.forms, forms...)
	return facts.Counted()
}

// read finds the topics of the text of a row.
func (h *earful) read(r *facts.Fact) (out pass.Became, unmatched bool) {
	text := string(r.Text(textAt))
	words := wordsOf(text)
	if len(words) == 0 || layout.Meaning("reason", text) == "none" {
		return r.Wrong("blank", textAt, "says nothing"), false
	}
	h.reasons = append(h.reasons, h.topics.in(words)...)
	if len(h.reasons) > 0 {
		return facts.Counted(), false
	}
	for _, word := range telling(words) {
		h.words[word]++
	}
	return facts.Counted(), true
}

// Merge adds what another worker has heard.
func (h *earful) Merge(from facts.Gatherer, group []int32) error {
	o := from.(*earful)
	number := h.glossary.Merge(o.glossary)
	for i := range o.groups {
		h.at(group[i]).add(o.groups[i], number)
	}
	if h.people != nil {
		h.people.Merge(o.people, func(s *statement) {
			if s.group = group[s.group]; s.reason >= 0 {
				s.reason = number[s.reason]
			}
		})
	}
	if h.seen != nil {
		h.seen.Merge(o.seen, nil)
	}
	for word, texts := range o.words {
		h.words[word] += texts
	}
	h.heard.Merge(o.heard)
	h.till.merge(o.till)
	h.aside.merge(o.aside)
	return nil
}

func (a *sidenotes) merge(o sidenotes) {
	a.repeated += o.repeated
	a.worthless += o.worthless
	a.negative += o.negative
	a.unread += o.unread
	a.timeless += o.timeless
	a.wordless += o.wordless
	a.stayed += o.stayed
}

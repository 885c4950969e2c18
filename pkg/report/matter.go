package report

import (
	"context"
	"fmt"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/kind"
)

// A Matter is questions about any sources that are asked at once, and what follows from their answers: one of a metric, the
// sides of a comparison.
type Matter struct {
	// Questions are all needed: where one has failed, what was not read yet is not read for the others.
	Questions []kind.Question
	// More returns further questions, which only a look at the sources tells; nil for none. What fails of them fails nothing
	// else.
	More func(ctx context.Context) []kind.Question
	// Follow makes one answer of those to the questions, in their order and that of the further ones, or tells what has to be
	// asked next. One that was not read for is nil.
	Follow func(answers []*Answer) (*Answer, *Matter)
}

// Single is the matter of one question.
func Single(q kind.Question) *Matter {
	return &Matter{Questions: []kind.Question{q}, Follow: func(answers []*Answer) (*Answer, *Matter) { return answers[0], nil }}
}

// Failed returns the first error of the questions that are all needed, and which of them it is of.
func (m *Matter) Failed(answers []*Answer) (question int, err error) {
	for i := range m.Questions {
		if answers[i] != nil && answers[i].Err != nil {
			return i, answers[i].Err
		}
	}
	return 0, nil
}

// Settle answers matters, with one reading for the questions of all of them about the same sources. Whoever listens hears
// what every question says before it is read for; nil for nobody.
func Settle(ctx context.Context, matters []*Matter, listen func(*kind.Words)) ([]*Answer, error) {
	settled := make([]*Answer, len(matters))
	open := make([]*hearing, len(matters))
	for i, m := range matters {
		open[i] = &hearing{Matter: m, place: i}
	}
	for len(open) > 0 {
		for _, h := range open {
			h.begin(ctx, listen)
		}
		for _, set := range readings(open) {
			set.answer(ctx)
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		open = slices.DeleteFunc(open, func(h *hearing) bool {
			a, next := h.Follow(h.answers)
			settled[h.place], h.Matter = a, next
			return next == nil
		})
	}
	return settled, nil
}

// SourcesOf returns the names of the sources of matters, once for every reading.
func SourcesOf(matters []*Matter) (names []string) {
	for _, set := range readings(hearingsOf(matters)) {
		names = append(names, set.sources()...)
	}
	return names
}

// hearingsOf begins to hear matters, without a look at the sources.
func hearingsOf(matters []*Matter) (all []*hearing) {
	for i, m := range matters {
		all = append(all, &hearing{Matter: m, place: i, asked: m.Questions})
	}
	return all
}

// A hearing is a matter while its answers come in.
type hearing struct {
	*Matter
	place   int // among all matters
	asked   []kind.Question
	answers []*Answer
}

func (h *hearing) begin(ctx context.Context, listen func(*kind.Words)) {
	h.asked = h.Questions
	if h.More != nil {
		h.asked = slices.Concat(h.asked, h.More(ctx))
	}
	h.answers = make([]*Answer, len(h.asked))
	for _, q := range h.asked {
		if listen != nil {
			listen(q.Said())
		}
	}
}

// A joint is questions that one reading answers: the sources are the same, and become tables in the same way.
type joint []seat

// A seat is a question of a hearing.
type seat struct {
	hearing  *hearing
	question int
}

func (s seat) words() *kind.Words { return s.hearing.asked[s.question].Said() }

func (s joint) sources() []string { return s[0].words().Sources }

// readings returns the questions of hearings, those together that one reading answers.
func readings(open []*hearing) (sets []joint) {
	at := make(map[string]int)
	for _, h := range open {
		for i, q := range h.asked {
			words := q.Said()
			terms := words.Dataset
			terms.Stdin, terms.Progress, terms.Pool = nil, nil, nil
			key := fmt.Sprintf("%q %#v %q", words.Sources, terms, words.Decimal)
			if _, ok := at[key]; !ok {
				at[key] = len(sets)
				sets = append(sets, nil)
			}
			sets[at[key]] = append(sets[at[key]], seat{h, i})
		}
	}
	return sets
}

// answer reads for the questions of all matters that can still be settled.
func (s joint) answer(ctx context.Context) {
	left := slices.DeleteFunc(slices.Clone(s), func(at seat) bool {
		_, err := at.hearing.Failed(at.hearing.answers)
		return err != nil
	})
	if len(left) == 0 {
		return
	}
	for i, a := range RunAll(ctx, left.questions()) {
		left[i].hearing.answers[left[i].question] = a
	}
}

func (s joint) questions() []kind.Question {
	questions := make([]kind.Question, len(s))
	for i, at := range s {
		questions[i] = at.hearing.asked[at.question]
	}
	return questions
}

// rehearse looks at the first rows for all questions, so far that it is known which fail before the rest is read. fail hears
// of each.
func (s joint) rehearse(ctx context.Context, fail func(seat, error)) {
	looked, err := Rehearse(ctx, s.questions())
	if err == nil {
		defer looked.Close()
		looked.Finish(ctx)
	}
	for i, at := range s {
		failed := err
		if err == nil {
			failed = looked.Err(i)
		}
		if failed != nil {
			fail(at, failed)
		}
	}
}

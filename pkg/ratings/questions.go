// Package ratings judges columns of answers, each by its own words and numbers. Words are chosen from the first rows and
// held against all of them at the end, so that no row is judged otherwise than the rest of its column.
package ratings

import (
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
)

// Questions are the columns of answers that play a role together.
type Questions struct {
	// Role is what they play, and Column its place among the columns of the metric.
	Role   dataset.Role
	Column int
	// Given is what people say that words stand for.
	Given map[string]float64
	// Missing are texts that mean no answer.
	Missing []string
	// OnFive says that scores run from 1 to 5.
	OnFive bool
	// YesNo says that words of yes and no are 1 and 0.
	YesNo bool
	// Codes says that usual codes for no answer are none where they lie far off the other numbers of their column: 99
	// beside 1 to 5.
	Codes bool
	// Scale is the scale of the n-th column; ok is false where only its numbers tell it. It may be nil.
	Scale func(n int) (s metric.Scale, ok bool)
	// Turned tells whether the low numbers of the n-th column are the good ones, whose scale is known then: they are turned
	// round, so that a 1 of 1 to 5 is a 5. It may be nil.
	Turned func(n int) bool

	given   map[string]float64 // by word
	sampled []map[string]int64
	worded  []parlance
	codes   []map[float64]bool
	decimal byte
}

// Sample looks at the first rows of the columns, and finds out how to understand them.
func (q *Questions) Sample(t *dataset.Table, cs dataset.Columns) {
	q.decimal, q.given = t.Decimal, make(map[string]float64)
	for word, x := range q.Given {
		q.given[layout.Word(word)] = x
	}
	for n := 0; cs.Has(facts.Part(q.Role, n)); n++ {
		if n == len(q.sampled) {
			q.sampled = append(q.sampled, make(map[string]int64))
		}
		for _, text := range t.Sample(cs.At(facts.Part(q.Role, n))) {
			if text = strings.TrimSpace(text); !slices.Contains(q.Missing, text) {
				q.sampled[n][text]++
			}
		}
	}
	q.worded, q.codes = q.wordings(q.sampled), nil
	for n, texts := range q.sampled {
		var codes map[float64]bool
		if _, known := q.scale(n); q.Codes && !known {
			codes = q.codesOf(texts)
		}
		q.codes = append(q.codes, codes)
	}
}

// codesOf are the numbers among texts that surely are codes for no answer.
func (q *Questions) codesOf(texts map[string]int64) map[float64]bool {
	var numbers Numbers
	for text, rows := range texts {
		if x, err := answer.ParseNumber(text, q.decimal); err == nil {
			numbers.See(x, rows)
		}
	}
	return numbers.codes()
}

// A Reply is what a text of a column says.
type Reply struct {
	// Score is what it stands for, where State is Good.
	Score float64
	State facts.State
	// Off says that a text is Bad since its number is off the scale.
	Off bool

	rows         int64
	worded, code bool
}

// Replies are what one worker has met of questions.
type Replies struct {
	of      *Questions
	columns []heardColumn
}

// A heardColumn is what was met of a column. Texts are read once for each source.
type heardColumn struct {
	source  int
	short   [256]*Reply // by the text, of one byte
	texts   map[string]*Reply
	words   map[string]int64 // texts that are no numbers, by rows
	numbers Numbers          // the scores
	codes   Numbers          // those that were taken for no answer
}

// Replies returns an empty collection of what is met, for one worker.
func (q *Questions) Replies() *Replies {
	r := &Replies{of: q, columns: make([]heardColumn, len(q.worded))}
	for n := range r.columns {
		r.columns[n] = heardColumn{source: dataset.None, texts: make(map[string]*Reply), words: make(map[string]int64)}
	}
	return r
}

// textsKept bounds the different texts of a column that are remembered.
const textsKept = 10_000

// Read says what the n-th column of a row holds.
func (r *Replies) Read(f *facts.Fact, n int) *Reply {
	c, text := &r.columns[n], f.Part(r.of.Column, n)
	if c.source != f.Source {
		c.settle()
		c.source = f.Source
	}
	var reply *Reply
	if len(text) == 1 {
		reply = c.short[text[0]]
	} else {
		reply = c.texts[string(text)]
	}
	if reply == nil {
		reply = r.meet(f, n, text)
	}
	reply.rows++
	return reply
}

// meet reads a text.
func (r *Replies) meet(f *facts.Fact, n int, text []byte) *Reply {
	c, reply := &r.columns[n], new(Reply)
	x, state := f.Number(r.of.Column, n)
	if other, ok := otherMark(string(text), r.of.decimal); ok && state != facts.Good {
		x, state = other, facts.Good
	}
	switch {
	case state == facts.Good && (x < -scoreBound || x > scoreBound):
		reply.State = facts.Bad
	case r.of.said(text, reply):
	case state == facts.Good && r.of.codes[n][x]:
		reply.Score, reply.code = x, true
	case state == facts.Good:
		r.of.place(reply, n, x)
	case state == facts.Blank:
	default:
		reply.worded = true
		if reply.Score, reply.State = r.of.worded[n].score(string(text)); isNumbered(string(text)) {
			reply.Score = r.of.upright(n, reply.Score)
		}
	}
	if len(text) == 1 {
		c.short[text[0]] = reply
		return reply
	}
	if len(c.texts) == textsKept {
		c.settle()
	}
	c.texts[string(text)] = reply
	return reply
}

// scale is that of the n-th column.
func (q *Questions) scale(n int) (s metric.Scale, ok bool) {
	if q.Scale == nil {
		return s, false
	}
	return q.Scale(n)
}

// place takes a number, unless it is off the scale: a usual code for no answer is none there.
func (q *Questions) place(reply *Reply, n int, x float64) {
	s, known := q.scale(n)
	reply.Score, reply.State = q.upright(n, x), facts.Good
	switch {
	case !known || x >= s.Min && x <= s.Max:
	case layout.Silence().Codes[x]:
		reply.State, reply.code = facts.Blank, true
	default:
		reply.State, reply.Off = facts.Bad, true
	}
}

// upright is the score that a number of the n-th column stands for, where high ones are good.
func (q *Questions) upright(n int, x float64) float64 {
	if s, known := q.scale(n); known && q.Turned != nil && q.Turned(n) {
		return s.Min + s.Max - x
	}
	return x
}

// said tells whether people say what a text stands for, and takes that.
func (q *Questions) said(text []byte, reply *Reply) (ok bool) {
	if len(q.Given) == 0 {
		return false
	}
	if reply.Score, ok = q.given[layout.Word(string(text))]; ok {
		reply.State = facts.Good
	}
	return ok
}

// scoreBound is how far from 0 a number is still a score.
const scoreBound = 1e6

// settle adds up the rows of the texts that were met.
func (c *heardColumn) settle() {
	for b, reply := range c.short {
		if reply != nil {
			c.add(string([]byte{byte(b)}), reply)
			c.short[b] = nil
		}
	}
	for text, reply := range c.texts {
		c.add(text, reply)
	}
	clear(c.texts)
}

func (c *heardColumn) add(text string, reply *Reply) {
	if _, known := c.words[text]; reply.worded && (known || len(c.words) < textsKept) {
		c.words[text] += reply.rows
	}
	switch {
	case reply.State == facts.Good:
		c.numbers.See(reply.Score, reply.rows)
	case reply.code:
		c.codes.See(reply.Score, reply.rows)
	}
}

// Merge adds what another worker has met.
func (r *Replies) Merge(o *Replies) {
	for n := range o.columns {
		c, from := &r.columns[n], &o.columns[n]
		c.settle()
		from.settle()
		c.numbers.Merge(from.numbers)
		c.codes.Merge(from.codes)
		for text, rows := range from.words {
			c.words[text] += rows
		}
	}
}

// Soundings are the numbers of the columns.
func (r *Replies) Soundings(h facts.Heard) (out []Sounding) {
	for n := range r.columns {
		c := &r.columns[n]
		c.settle()
		out = append(out, Sounding{h.Columns[0].Name(facts.Part(r.of.Role, n), 0), c.numbers})
	}
	return out
}

// Coded are the numbers of the columns that were taken for no answer.
func (r *Replies) Coded(h facts.Heard) (out []Sounding) {
	for n := range r.columns {
		c := &r.columns[n]
		c.settle()
		out = append(out, Sounding{h.Columns[0].Name(facts.Part(r.of.Role, n), 0), c.codes})
	}
	return out
}

// unsaid tells whether a text is a word for no answer.
func unsaid(text string) bool {
	word := answer.Normalise(text)
	return word == "" || layout.Silence().Words[word]
}

package engine

import (
	"sync/atomic"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// repeatLimit is the number of rows that are looked at for respondents who answer more than once.
// It bounds the memory of the look, which only feeds a warning.
const repeatLimit = 1 << 16

// A delivery is what the rows of one batch have to say in the order of the source.
type delivery struct {
	rejects []Reject
	people  []person
}

// A person is a respondent, by the hash of the text, and the line of an answer.
type person struct {
	hash uint64
	line int64
}

// ordered takes the deliveries of the workers and handles them in the order of the source.
type ordered struct {
	turns  *Sequence[delivery]
	source int
	reject func(Reject)

	looking atomic.Bool
	seen    seen
	spare   chan []person // memory of deliveries that were handled
	looked  int
	repeats Repeats
}

// Repeats says how many rows repeat a respondent.
type Repeats struct {
	Rows   int64
	First  tally.Place
	Looked int  // number of answers that were looked at
	All    bool // they were all there are
	// Between is how many of the answers that --dedup keeps are of a respondent who has another one in another
	// period.
	Between int64
}

func newOrdered(reject func(Reject)) *ordered {
	o := &ordered{spare: make(chan []person, 8), reject: reject}
	o.turns = NewSequence(o.handle)
	o.looking.Store(true)
	return o
}

// begin starts the next source.
func (o *ordered) begin(source int) {
	o.source = source
	o.turns.Begin()
}

// deliver takes what batch seq has to say, and handles all that is in turn.
func (o *ordered) deliver(seq int64, d delivery) { o.turns.Deliver(seq, d) }

func (o *ordered) handle(d delivery) {
	for _, r := range d.rejects {
		o.reject(r)
	}
	for _, p := range d.people {
		if o.looked == repeatLimit {
			o.looking.Store(false)
			o.seen = seen{}
			return
		}
		o.looked++
		if !o.seen.add(p.hash) {
			continue
		}
		if o.repeats.Rows == 0 {
			o.repeats.First = tally.Place{Source: o.source, Line: p.line}
		}
		o.repeats.Rows++
	}
	o.giveBack(d.people)
}

// people returns memory for the respondents of a batch of rows.
func (o *ordered) people(rows int) []person {
	select {
	case people := <-o.spare:
		return people[:0]
	default:
		return make([]person, 0, rows)
	}
}

// giveBack takes back the memory of a delivery.
func (o *ordered) giveBack(people []person) {
	if people == nil {
		return
	}
	select {
	case o.spare <- people:
	default:
	}
}

// result returns what was seen of respondents who repeat.
func (o *ordered) result() Repeats {
	o.repeats.Looked = o.looked
	o.repeats.All = o.looking.Load()
	return o.repeats
}

// hash is FNV-1a: the same text gives the same hash in every run.
func hash(text []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range text {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

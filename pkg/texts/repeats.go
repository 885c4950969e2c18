package texts

import (
	"sync/atomic"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// repeatLimit is the number of rows that are looked at for respondents who answer more than once.
// It bounds the memory of the look, which only feeds a warning.
const repeatLimit = 1 << 16

// A person is a respondent, by the hash of the text, and the line of an answer.
type person struct {
	hash uint64
	line int64
}

// Repeats looks for respondents who answer more than once, in the order of the sources.
type Repeats struct {
	looking atomic.Bool
	seen    seen
	spare   chan []person // memory of batches that were looked at
	looked  int
	found   Looked
}

// Looked says how many rows repeat a respondent.
type Looked struct {
	Rows   int64
	First  tally.Place
	Looked int  // number of answers that were looked at
	All    bool // they were all there are
	// Between is how many of the answers that --dedup keeps are of a respondent who has another one in another
	// period.
	Between int64
}

// NewRepeats returns a look that has not begun.
func NewRepeats() *Repeats {
	o := &Repeats{spare: make(chan []person, 8)}
	o.looking.Store(true)
	return o
}

// Looking tells whether repeats are still looked for.
func (o *Repeats) Looking() bool { return o.looking.Load() }

// take looks at the respondents of a batch, when its turn has come.
func (o *Repeats) take(source int, people []person) {
	for _, p := range people {
		if o.looked == repeatLimit {
			o.looking.Store(false)
			o.seen = seen{}
			return
		}
		o.looked++
		if !o.seen.add(p.hash) {
			continue
		}
		if o.found.Rows == 0 {
			o.found.First = tally.Place{Source: source, Line: p.line}
		}
		o.found.Rows++
	}
	select {
	case o.spare <- people:
	default:
	}
}

// people returns memory for the respondents of a batch of rows.
func (o *Repeats) people(rows int) []person {
	select {
	case people := <-o.spare:
		return people[:0]
	default:
		return make([]person, 0, rows)
	}
}

// result returns what was seen of respondents who repeat.
func (o *Repeats) result() Looked {
	o.found.Looked = o.looked
	o.found.All = o.looking.Load()
	return o.found
}

// hash is FNV-1a: the same text gives the same hash in every run.
func hash(text []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range text {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

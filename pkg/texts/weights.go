package texts

import (
	"bytes"
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// RespondentWeights are what answers weigh, by who gave them. Each takes some 60 bytes beside its name.
type RespondentWeights struct {
	// File is where they come from, and Key the header of the respondents there.
	File, Key string

	places  map[string]int32
	weights []float64
	lines   []int64
}

// Add takes the weight of a respondent; ok is false where there is one already, which stands on line first.
func (w *RespondentWeights) Add(who string, weight float64, line int64) (first int64, ok bool) {
	if at, known := w.places[who]; known {
		return w.lines[at], false
	}
	if w.places == nil {
		w.places = make(map[string]int32)
	}
	w.places[who] = int32(len(w.weights))
	w.weights, w.lines = append(w.weights, weight), append(w.lines, line)
	return 0, true
}

// find returns the place of the weight of a respondent.
func (w *RespondentWeights) find(cell []byte) (place int32, ok bool) {
	if place, ok = w.places[string(bytes.TrimSpace(cell))]; !ok {
		place, ok = w.places[answer.Trim(string(cell))]
	}
	return place, ok
}

// meetings are the places of weights whose respondents were met.
type meetings []uint64

// meet notes that somebody was met.
func (m *meetings) meet(place int32, of int) {
	if *m == nil {
		*m = make(meetings, (of+63)/64)
	}
	(*m)[place/64] |= 1 << (place % 64)
}

// merge adds what others have met.
func (m *meetings) merge(o meetings) {
	if *m == nil {
		*m = o
		return
	}
	for i, word := range o {
		(*m)[i] |= word
	}
}

func (m meetings) count() (n int64) {
	for _, word := range m {
		n += int64(bits.OnesCount64(word))
	}
	return n
}

// An Attendance tells which respondents of a file of weights stand in a row.
type Attendance struct {
	met meetings
	of  int
}

// With is who stands in a row of either of two readings with the same weights.
func (a Attendance) With(b Attendance) Attendance {
	both := slices.Clone(a.met)
	both.merge(b.met)
	return Attendance{met: both, of: max(a.of, b.of)}
}

// Absent counts the respondents who stand in no row.
func (a Attendance) Absent() int64 { return int64(a.of) - a.met.count() }

// weigh returns the weight of whoever gave the answer of a row, and notes that somebody has it.
func (c *tallier) weigh(r *pass.Record) (weight float64, ok bool) {
	w := c.rule.Weights
	at, ok := w.find(r.Cell(c.respondent))
	if !ok {
		return 0, false
	}
	c.part.met.meet(at, len(w.weights))
	return w.weights[at], true
}

// weighs tells whether answers have weights.
func (c *tallier) weighs() bool { return c.weight != dataset.None || c.rule.Weights != nil }

package facts

import (
	"bytes"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// labelled is the role of the column that names what a row of sums is about. It is no column of the document.
const labelled dataset.Role = "label"

// addends are the rows of a source that sum up others, as far as they tell which of them are totals.
type addends struct {
	rows        int64
	sum         amounts
	first, last addend
	named       map[string]int64 // rows with a word of totals, by label
	early       addend           // the first of them
}

// amounts are the figures of a row, as many as there are.
type amounts [3]float64

// An addend is a row of amounts.
type addend struct {
	tally.Place
	label []byte
	of    amounts
}

// set makes it a row.
func (a *addend) set(at tally.Place, label []byte, of amounts) {
	a.Place, a.label, a.of = at, append(a.label[:0], label...), of
}

// Adds takes note of the figures of a row that sums up others, so that totals among them do not count twice.
func (r *Fact) Adds(of ...float64) {
	if r.label == dataset.None {
		return
	}
	s := r.asides.sums[r.Source]
	if s == nil {
		s = &addends{named: make(map[string]int64)}
		r.asides.sums[r.Source] = s
	}
	var row amounts
	copy(row[:], of)
	s.add(r.Place(), bytes.TrimSpace(r.record.Cell(r.label)), row, r.asides.headsSum)
}

func (s *addends) add(at tally.Place, label []byte, row amounts, headsSum func(label []byte) bool) {
	if s.rows++; s.rows == 1 || at.Before(s.first.Place) {
		s.first.set(at, label, row)
	}
	if s.rows == 1 || s.last.Before(at) {
		s.last.set(at, label, row)
	}
	for i, x := range row {
		s.sum[i] += x
	}
	if headsSum(label) {
		if s.named[string(label)]++; len(s.early.label) == 0 || at.Before(s.early.Place) {
			s.early.set(at, label, row)
		}
	}
}

// mostLabels is how many labels are remembered with whether they are words of totals.
const mostLabels = 1 << 12

// headsSum tells whether a label is a word of totals.
func (a *asides) headsSum(label []byte) bool {
	is, known := a.heads[string(label)]
	if !known {
		if is, _ = dataset.HeadsSum(string(label)); len(a.heads) < mostLabels {
			a.heads[string(label)] = is
		}
	}
	return is
}

// merge adds what another one has seen of the same source.
func (s *addends) merge(o *addends) {
	if o.first.Before(s.first.Place) {
		s.first = o.first
	}
	if s.last.Before(o.last.Place) {
		s.last = o.last
	}
	if len(o.early.label) > 0 && (len(s.early.label) == 0 || o.early.Before(s.early.Place)) {
		s.early = o.early
	}
	s.rows += o.rows
	for i, x := range o.sum {
		s.sum[i] += x
	}
	for label, n := range o.named {
		s.named[label] += n
	}
}

// totals are the labels of rows that may be totals, how many rows there are, and the first of them: those with a word
// of totals, else the first or last of all that is what all others add up to.
func (s *addends) totals() (labels []string, rows int64, first addend) {
	for _, n := range s.named {
		rows += n
	}
	switch {
	case rows == s.rows:
		return nil, 0, addend{}
	case rows > 0:
		return slices.Sorted(maps.Keys(s.named)), rows, s.early
	}
	const few = 2 // rows may add up to another by chance
	for _, edge := range []addend{s.first, s.last} {
		if s.rows-1 > few && edge.of.half(s.sum) {
			return []string{string(edge.label)}, 1, edge
		}
	}
	return nil, 0, addend{}
}

// half tells whether a sum is twice the figures, as far as there are any.
func (f amounts) half(sum amounts) bool {
	some := false
	for i, x := range f {
		if !same(2*x, sum[i]) {
			return false
		}
		some = some || x != 0
	}
	return some
}

// doubtfulTotals asks whether rows are totals of others, where the first rows of a source did not show any.
func (c *gathered) doubtfulTotals() error {
	sums := c.counter.row.asides.sums
	for _, source := range slices.Sorted(maps.Keys(sums)) {
		labels, rows, first := sums[source].totals()
		t, cs := c.set.Tables[source], c.columns[source]
		if at := cs.At(labelled); rows > 0 && !c.KeepsAll(t, cs, at) {
			e := t.AskOfTotals(at, labels, problem.Usage("%s: column %s: %s is the first of %s that may be totals of others, which would count twice", c.set.At(first.Place),
				t.Header(at), answer.Quote(string(first.label), 40), kind.HowMany(rows, "row")))
			e.Read = true
			return e
		}
	}
	return nil
}

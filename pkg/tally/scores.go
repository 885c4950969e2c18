// Package tally is the waist of the house: small, exact counts that merge. Whatever reads,
// however it is split, fills the same tallies, and whatever is computed is computed from them.
package tally

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// The weights that a tally adds exactly, and the number of answers that one row may stand for;
// zero is allowed too.
const (
	MinWeight = 1e-9
	MaxWeight = 1e12
	MaxCount  = 1e12
)

// A Place is where something stands: a source, by its number, and a line in it.
type Place struct {
	Source int
	Line   int64
	// Record rises with the order of reading, so that it tells the records of one line apart: a
	// whole JSON document may stand on line 1.
	Record int64
}

// Before tells whether p comes first in the order of reading.
func (p Place) Before(q Place) bool { return p.Compare(q) < 0 }

// Compare returns -1, 0 or 1 as p comes before q, is q, or comes after q in the order of reading.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Source, q.Source), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Record, q.Record))
}

// A Count is how often one text was met.
type Count struct {
	// Rows is the number of rows that hold the text.
	Rows int64
	// N is the number of answers that the rows stand for.
	N int64
	// Weights holds the sums of weights; nil in a tally without weights.
	Weights *Weights
	// First is the first place of the text.
	First Place
}

// Weights are the sums that a weighted figure needs, over answers.
type Weights struct {
	W  Sum // Σ w
	W2 Sum // Σ w²
}

// Dense is the number of texts that a tally finds without a search: "0" to "10", and "".
const (
	Dense     = 12
	denseNone = 11 // the place of ""
)

// Scores counts the distinct raw texts of an answer column. The texts are not judged here: that
// happens once per text, after counting.
//
// It holds what was met and no more: of a million groups most have one answer or two.
type Scores struct {
	texts  []Text
	dense  [Dense]uint16    // 1 + the place in texts of each dense text, 0 while it was not met
	others map[string]int32 // places of the other texts, once they are many
	other  int32            // how many other texts there are
	limit  int32
}

// fewTexts is how many texts are searched one after the other.
const fewTexts = 8

// NewScores makes an empty tally that holds at most limit distinct texts beside the dense ones.
func NewScores(limit int) *Scores {
	return &Scores{limit: int32(min(limit, math.MaxUint16-Dense))}
}

// A LimitError says that a column has more distinct texts than a column of answers can have.
type LimitError struct{ Limit int }

func (e *LimitError) Error() string {
	return fmt.Sprintf("more than %d different texts", e.Limit)
}

// Of returns the count of a text, for adding to it. The count is valid until another text is asked for.
// It is a *LimitError to bring in more distinct texts than the tally may hold.
func (s *Scores) Of(text []byte) (*Count, error) {
	if i := Index(text); i >= 0 {
		return s.At(i), nil
	}
	if i := s.find(text); i >= 0 {
		return &s.texts[i].Count, nil
	}
	return s.add(string(text))
}

// find returns the place of a text that is not dense, or -1.
func (s *Scores) find(text []byte) int {
	if s.others != nil {
		if i, ok := s.others[string(text)]; ok {
			return int(i)
		}
		return -1
	}
	return slices.IndexFunc(s.texts, func(e Text) bool { return e.Text == string(text) })
}

func (s *Scores) add(text string) (*Count, error) {
	if s.other >= s.limit {
		return nil, &LimitError{int(s.limit)}
	}
	s.other++
	c := s.push(text)
	switch {
	case s.others != nil:
		s.others[text] = int32(len(s.texts) - 1)
	case s.other > fewTexts:
		s.others = make(map[string]int32)
		for i, e := range s.texts {
			s.others[e.Text] = int32(i)
		}
	}
	return c, nil
}

func (s *Scores) push(text string) *Count {
	s.texts = append(s.texts, Text{Text: text})
	return &s.texts[len(s.texts)-1].Count
}

// AddWeight adds the weights of n answers that weigh w each.
func (c *Count) AddWeight(n int64, w float64) {
	if c.Weights == nil {
		c.Weights = new(Weights)
	}
	c.Weights.W.Add(float64(n) * w)
	c.Weights.W2.Add(float64(n) * w * w)
}

// Merge adds the counts of another tally. Merging the parts of a whole, in any order, gives the whole.
func (s *Scores) Merge(o *Scores) error {
	for i := range o.texts {
		theirs := &o.texts[i]
		mine, err := s.Of([]byte(theirs.Text))
		if err != nil {
			return err
		}
		mine.merge(&theirs.Count)
	}
	return nil
}

func (c *Count) merge(o *Count) {
	if o.Rows == 0 {
		return
	}
	if c.Rows == 0 || o.First.Before(c.First) {
		c.First = o.First
	}
	c.Rows += o.Rows
	c.N += o.N
	if o.Weights == nil {
		return
	}
	if c.Weights == nil {
		c.Weights = new(Weights)
	}
	c.Weights.W.Merge(&o.Weights.W)
	c.Weights.W2.Merge(&o.Weights.W2)
}

// A Text is one distinct text of a column and its count.
type Text struct {
	Text string
	Count
}

// Texts returns every text that was met, sorted by the text.
func (s *Scores) Texts() []Text {
	var out []Text
	s.Each(func(text string, c *Count) { out = append(out, Text{text, *c}) })
	slices.SortFunc(out, func(a, b Text) int { return cmp.Compare(a.Text, b.Text) })
	return out
}

// Each tells every distinct text and its count, in no order.
func (s *Scores) Each(tell func(text string, c *Count)) {
	for i := range s.texts {
		if e := &s.texts[i]; e.Rows > 0 {
			tell(e.Text, &e.Count)
		}
	}
}

// Equal tells whether two sums of weights are the same; both may be nil.
func (w *Weights) Equal(o *Weights) bool {
	if w == nil || o == nil {
		return w == o
	}
	return w.W.Float() == o.W.Float() && w.W2.Float() == o.W2.Float()
}

// Index returns the place of a text among the dense ones, or -1 for any other text.
func Index(text []byte) int {
	switch len(text) {
	case 0:
		return denseNone
	case 1:
		if d := text[0] - '0'; d < 10 {
			return int(d)
		}
	case 2:
		if text[0] == '1' && text[1] == '0' {
			return 10
		}
	}
	return -1
}

// denseTexts are the dense texts by their Index.
var denseTexts = [Dense]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", ""}

// At returns the count of a dense text, by its Index, for adding to it. The count is valid until another
// text is asked for.
func (s *Scores) At(index int) *Count {
	if at := s.dense[index]; at > 0 {
		return &s.texts[at-1].Count
	}
	c := s.push(denseTexts[index])
	s.dense[index] = uint16(len(s.texts))
	return c
}

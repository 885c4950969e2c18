package metric

import "slices"

// shorter are the ends of usual scales that begin at 1 and lie inside of others.
var shorter = []float64{5, 7}

// FillsShorter tells whether many answers fill a shorter usual scale, and others go beyond it: one scale cannot be right
// for both.
func (e Evidence) FillsShorter(others Evidence) bool {
	if len(e.Scores) == 0 || len(others.Scores) == 0 {
		return false
	}
	var n int64
	for _, s := range e.Scores {
		n += s.N
	}
	least, most := e.Scores[0].Score, e.Scores[len(e.Scores)-1].Score
	fills := least >= 1 && slices.Contains(shorter, most) && float64(len(e.Scores)) >= most-1
	return n >= manyAnswers && fills && others.Scores[len(others.Scores)-1].Score > most
}

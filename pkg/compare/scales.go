package compare

import (
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/tally"
)

// OneScale turns what kept one side from being read into a refusal of both, where naming its scale would mend it and
// the other side was read without: a scale for both would be wrong for one of them.
func OneScale(before, after error) error {
	err, other := before, after
	if err == nil {
		err, other = after, before
	}
	var e, same *problem.Error
	if !NamesScale(err) || !errors.As(err, &e) || errors.As(other, &same) && slices.Equal(scaleOf(e), scaleOf(same)) {
		return err
	}
	told := *e
	told.Text = "the two sides seem to be on different scales: " + e.Text
	told.Flags, told.Senses, told.Instead = nil, nil, ""
	told.Hint = "answers on different scales cannot be compared"
	return &told
}

// NamesScale tells whether naming the scale of the answers would mend an error.
func NamesScale(err error) bool {
	var e *problem.Error
	return errors.As(err, &e) && scaleOf(e) != nil
}

// scaleOf is the flag by which an error names the scale of the answers, with its value; nil where it does not.
func scaleOf(e *problem.Error) []string {
	ways := [][]string{e.Flags}
	for _, s := range e.Senses {
		ways = append(ways, s.Flags)
	}
	for _, flags := range ways {
		if at := slices.Index(flags, "--scale"); at >= 0 && at+1 < len(flags) {
			return flags[at : at+2]
		}
	}
	return nil
}

// shorter are the ends of usual scales that begin at 1 and lie inside of others.
var shorter = []float64{5, 7}

// enough is the number of answers from which their scores may tell their scale.
const enough = 20

// doubted takes the claim from a change of sides whose rows are for the greater part unusable, or of which one fills a
// shorter usual scale and the other goes beyond: the same scale for both is wrong.
func (x Contrast) doubted() Contrast {
	switch a, b := x.Value, x.Baseline; {
	case filled(a.Scores, b.Scores), filled(b.Scores, a.Scores):
		x.spoiled = "scales"
	case a.MostlyUnusable, b.MostlyUnusable:
		x.spoiled = "unusable"
	}
	return x
}

// together takes the claim from all changes where some groups are on other scales: the rest holds them, too.
func together(list []Contrast) []Contrast {
	if slices.ContainsFunc(list, func(x Contrast) bool { return x.spoiled == "scales" }) {
		for i := range list {
			list[i].spoiled = "scales"
		}
	}
	return list
}

func filled(scores, others []tally.Scored) bool {
	if len(scores) == 0 || len(others) == 0 {
		return false
	}
	var n int64
	for _, s := range scores {
		n += s.N
	}
	least, most := scores[0].Score, scores[len(scores)-1].Score
	return n >= enough && least >= 1 && slices.Contains(shorter, most) && float64(len(scores)) >= most-1 && others[len(others)-1].Score > most
}

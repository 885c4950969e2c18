package journey

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/ratings"
)

// sighted are the columns of what was expected and of what was perceived.
func sighted(h facts.Heard, both [2]ratings.Numbers) (out []ratings.Sounding) {
	for i, role := range []layout.Role{"expected", "perceived"} {
		if both[i].All() > 0 {
			out = append(out, ratings.Sounding{Header: h.Columns[0].Name(role, 0), Numbers: both[i]})
		}
	}
	return out
}

// scales holds that columns hold no codes for no answer, and have one scale: a mean over several says nothing. hint says
// what to do about several.
func (p *itinerary) scales(h facts.Heard, of []ratings.Sounding, hint string) error {
	if p.Own.Is("mixed-scales") {
		return nil
	}
	if err := ratings.AskCodes(h, of, []string{"--mixed-scales"}); err != nil {
		return err
	}
	ends := make(map[float64]bool)
	for _, s := range of {
		if end, told := endOf(s, of); told {
			ends[end] = true
		}
	}
	if len(ends) < 2 {
		return nil
	}
	return askScale(h, byEnd(of), hint)
}

// fewAnswers is how many answers of a column tell that it ends long before the others do, or at the very end of a usual scale.
const fewAnswers = 3

// endOf is the end of the scale of a column. Many answers tell it, and few do where they stop at half of what another column
// holds, or at the end of a usual scale that another goes beyond; the column that goes beyond tells it with any.
func endOf(s ratings.Sounding, of []ratings.Sounding) (end float64, told bool) {
	different := s.Different()
	if len(different) == 0 {
		return 0, false
	}
	top, highest := different[len(different)-1], 0.0
	for _, other := range of {
		if numbers := other.Different(); len(numbers) > 0 {
			highest = max(highest, numbers[len(numbers)-1])
		}
	}
	end = ratings.ScaleOf(top)
	beyond := ratings.ScaleOf(highest) > end
	switch {
	case s.All() >= ratings.Enough:
		return end, len(different) > 1 || !beyond
	case beyond:
		return end, s.All() >= fewAnswers && (2*top <= highest || top == end && s.Rows(top) > 1)
	}
	return end, true
}

// byEnd are the headers of all columns by the end of the scale that each seems to be on.
func byEnd(of []ratings.Sounding) map[float64][]string {
	by := make(map[float64][]string)
	for _, s := range of {
		if different := s.Different(); len(different) > 0 {
			end := ratings.ScaleOf(different[len(different)-1])
			by[end] = append(by[end], s.Header)
		}
	}
	return by
}

// What to do about several scales.
const (
	ofScores = "--score names those of one scale, such as those up to %v"
	ofPairs  = "bring what was expected and what was perceived to one scale in the file"
)

// askScale asks which columns count: those of the scale that most have are proposed.
func askScale(h facts.Heard, by map[float64][]string, hint string) error {
	var words []string
	ends := slices.SortedFunc(maps.Keys(by), cmp.Compare)
	most := ends[0]
	for _, end := range ends {
		words = append(words, fmt.Sprintf("up to %v: %s", end, strings.Join(by[end], ", ")))
		if len(by[end]) > len(by[most]) {
			most = end
		}
	}
	e := problem.Usage("%s: the scores are of several scales, so that a mean over them says nothing: %s", h.Set.Names(), strings.Join(words, "; "))
	if hint == ofScores {
		e.Senses = ofOneScale(by, ends, most)
	}
	e.Hint = strings.Replace(hint, "%v", fmt.Sprint(most), 1) + "; --mixed-scales says that they are of one scale nevertheless"
	return e
}

// ofOneScale are the commands that take the columns of one scale, those of the scale that most have first.
func ofOneScale(by map[float64][]string, ends []float64, most float64) (senses []problem.Sense) {
	for _, end := range append([]float64{most}, ends...) {
		if end == most && senses != nil {
			continue
		}
		sense := problem.Sense{Says: fmt.Sprintf("for those up to %v", end)}
		for _, header := range by[end] {
			sense.Flags = append(sense.Flags, "--score", header)
		}
		senses = append(senses, sense)
	}
	return senses
}

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
	by := make(map[float64][]string)
	for _, s := range of {
		if different := s.Different(); len(different) > 1 && s.All() >= ratings.Enough {
			end := ratings.ScaleOf(different[len(different)-1])
			by[end] = append(by[end], s.Header)
		}
	}
	if len(by) < 2 {
		return nil
	}
	return askScale(h, by, hint)
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
	e.Hint = strings.Replace(hint, "%v", fmt.Sprint(most), 1) + "; --mixed-scales says that they are of one scale nevertheless"
	return e
}

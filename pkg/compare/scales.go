package compare

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// OneScale turns what kept one side from being read into a refusal of both, where naming its scale, or other scores for its
// numbers, would mend it and the other side was read without: what is right for one of them would be wrong for the other.
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

// scaleOf are the flags by which an error names the scale of the answers, or what other scores its numbers stand for; nil where
// it does not.
func scaleOf(e *problem.Error) []string {
	ways := [][]string{e.Flags}
	for _, s := range e.Senses {
		ways = append(ways, s.Flags)
	}
	for _, flags := range ways {
		if at := slices.Index(flags, "--scale"); at >= 0 && at+1 < len(flags) {
			return flags[at : at+2]
		}
		if numbers := rewritten(flags); numbers != nil {
			return numbers
		}
	}
	return nil
}

// rewritten are the flags that give numbers other scores: they would do so on the other side, too.
func rewritten(flags []string) (out []string) {
	for at := 0; at+1 < len(flags); at++ {
		number, _, _ := strings.Cut(flags[at+1], "=")
		if _, err := strconv.ParseFloat(number, 64); flags[at] == "--value" && err == nil {
			out = append(out, flags[at:at+2]...)
		}
	}
	return out
}

// borne is the share of the answers of a side that may repeat respondents: more are no witnesses of their own.
const borne = 0.1

// doubted takes the claim from a change of sides whose rows are for the greater part unusable, whose answers are those
// of few who repeat, or of which one fills a shorter usual scale and the other goes beyond: the same scale for both is
// wrong.
func (c Comparing) doubted(x Contrast) Contrast {
	switch a, b := x.Value, x.Baseline; {
	case a.FillsShorter(b), b.FillsShorter(a):
		x.spoiled = "scales"
	case a.Unusable, b.Unusable:
		x.spoiled = "unusable"
	case !c.Every && max(a.Repeated, b.Repeated) > borne:
		x.spoiled = "repeats"
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

package answers

import (
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// fewestRising is how many rows a column of numbers has to rise through to be one that numbers the rows.
const fewestRising = 4

// elsewhere tells whether a column surely holds something else than answers to the question of the metric, though its numbers
// may fit: the id of something, a running number, a place in a calendar, a length, a number of cases or of people, what a program guessed, a
// mark for what satisfies nobody, who answered, how somebody is, or the answers to the question of another metric.
func (s *item) elsewhere(t *dataset.Table, column int) bool {
	header := t.Headers[column]
	if layout.NamesID(header) || layout.IsNoAnswer(header) || layout.IsCrowd(header) || layout.IsGauged(header) || layout.IsAsideHeader(layout.CalendarHeader, header) || s.rival(header) != "" || s.ofOneself(header) || s.numbersRows(t, column) {
		return true
	}
	for _, r := range []struct {
		role layout.Role
		kind string
	}{{layout.Respondent, s.Metric.Name}, {layout.Count, "time"}, {"length", "time"}} {
		if _, is := layout.RatingOf(r.role, r.kind, header); is {
			return true
		}
	}
	return false
}

// rival is the other metric of answers whose question a header is, "" for none.
func (s *item) rival(header string) string {
	other := layout.MetricOf(header)
	if other == s.Metric.Name || !slices.Contains([]string{"nps", "csat", "ces"}, other) {
		return ""
	}
	return other
}

// ofOneself tells whether a header asks how somebody is, where it is asked who would recommend.
func (s *item) ofOneself(header string) bool {
	return s.Metric.Name == "nps" && layout.IsOfOneself(header)
}

// numbersRows tells whether a column holds whole numbers that rise, or fall, from row to row: they number the rows. The steps of
// the scale in their order, with how many answers each of them has, do so too and are none.
func (s *item) numbersRows(t *dataset.Table, column int) bool {
	numbers, ok := wholeNumbersOf(t, column)
	if !ok || len(numbers) < fewestRising {
		return false
	}
	if scale := s.question.Scale; float64(len(numbers)) == scale.Max-scale.Min+1 && min(numbers[0], numbers[len(numbers)-1]) == scale.Min {
		return false
	}
	rises := numbers[1] > numbers[0]
	for i := 1; i < len(numbers); i++ {
		if numbers[i] == numbers[i-1] || (numbers[i] > numbers[i-1]) != rises {
			return false
		}
	}
	return true
}

// wholeNumbersOf are the first numbers of a column; ok is false where it holds something else than whole numbers.
func wholeNumbersOf(t *dataset.Table, column int) (out []float64, ok bool) {
	out, ok = t.Numbers(column)
	return out, ok && len(out) > 0 && !slices.ContainsFunc(out, func(x float64) bool { return x != math.Trunc(x) })
}

// What stands beside a column of answers: other columns of whole numbers, as the questions of one form are.
const (
	fewestLike  = 2
	longestLike = 11
)

// A nearbyReach is the lowest and the highest number of the columns beside one, and how many of them go up to it.
type nearbyReach struct {
	low, high float64
	columns   int
}

// few tells whether several columns reach the end of a scale together.
func (r nearbyReach) few() bool { return r.columns >= fewestLike && r.high >= 2 }

// reachBeside is that of the columns beside one. It is looked at before the first rows are given back.
func (s *item) reachBeside(t *dataset.Table, column int) nearbyReach {
	r := nearbyReach{low: math.Inf(1), high: math.Inf(-1)}
	for i := range t.Headers {
		numbers, whole := wholeNumbersOf(t, i)
		if i == column || !whole || s.elsewhere(t, i) || slices.Min(numbers) < 0 || slices.Max(numbers) >= longestLike {
			continue
		}
		switch top := slices.Max(numbers); {
		case top > r.high:
			r.high, r.columns = top, 1
		case top == r.high:
			r.columns++
		}
		r.low = min(r.low, slices.Min(numbers))
	}
	return r
}

// ofOther warns where somebody names a column whose header speaks of another metric.
func (v *view) ofOther() []result.Warning {
	other := v.rival(v.table.Headers[v.score])
	if v.item.score == "" || other == "" || v.table.Layout != nil && v.table.Layout.Calls("--score", v.item.score) {
		return nil
	}
	return []result.Warning{result.Warn("other_metric", "column %s: the header is that of answers for %s, and not for %s", v.table.Header(v.score), other, v.Metric.Name).At(v.table.Name, 0)}
}

// between warns where numbers between the steps count as answers, since somebody has said so, though they look like means.
func (v *view) between() []result.Warning {
	if !v.Fractional {
		return nil
	}
	all, broken, halves := v.fractions()
	if broken < fewestMeans || 10*broken <= all || broken == halves {
		return nil
	}
	return []result.Warning{result.Warn("means", "column %s: %d of the first %d numbers lie between the steps of %s, as means do, and count as answers: what is told of them is not told of those who answered",
		v.table.Header(v.score), broken, all, v.question.Scale.String()).At(v.table.Name, 0)}
}

package layout

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

const suggestions = 3

// Suggest returns the names that are most like a misspelt one, the nearest first, at most three. A
// name is like another when few single letters were added, lost, changed or swapped, or when one
// holds the other as whole words.
func Suggest(want string, have []string) []string {
	type scored struct {
		name     string
		distance int
	}
	w := answer.Normalise(want)
	if w == "" {
		return nil
	}
	var near []scored
	for _, name := range have {
		n := answer.Normalise(name)
		if n == "" || slices.ContainsFunc(near, func(s scored) bool { return s.name == name }) {
			continue
		}
		limit := 1 + min(len([]rune(w)), len([]rune(n)))/4
		if d := distance(w, n, limit); d <= limit {
			near = append(near, scored{name, d})
		} else if containsPhrase(n, w) || containsPhrase(w, n) {
			near = append(near, scored{name, 1 << 10}) // behind all misspellings
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return a.distance - b.distance })
	var names []string
	for _, s := range near[:min(len(near), suggestions)] {
		names = append(names, s.name)
	}
	return names
}

// distance returns the number of single letters to add, drop, change or swap with their neighbour
// to make b of a (optimal string alignment), or more than limit when it is more than limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if abs(len(x)-len(y)) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		if slices.Min(row) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

func abs(n int) int { return max(n, -n) }

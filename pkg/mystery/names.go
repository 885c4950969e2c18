package mystery

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/tally"
)

// none is the number of no name.
const none int32 = -1

// A nameRoll numbers names as they are met, and keeps where each was met first.
type nameRoll struct {
	at    map[string]int32
	names []string
	first []tally.Place
}

func newRoll() *nameRoll { return &nameRoll{at: make(map[string]int32)} }

// number returns the number of a name, none for "".
func (r *nameRoll) number(name []byte, at tally.Place) int32 {
	if len(name) == 0 {
		return none
	}
	n, ok := r.at[string(name)]
	if !ok {
		n = int32(len(r.names))
		r.at[string(name)] = n
		r.names, r.first = append(r.names, string(name)), append(r.first, at)
	} else if at.Before(r.first[n]) {
		r.first[n] = at
	}
	return n
}

// merge adds the names of another roll, and returns their numbers here.
func (r *nameRoll) merge(o *nameRoll) []int32 {
	numbers := make([]int32, len(o.names))
	for i, name := range o.names {
		numbers[i] = r.number([]byte(name), o.first[i])
	}
	return numbers
}

// name is that of a number, "" for none.
func (r *nameRoll) name(n int32) string {
	if n == none {
		return ""
	}
	return r.names[n]
}

// inOrder sorts numbers by where their names were met first; none comes last.
func (r *nameRoll) inOrder(numbers []int32) {
	slices.SortFunc(numbers, func(a, b int32) int {
		switch {
		case a == b:
			return 0
		case a == none:
			return 1
		case b == none:
			return -1
		case r.first[a] != r.first[b]:
			return r.first[a].Compare(r.first[b])
		}
		return int(a - b)
	})
}

func renumbered(numbers []int32, n int32) int32 {
	if n == none {
		return none
	}
	return numbers[n]
}

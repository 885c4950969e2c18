package journey

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// A path is the steps of a case, two bytes each, as the key of a map.
type path string

func appendStep(key []byte, step uint16) []byte { return binary.LittleEndian.AppendUint16(key, step) }

func (p path) len() int { return len(p) / 2 }

func (p path) step(i int) uint16 { return uint16(p[2*i]) | uint16(p[2*i+1])<<8 }

// collapsed leaves out what comes again at once.
func (p path) collapsed() path {
	var key []byte
	for i := range p.len() {
		if i == 0 || p.step(i) != p.step(i-1) {
			key = appendStep(key, p.step(i))
		}
	}
	return path(key)
}

// told writes the path with the names of its steps.
func (p path) told(names []string) string {
	out := make([]string, p.len())
	for i := range out {
		out[i] = names[p.step(i)]
	}
	return strings.Join(out, " > ")
}

// repeats tells whether a step comes twice or more.
func (p path) repeats() bool {
	seen := make(map[uint16]bool, p.len())
	for i := range p.len() {
		if seen[p.step(i)] {
			return true
		}
		seen[p.step(i)] = true
	}
	return false
}

// returns tells whether a step comes again after another.
func (p path) returns() bool { return p.collapsed().repeats() }

// back tells whether a case was past a step, which is after another that came behind it, and whether it came back.
func (p path) back(step uint16) (past, came bool) {
	met := false
	for i := range p.len() {
		switch {
		case p.step(i) != step:
			past = past || met
		case past:
			return true, true
		default:
			met = true
		}
	}
	return past, false
}

// A passage is the way from a step to the next.
type passage struct{ from, to uint16 }

// A walked way is a path or a passage, and how many went it.
type walked[W any] struct {
	way W
	n   int64
}

// frequent lists ways, the most frequent first; those that are as frequent by what tells them.
func frequent[W cmp.Ordered](ways map[W]int64, told func(W) string) []walked[W] {
	out := make([]walked[W], 0, len(ways))
	for _, way := range slices.Sorted(maps.Keys(ways)) {
		out = append(out, walked[W]{way, ways[way]})
	}
	slices.SortStableFunc(out, func(a, b walked[W]) int { return cmp.Compare(b.n, a.n) })
	for i := 0; i < len(out); {
		j := i + 1
		for j < len(out) && out[j].n == out[i].n {
			j++
		}
		if i < listed {
			slices.SortFunc(out[i:j], func(a, b walked[W]) int { return cmp.Compare(told(a.way), told(b.way)) })
		}
		i = j
	}
	return out
}

// listed is how many paths and passages are told.
const listed = 50

package journey

import (
	"cmp"
	"encoding/binary"
	"iter"
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

// A memory tells which steps of a path came before. It is made once for all paths.
type memory struct {
	met   []uint32 // the round in which a step came last
	round uint32
}

// again tells whether a step of a path comes twice or more, and whether one comes again after another.
func (m *memory) again(p path) (repeats, returns bool) {
	m.round++
	for i := range p.len() {
		step := p.step(i)
		if m.met[step] == m.round {
			repeats = true
			returns = returns || p.step(i-1) != step
		}
		m.met[step] = m.round
	}
	return repeats, returns
}

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

// frequent lists the most frequent ways, and of those that are as frequent the first in an order.
func frequent[W comparable](ways iter.Seq2[W, int64], compare func(a, b W) int) (out []walked[W]) {
	order := func(a, b walked[W]) int { return cmp.Or(cmp.Compare(b.n, a.n), compare(a.way, b.way)) }
	for way, n := range ways {
		w := walked[W]{way, n}
		if len(out) == listed {
			if order(w, out[listed-1]) > 0 {
				continue
			}
			out = out[:listed-1]
		}
		at, _ := slices.BinarySearchFunc(out, w, order)
		out = slices.Insert(out, at, w)
	}
	return out
}

// compare orders paths by the names of their steps, one after the other.
func (p path) compare(q path, names []string) int {
	for i := range min(p.len(), q.len()) {
		if p.step(i) != q.step(i) {
			return cmp.Compare(names[p.step(i)], names[q.step(i)])
		}
	}
	return cmp.Compare(p.len(), q.len())
}

func (p passage) compare(q passage, names []string) int {
	return cmp.Or(cmp.Compare(names[p.from], names[q.from]), cmp.Compare(names[p.to], names[q.to]))
}

// listed is how many paths and passages are told.
const listed = 50

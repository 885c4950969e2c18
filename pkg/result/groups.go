package result

import (
	"bytes"
	"iter"
)

// Groups is a list of groups. A long one keeps none of them: each is made when it is asked for, from what
// the figures stand on, which is less than they are. So whoever needs several things of a group takes it
// once. The zero Groups is empty and ready.
type Groups struct {
	n    int
	kept []Group // of a short list
	of   func(i int) Group
}

const keptGroups = 1000

// List returns a list of groups.
func List(groups ...Group) Groups { return Groups{n: len(groups), kept: groups} }

// Make returns a list of n groups; of is asked for the i-th, more than once where there are many.
func Make(n int, of func(i int) Group) Groups {
	g := Groups{n: n, of: of}
	if n <= keptGroups {
		return List(g.First(n)...)
	}
	return g
}

// Add adds groups to a list that keeps them.
func (g *Groups) Add(groups ...Group) { *g = List(append(g.kept, groups...)...) }

// Len returns the number of groups.
func (g Groups) Len() int { return g.n }

// At returns the i-th group.
func (g Groups) At(i int) Group {
	if g.of == nil {
		return g.kept[i]
	}
	return g.of(i)
}

// All goes over the groups and their places.
func (g Groups) All() iter.Seq2[int, Group] {
	return func(yield func(int, Group) bool) {
		for i := range g.n {
			if !yield(i, g.At(i)) {
				return
			}
		}
	}
}

// First returns the first n groups, or all when there are fewer.
func (g Groups) First(n int) []Group {
	out := make([]Group, min(n, g.n))
	for i := range out {
		out[i] = g.At(i)
	}
	return out
}

// Map returns the groups as change makes them.
func (g Groups) Map(change func(i int, group Group) Group) Groups {
	return Make(g.n, func(i int) Group { return change(i, g.At(i)) })
}

// Pick returns the groups of these places, in their order.
func (g Groups) Pick(places []int) Groups {
	return Make(len(places), func(i int) Group { return g.At(places[i]) })
}

// Equal tells whether two lists have equal JSON.
func (g Groups) Equal(o Groups) bool {
	a, errA := g.MarshalJSON()
	b, errB := o.MarshalJSON()
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// MarshalJSON writes the groups as a list.
func (g Groups) MarshalJSON() ([]byte, error) {
	b := bytes.NewBufferString("[")
	for i, group := range g.All() {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := encode(b, group); err != nil {
			return nil, err
		}
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

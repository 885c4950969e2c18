package metric

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// A Figure is a field of a group, declared and computed in one place. F is what a metric works out once for each
// group.
type Figure[F any] struct {
	result.Field
	// Of returns the value: nil for one that does not exist, Absent for a field that does not apply. It is nil
	// where whoever makes the rows of results adds the field.
	Of func(F) any
}

// Absent is the value of a field that does not apply to a group: its key is left out.
type Absent struct{}

// If is a value where its field applies, and Absent where it does not.
func If(applies bool, value any) any {
	if !applies {
		return Absent{}
	}
	return value
}

// Compute returns the fields of a group with a tally, as a question asks for them; only those that are named,
// where some are.
type Compute[T, Q any] func(tally T, q Q, only ...string) result.Object

// Fields returns what lists of fields declare, and what computes them. figures works out once for a group what
// its fields tell.
func Fields[T, Q, F any](figures func(T, Q) F, lists ...[]Figure[F]) ([]result.Field, Compute[T, Q]) {
	type member struct {
		name string
		of   func(F) any
	}
	count := 0
	for _, list := range lists {
		count += len(list)
	}
	declared, members := make([]result.Field, 0, count), make([]member, 0, count)
	for _, list := range lists {
		for i := range list {
			declared, members = append(declared, list[i].Field), append(members, member{list[i].Name, list[i].Of})
		}
	}
	return declared, func(tally T, q Q, only ...string) result.Object {
		given := figures(tally, q)
		out := make(result.Object, 0, count)
		for _, m := range members {
			if m.of == nil || len(only) > 0 && !slices.Contains(only, m.name) {
				continue
			}
			if value := m.of(given); value != (Absent{}) {
				out = append(out, result.Member{Key: m.name, Value: value})
			}
		}
		return out
	}
}

// From makes fields of G into fields of whatever G is part of.
func From[F, G any](part func(F) G, list ...Figure[G]) []Figure[F] {
	out := make([]Figure[F], len(list))
	for i, f := range list {
		out[i].Field = f.Field
		if of := f.Of; of != nil {
			out[i].Of = func(given F) any { return of(part(given)) }
		}
	}
	return out
}

package tags

import (
	"cmp"
	"slices"
)

// The vital few are the fewest reasons that together reach this share of all mentions.
const (
	vitalParts = 4 // of
	vitalOf    = 5
)

// A Ranked reason is one with its place: by mentions, then by name, and what is called other behind all of them.
type Ranked struct {
	Number int // among the names
	ReasonName
	Mentions   int64
	Cumulative int64 // mentions so far
	Vital      bool
}

// Rank lists the reasons that somebody names. vital is how many of them are the vital few; ok is false where so many mentions
// are called other that the others never reach their share.
func Rank(names []ReasonName, mentions []int64) (out []Ranked, vital int, ok bool) {
	all := int64(0)
	for i, n := range mentions {
		if all += n; n > 0 {
			out = append(out, Ranked{Number: i, ReasonName: names[i], Mentions: n})
		}
	}
	slices.SortFunc(out, func(a, b Ranked) int {
		if a.Other != b.Other {
			return truth(a.Other) - truth(b.Other)
		}
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Shown, b.Shown))
	})
	sum := int64(0)
	for i := range out {
		r := &out[i]
		if !ok && !r.Other {
			r.Vital, vital = true, vital+1
		}
		sum += r.Mentions
		r.Cumulative = sum
		ok = ok || !r.Other && vitalOf*sum >= vitalParts*all
	}
	if !ok {
		for i := range out {
			out[i].Vital = false
		}
	}
	return out, vital, ok
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

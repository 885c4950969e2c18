package contacts

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
)

// meet follows those whose numbers have the same last digits, which nearly always are one number.
func (f *follower) meet(of []ring) {
	if !slices.ContainsFunc(of, func(r ring) bool { return r.number != of[0].number }) {
		f.follow(of)
		return
	}
	stems, at := stemsOf(of)
	home, several := sameCallers(stems)
	for _, d := range several {
		f.unclear.add(resemblance{1, of[0].at, d})
	}
	callers := make(map[int][]ring)
	for _, r := range of {
		i := home[at[r.number]]
		callers[i] = append(callers[i], r)
	}
	other := make(map[int]stem)
	for j, o := range stems {
		if i := home[j]; o.digits() != stems[i].digits() {
			other[i] = o
		}
	}
	for _, i := range sorted(maps.Keys(callers)) {
		if o, ok := other[i]; ok {
			f.joined.add(resemblance{1, of[0].at, doubtful{short: o, one: stems[i]}})
		}
		f.follow(callers[i])
	}
}

// stemsOf lists the stems of contacts in order, and where each of them is.
func stemsOf(of []ring) (stems []stem, at map[stem]int) {
	at = make(map[stem]int)
	for _, r := range of {
		at[r.number] = 0
	}
	stems = slices.Sorted(maps.Keys(at))
	for i, s := range stems {
		at[s] = i
	}
	return stems, at
}

// A resemblance is how many numbers are like others, and the first of them in time.
type resemblance struct {
	n  int64
	at dates.Instant
	doubtful
}

func (l *resemblance) add(o resemblance) {
	n := l.n + o.n
	if l.n == 0 || o.n > 0 && o.compare(*l) < 0 {
		*l = o
	}
	l.n = n
}

func (l resemblance) compare(o resemblance) int {
	return cmp.Or(cmp.Compare(l.at, o.at), cmp.Compare(l.short, o.short), cmp.Compare(l.one, o.one), cmp.Compare(l.other, o.other))
}

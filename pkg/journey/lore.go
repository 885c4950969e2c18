package journey

import (
	"iter"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// A lore is what follows from the cases of a trail, worked out once.
type lore struct {
	paths    []walked[path] // the most frequent
	variants int64
	ways     []walked[passage]
	passed   int64            // steps from one to the next
	from     map[uint16]int64 // those that leave a step
	repeated int64            // cases in which a step comes twice or more
	back     stats.Share      // cases that come back, of those that could
	median   float64          // how long cases last, in seconds
	lasts    bool
	whole    impression
	stages   []impression
}

// lore works out what follows from the cases.
func (t *trail) lore() *lore {
	if t.known != nil {
		return t.known
	}
	l := &lore{from: make(map[uint16]int64), stages: make([]impression, len(t.on.stages.stages))}
	m, ways := &memory{met: make([]uint32, len(t.on.steps.names))}, make(map[passage]int64)
	paths := t.paths
	if t.on.collapse {
		paths = make(map[path]*int64)
	}
	for way, n := range t.paths {
		l.walk(t.on, m, way, *n)
		if t.on.collapse {
			way = way.collapsed()
			went(paths, way, *n)
		}
		for i := 1; i < way.len(); i++ {
			ways[passage{way.step(i - 1), way.step(i)}] += *n
		}
	}
	for way, n := range ways {
		l.from[way.from] += n
		l.passed += n
	}
	l.variants = int64(len(paths))
	l.paths = frequent(counted(paths), func(a, b path) int { return a.compare(b, t.on.steps.names) })
	l.ways = frequent(maps.All(ways), func(a, b passage) int { return a.compare(b, t.on.steps.names) })
	l.median, l.lasts = median(t.lasts)
	for _, what := range slices.Sorted(maps.Keys(t.rows)) {
		i := t.on.incidents[what]
		l.whole.add(i.rating, t.rows[what])
		if at := t.on.stages.of[i.step]; at >= 0 {
			l.stages[at].add(i.rating, t.rows[what])
		}
	}
	t.known = l
	return l
}

// counted are paths with how many cases went them.
func counted(paths map[path]*int64) iter.Seq2[path, int64] {
	return func(yield func(path, int64) bool) {
		for way, n := range paths {
			if !yield(way, *n) {
				return
			}
		}
	}
}

// walk adds cases that went a path to those that repeat a step, and that come back.
func (l *lore) walk(on *terrain, m *memory, way path, n int64) {
	repeats, came := m.again(way)
	if repeats {
		l.repeated += n
	}
	past := true
	if on.backs {
		past, came = way.back(on.backTo)
	}
	if past {
		l.back.N += float64(n)
	}
	if came {
		l.back.K += float64(n)
	}
}

// median is that of lengths of time, in seconds.
func median[T ~int64](lasts []T) (seconds float64, ok bool) {
	sorted := slices.Clone(lasts)
	slices.Sort(sorted)
	var told []stats.Counted
	for _, last := range sorted {
		value := float64(last) / 1e6
		if n := len(told); n > 0 && told[n-1].Value == value {
			told[n-1].N++
			continue
		}
		told = append(told, stats.Counted{Value: value, N: 1})
	}
	return stats.Quantile(told, 0.5)
}

package dataset

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
)

// A Mix is a column whose values tell on which of two scales a score is: the values with scores on the shorter one, and those with
// scores beyond its end, of which Highest is the highest.
type Mix struct {
	Column         int
	Within, Beyond []string
	Highest        float64
}

// mostMixed is how many values such a column may have, and leastBeyond which part of the scores on the longer scale lie beyond the
// shorter one: fewer may be mistakes.
const (
	mostMixed   = 12
	leastBeyond = 0.3
)

// A proof says when scales are apart by no chance: how many scores there are of each, and how likely chance may be.
type proof struct {
	fewest int
	chance float64
}

// Mixed finds a column of where answers come from that tells scales apart (what was said would only tell who was content), of which the shorter one ends at highest: some values have no score beyond its end, though
// they come to it, and others have so many that this is no chance. read reads a score; ok is false where the text is none.
func (t *Table) Mixed(rows [][]string, highest float64, read func(row []string) (x float64, ok bool), free func(int) bool) (best Mix, ok bool) {
	scores, beyond := make([]float64, len(rows)), make(map[float64]bool)
	for n, row := range rows {
		x, some := read(row)
		if !some {
			x = math.NaN()
		}
		if scores[n] = x; x > highest {
			beyond[x] = true
		}
	}
	if len(beyond) < 2 { // one may be a code for no answer
		return best, false
	}
	for i := range t.Headers {
		if !free(i) || !layout.IsAsideHeader(layout.OriginHeader, t.Headers[i]) {
			continue
		}
		m, found := mixedBy(rows, scores, highest, i, proof{fewest: 4, chance: 0.01})
		if found && (!ok || len(m.Within)+len(m.Beyond) < len(best.Within)+len(best.Beyond)) {
			best, ok = m, true
		}
	}
	best.Highest = slices.Max(slices.Collect(maps.Keys(beyond)))
	return best, ok
}

// An extent is how many scores a value has, how many of them are the end of the shorter scale, and how many lie beyond.
type extent struct{ all, end, beyond int }

func mixedBy(rows [][]string, scores []float64, highest float64, column int, p proof) (m Mix, ok bool) {
	of := make(map[string]*extent)
	for n, row := range rows {
		text, x := answer.Trim(row[column]), scores[n]
		if math.IsNaN(x) {
			continue
		}
		if of[text] == nil {
			of[text] = new(extent)
		}
		e := of[text]
		if e.all++; x == highest {
			e.end++
		} else if x > highest {
			e.beyond++
		}
		if len(of) > mostMixed {
			return Mix{}, false
		}
	}
	return split(column, of, p)
}

// split tells whether values have scores on scales of their own.
func split(column int, of map[string]*extent, p proof) (m Mix, ok bool) {
	var within, beyond extent
	m.Column = column
	for _, text := range slices.SortedFunc(maps.Keys(of), func(a, b string) int { return cmp.Or(cmp.Compare(of[b].all, of[a].all), cmp.Compare(a, b)) }) {
		switch e := of[text]; {
		case text == "":
			return m, false
		case e.beyond == 0:
			m.Within, within = append(m.Within, text), extent{within.all + e.all, within.end + e.end, 0}
		default:
			m.Beyond, beyond = append(m.Beyond, text), extent{beyond.all + e.all, 0, beyond.beyond + e.beyond}
		}
	}
	if len(m.Within) == 0 || len(m.Beyond) == 0 || min(within.all, beyond.all) < p.fewest || 10*within.end < within.all {
		return m, false
	}
	share := float64(beyond.beyond) / float64(beyond.all)
	return m, share >= leastBeyond && math.Pow(1-share, float64(within.all)) < p.chance
}

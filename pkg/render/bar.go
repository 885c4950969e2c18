package render

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/result"
)

// cells shares length cells of a bar among parts of a whole. The parts that fill the whole fill
// the bar; what they lack of it stays free. The cells that rounding down leaves over go to the
// parts with the largest remainders (Hamilton's method). A part above zero keeps a cell, taken
// from the longest one, as long as there are cells enough for every part.
func cells(parts []float64, whole float64, length int) []int {
	out := make([]int, len(parts))
	if whole <= 0 || length <= 0 {
		return out
	}
	order := make([]int, len(parts))
	remainder := make([]float64, len(parts))
	sum := 0.0
	used := 0
	for i, p := range parts {
		exact := math.Max(0, p) / whole * float64(length)
		out[i] = int(exact + 1e-9)
		remainder[i] = exact - float64(out[i])
		order[i] = i
		sum += exact
		used += out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder[b], remainder[a]) })
	full := min(length, int(math.Round(sum)))
	for _, i := range order {
		if used >= full {
			break
		}
		out[i]++
		used++
	}
	showSmall(out, parts, used, length)
	return out
}

// showSmall gives a cell to each part above zero that has none.
func showSmall(out []int, parts []float64, used, length int) {
	for i, p := range parts {
		if p <= 0 || out[i] > 0 {
			continue
		}
		if used < length {
			used++
		} else if longest := slices.Index(out, slices.Max(out)); out[longest] > 1 {
			out[longest]--
		} else {
			return
		}
		out[i]++
	}
}

// levels are the heights of a spark line, the lowest for anything above zero.
var levels = []rune("▁▂▃▄▅▆▇█")

// spark draws one column for each count, the highest count as a full block and none as a dot.
func spark(counts []float64) string {
	top := slices.Max(append([]float64{0}, counts...))
	var b strings.Builder
	for _, n := range counts {
		if n <= 0 || top <= 0 {
			b.WriteRune('·')
			continue
		}
		level := int(math.Ceil(n/top*float64(len(levels)))) - 1
		b.WriteRune(levels[min(max(level, 0), len(levels)-1)])
	}
	return b.String()
}

// distribution returns the scores and counts of a group, and false when there is nothing to draw.
func distribution(group result.Object, name string) (scores []string, counts []float64, ok bool) {
	v, _ := group.Get(name)
	o, _ := v.(result.Object)
	for _, m := range o {
		n, _ := o.Number(m.Key)
		scores, counts = append(scores, m.Key), append(counts, n)
		ok = ok || n > 0
	}
	return scores, counts, ok
}

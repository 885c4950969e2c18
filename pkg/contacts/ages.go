package contacts

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/stats"
)

// ages are how long something took, as often as it did, and how long it had not come to an end when it was last seen. The
// zero ages are empty.
type ages struct {
	of   map[dates.Instant]ended
	kept map[float64]stats.Curve // by confidence, until something is added: many figures stand on one curve
}

type ended struct{ yes, no int64 }

// add adds a length of time at whose end it was over, or not yet.
func (a *ages) add(age dates.Instant, over bool) {
	e := ended{1, 0}
	if !over {
		e = ended{0, 1}
	}
	a.put(age, e)
}

func (a *ages) put(age dates.Instant, e ended) {
	if a.of == nil {
		a.of = make(map[dates.Instant]ended)
	}
	a.kept = nil
	had := a.of[age]
	a.of[age] = ended{had.yes + e.yes, had.no + e.no}
}

func (a *ages) merge(o *ages) {
	for age, e := range o.of {
		a.put(age, e)
	}
}

// counts are how many are over, and how many are not.
func (a *ages) counts() (sum ended) {
	for _, e := range a.of {
		sum.yes += e.yes
		sum.no += e.no
	}
	return sum
}

// mean is that of those that are over, in seconds.
func (a *ages) mean() any {
	n := a.counts().yes
	if n == 0 {
		return nil
	}
	var sum float64
	for _, age := range sorted(maps.Keys(a.of)) {
		sum += seconds(age) * float64(a.of[age].yes)
	}
	return sum / float64(n)
}

// quantile is the time in seconds in which a share of all came to an end, and its limits where that is the median. Those
// that have not are censored (Kaplan-Meier); where there are none it is that of type 7, and the limits are values by rank.
func (a *ages) quantile(p, confidence float64) metric.Estimate {
	n := a.counts()
	if n.yes+n.no == 0 {
		return metric.Estimate{}
	}
	var value float64
	var ok, known bool
	var limits stats.Interval
	if n.no == 0 {
		values := a.values()
		value, ok = stats.Quantile(values, p)
		limits, known = stats.MedianLimits(values, confidence)
	} else {
		curve := a.curve(confidence)
		value, ok = curve.Quantile(p)
		limits, known = curve.QuantileInterval(p)
		known = known && limits.High <= maxSeconds
	}
	return metric.Estimated(n.yes+n.no, value, ok, metric.Bound(limits, known))
}

// curve is how many still wait, by time.
func (a *ages) curve(confidence float64) stats.Curve {
	curve, ok := a.kept[confidence]
	if !ok {
		curve = stats.KaplanMeier(a.lives(), stats.Z(confidence))
		if a.kept == nil {
			a.kept = make(map[float64]stats.Curve)
		}
		a.kept[confidence] = curve
	}
	return curve
}

// maxSeconds is more than any time; limits beyond it do not exist.
const maxSeconds = 1e15

func (a *ages) values() (out []stats.Counted) {
	for _, age := range sorted(maps.Keys(a.of)) {
		out = append(out, stats.Counted{Value: seconds(age), N: a.of[age].yes})
	}
	return out
}

func (a *ages) lives() (out []stats.Lifetime) {
	for _, age := range sorted(maps.Keys(a.of)) {
		e := a.of[age]
		out = append(out, stats.Lifetime{Age: seconds(age), Ended: float64(e.yes), Open: float64(e.no)})
	}
	return out
}

func seconds(age dates.Instant) float64 { return float64(age) / 1e6 }

// sorted lists keys in their order, so that sums come out the same in every run.
func sorted[K cmp.Ordered](keys iter.Seq[K]) []K { return slices.Sorted(keys) }

func sortedShares(of map[stats.Share]float64) []stats.Share {
	return slices.SortedFunc(maps.Keys(of), func(a, b stats.Share) int {
		return cmp.Or(cmp.Compare(a.N, b.N), cmp.Compare(a.K, b.K))
	})
}

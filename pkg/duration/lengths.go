package duration

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// mostDistinct is how many different lengths are kept as they are. Beyond it they are kept to a part of 1 / fineness.
const (
	mostDistinct = 1 << 16
	fineness     = 1 << 12
)

// lengths counts lengths of time, in microseconds. Which of them are kept as they are hangs on all of them together, so parts
// merge into the whole in any order.
type lengths struct {
	n      map[int64]int64
	coarse bool
	sum    wide
}

// A wide is a sum of many microseconds, up and down.
type wide struct{ up, upHigh, down, downHigh uint64 }

func (w *wide) add(micros, times int64) {
	if micros < 0 {
		high, low := bits.Mul64(uint64(-micros), uint64(times))
		var carry uint64
		w.down, carry = bits.Add64(w.down, low, 0)
		w.downHigh += high + carry
		return
	}
	high, low := bits.Mul64(uint64(micros), uint64(times))
	var carry uint64
	w.up, carry = bits.Add64(w.up, low, 0)
	w.upHigh += high + carry
}

func (w *wide) merge(o wide) {
	var carry uint64
	w.up, carry = bits.Add64(w.up, o.up, 0)
	w.upHigh += o.upHigh + carry
	w.down, carry = bits.Add64(w.down, o.down, 0)
	w.downHigh += o.downHigh + carry
}

// float is the sum, rounded.
func (w *wide) float() float64 {
	low, borrow := bits.Sub64(w.up, w.down, 0)
	high, negative := bits.Sub64(w.upHigh, w.downHigh, borrow)
	sign := 1.0
	if negative != 0 {
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
		sign = -1
	}
	return sign * (float64(high)*(1<<64) + float64(low))
}

// add counts a length.
func (l *lengths) add(micros int64) {
	l.sum.add(micros, 1)
	if l.coarse {
		micros = coarsened(micros)
	}
	if l.n == nil {
		l.n = make(map[int64]int64)
	}
	if l.n[micros]++; !l.coarse && len(l.n) > mostDistinct {
		l.coarsen()
	}
}

// coarsen keeps the lengths to a part.
func (l *lengths) coarsen() {
	n := make(map[int64]int64)
	for micros, times := range l.n {
		n[coarsened(micros)] += times
	}
	l.n, l.coarse = n, true
}

// coarsened is the middle of the lengths that are kept together with one. That of a middle is itself.
func coarsened(micros int64) int64 {
	if micros < 0 {
		return -coarsened(-micros)
	}
	shift := bits.Len64(uint64(micros)) - bits.Len64(fineness)
	if shift <= 0 {
		return micros
	}
	return micros>>shift<<shift + 1<<shift>>1
}

// merge adds other lengths.
func (l *lengths) merge(o *lengths) {
	l.sum.merge(o.sum)
	if o.coarse && !l.coarse {
		l.coarsen()
	}
	if l.n == nil {
		l.n = make(map[int64]int64, len(o.n))
	}
	for micros, times := range o.n {
		if l.coarse {
			micros = coarsened(micros)
		}
		l.n[micros] += times
	}
	if !l.coarse && len(l.n) > mostDistinct {
		l.coarsen()
	}
}

// sorted lists the lengths in seconds.
func (l *lengths) sorted() []stats.Counted {
	out := make([]stats.Counted, 0, len(l.n))
	for micros, times := range l.n {
		out = append(out, stats.Counted{Value: seconds(micros), N: times})
	}
	slices.SortFunc(out, func(a, b stats.Counted) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

func seconds(micros int64) float64 { return float64(micros) / 1e6 }

// begun counts moments at which something began that has not ended. Where they are too many to keep each, they are kept to
// a power of two of microseconds, as many as it takes; so parts merge in any order.
type begun struct {
	n     map[int64]int64
	shift uint
}

func (b *begun) add(at int64) {
	if b.n == nil {
		b.n = make(map[int64]int64)
	}
	b.n[at>>b.shift]++
	b.fit()
}

func (b *begun) fit() {
	for len(b.n) > mostDistinct {
		b.coarsen(b.shift + 1)
	}
}

func (b *begun) coarsen(shift uint) {
	n := make(map[int64]int64)
	for at, times := range b.n {
		n[at>>(shift-b.shift)] += times
	}
	b.n, b.shift = n, shift
}

func (b *begun) merge(o *begun) {
	if o.shift > b.shift {
		b.coarsen(o.shift)
	}
	if b.n == nil {
		b.n = make(map[int64]int64, len(o.n))
	}
	for at, times := range o.n {
		b.n[at>>(b.shift-o.shift)] += times
	}
	b.fit()
}

// each calls with every moment, and how many began then.
func (b *begun) each(visit func(at, times int64)) {
	for at, times := range b.n {
		visit(at<<b.shift+1<<b.shift>>1, times)
	}
}

package duration

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/stats"
)

// mostDistinct is how many different lengths are kept as they are. Beyond it those between a power of two and the next
// fall into so many drawers.
const (
	mostDistinct = 1 << 14
	mostBegun    = 1 << 16 // the same of moments at which something began that has not ended
	drawers      = 1 << 11
	drawersBits  = 12 // the bits of the first length that needs more than one for each
)

// lengths counts lengths of time, in microseconds. Which of them are kept as they are hangs on all of them together, so parts
// merge into the whole in any order.
type lengths struct {
	n      map[int64]int64 // until there are too many
	chests *chests         // from then on
	sum    wide
}

// chests count lengths from 0 and below it, by the power of two that they shift by.
type chests struct{ up, down [64]*[2 * drawers]int64 }

// drawerOf is where a length from 0 lies: how far it is shifted, and what is left of it.
func drawerOf(micros int64) (shift uint, at int64) {
	shift = uint(max(bits.Len64(uint64(micros))-drawersBits, 0))
	return shift, micros >> shift
}

func (c *chests) add(micros, times int64) {
	side := &c.up
	if micros < 0 {
		side, micros = &c.down, -micros
	}
	shift, at := drawerOf(micros)
	if side[shift] == nil {
		side[shift] = new([2 * drawers]int64)
	}
	side[shift][at] += times
}

// each visits what is counted, each drawer by its middle, which lies in it.
func (c *chests) each(visit func(micros, times int64)) {
	for shift := range c.up {
		half := int64(1) << shift >> 1
		for at := range int64(2 * drawers) {
			if chest := c.up[shift]; chest != nil && chest[at] > 0 {
				visit(at<<shift+half, chest[at])
			}
			if chest := c.down[shift]; chest != nil && chest[at] > 0 {
				visit(-(at<<shift + half), chest[at])
			}
		}
	}
}

// A wide is a sum of many microseconds, up and down.
type wide struct{ up, upHigh, down, downHigh uint64 }

func (w *wide) add(micros int64) {
	var carry uint64
	if micros < 0 {
		w.down, carry = bits.Add64(w.down, uint64(-micros), 0)
		w.downHigh += carry
		return
	}
	w.up, carry = bits.Add64(w.up, uint64(micros), 0)
	w.upHigh += carry
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
	l.sum.add(micros)
	l.count(micros, 1)
}

func (l *lengths) count(micros, times int64) {
	if l.chests != nil {
		l.chests.add(micros, times)
		return
	}
	if l.n == nil {
		l.n = make(map[int64]int64)
	}
	if l.n[micros] += times; len(l.n) > mostDistinct {
		l.coarsen()
	}
}

// coarse tells whether lengths are kept to a part only.
func (l *lengths) coarse() bool { return l.chests != nil }

func (l *lengths) coarsen() {
	l.chests = &chests{}
	for micros, times := range l.n {
		l.chests.add(micros, times)
	}
	l.n = nil
}

// each visits the lengths, in no order.
func (l *lengths) each(visit func(micros, times int64)) {
	if l.chests != nil {
		l.chests.each(visit)
		return
	}
	for micros, times := range l.n {
		visit(micros, times)
	}
}

// merge adds other lengths.
func (l *lengths) merge(o *lengths) {
	l.sum.merge(o.sum)
	if o.coarse() && !l.coarse() {
		l.coarsen()
	}
	o.each(l.count)
}

// sorted lists the lengths in seconds.
func (l *lengths) sorted() []stats.Counted {
	out := make([]stats.Counted, 0, len(l.n))
	l.each(func(micros, times int64) { out = append(out, stats.Counted{Value: seconds(micros), N: times}) })
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
	for len(b.n) > mostBegun {
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

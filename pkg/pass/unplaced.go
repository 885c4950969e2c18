package pass

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// unplaced reads the sources without taking note of places: for every count the rows are piled up first, and then counted in an
// order that nothing but their cells tells. Sources that mean the same make one pile.
func unplaced(ctx context.Context, set Sources, counts []Counting, o Manner) ([]Read, error) {
	piles, troubles, err := pileUp(ctx, set, counts, o)
	if err != nil {
		return nil, err
	}
	reads := make([]Read, len(counts))
	for i, c := range counts {
		one, err := Run(ctx, piles[i], []Counting{piles[i].counting(c)}, Manner{Workers: 1})
		piles[i].of = nil // its memory can go
		if err != nil {
			return nil, numbered(i, err)
		}
		reads[i] = one[0]
		r := &reads[i]
		r.Err = numbered(i, r.Err)
		r.Rows += troubles.faults.n
		r.Faults, r.Remarks, r.Repairs = troubles.faults.told(), troubles.remarks.told(), troubles.repairs.told()
	}
	return reads, nil
}

// numbered says of which count a failure is.
func numbered(count int, err error) error {
	var one *CountError
	if errors.As(err, &one) {
		return &CountError{count, one.Err}
	}
	return err
}

// heap are the piles of a count, as sources of a pass.
type heap struct {
	seats  []Seats // of each source
	stands []int   // of each source, the one on whose pile its rows are
	of     map[int]pile
}

// Len implements Sources.
func (h *heap) Len() int { return len(h.seats) }

// Column implements Sources.
func (h *heap) Column(_, column int) scan.Column { return scan.Column{Index: column} }

// Scanner implements Sources.
func (h *heap) Scanner(_ context.Context, source int) (scan.Scanner, error) {
	p := h.of[source]
	return &pileScanner{rows: p.sorted(), pile: p}, nil
}

// counting is a count as it finds its columns on the piles.
func (h *heap) counting(c Counting) Counting {
	c.Columns = nil
	for _, seats := range h.seats {
		slots := seats.slots()
		c.Columns = append(c.Columns, seats.lasting().moved(func(column int) int { return slices.Index(slots, column) }))
	}
	return c
}

// newHeap begins the piles of a count. alike tells of each source the first one that means the same, as far as whoever opened
// them knows; columns have to be the same, too.
func newHeap(c Counting, alike []int) *heap {
	h := &heap{seats: c.Columns, of: make(map[int]pile)}
	first := make(map[string]int)
	for i, seats := range c.Columns {
		key := fmt.Sprint(alike[i], seats.Roles, seats.By, seats.Where)
		if _, ok := first[key]; !ok {
			first[key] = i
			h.of[i] = make(pile)
		}
		h.stands = append(h.stands, first[key])
	}
	return h
}

// pileUp reads all sources onto piles, those of each count by themselves.
func pileUp(ctx context.Context, set Sources, counts []Counting, o Manner) ([]*heap, *troubles, error) {
	var piles []*heap
	for _, c := range counts {
		piles = append(piles, newHeap(c, o.Unplaced))
	}
	p := &pass{set: set, counts: slices.Clone(counts)}
	for i := range p.counts {
		c := &p.counts[i]
		c.Columns = slices.Clone(c.Columns)
		for j := range c.Columns {
			c.Columns[j] = c.Columns[j].lasting()
		}
	}
	all := newTroubles()
	for i := range set.Len() {
		p.place(i)
		scanner, err := set.Scanner(ctx, i)
		if err != nil {
			return nil, nil, inSource(i, err)
		}
		pilers := make([]*piler, max(o.Workers, 1))
		for n := range pilers {
			pilers[n] = p.piler(i)
		}
		for k, h := range piles {
			pilers[0].piles[k] = h.of[h.stands[i]]
		}
		if err := scanner.Scan(ctx, p.columns(i), len(pilers), func(n int) scan.Sink { return pilers[n] }); err != nil {
			return nil, nil, inSource(i, err)
		}
		for _, one := range pilers[1:] {
			if err := pilers[0].merge(one); err != nil {
				return nil, nil, inSource(i, err)
			}
		}
		all.merge(pilers[0].troubles)
	}
	return piles, all, nil
}

// piler makes a worker for a source.
func (p *pass) piler(source int) *piler {
	w := &piler{troubles: newTroubles()}
	for _, c := range p.counts {
		var slots []int
		for _, column := range c.Columns[source].slots() {
			slots = append(slots, slices.Index(p.want[source], column))
		}
		w.slots, w.piles = append(w.slots, slots), append(w.piles, make(pile))
	}
	return w
}

// A piler is one worker that piles up the rows of a source.
type piler struct {
	slots    [][]int // of each count, its cells by their place in batches
	piles    []pile
	troubles *troubles
	row      []byte
}

// Batch implements scan.Sink.
func (w *piler) Batch(b *scan.Batch) error {
	w.troubles.see(b)
	for i, slots := range w.slots {
		for row := range b.Rows() {
			w.row = w.row[:0]
			for _, at := range slots {
				w.row = appendCell(w.row, b.Cell(row, at))
			}
			if err := w.piles[i].add(w.row, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// merge adds what another worker has piled up.
func (w *piler) merge(o *piler) error {
	w.troubles.merge(o.troubles)
	for i, p := range o.piles {
		if err := w.piles[i].merge(p); err != nil {
			return err
		}
	}
	return nil
}

// troubles are what is to be told of records, without places.
type troubles struct{ faults, remarks, repairs *reasons }

func newTroubles() *troubles { return &troubles{newReasons(), newReasons(), newReasons()} }

func (t *troubles) see(b *scan.Batch) {
	for _, f := range b.Faults {
		t.faults.add(f.Reason, 1)
	}
	for _, f := range b.Remarks {
		t.remarks.add(f.Reason, 1)
	}
	for _, f := range b.Repairs {
		t.repairs.add(f.Reason, 1)
	}
}

func (t *troubles) merge(o *troubles) {
	t.faults.merge(o.faults)
	t.remarks.merge(o.remarks)
	t.repairs.merge(o.repairs)
}

// reasons are how often each reason was met. Of very many the first in the order of texts are kept, and the number of all.
type reasons struct {
	n     int64
	times map[string]int64
}

// reasonsKept is how many different reasons are kept.
const reasonsKept = 100

func newReasons() *reasons { return &reasons{times: make(map[string]int64)} }

func (r *reasons) add(reason string, times int64) {
	r.n += times
	r.times[reason] += times
	if len(r.times) > reasonsKept { // the last one never comes among the first again, so that their numbers are true
		delete(r.times, slices.Max(slices.Collect(maps.Keys(r.times))))
	}
}

func (r *reasons) merge(o *reasons) {
	lost := o.n
	for reason, times := range o.times {
		r.add(reason, times)
		lost -= times
	}
	r.n += lost
}

// told lists the reasons, the most frequent first.
func (r *reasons) told() Faults {
	f := Faults{N: r.n}
	for reason, times := range r.times {
		f.First = append(f.First, Trouble{Fault: scan.Fault{Reason: reason}, Times: times})
	}
	slices.SortFunc(f.First, func(a, b Trouble) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Reason, b.Reason))
	})
	f.First = f.First[:min(len(f.First), faultsKept)]
	return f
}

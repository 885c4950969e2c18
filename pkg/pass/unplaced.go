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

// unplaced reads the sources without taking note of places: for every count the rows are bound first, and then counted in an
// order that nothing but their cells tells. Sources that mean the same make one sheaf.
func unplaced(ctx context.Context, set Sources, counts []Counting, o Manner) ([]Read, error) {
	sheaves, troubles, err := bind(ctx, set, counts, o)
	if err != nil {
		return nil, err
	}
	reads := make([]Read, len(counts))
	for i, c := range counts {
		one, err := Run(ctx, sheaves[i], []Counting{sheaves[i].counting(c)}, Manner{Workers: 1})
		sheaves[i].of = nil // its memory can go
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

// heap are the sheaves of a count, as sources of a pass.
type heap struct {
	seats  []Seats // of each source
	stands []int   // of each source, the one on whose sheaf its rows are
	of     map[int]sheaf
}

// Len implements Sources.
func (h *heap) Len() int { return len(h.seats) }

// Column implements Sources.
func (h *heap) Column(_, column int) scan.Column { return scan.Column{Index: column} }

// Scanner implements Sources.
func (h *heap) Scanner(_ context.Context, source int) (scan.Scanner, error) {
	p := h.of[source]
	return &sheafScanner{rows: p.sorted(), sheaf: p}, nil
}

// counting is a count as it finds its columns on the sheaves.
func (h *heap) counting(c Counting) Counting {
	c.Columns = nil
	for _, seats := range h.seats {
		slots := seats.slots()
		c.Columns = append(c.Columns, seats.lasting().moved(func(column int) int { return slices.Index(slots, column) }))
	}
	return c
}

// newHeap begins the sheaves of a count. alike tells of each source the first one that means the same, as far as whoever opened
// them knows; columns have to be the same, too.
func newHeap(c Counting, alike []int) *heap {
	h := &heap{seats: c.Columns, of: make(map[int]sheaf)}
	first := make(map[string]int)
	for i, seats := range c.Columns {
		key := fmt.Sprint(alike[i], seats.Roles, seats.By, seats.Where)
		if _, ok := first[key]; !ok {
			first[key] = i
			h.of[i] = make(sheaf)
		}
		h.stands = append(h.stands, first[key])
	}
	return h
}

// bind reads all sources onto sheaves, those of each count by themselves.
func bind(ctx context.Context, set Sources, counts []Counting, o Manner) ([]*heap, *troubles, error) {
	var sheaves []*heap
	for _, c := range counts {
		sheaves = append(sheaves, newHeap(c, o.Unplaced))
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
		binders := make([]*binder, max(o.Workers, 1))
		for n := range binders {
			binders[n] = p.binder(i)
		}
		for k, h := range sheaves {
			binders[0].sheaves[k] = h.of[h.stands[i]]
		}
		if err := scanner.Scan(ctx, p.columns(i), len(binders), func(n int) scan.Sink { return binders[n] }); err != nil {
			return nil, nil, inSource(i, err)
		}
		for _, one := range binders[1:] {
			if err := binders[0].merge(one); err != nil {
				return nil, nil, inSource(i, err)
			}
		}
		all.merge(binders[0].troubles)
	}
	return sheaves, all, nil
}

// binder makes a worker for a source.
func (p *pass) binder(source int) *binder {
	w := &binder{troubles: newTroubles()}
	for _, c := range p.counts {
		var slots []int
		for _, column := range c.Columns[source].slots() {
			slots = append(slots, slices.Index(p.want[source], column))
		}
		w.slots, w.sheaves = append(w.slots, slots), append(w.sheaves, make(sheaf))
	}
	return w
}

// A binder is one worker that sheaves up the rows of a source.
type binder struct {
	slots    [][]int // of each count, its cells by their place in batches
	sheaves  []sheaf
	troubles *troubles
	row      []byte
}

// Batch implements scan.Sink.
func (w *binder) Batch(b *scan.Batch) error {
	w.troubles.see(b)
	for i, slots := range w.slots {
		for row := range b.Rows() {
			w.row = w.row[:0]
			for _, at := range slots {
				w.row = appendCell(w.row, b.Cell(row, at))
			}
			times := int64(1)
			if b.Times != nil {
				times = b.Times[row]
			}
			if err := w.sheaves[i].add(w.row, times); err != nil {
				return err
			}
		}
	}
	return nil
}

// merge adds what another worker has bound.
func (w *binder) merge(o *binder) error {
	w.troubles.merge(o.troubles)
	for i, p := range o.sheaves {
		if err := w.sheaves[i].merge(p); err != nil {
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

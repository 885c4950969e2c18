package pass

import (
	"context"
	"errors"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
)

// unplaced reads the sources without taking note of places: for every count the rows are bound in sheaves first, and then counted
// in an order that nothing but their cells tells. Sources that mean the same make one sheaf.
func unplaced(ctx context.Context, set Sources, counts []Counting, o Manner) ([]Read, error) {
	heaps, all, err := bind(ctx, set, counts, o)
	if err != nil {
		return nil, err
	}
	reads := make([]Read, len(counts))
	for i, c := range counts {
		one, err := Run(ctx, heaps[i], []Counting{heaps[i].counting(c)}, Manner{Workers: 1})
		if err != nil {
			return nil, numbered(i, err)
		}
		r := &reads[i]
		*r = one[0]
		r.Err, r.Echoes = numbered(i, r.Err), heaps[i].echoes()
		r.Rows += all.faults.n
		r.Faults, r.Remarks, r.Repairs = all.faults.told(), all.remarks.told(), all.repairs.told()
		heaps[i] = nil // its memory can go
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

// bind reads all sources, the rows for each count by themselves.
func bind(ctx context.Context, set Sources, counts []Counting, o Manner) ([]*heap, *troubles, error) {
	p, all := &pass{set: set, counts: counts}, newTroubles()
	var heaps []*heap
	for _, c := range counts {
		heaps = append(heaps, newHeap(c, o.Unplaced))
	}
	for i := range set.Len() {
		p.place(i)
		binders := make([]*binder, max(o.Workers, 1))
		for n := range binders {
			var err error
			if binders[n], err = p.binder(i); err != nil {
				return nil, nil, err
			}
		}
		scanner, err := set.Scanner(ctx, i)
		if err == nil {
			err = scanner.Scan(ctx, p.columns(i), len(binders), func(n int) scan.Sink { return binders[n] })
		}
		for _, one := range binders {
			if err == nil {
				err = one.join(heaps, i)
			}
			all.merge(one.troubles)
		}
		if err != nil {
			return nil, nil, inSource(i, err)
		}
	}
	return heaps, all, nil
}

// echoes are those of the sources whose columns were left out for them.
func (h *heap) echoes() (out []Echoing) {
	for i, seats := range h.seats {
		b := h.of[i]
		if b == nil || !b.echo.over || b.echo.lost {
			continue
		}
		slots := seats.slots()
		out = append(out, Echoing{i, slots[len(slots)-1], b.echo.rows, int64(len(b.echo.seen))})
	}
	return out
}

// A binder is one worker that binds the rows of a source.
type binder struct {
	sheaves  []*loom
	troubles *troubles
}

// A loom binds rows for one count.
type loom struct {
	bundle
	at    []int     // the cells, by their place in batches
	cuts  []*pruner // of the cells; nil for those that matter to the last byte
	brief int       // how many of the last cells are wanted for a while only
	row   []byte
}

// binder makes a worker for a source.
func (p *pass) binder(source int) (*binder, error) {
	w := &binder{troubles: newTroubles()}
	for _, c := range p.counts {
		seats := c.Columns[source]
		slots := seats.slots()
		l := &loom{bundle: bundle{sheaf: make(sheaf)}, brief: len(slots) - len(seats.lasting(true).slots())}
		for _, column := range slots {
			cut, err := c.pruner(source, column)
			if err != nil {
				return nil, err
			}
			l.at, l.cuts = append(l.at, slices.Index(p.want[source], column)), append(l.cuts, cut)
		}
		w.sheaves = append(w.sheaves, l)
	}
	return w, nil
}

// Batch implements scan.Sink.
func (w *binder) Batch(b *scan.Batch) error {
	w.troubles.see(b)
	for _, l := range w.sheaves {
		for row := range b.Rows() {
			if err := l.bind(b, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// bind adds a row. A column that is not wanted any more is in no batch.
func (l *loom) bind(b *scan.Batch, row int) error {
	times, lasting := int64(1), len(l.at)-l.brief
	if b.Times != nil {
		times = b.Times[row]
	}
	l.row = l.row[:0]
	for i, at := range l.at[:lasting] {
		l.row = appendCell(l.row, l.cuts[i].text(b.Cell(row, at)))
	}
	end := len(l.row)
	for _, at := range l.at[lasting:] {
		var cell []byte
		if at < b.Width {
			cell = b.Cell(row, at)
		}
		l.row = appendCell(l.row, cell)
	}
	if l.brief > 0 {
		l.echo.hear(l.row[end:], times)
	}
	if l.hush(lasting); l.echo.over {
		l.row = l.row[:end]
	}
	return l.add(l.row, times)
}

// hush leaves out the last cells where too many rows have them.
func (b *bundle) hush(lasting int) {
	if b.echo.over || b.echo.rows <= manyEchoes {
		return
	}
	b.echo.over, b.sheaf = true, b.cut(lasting)
}

// join brings what a worker has bound to the heaps.
func (w *binder) join(heaps []*heap, source int) error {
	for i, l := range w.sheaves {
		into, lasting := heaps[i].of[heaps[i].stands[source]], len(l.at)-l.brief
		into.echo.merge(l.echo)
		into.hush(lasting)
		if into.echo.over && !l.echo.over {
			l.sheaf = l.cut(lasting)
		}
		if len(into.sheaf) == 0 {
			into.sheaf = l.sheaf
		} else if err := into.merge(l.sheaf); err != nil {
			return err
		}
		l.sheaf = nil // its memory can go
	}
	return nil
}

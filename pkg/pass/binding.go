package pass

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/scan"
	"github.com/cxcalc/cxcalc/pkg/state"
)

// A Binding is the rows of sources without their places: for every count bound in sheaves, each combination of the wanted cells
// once. Sources that mean the same make one sheaf.
type Binding struct {
	counts   []Counting
	heaps    []*heap
	troubles troubles
}

// Bind reads the sources. Places do not matter, so o.Unplaced has to be there, and nobody is told of rejects.
func Bind(ctx context.Context, set Sources, counts []Counting, o Manner) (*Binding, error) {
	p, b := &pass{set: set, counts: counts}, &Binding{counts: counts}
	for _, c := range counts {
		b.heaps = append(b.heaps, newHeap(c, o.Unplaced))
	}
	for i := range set.Len() {
		p.place(i)
		binders := make([]*binder, max(o.Workers, 1))
		for n := range binders {
			var err error
			if binders[n], err = p.binder(i, o.Hashed); err != nil {
				return nil, err
			}
		}
		err := p.bind(ctx, i, binders, o)
		for _, one := range binders {
			if err == nil {
				err = one.join(b.heaps, i)
			}
			b.troubles.merge(&one.troubles)
		}
		if err != nil {
			return nil, inSource(i, err)
		}
	}
	return b, nil
}

// bind has workers bind the rows of a source, or takes those that were bound before.
func (p *pass) bind(ctx context.Context, source int, binders []*binder, o Manner) error {
	if o.Held != nil {
		if held := o.Held(source); held != nil {
			return binders[0].take(held)
		}
	}
	scanner, err := p.set.Scanner(ctx, source)
	if err != nil {
		return err
	}
	return scanner.Scan(ctx, p.columns(source), len(binders), func(n int) scan.Sink { return binders[n] })
}

// Read counts the rows in an order that nothing but their cells tells. The binding is empty then.
func (b *Binding) Read(ctx context.Context) ([]Read, error) {
	reads := make([]Read, len(b.counts))
	for i, c := range b.counts {
		one, err := Run(ctx, b.heaps[i], []Counting{b.heaps[i].counting(c)}, Manner{Workers: 1})
		if err != nil {
			return nil, numbered(i, err)
		}
		r := &reads[i]
		*r = one[0]
		r.Err, r.Echoes = numbered(i, r.Err), b.heaps[i].echoes()
		r.Rows += b.troubles.faults.N
		r.Faults, r.Remarks, r.Repairs = told(b.troubles.faults), told(b.troubles.remarks), told(b.troubles.repairs)
		b.heaps[i] = nil // its memory can go
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

// Wants says which columns the counts want of the first source.
func Wants(counts []Counting) (out []state.Wanted) {
	for _, c := range counts {
		seats := c.Columns[0]
		w := state.Wanted{Roles: make(map[string]int), Columns: seats.slots(), Brief: seats.brief()}
		for role, column := range seats.Roles {
			w.Roles[string(role)] = column
		}
		out = append(out, w)
	}
	return out
}

// Hold puts the rows into a state. ok is false where the sources do not mean the same.
func (b *Binding) Hold(into *state.Holding) (ok bool) {
	for _, h := range b.heaps {
		if len(h.of) != 1 {
			return false
		}
		bundle := h.of[h.stands[0]]
		lot := state.Lot{Crowded: bundle.echo.over}
		for _, row := range bundle.order() {
			lot.Rows = append(lot.Rows, state.Bunch{Times: bundle.times[row], Cells: cellsOf(bundle.rows[row])})
		}
		into.Lots = append(into.Lots, lot)
	}
	into.Faults, into.Remarks, into.Repairs = b.troubles.faults, b.troubles.remarks, b.troubles.repairs
	return true
}

// echoes are those of the sources whose columns were left out for them.
func (h *heap) echoes() (out []Echoing) {
	for _, i := range slices.Sorted(maps.Keys(h.of)) {
		e, slots := h.of[i].echo, h.seats[i].slots()
		if e.over && !e.lost {
			out = append(out, Echoing{i, slots[len(slots)-1], e.rows, int64(len(e.seen))})
		}
	}
	return out
}

// brief is how many of the last slots are wanted for a while only.
func (c Seats) brief() int { return len(c.slots()) - len(c.lasting(true).slots()) }

// A binder is one worker that binds the rows of a source.
type binder struct {
	looms    []*loom
	troubles troubles
}

// A loom binds rows for one count.
type loom struct {
	bundle
	at     []int     // the cells, by their place in batches
	cuts   []*pruner // of the cells; nil for those that matter to the last byte
	brief  int       // how many of the last cells are wanted for a while only
	hashed bool      // those of which nothing matters but whether they repeat
	row    []byte
}

// binder makes a worker for a source.
func (p *pass) binder(source int, hashed bool) (*binder, error) {
	w := new(binder)
	for _, c := range p.counts {
		l := &loom{bundle: bundle{sheaf: newSheaf()}, brief: c.Columns[source].brief(), hashed: hashed}
		for _, column := range c.Columns[source].slots() {
			cut, err := c.pruner(source, column)
			if err != nil {
				return nil, err
			}
			l.at, l.cuts = append(l.at, slices.Index(p.want[source], column)), append(l.cuts, cut)
		}
		w.looms = append(w.looms, l)
	}
	return w, nil
}

// Batch implements scan.Sink.
func (w *binder) Batch(b *scan.Batch) error {
	w.troubles.see(b)
	for _, l := range w.looms {
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
		l.row = appendCell(l.row, bytes.TrimSpace(cell))
	}
	if l.hashed && l.brief > 0 && !l.echo.over {
		l.hash(end)
	}
	return l.note(end, times)
}

// hash has something that tells nothing else stand for cells of which nothing matters but whether they repeat.
func (l *loom) hash(from int) {
	cells := cellsOf(string(l.row[from:]))
	l.row = l.row[:from]
	for _, cell := range cells {
		if len(cell) > 0 {
			cell = Hashed(cell)
		}
		l.row = appendCell(l.row, cell)
	}
}

// Hashed is what stands in a state for a cell of which nothing matters but whether it repeats.
func Hashed(cell []byte) []byte { return fmt.Appendf(nil, "%x", sha256.Sum256(cell))[:32] }

// note adds the row at hand, whose cells that are wanted for a while only begin at a byte.
func (l *loom) note(end int, times int64) error {
	if l.brief > 0 {
		l.echo.hear(l.row[end:], times, !l.hashed)
	}
	if l.hush(len(l.at) - l.brief); l.echo.over {
		l.row = l.row[:end]
	}
	return l.add(l.row, times)
}

// hush leaves out the last cells where too many rows have them.
func (b *bundle) hush(lasting int) {
	if !b.echo.over && b.echo.rows > manyEchoes {
		b.echo.over, b.sheaf = true, b.cut(lasting)
	}
}

// take takes rows that were bound before, of which it is known that they have the same columns.
func (w *binder) take(held *state.Holding) error {
	w.troubles = troubles{held.Faults, held.Remarks, held.Repairs}
	for i, l := range w.looms {
		lot, lasting := held.Lots[i], len(l.at)-l.brief
		if lot.Crowded {
			l.echo = echo{rows: manyEchoes + 1, over: true, lost: true}
		}
		for _, bunch := range lot.Rows {
			l.row = l.row[:0]
			end := 0
			for n, cell := range bunch.Cells {
				if l.row = appendCell(l.row, cell); n < lasting {
					end = len(l.row)
				}
			}
			if err := l.note(end, bunch.Times); err != nil {
				return err
			}
		}
	}
	return nil
}

// join brings what a worker has bound to the heaps.
func (w *binder) join(heaps []*heap, source int) error {
	for i, l := range w.looms {
		into, lasting := heaps[i].of[heaps[i].stands[source]], len(l.at)-l.brief
		into.echo.merge(l.echo)
		into.hush(lasting)
		if into.echo.over && !l.echo.over {
			l.sheaf = l.cut(lasting)
		}
		if len(into.rows) == 0 {
			into.sheaf = l.sheaf
		} else if err := into.sheaf.merge(&l.sheaf); err != nil {
			return err
		}
		l.sheaf = sheaf{} // its memory can go
	}
	return nil
}

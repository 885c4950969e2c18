package pass

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// A heap is the rows of all sources as one count wants them, bound in sheaves. It is the sources of a pass of its own.
type heap struct {
	rule   Rule
	order  dates.DayOrder // in which dates are read
	seats  []Seats        // of each source
	stands []int          // of each source, the one on whose sheaf its rows are
	of     map[int]*bundle
}

// A bundle is the sheaf of a source, and what its columns that are wanted for a while only have shown.
type bundle struct {
	sheaf
	echo echo
}

// newHeap begins the sheaves of a count. alike tells of each source the first one that means the same, as far as whoever opened
// them knows; columns have to be the same, too.
func newHeap(c Counting, alike []int) *heap {
	h := &heap{rule: c.Rule, order: c.Dates.Order, seats: c.Columns, of: make(map[int]*bundle)}
	first := make(map[string]int)
	for i, seats := range c.Columns {
		key := fmt.Sprint(alike[i], seats.Roles, seats.By, seats.Where)
		if _, ok := first[key]; !ok {
			first[key] = i
			h.of[i] = &bundle{sheaf: newSheaf()}
		}
		h.stands = append(h.stands, first[key])
	}
	return h
}

// Len implements Sources.
func (h *heap) Len() int { return len(h.seats) }

// Column implements Sources.
func (h *heap) Column(_, column int) scan.Column { return scan.Column{Index: column} }

// Scanner implements Sources.
func (h *heap) Scanner(_ context.Context, source int) (scan.Scanner, error) {
	counter, err := h.rule.Counter(h.order, nil)
	if err != nil || h.of[source] == nil {
		return &sheafScanner{sheaf: new(sheaf)}, err
	}
	m, ok := counter.(Multiplier)
	return &sheafScanner{sheaf: &h.of[source].sheaf, together: ok && m.Multiplies()}, nil
}

// counting is a count as it finds its columns on the sheaves.
func (h *heap) counting(c Counting) Counting {
	c.Columns = nil
	for i, seats := range h.seats {
		slots := seats.slots()
		at := func(column int) int { return slices.Index(slots, column) }
		c.Columns = append(c.Columns, seats.lasting(h.of[h.stands[i]].echo.over).moved(at))
	}
	return c
}

// slots are the columns of a count in the order of the cells of its sheaves, each once. Times come late, so that it is for what
// they are that rows are told apart first, and columns that are wanted for a while only come last.
func (c Seats) slots() (out []int) {
	add := func(column int) {
		if column != dataset.None && !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	roles := slices.Sorted(maps.Keys(c.Roles))
	for _, role := range roles {
		if c.While[role] == nil && !slices.Contains(c.Times, role) {
			add(c.Roles[role])
		}
	}
	for _, part := range c.By {
		add(part.Column)
	}
	for _, column := range c.Where {
		add(column)
	}
	for _, role := range c.Times {
		add(c.At(role))
	}
	for _, role := range roles {
		add(c.Roles[role])
	}
	return out
}

// lasting are the seats with all columns wanted to the end: without those that are wanted for a while only, or with them.
func (c Seats) lasting(without bool) Seats {
	out := c
	out.Roles, out.While = maps.Clone(c.Roles), nil
	for role, while := range c.While {
		if while != nil && without {
			delete(out.Roles, role)
		}
	}
	return out
}

// A sheafScanner brings the rows of a sheaf in order. They have no lines.
type sheafScanner struct {
	sheaf    *sheaf
	together bool // equal rows come as one
}

// sheafBatch is how many rows come in a batch.
const sheafBatch = 1 << 12

// Scan implements scan.Scanner. One worker takes all rows.
func (s *sheafScanner) Scan(ctx context.Context, want []scan.Column, _ int, to func(worker int) scan.Sink) error {
	out := &sheafSink{Sink: to(0), want: want}
	out.begin(0)
	for _, row := range s.sheaf.order() {
		times := s.sheaf.times[row]
		if s.together {
			out.batch.Times = append(out.batch.Times, times)
			times = 1
		}
		for range times {
			if err := out.add(ctx, s.sheaf.rows[row]); err != nil {
				return err
			}
		}
	}
	return out.flush(ctx)
}

// A sheafSink puts rows into batches.
type sheafSink struct {
	scan.Sink
	want  []scan.Column
	batch scan.Batch
	cells []scan.Span // all of the row at hand
}

func (s *sheafSink) begin(seq int64) {
	s.batch.Reset()
	s.batch.Seq, s.batch.Width = seq, len(s.want)
}

func (s *sheafSink) flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	err := s.Sink.Batch(&s.batch)
	s.begin(s.batch.Seq + 1)
	return err
}

// add adds the wanted cells of a row, which begins nowhere.
func (s *sheafSink) add(ctx context.Context, row string) error {
	b := &s.batch
	s.cells = s.cells[:0]
	for row != "" {
		cell, there, rest := nextCell(row)
		span := scan.Absent
		if row = rest; there {
			span = scan.Span{Off: uint32(len(b.Data)), Len: uint32(len(cell))}
			b.Data = append(b.Data, cell...)
		}
		s.cells = append(s.cells, span)
	}
	for _, column := range s.want {
		b.Spans = append(b.Spans, s.cells[column.Index])
	}
	if b.Starts = append(b.Starts, 0); len(b.Starts) < sheafBatch && len(b.Data) < 1<<24 {
		return nil
	}
	return s.flush(ctx)
}

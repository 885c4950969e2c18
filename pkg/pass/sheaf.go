package pass

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// maxSheaf bounds the distinct rows of a sheaf, which take memory.
const maxSheaf = 1 << 24

// A SheafError says that there are more distinct rows than fit.
type SheafError struct{ Limit int }

func (e *SheafError) Error() string {
	return fmt.Sprintf("more than %d different rows; rows without places are held in memory, each of a kind once", e.Limit)
}

// A sheaf is rows without their places: each combination of wanted cells once, and how often it stands there.
type sheaf map[string]*int64

// add adds rows of the same cells.
func (p sheaf) add(cells []byte, times int64) error {
	if n, ok := p[string(cells)]; ok {
		*n += times
		return nil
	}
	if len(p) >= maxSheaf {
		return &SheafError{maxSheaf}
	}
	p[string(cells)] = &times
	return nil
}

func (p sheaf) merge(o sheaf) error {
	for cells, times := range o {
		if err := p.add([]byte(cells), *times); err != nil {
			return err
		}
	}
	return nil
}

// sorted lists the rows in an order that nothing but their cells tells.
func (p sheaf) sorted() []string {
	return slices.SortedFunc(maps.Keys(p), func(a, b string) int {
		for a != "" && b != "" {
			var x, y []byte
			if x, a = nextCell(a); a == "" && b == "" {
				break
			}
			y, b = nextCell(b)
			if c := slices.Compare(x, y); c != 0 {
				return c
			}
			if (x == nil) != (y == nil) {
				return map[bool]int{true: -1, false: 1}[x == nil]
			}
		}
		return len(a) - len(b)
	})
}

// appendCell adds a cell to a row of a sheaf, nil for one that is not there.
func appendCell(row, cell []byte) []byte {
	if cell == nil {
		return append(row, 0)
	}
	return append(binary.AppendUvarint(row, uint64(len(cell))+1), cell...)
}

// nextCell takes the first cell from a row of a sheaf.
func nextCell(row string) (cell []byte, rest string) {
	n, used := binary.Uvarint([]byte(row[:min(len(row), binary.MaxVarintLen64)]))
	if n == 0 {
		return nil, row[used:]
	}
	end := used + int(n-1)
	return []byte(row[used:end]), row[end:]
}

// slots are the columns of a count in the order of the cells of its sheaves, each once. Times come last, so that it is for
// what they are that rows are told apart first. Columns that are wanted for a while only are none: what they tell hangs on the
// order of rows.
func (c Seats) slots() (out []int) {
	add := func(column int) {
		if column != dataset.None && !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	for _, role := range slices.Sorted(maps.Keys(c.Roles)) {
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
	return out
}

// lasting are the seats without those that are wanted for a while only.
func (c Seats) lasting() Seats {
	out := c
	out.Roles, out.While = maps.Clone(c.Roles), nil
	for role := range c.While {
		if c.While[role] != nil {
			delete(out.Roles, role)
		}
	}
	return out
}

// repeats tells whether any row stands there more than once.
func (p sheaf) repeats() bool {
	for _, times := range p {
		if *times > 1 {
			return true
		}
	}
	return false
}

// A sheafScanner brings the rows of a sheaf in order, each once, with how often it stands there. They have no lines.
type sheafScanner struct {
	rows  []string
	sheaf sheaf
}

// sheafBatch is how many rows come together.
const sheafBatch = 1 << 12

// Scan implements scan.Scanner. One worker takes all rows.
func (s *sheafScanner) Scan(ctx context.Context, want []scan.Column, _ int, to func(worker int) scan.Sink) error {
	sink, b := to(0), &scan.Batch{Width: len(want), LineEnd: '\n'}
	repeats := s.sheaf.repeats()
	for rows := range slices.Chunk(s.rows, sheafBatch) {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, row := range rows {
			b.Spans, b.Starts = append(b.Spans, s.spans(b, row, want)...), append(b.Starts, 0)
			if repeats {
				b.Times = append(b.Times, *s.sheaf[row])
			}
		}
		if err := sink.Batch(b); err != nil {
			return err
		}
		seq, times := b.Seq+1, b.Times[:0]
		b.Reset()
		b.Seq, b.Width, b.Times = seq, len(want), times
	}
	return nil
}

// spans puts the wanted cells of a row into a batch.
func (s *sheafScanner) spans(b *scan.Batch, row string, want []scan.Column) []scan.Span {
	var cells [][]byte
	for row != "" {
		var cell []byte
		cell, row = nextCell(row)
		cells = append(cells, cell)
	}
	spans := make([]scan.Span, len(want))
	for i, column := range want {
		if spans[i] = scan.Absent; cells[column.Index] != nil {
			spans[i] = scan.Span{Off: uint32(len(b.Data)), Len: uint32(len(cells[column.Index]))}
			b.Data = append(b.Data, cells[column.Index]...)
		}
	}
	return spans
}

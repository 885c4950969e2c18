package scan

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

// whileSink checks the cells of its batches, and wants the last column no more after some of them.
type whileSink struct {
	t       *testing.T
	wanted  *atomic.Bool
	batches *atomic.Int64
	rows    *[2]atomic.Int64 // with one and with two columns
	alone   bool             // there is one worker, and no other batch on its way
}

func (s whileSink) Batch(b *Batch) error {
	was := s.wanted.Load()
	if b.Width == 2 && !was && s.alone {
		s.t.Error("a batch has a column after it was said to be wanted no more")
	}
	if b.Width < 2 && was {
		s.t.Error("a batch lacks a column that is wanted")
	}
	for row := range b.Rows() {
		var n int
		if _, err := fmt.Sscanf(string(b.Cell(row, 0)), "\"%d\"", &n); err != nil {
			s.t.Fatalf("cell %q", b.Cell(row, 0))
		}
		if b.Width == 2 && string(b.Cell(row, 1)) != fmt.Sprint("who ", n) {
			s.t.Errorf("row %d is of %q", n, b.Cell(row, 1))
		}
	}
	s.rows[b.Width-1].Add(int64(b.Rows()))
	if s.batches.Add(1) == 4 {
		s.wanted.Store(false)
	}
	return nil
}

// A column that is wanted only for a while is there as long as it is wanted, and no row is lost when
// it goes.
func TestCSVWhile(t *testing.T) {
	var text strings.Builder
	text.WriteString("who,score,more\n")
	const rows = 20_000
	for i := range rows {
		fmt.Fprintf(&text, "who %d,\"\"\"%d\"\"\",\r\n", i, i)
		if i%1000 == 0 {
			text.WriteString("too few\n\n")
		}
	}
	for _, workers := range []int{1, 3} {
		c, err := NewCSV(file(text.String()), 1, comma)
		if err != nil {
			t.Fatal(err)
		}
		c.sizes = csvSizes{chunk: 1000, headroom: 100}
		sink := whileSink{t, new(atomic.Bool), new(atomic.Int64), new([2]atomic.Int64), workers == 1}
		sink.wanted.Store(true)
		want := []Column{{Index: 1}, {Index: 0, While: sink.wanted.Load}}
		if err := c.Scan(context.Background(), want, workers, func(int) Sink { return sink }); err != nil {
			t.Fatal(err)
		}
		one, two := sink.rows[0].Load(), sink.rows[1].Load()
		if one+two != rows || one == 0 || two == 0 {
			t.Errorf("%d workers: %d rows without and %d with the column, want %d together", workers, one, two, rows)
		}
	}
}

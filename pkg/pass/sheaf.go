package pass

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// maxSheaf bounds the different rows of a sheaf, which take memory.
const maxSheaf = 1 << 24

// A SheafError says that there are more different rows than fit.
type SheafError struct{ Limit int }

func (e *SheafError) Error() string {
	return fmt.Sprintf("more than %d different rows, which are held in memory where their places do not matter", e.Limit)
}

// A sheaf is rows without their places: each combination of cells once, and how often it stands there.
type sheaf struct {
	at    map[string]int32
	rows  []string
	times []int64
}

func newSheaf() sheaf { return sheaf{at: make(map[string]int32)} }

// add adds rows of the same cells.
func (s *sheaf) add(cells []byte, times int64) error {
	if i, ok := s.at[string(cells)]; ok {
		s.times[i] += times
		return nil
	}
	return s.begin(string(cells), times)
}

// begin adds cells that are not there yet.
func (s *sheaf) begin(cells string, times int64) error {
	if len(s.rows) >= maxSheaf {
		return &SheafError{maxSheaf}
	}
	s.at[cells] = int32(len(s.rows))
	s.rows, s.times = append(s.rows, cells), append(s.times, times)
	return nil
}

func (s *sheaf) merge(o *sheaf) error {
	for n, row := range o.rows {
		if i, ok := s.at[row]; ok {
			s.times[i] += o.times[n]
		} else if err := s.begin(row, o.times[n]); err != nil {
			return err
		}
	}
	return nil
}

// cut returns the rows without all cells behind the first n.
func (s *sheaf) cut(n int) sheaf {
	out := newSheaf()
	for i, row := range s.rows {
		rest := row
		for range n {
			_, _, rest = nextCell(rest)
		}
		_ = out.add([]byte(row[:len(row)-len(rest)]), s.times[i]) // no more than there were
	}
	return out
}

// order lists the rows by their number, in an order that nothing but their cells tells.
func (s *sheaf) order() []int32 {
	out := make([]int32, len(s.rows))
	for i := range out {
		out[i] = int32(i)
	}
	slices.SortFunc(out, func(a, b int32) int { return strings.Compare(s.rows[a], s.rows[b]) })
	return out
}

// The cells of a row stand one after the other, each with an end, so that rows are in order by their bytes where their cells are.
// A zero inside a cell is followed by inCell.
const (
	noCell    = "\x00\x00" // a cell that is not there comes before all others
	endOfCell = "\x00\x01"
	inCell    = 0xff
)

// appendCell adds a cell to a row, nil for one that is not there.
func appendCell(row, cell []byte) []byte {
	if cell == nil {
		return append(row, noCell...)
	}
	for {
		zero := bytes.IndexByte(cell, 0)
		if zero < 0 {
			return append(append(row, cell...), endOfCell...)
		}
		row, cell = append(append(row, cell[:zero+1]...), inCell), cell[zero+1:]
	}
}

// nextCell takes the first cell from a row; there is false for one that is not there.
func nextCell(row string) (cell string, there bool, rest string) {
	for from := 0; ; {
		zero := from + strings.IndexByte(row[from:], 0)
		switch row[zero+1] {
		case inCell:
			from = zero + 2
			continue
		case noCell[1]:
			return "", false, row[zero+2:]
		}
		cell, rest = row[:zero], row[zero+2:]
		if from > 0 {
			cell = strings.ReplaceAll(cell, "\x00\xff", "\x00")
		}
		return cell, true, rest
	}
}

// cellsOf takes a row apart.
func cellsOf(row string) (cells [][]byte) {
	for row != "" {
		cell, there, rest := nextCell(row)
		if row = rest; there {
			cells = append(cells, []byte(cell))
		} else {
			cells = append(cells, nil)
		}
	}
	return cells
}

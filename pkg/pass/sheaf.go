package pass

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// maxSheaf bounds the different rows of a sheaf, which take memory.
const maxSheaf = 1 << 24

// A SheafError says that there are more different rows than fit.
type SheafError struct{ Limit int }

func (e *SheafError) Error() string {
	return fmt.Sprintf("more than %d different rows, which are held in memory where their places do not matter", e.Limit)
}

// A sheaf is rows without their places: each combination of cells once, and how often it stands there.
type sheaf map[string]*int64

// add adds rows of the same cells.
func (s sheaf) add(cells []byte, times int64) error {
	if n, ok := s[string(cells)]; ok {
		*n += times
		return nil
	}
	if len(s) >= maxSheaf {
		return &SheafError{maxSheaf}
	}
	s[string(cells)] = &times
	return nil
}

func (s sheaf) merge(o sheaf) error {
	for cells, times := range o {
		if err := s.add([]byte(cells), *times); err != nil {
			return err
		}
	}
	return nil
}

// cut returns the rows without all cells behind the first n.
func (s sheaf) cut(n int) sheaf {
	out := make(sheaf)
	for row, times := range s {
		rest := row
		for range n {
			_, rest = nextCell(rest)
		}
		_ = out.add([]byte(row[:len(row)-len(rest)]), *times) // no more than there were
	}
	return out
}

// sorted lists the rows in an order that nothing but their cells tells.
func (s sheaf) sorted() []string { return slices.SortedFunc(maps.Keys(s), compareRows) }

// compareRows orders rows by their cells, the first one first; a cell that is not there comes before all others.
func compareRows(a, b string) int {
	for a != "" && b != "" {
		var x, y []byte
		x, a = nextCell(a)
		y, b = nextCell(b)
		if (x == nil) != (y == nil) {
			return map[bool]int{true: -1, false: 1}[x == nil]
		}
		if c := bytes.Compare(x, y); c != 0 {
			return c
		}
	}
	return len(a) - len(b)
}

// appendCell adds a cell to a row, nil for one that is not there.
func appendCell(row, cell []byte) []byte {
	if cell == nil {
		return append(row, 0)
	}
	return append(binary.AppendUvarint(row, uint64(len(cell))+1), cell...)
}

// nextCell takes the first cell from a row.
func nextCell(row string) (cell []byte, rest string) {
	n, used := binary.Uvarint([]byte(row[:min(len(row), binary.MaxVarintLen64)]))
	if n == 0 {
		return nil, row[used:]
	}
	end := used + int(n-1)
	return []byte(row[used:end]), row[end:]
}

// cellsOf takes a row apart.
func cellsOf(row string) (cells [][]byte) {
	for row != "" {
		var cell []byte
		cell, row = nextCell(row)
		cells = append(cells, cell)
	}
	return cells
}

package workbook

import (
	"bytes"
	"io"
	"strings"
)

// A mergedSpan is cells of a column that are merged, so that the first of them holds for all.
type mergedSpan struct{ column, first, last int }

// mostTail is the most that is read of what stands behind the rows of a sheet.
const mostTail = 8 << 20

// An Across is cells of a row of a table that are merged, by the columns of the table from 0, and the row of the sheet.
type Across struct{ Row, First, Last int }

// spans returns the cells of a table that are merged with those below them, by column, and those that are merged with others beside them.
// Of a sheet that is large nothing is known.
func (w *Workbook) spans(sheet int, at Range) (all map[int][]mergedSpan, across []Across) {
	part := w.Sheets[sheet].part
	if f := w.files[plainPart(part)]; f == nil || f.UncompressedSize64 > mergedLimit || at.Top == 0 {
		return nil, nil
	}
	in, err := w.part(part)
	if err != nil {
		return nil, nil // told by whoever reads the rows
	}
	defer in.Close()
	for tail := behindRows(in); ; {
		var ref string
		if ref, tail = nextMerged(tail); ref == "" {
			return all, across
		}
		from, to, _ := strings.Cut(ref, ":")
		s := mergedSpan{columnOf([]byte(from)), rowOf(from), rowOf(to)}
		if last := columnOf([]byte(to)); s.first > at.Top && last > s.column && s.column >= at.First && last <= at.Last {
			across = append(across, Across{s.first, s.column - at.First, last - at.First})
		}
		if s.first <= at.Top || s.last <= s.first || s.column < at.First || s.column > at.Last {
			continue
		}
		if all == nil {
			all = make(map[int][]mergedSpan)
		}
		all[s.column] = append(all[s.column], s)
	}
}

// behindRows returns what stands behind the rows of a sheet. They are not read, only passed over: that takes a small part of the time.
func behindRows(in io.Reader) []byte {
	end := []byte("sheetData>")
	buffer, kept := make([]byte, 64<<10), 0
	for {
		n, err := in.Read(buffer[kept:])
		seen := buffer[:kept+n]
		if i := bytes.LastIndex(seen, end); i >= 0 && bytes.HasSuffix(bytes.TrimRight(seen[:i], ":abcdefghijklmnopqrstuvwxyz"), []byte("</")) {
			rest, _ := io.ReadAll(io.LimitReader(in, mostTail))
			return append(append([]byte(nil), seen[i:]...), rest...)
		}
		if err != nil {
			return nil
		}
		kept = copy(buffer, seen[max(len(seen)-2*len(end), 0):])
	}
}

// nextMerged returns the next range of merged cells, and what stands behind it.
func nextMerged(tail []byte) (ref string, rest []byte) {
	_, tail, found := bytes.Cut(tail, []byte("mergeCell "))
	if !found {
		return "", nil
	}
	_, tail, _ = bytes.Cut(tail, []byte("ref="))
	if len(tail) == 0 {
		return "", nil
	}
	quoted, rest, _ := bytes.Cut(tail[1:], tail[:1])
	return string(quoted), rest
}

// A filler gives the rows of spans what stands in the first of them.
type filler struct {
	open  map[int]heldCell // by column
	spans map[int][]mergedSpan
}

// A heldCell is what the cells of a span hold.
type heldCell struct {
	last int
	text []byte
}

// hold notes what a cell says that is the first of a span.
func (f *filler) hold(column, row int, text []byte) {
	for _, s := range f.spans[column] {
		if s.first != row {
			continue
		}
		if f.open == nil {
			f.open = make(map[int]heldCell)
		}
		f.open[column] = heldCell{s.last, bytes.Clone(text)}
	}
}

// fills returns what stands in a cell that is merged with one above it.
func (f *filler) fills(column, row int) ([]byte, bool) {
	in, ok := f.open[column]
	return in.text, ok && row <= in.last
}

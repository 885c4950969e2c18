package workbook

import (
	"strings"
)

// mergedLimit is the size of a sheet up to which somebody looks which cells are merged: that stands behind all rows.
const mergedLimit = 64 << 20

// mergedRows returns what tells whether cells of a row are merged. The sheet is gone through when it is first asked; of one
// that is large, or broken behind its rows, nothing is known.
func (w *Workbook) mergedRows(sheet int) func(row int) bool {
	var rows map[int]bool
	return func(row int) bool {
		if rows == nil {
			rows = w.readMerged(w.Sheets[sheet].part)
		}
		return rows[row]
	}
}

func (w *Workbook) readMerged(part string) map[int]bool {
	rows := make(map[int]bool)
	if f := w.files[plainPart(part)]; f == nil || f.UncompressedSize64 > mergedLimit {
		return rows
	}
	// What is wrong with the sheet is told by whoever reads its rows.
	_ = w.each(part, func(m *markup) {
		if !m.is("mergeCell") || !m.opens {
			return
		}
		from, to, _ := strings.Cut(m.attr("ref"), ":")
		first, last := rowOf(from), rowOf(to)
		for row := first; row <= min(last, first+bannersMost); row++ {
			rows[row] = true
		}
	})
	return rows
}

// rowOf returns the row of a cell's address, "AB12".
func rowOf(address string) int {
	return whole([]byte(strings.TrimLeft(address, "ABCDEFGHIJKLMNOPQRSTUVWXYZ$")))
}

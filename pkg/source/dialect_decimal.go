package source

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// decimalMark finds the decimal mark by the cells that show it beyond doubt: a comma or a point
// that is not followed by exactly three digits, or that stands behind the other one. Where only
// doubtful cells are seen (12,345), the semicolon as delimiter speaks for the comma, because
// spreadsheets use it exactly where the comma is the decimal mark.
func decimalMark(text []byte, whole bool, d Dialect) byte {
	commas, points, doubtful := 0, 0, 0
	cells := splitter{text: text, delimiter: d.Delimiter, quote: d.Quote}
	for cells.next() {
		if cells.cell.unfinished && !whole {
			break
		}
		switch mark, sure := money.MarkOf(bytes.Trim(cells.cell.text, " %")); {
		case mark == ',' && sure:
			commas++
		case mark == '.' && sure:
			points++
		case mark == ',':
			doubtful++
		}
	}
	if commas > points || commas+points == 0 && doubtful > 0 && d.Delimiter == ';' {
		return ','
	}
	return '.'
}

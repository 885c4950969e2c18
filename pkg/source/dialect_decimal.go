package source

import (
	"bytes"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// MarkEvidence counts the cells that show the decimal mark beyond doubt: a comma or a point that is not followed by exactly three
// digits, or that stands behind the other one. Doubtful are the others with a comma, such as 12,345.
type MarkEvidence struct {
	Commas, Points, Doubtful int
}

// Add counts a cell.
func (m *MarkEvidence) Add(cell []byte) {
	switch mark, sure := money.MarkOf(bytes.Trim(cell, " %")); {
	case mark == ',' && sure:
		m.Commas++
	case mark == '.' && sure:
		m.Points++
	case mark == ',':
		m.Doubtful++
	}
}

// Plus is what two sources show together.
func (m MarkEvidence) Plus(o MarkEvidence) MarkEvidence {
	return MarkEvidence{m.Commas + o.Commas, m.Points + o.Points, m.Doubtful + o.Doubtful}
}

// Sure tells whether a cell shows the mark beyond doubt.
func (m MarkEvidence) Sure() bool { return m.Commas+m.Points > 0 }

// Decimal is the decimal mark. Where only doubtful cells are seen, the semicolon as delimiter speaks for the comma, because
// spreadsheets use it exactly where the comma is the decimal mark.
func (m MarkEvidence) Decimal(delimiter byte) byte {
	if m.Commas > m.Points || !m.Sure() && m.Doubtful > 0 && delimiter == ';' {
		return ','
	}
	return '.'
}

// marksOf counts the cells of a text.
func marksOf(text []byte, whole bool, d Dialect) (m MarkEvidence) {
	cells := splitter{text: text, delimiter: d.Delimiter, quote: d.Quote}
	for cells.next() {
		if cells.cell.unfinished && !whole {
			break
		}
		m.Add(cells.cell.text)
	}
	return m
}

package source

import "bytes"

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
		switch mark, sure := markOf(bytes.TrimSpace(cells.cell.text)); {
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

// markOf returns the decimal mark of a number, and whether it can be no thousands separator. It
// returns 0 for what is no number or has no mark.
func markOf(text []byte) (mark byte, sure bool) {
	last := bytes.LastIndexAny(text, ",.")
	if last < 0 {
		return 0, false
	}
	mark = text[last]
	before := bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimLeft(text[:last], "+-$ "), []byte("€")), "+-$ ")
	behind := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimRight(text[last+1:], "%$ "), []byte("€")), "%$ ")
	if len(behind) == 0 || !allDigits(behind) {
		return 0, false
	}
	thousands := false
	if !allDigits(before) {
		if thousands = inThousands(before, mark); !thousands {
			return 0, false
		}
	}
	sure = thousands || len(behind) != 3 || len(before) > 3 || len(before) == 0 || before[0] == '0'
	return mark, sure
}

// inThousands says whether text is a whole number in groups of three digits, with the same
// separator between them and not the decimal mark.
func inThousands(text []byte, mark byte) bool {
	for _, separator := range []string{",", ".", " ", "'", "\u00a0", "\u202f"} {
		if !bytes.Contains(text, []byte(separator)) {
			continue
		}
		for i, group := range bytes.Split(text, []byte(separator)) {
			if !allDigits(group) || len(group) > 3 || len(group) == 0 || i > 0 && len(group) != 3 {
				return false
			}
		}
		return separator[0] != mark
	}
	return false
}

func allDigits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

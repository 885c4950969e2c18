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
	text = bytes.Trim(text, "+-%$ ")
	text = bytes.TrimSuffix(bytes.TrimPrefix(text, []byte("€")), []byte("€"))
	text = bytes.TrimSpace(text)
	last := bytes.LastIndexAny(text, ",.")
	if last < 0 {
		return 0, false
	}
	mark = text[last]
	before, behind := text[:last], text[last+1:]
	if !allDigits(behind) || len(behind) == 0 || bytes.IndexByte(before, mark) >= 0 {
		return 0, false
	}
	whole, thousands := joinThousands(before)
	if !allDigits(whole) {
		return 0, false
	}
	sure = thousands || len(behind) != 3 || len(before) > 3 || len(before) == 0 || before[0] == '0'
	return mark, sure
}

// joinThousands takes the thousands separators out of the whole part of a number.
func joinThousands(text []byte) (digits []byte, found bool) {
	for _, mark := range []string{",", ".", " ", "'", "\u00a0", "\u202f"} {
		parts := bytes.Split(text, []byte(mark))
		if len(parts) == 1 {
			continue
		}
		for i, part := range parts {
			if len(part) > 3 || len(part) == 0 || i > 0 && len(part) != 3 {
				return text, false
			}
		}
		return bytes.Join(parts, nil), true
	}
	return text, false
}

func allDigits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

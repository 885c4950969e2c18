package money

import "bytes"

// Marks collects what the texts of a column tell about its decimal mark. The zero Marks is empty
// and ready.
type Marks struct {
	Point int64 // texts that can only be read with a decimal point
	Comma int64 // texts that can only be read with a decimal comma
	Open  int64 // texts that could be read both ways, such as 1,234
}

// Add looks at the text of an amount.
func (m *Marks) Add(text []byte) {
	text = bytes.TrimFunc(text, isSpace)
	points, commas := bytes.Count(text, []byte(".")), bytes.Count(text, []byte(","))
	switch {
	case points == 0 && commas == 0:
	case points > 0 && commas > 0:
		m.count(bytes.LastIndexByte(text, '.') > bytes.LastIndexByte(text, ','))
	case points > 1 || commas > 1:
		m.count(commas > 1) // a mark that repeats groups thousands, so the other one is decimal
	case isThousands(text):
		m.Open++
	default:
		m.count(points == 1)
	}
}

func (m *Marks) count(point bool) {
	if point {
		m.Point++
	} else {
		m.Comma++
	}
}

// isThousands tells whether exactly three digits stand behind the only mark and one to three, not
// beginning with 0, before it.
func isThousands(text []byte) bool {
	at := bytes.IndexAny(text, ".,")
	before, after := 0, 0
	for i := at + 1; i < len(text) && text[i]-'0' <= 9; i++ {
		after++
	}
	for i := at - 1; i >= 0 && text[i]-'0' <= 9; i-- {
		before++
	}
	return after == 3 && before >= 1 && before <= 3 && text[at-before] != '0'
}

// Decimal returns the decimal mark that the column proves. ok is false when the texts contradict
// each other, or when all that have a mark could be read both ways.
func (m Marks) Decimal() (mark byte, ok bool) {
	switch {
	case m.Point > 0 && m.Comma > 0:
		return 0, false
	case m.Comma > 0:
		return ',', true
	case m.Point > 0 || m.Open == 0:
		return '.', true
	}
	return 0, false
}

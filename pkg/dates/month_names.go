package dates

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// named reads dates that spell their month, behind a day of the week or not.
func named(s []byte) (m civil, ok bool) {
	if m, ok = spelledMonth(cursor{s}); ok {
		return m, true
	}
	if c := (cursor{s}); isLetter(c.peek()) && leadingWord(&c) && isDigit(c.peek()) {
		return spelledMonth(c)
	}
	return m, false
}

// spelledMonth reads 1 June 2026, Jun 1, 2026, 01-Jun-26, 2026-Jun-01, 1 de junio de 2026, and June 2026.
func spelledMonth(c cursor) (m civil, ok bool) {
	if isLetter(c.peek()) {
		weekday(&c)
	}
	first, n := c.number(4)
	if n > 0 {
		separate(&c)
	}
	if m.month, ok = monthName(&c); !ok {
		return m, false
	}
	glued := isDigit(c.peek())
	separate(&c)
	second, k := c.number(4)
	switch {
	case n == 4 && (k == 1 || k == 2): // 2026-Jun-01
		m.year, m.day = first, second
	case (n == 1 || n == 2) && k == 4: // 1 June 2026
		m.day, m.year = first, second
	case (n == 1 || n == 2) && k == 2: // 01-Jun-26
		m.day, m.year = first, fullYear(second)
	case n == 0 && (k == 1 || k == 2): // June 1, 2026
		dashed := c.peek() == '-'
		separate(&c)
		m.day = second
		if m.year, n = c.number(4); n == 2 && dashed { // Jun-01-26
			m.year, n = fullYear(m.year), 4
		}
		ok = n == 4
	case n == 0 && k == 4: // June 2026
		m.year, m.day = second, 1
		yearWord(&c)
		return m, c.done() && isYearOf(second, glued) && validDate(m.year, m.month, 1)
	default:
		return m, false
	}
	yearWord(&c)
	return m, ok && validDate(m.year, m.month, m.day) && m.clock(&c)
}

// isYearOf tells whether a number behind the name of a month is its year: SUB0001 and MAR-0001 are the numbers of something, and
// so is SUB1234, which nothing keeps apart.
func isYearOf(number int, glued bool) bool {
	if glued {
		return number >= 1900 && number < 2100
	}
	return number >= 1000
}

// ShortMonth reads a month with a year of two digits: Jan-26, janv.-26, ene 26, Jan'26. It may be a day as well, of a year that
// is not told.
func ShortMonth(s []byte) (year, month int, ok bool) {
	c := cursor{trim(s)}
	if month, ok = monthName(&c); !ok {
		return 0, 0, false
	}
	if !c.take('.') && !c.blanks() && !c.take('-') && !c.take('/') && !c.take('\'') {
		return 0, 0, false
	}
	for c.blanks() || c.take('-') || c.take('\'') {
	}
	year, n := c.number(4)
	return fullYear(year), month, n == 2 && c.done()
}

// separate takes the ending of an ordinal, and the marks, blanks and small words between the
// parts of a date.
func separate(c *cursor) {
	for _, ending := range []string{"ST", "ND", "RD", "TH", "ER"} {
		if c.word(ending) {
			break
		}
	}
	for {
		switch b := c.peek(); {
		case b == '-' || b == '/' || b == '.' || b == ',':
			c.rest = c.rest[1:]
		case c.blanks():
		case smallWord(c):
		default:
			return
		}
	}
}

// smallWord takes the "of" of 1st of June 2026 and 1 de junio del 2026.
func smallWord(c *cursor) bool {
	after := *c
	if !after.word("DEL") && !after.word("DE") && !after.word("OF") || !after.blanks() {
		return false
	}
	*c = after
	return true
}

// yearWord takes the abbreviated "year" that Russian and Ukrainian dates end with.
func yearWord(c *cursor) {
	after := *c
	after.blanks()
	for _, word := range []string{"года", "року", "г.", "р.", "г", "р"} {
		if bytes.HasPrefix(after.rest, []byte(word)) {
			c.rest = after.rest[len(word):]
			return
		}
	}
}

// weekday takes an English day of the week. Those of other languages are looked for where there is no date without: "mar." is
// a Tuesday and a March.
func weekday(c *cursor) {
	for _, day := range []string{
		"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
		"MON", "TUES", "TUE", "WED", "THURS", "THUR", "THU", "FRI", "SAT", "SUN",
	} {
		after := *c
		if after.word(day) && !isLetter(after.peek()) {
			separate(&after)
			*c = after
			return
		}
	}
}

// monthName takes the name of a month.
func monthName(c *cursor) (month int, ok bool) {
	var lower [32]byte
	word, end := c.lowerWord(lower[:])
	if month = monthOf(word); month == 0 {
		return 0, false
	}
	c.rest = c.rest[end:]
	return month, true
}

// lowerWord is the word that a text begins with, in lower case, and where it ends; nothing where it is longer than the buffer.
func (c *cursor) lowerWord(lower []byte) (word []byte, end int) {
	n := 0
	for end < len(c.rest) {
		r, size := utf8.DecodeRune(c.rest[end:])
		if !unicode.IsLetter(r) {
			break
		}
		if n+utf8.UTFMax > len(lower) {
			return nil, 0
		}
		n += utf8.EncodeRune(lower[n:], unicode.ToLower(r))
		end += size
	}
	return lower[:n], end
}

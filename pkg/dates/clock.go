package dates

import "bytes"

// clock reads what follows a date: nothing, or a time with or without a zone.
func (m *civil) clock(c *cursor) bool {
	if c.done() {
		return true
	}
	if !startClock(c) {
		return false
	}
	if begin := *c; !m.timeOfDay(c) {
		*c = begin
		if !m.dotted(c) {
			return false
		}
	}
	if c.done() {
		return true
	}
	c.blanks()
	if hourWord(c); c.done() {
		return true
	}
	return m.zoneSuffix(c) && c.done()
}

// hourWord takes the word for hours that Spanish, German and Dutch times end with.
func hourWord(c *cursor) {
	for _, word := range []string{"HRS", "HS", "UHR", "UUR", "H"} {
		after := *c
		if after.word(word) && !isLetter(after.peek()) {
			after.take('.')
			*c = after
			return
		}
	}
}

// startClock takes what stands between a date and its time.
func startClock(c *cursor) bool {
	if c.take('T') || c.take('t') {
		return true
	}
	comma := c.take(',')
	blank := c.blanks()
	if half := *c; blank && isLetter(c.peek()) {
		if _, found := foreignHalf(&half); found {
			return true
		}
		return atWord(c)
	}
	return comma || blank
}

// timeOfDay reads 8:51, 08:51:12.345, 0851, 085112, each with or without am and pm.
func (m *civil) timeOfDay(c *cursor) bool {
	before, halved := foreignHalf(c) // as Chinese has it
	hour, minute, second, ok := clockDigits(c)
	if !ok || hour > 23 || minute > 59 || second > 59 {
		return false
	}
	if m.micro = fraction(c); m.micro < 0 {
		return false
	}
	half, found := halfDay(c)
	if halved && !found {
		half, found = before, true
	}
	if found {
		ok = hour <= 12
		hour = hour%12 + half
	}
	m.second = hour*3600 + minute*60 + second
	return ok
}

// dotted reads 08.51 and 08.51.12 behind a date, as spreadsheets of Indonesia, Finland, Denmark and Italy write them, and Oracle.
func (m *civil) dotted(c *cursor) bool {
	hour, n := c.number(2)
	if n == 0 || !c.take('.') {
		return false
	}
	minute, n := c.number(2)
	second, k := 0, 2
	if n == 2 && c.take('.') {
		if second, k = c.number(2); k == 2 {
			m.micro = fraction(c)
		}
	}
	if n != 2 || k != 2 || m.micro < 0 || hour > 23 || minute > 59 || second > 59 {
		return false
	}
	half, found := halfDay(c)
	if found && hour > 12 {
		return false
	}
	if found {
		hour = hour%12 + half
	}
	m.second = hour*3600 + minute*60 + second
	return true
}

func clockDigits(c *cursor) (hour, minute, second int, ok bool) {
	switch leadingDigits(c.rest) {
	case 1, 2:
		hour, _ = c.number(2)
		var n, k = 0, 2
		if !c.take(':') {
			minute, ok = hourLetter(c)
			return hour, minute, 0, ok
		}
		minute, n = c.number(2)
		if c.take(':') {
			second, k = c.number(2)
		}
		return hour, minute, second, n == 2 && k == 2
	case 4:
		v, _ := c.number(4)
		return v / 100, v % 100, 0, true
	case 6:
		v, _ := c.number(6)
		return v / 10000, v / 100 % 100, v % 100, true
	}
	return 0, 0, 0, false
}

// hourLetter reads what follows the hour of 14h30, 14h30min and 14h.
func hourLetter(c *cursor) (minute int, ok bool) {
	if !c.word("H") {
		return 0, false
	}
	minute, n := c.number(2)
	if n == 2 && !c.word("MIN") {
		c.word("M")
	}
	return minute, n == 2 || n == 0 && c.done()
}

// fraction reads the fraction of a second in microseconds, cut off behind the sixth digit. It is
// 0 when there is none, and -1 when the mark has no digits behind it.
func fraction(c *cursor) int64 {
	if !c.take('.') && !c.take(',') {
		return 0
	}
	micro, ok := c.decimals(6)
	if !ok {
		return -1
	}
	return micro
}

// halfDay reads am or pm in its many spellings: AM, pm, p.m., p. m. It returns the hours to add.
func halfDay(c *cursor) (half int, found bool) {
	mark := *c
	mark.blanks()
	letter := mark.peek() | 0x20
	if letter != 'a' && letter != 'p' {
		return foreignHalf(c)
	}
	mark.rest = mark.rest[1:]
	mark.take('.')
	mark.blanks()
	if !mark.word("M") {
		return 0, false
	}
	mark.take('.')
	*c = mark
	if letter == 'p' {
		half = 12
	}
	return half, true
}

// zoneSuffix reads Z, UTC, GMT, GMT-3, +02:00, +0200 or +02, and passes over the name of the zone
// that browsers and Java add in brackets. Nothing at all is right as well.
func (m *civil) zoneSuffix(c *cursor) bool {
	named := c.word("UTC") || c.word("GMT") || c.word("Z")
	m.zoned = named
	if sign := signOf(c); sign != 0 {
		offset, ok := offsetDigits(c, named)
		if !ok {
			return false
		}
		m.offset, m.zoned = sign*offset, true
	}
	if m.zoned && zoneName(c) {
		c.rest = nil
	}
	return true
}

// zoneName tells whether all that is left is the name of a zone: " (Central European Time)", "[Europe/Berlin]".
func zoneName(c *cursor) bool {
	last := len(c.rest) - 1
	if last > 1 && c.rest[0] == '[' && c.rest[last] == ']' {
		return isLetter(c.rest[1]) && !bytes.ContainsAny(c.rest[1:last], "[] ")
	}
	return c.blanks() && c.peek() == '(' && c.rest[len(c.rest)-1] == ')'
}

// signOf takes a sign, the typographic minus included, and returns 1, -1, or 0 for none.
func signOf(c *cursor) int {
	const minus = "\u2212"
	switch {
	case c.take('+'):
		return 1
	case c.take('-'):
		return -1
	case len(c.rest) > len(minus) && string(c.rest[:len(minus)]) == minus:
		c.rest = c.rest[len(minus):]
		return -1
	}
	return 0
}

// offsetDigits reads hh, hhmm or hh:mm, and a single h behind UTC or GMT. Offsets end before 16
// hours: no zone ever had more.
func offsetDigits(c *cursor, named bool) (seconds int, ok bool) {
	hour, n := c.number(2)
	if n == 0 || n == 1 && !named {
		return 0, false
	}
	minute := 0
	if c.take(':') || isDigit(c.peek()) {
		if minute, n = c.number(2); n != 2 {
			return 0, false
		}
	}
	return hour*3600 + minute*60, hour < 16 && minute < 60
}

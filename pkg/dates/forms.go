package dates

// parseForms reads the usual forms, told apart by the digits at their front.
func (r *Reader) parseForms(s []byte) (Instant, Reading, bool) {
	if s[0] == '[' && r.form != iso {
		return r.settle(arrayOf(s))
	}
	n := leadingDigits(s)
	next := byte(0)
	if n < len(s) {
		next = s[n]
	}
	dated := n+1 < len(s) && isDateMark(next) && isDigit(s[n+1])
	switch {
	case n == 4 && dated:
		return r.settle(yearFirst(s, r.form == iso))
	case n == 8 || n == 14 && r.form != iso:
		return r.settle(compact(s, n))
	case r.form == iso:
		return 0, Plain, false
	case n <= 2 && dated:
		return r.yearLast(s)
	case n >= 5 && (next == 0 || next == '.' || next == ','):
		return r.settle(number(s, n))
	}
	if m, ok := quarter(s); ok {
		return r.settle(m, true)
	}
	if r.short {
		if year, month, ok := ShortMonth(s); ok {
			return r.settle(civil{year: year, month: month, day: 1}, true)
		}
	}
	return r.settle(named(s))
}

// quarter reads 2026-Q2, 2026/Q2, 2026 Q2, 2026Q2, and Q2 2026, Q2-2026, Q2/2026.
func quarter(s []byte) (m civil, ok bool) {
	c := cursor{s}
	year, n := c.number(4)
	if n > 0 {
		between(&c)
	}
	if !c.take('Q') && !c.take('q') {
		return m, false
	}
	number, digits := c.number(1)
	if n == 0 && between(&c) { // Q22026 is an id
		year, n = c.number(4)
	}
	m = civil{year: year, month: 3*number - 2, day: 1}
	return m, n == 4 && digits == 1 && c.done() && number >= 1 && number <= 4 && validDate(m.year, m.month, 1)
}

// between takes what stands between a year and its quarter.
func between(c *cursor) bool { return c.take('-') || c.take('/') || c.blanks() }

func isDateMark(b byte) bool { return b == '-' || b == '/' || b == '.' }

// yearFirst reads 2026-06-01, 2026/6/1, 2026.06.01 and 2026-06, 2026/06, 2026-6; 2026/6 may be a school year.
func yearFirst(s []byte, strict bool) (m civil, ok bool) {
	c := cursor{s}
	m.year, _ = c.number(4)
	mark := c.peek()
	c.take(mark)
	var n, k int
	m.month, n = c.number(2)
	if c.done() { // not with a dot, which may be a decimal mark
		m.day = 1
		return m, (n == 2 && mark != '.' || n == 1 && mark == '-') && (n == 2 && mark == '-' || !strict) && validDate(m.year, m.month, 1)
	}
	if !c.take(mark) {
		return m, false
	}
	m.day, k = c.number(2)
	if strict && (mark != '-' || n != 2 || k != 2) {
		return m, false
	}
	return m, validDate(m.year, m.month, m.day) && m.clock(&c)
}

// compact reads 20260601, with a time behind a T, and 20260601120000.
func compact(s []byte, n int) (m civil, ok bool) {
	c := cursor{s}
	m.year, _ = c.number(4)
	m.month, _ = c.number(2)
	m.day, _ = c.number(2)
	if m.year < 1900 || !validDate(m.year, m.month, m.day) {
		return m, false
	}
	if n == 14 {
		return m, m.timeOfDay(&c) && c.done()
	}
	return m, m.clock(&c)
}

// yearLast reads 3/4/2026 in the order of the Reader, with a time, and 06/2026, 06.2026. With a dot it needs both digits of
// the month and a year of our time, since it may be a number.
func (r *Reader) yearLast(s []byte) (Instant, Reading, bool) {
	c := cursor{s}
	first, digits := c.number(2)
	mark := c.peek()
	c.take(mark)
	second, n := c.number(4)
	var m civil
	if n == 4 {
		m = civil{year: second, month: first, day: 1}
		ours := digits == 2 && second >= 1970 && second < 2100
		return r.settle(m, c.done() && (mark != '.' || ours) && validDate(m.year, m.month, 1))
	}
	if n > 2 || !c.take(mark) {
		return 0, Plain, false
	}
	m.year, n = c.number(4)
	if n == 2 && (mark != '-' || r.settled) { // behind dashes it may be a day
		m.year, n = fullYear(m.year), 4
	}
	if n != 4 || !m.clock(&c) {
		return 0, Plain, false
	}
	return r.orient(m, first, second, mark)
}

// fullYear completes a year of two digits as POSIX strptime does: 69 is 1969, 68 is 2068.
func fullYear(year int) int {
	if year >= 69 {
		return 1900 + year
	}
	return 2000 + year
}

// orient decides which of two numbers is the day.
func (r *Reader) orient(m civil, first, second int, mark byte) (Instant, Reading, bool) {
	byDay, byMonth := validDate(m.year, second, first), validDate(m.year, first, second)
	reading, order := Plain, r.order
	switch {
	case r.settled:
	case mark == '.':
		order = DayFirst
	case byDay && byMonth && first == second:
		order = DayFirst // both readings are the same day
	case byDay && byMonth:
		reading = Either
	case byDay:
		reading = MustBeDayFirst
	case byMonth:
		reading = MustBeMonthFirst
	}
	switch {
	case byDay && (order == DayFirst || order == Unknown && reading == MustBeDayFirst):
		m.day, m.month = first, second
	case byMonth && (order == MonthFirst || order == Unknown && reading == MustBeMonthFirst):
		m.day, m.month = second, first
	default:
		return 0, reading, false
	}
	return r.instant(m), reading, true
}

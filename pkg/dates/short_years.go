package dates

// TwoDigits tells whether a text is three numbers of one or two digits each with the same mark between them, as 05-07-23, and
// which mark that is: nothing in it says which of the numbers is the year.
func TwoDigits(text []byte) (parts [3]int, mark byte, ok bool) {
	c := cursor{trim(text)}
	for i := range parts {
		var n int
		if parts[i], n = c.number(2); n == 0 || i == 2 && n != 2 {
			return parts, mark, false
		}
		switch {
		case i == 2:
		case i == 0 && isDateMark(c.peek()):
			mark = c.peek()
			c.take(mark)
		case i == 0 || !c.take(mark):
			return parts, mark, false
		}
	}
	if len(c.rest) > 0 && isDigit(c.peek()) {
		return parts, mark, false
	}
	var m civil
	return parts, mark, m.clock(&c)
}

// ShortYear spells the day that the numbers of such a text are when the year stands at a place, 0 to 2, and the day at
// another; ok is false where there is no such day.
func ShortYear(parts [3]int, year, day int) (t Instant, ok bool) {
	y, d, m := fullYear(parts[year]), parts[day], parts[3-year-day]
	if !validDate(y, m, d) {
		return 0, false
	}
	return Instant(daysOf(y, m, d)) * dayMicros, true
}

package dates

// TellsNoDay tells whether a text is a month or a quarter, and of no day in it: 2026-03, 03/2026, 2026-Q1, March 2026, Mar-26.
func TellsNoDay(text []byte) bool {
	s := trim(text)
	if _, ok := quarter(s); ok {
		return true
	}
	if _, _, ok := ShortMonth(s); ok {
		return true
	}
	numbers := 0
	for i, b := range s {
		if isDigit(b) && (i == 0 || !isDigit(s[i-1])) {
			numbers++
		}
	}
	if numbers == 1 { // which is the year behind the name of a month
		_, ok := named(s)
		return ok
	}
	if numbers != 2 {
		return false
	}
	if _, ok := yearFirst(s, false); ok {
		return true
	}
	c := cursor{s}
	month, n := c.number(2)
	mark := c.peek()
	c.take(mark)
	year, k := c.number(4)
	return n > 0 && isDateMark(mark) && k == 4 && c.done() && validDate(year, month, 1)
}

package dates

// Spreadsheet days count from 1900, with a 29 February 1900 that never was: day 60. From day 61
// on they are the days since 1970 plus 25569.
const (
	epochSerial = 25569
	lastSerial  = 2958465 // 9999-12-31
	sureLow     = 20000   // 1954-10-03: below, a number in a time column is hardly a day
	sureHigh    = 80000   // 2119-01-11
)

// lastSecond is 9999-12-31T23:59:59Z.
const lastSecond = 253402300799

// number reads a text that begins with five or more digits, by their count.
func number(s []byte, n int) (m civil, ok bool) {
	m.absolute = true
	switch {
	case n == 5:
		return serialDay(s, sureLow, sureHigh)
	case n == 10:
		m.micro, ok = epochNumber(s, 1e6)
	case n == 13 && n == len(s):
		m.micro, ok = epochNumber(s, 1e3)
	case n == 16 && n == len(s):
		m.micro, ok = epochNumber(s, 1)
	}
	return m, ok && s[0] != '0'
}

// epochNumber reads a count of units since 1970 with an optional sign and fraction; unit is its
// length in microseconds.
func epochNumber(s []byte, unit int64) (Instant, bool) {
	c := cursor{s}
	sign := int64(1)
	if c.take('-') {
		sign = -1
	}
	whole, n := c.number(18)
	part := fraction(&c)
	if n == 0 || part < 0 || !c.done() || int64(whole) > lastSecond*1e6/unit {
		return 0, false
	}
	return sign * (int64(whole)*unit + part*unit/1e6), true
}

// serialDay reads a spreadsheet day from lo to hi, rounded to the millisecond: its fraction is a
// rounded binary number, and 0.5 s must not become 0.499999 s.
func serialDay(s []byte, lo, hi int) (m civil, ok bool) {
	c := cursor{s}
	serial, n := c.number(7)
	millis, ok := dayFraction(&c)
	if n == 0 || !ok || !c.done() || serial < lo || serial > hi || serial == 60 {
		return m, false
	}
	if serial < 60 {
		serial++
	}
	days := int64(serial - epochSerial)
	if millis == daySeconds*1000 {
		days, millis = days+1, 0
	}
	m.year, m.month, m.day = dateOf(days)
	m.second, m.micro = int(millis/1000), millis%1000*1000
	return m, m.year <= 9999
}

// dayFraction reads the fraction of a day in milliseconds.
func dayFraction(c *cursor) (millis int64, ok bool) {
	if !c.take('.') && !c.take(',') {
		return 0, true
	}
	part, ok := c.decimals(9) // 86 microseconds
	return (part*daySeconds + 500000) / 1e6, ok
}

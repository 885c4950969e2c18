package dates

// The Gregorian calendar, before 1582 as well, as ISO 8601 has it. Both directions follow
// C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
// algorithms", Software: Practice and Experience 53 (2023), figures 12 and 13.

// calendarShift moves year 0 so far back that every Instant has an unsigned day: 800 cycles of
// 400 years, that is 320000 years.
const (
	shiftYears = 400 * 800
	shiftDays  = 719468 + 146097*800
)

// daysOf returns the days from 1970-01-01 to a date.
func daysOf(year, month, day int) int64 {
	y, m := uint32(year+shiftYears), uint32(month)
	if month <= 2 { // the year begins in March, so that the leap day is its last
		y, m = y-1, m+12
	}
	century := y / 100
	days := 1461*uint64(y)/4 - uint64(century) + uint64(century/4) + uint64((979*m-2919)/32)
	return int64(days) + int64(day-1) - shiftDays
}

// dateOf returns the date that lies a number of days after 1970-01-01.
func dateOf(days int64) (year, month, day int) {
	n := 4*uint32(days+shiftDays) + 3
	century := n / 146097
	product := 2939745 * uint64((n%146097)|3)
	dayOfYear := uint32(product) / 2939745 / 4
	monthDay := 2141*dayOfYear + 197913
	y := int(100*century+uint32(product>>32)) - shiftYears
	m := int(monthDay >> 16)
	if dayOfYear >= 306 {
		y, m = y+1, m-12
	}
	return y, m, int(monthDay&0xffff)/2141 + 1
}

// validDate reports whether the calendar has a day, in the years 1 to 9999.
func validDate(year, month, day int) bool {
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 &&
		day >= 1 && (day <= 28 || day <= monthLength(year, month))
}

func monthLength(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// floorDiv divides and rounds down, also below zero.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

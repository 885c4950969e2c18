package dates

import "encoding/binary"

// Digits are checked and read eight at a time, since this is the form that large files hold.
const (
	datePattern  = 0x2d30302d30303030 // "0000-00-", first byte lowest
	clockPattern = 0x30303a30303a3030 // "00:00:00"
	dateMarks    = 0xff0000ff00000000
	clockMarks   = 0x0000ff0000ff0000
	highNibbles  = 0xf0f0f0f0f0f0f0f0
	sixes        = 0x0606060606060606
)

// isoStamp reads YYYY-MM-DD and YYYY-MM-DDThh:mm:ss, with T or a blank, with or without a fraction
// and a zone. Anything else is left to the slower forms.
func (r *Reader) isoStamp(s []byte) (Instant, bool) {
	if len(s) < 10 {
		return 0, false
	}
	d := binary.LittleEndian.Uint64(s) ^ datePattern
	day, ok := stampDay(s)
	if !ok || !digits8(d, dateMarks) {
		return 0, false
	}
	year, month := stampMonth(d)
	if !validDate(year, month, day) {
		return 0, false
	}
	wall := daysOf(year, month, day) * daySeconds
	if len(s) == 10 {
		return r.zone.unix(wall) * 1e6, true
	}
	seconds, ok := stampClock(s)
	if !ok {
		return 0, false
	}
	return r.stampTail(s[19:], wall+seconds)
}

// stampMonth returns the year and month of "2026-06-" less its pattern.
func stampMonth(d uint64) (year, month int) {
	pairs := d*10 + d>>8
	return int(pairs&0xff)*100 + int(pairs>>16&0xff), int(pairs >> 40 & 0xff)
}

// stampDay returns the day of a text that holds at least a date.
func stampDay(s []byte) (day int, ok bool) {
	d1, d0 := s[8]-'0', s[9]-'0'
	return int(d1)*10 + int(d0), d1 <= 9 && d0 <= 9
}

// stampClock returns the second of the day of a text with the time in its usual place.
func stampClock(s []byte) (seconds int64, ok bool) {
	if len(s) < 19 || s[10] != 'T' && s[10] != ' ' {
		return 0, false
	}
	c := binary.LittleEndian.Uint64(s[11:]) ^ clockPattern
	pairs := c*10 + c>>8
	hour, minute, second := pairs&0xff, pairs>>24&0xff, pairs>>48&0xff
	if !digits8(c, clockMarks) || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return int64(hour*3600 + minute*60 + second), true
}

// stampTail reads what follows the seconds: nothing, a fraction, Z, +02:00.
func (r *Reader) stampTail(s []byte, wall int64) (Instant, bool) {
	switch {
	case len(s) == 0:
		return r.zone.unix(wall) * 1e6, true
	case len(s) == 1 && s[0] == 'Z':
		return wall * 1e6, true
	}
	micro := int64(0)
	if s[0] == '.' {
		c := cursor{s[1:]}
		var ok bool
		if micro, ok = c.decimals(6); !ok {
			return 0, false
		}
		s = c.rest
	}
	switch {
	case len(s) == 0:
		wall = r.zone.unix(wall)
	case len(s) == 1 && s[0] == 'Z':
	case len(s) == 6 && (s[0] == '+' || s[0] == '-') && s[3] == ':':
		c := cursor{s[1:]}
		offset, ok := offsetDigits(&c, false)
		if !ok || len(c.rest) > 0 {
			return 0, false
		}
		if s[0] == '+' {
			offset = -offset
		}
		wall += int64(offset)
	default:
		return 0, false
	}
	return wall*1e6 + micro, true
}

// digits8 reports whether the bytes, freed of their pattern, are digits, and zero at the marks.
func digits8(x, marks uint64) bool {
	return (x|(x+sixes))&highNibbles|x&marks == 0
}
